import { describe, expect, test } from "vitest";
import { line } from "../bench/embedded.ts";
import { loadVendor, profileFrom, sourceFrom } from "../src/document/index.ts";
import { DEFAULT_SETTINGS, run, suitesOf } from "../src/engine/index.ts";
import type { RunResult } from "../src/result/index.ts";
import { startTarget } from "../src/targets/index.ts";

const DOMAIN = "corp.example.test";

/** Runs Maia's suite on users against a target that takes the addresses of one domain only. */
async function runOn(attributes: Readonly<Record<string, string>>): Promise<{ result: RunResult; mails: Set<string> }> {
  const target = await startTarget({ dialect: "maia", oddities: ["user-mail-domain"] });
  const mails = new Set<string>();
  try {
    const maia = await loadVendor("maia");
    // As from a file of the user's own: through the profile's JSON Schema.
    const text = JSON.stringify({ vendor: "maia", title: "Maia", attributes });
    const own = profileFrom(sourceFrom(text, "profile.yaml", "PROFILE_INVALID"));
    const contract = { ...maia, profile: { ...maia.profile, attributes: own.attributes } };
    const config = {
      baseUrl: target.url,
      kind: "embedded",
      credentials: [{ kind: "bearer", token: target.token, from: "SCIM_TOKEN" }],
      headers: {},
      insecure: false,
    } as const;
    const runs = suitesOf(contract).map((suite) => ({ suite, contract, target: config }));
    const result = await run(
      runs,
      { ...DEFAULT_SETTINGS, concurrency: 12, runs: 4, selection: { grepInvert: /invalid/u } },
      {
        onEvent: (event) => {
          if (event.type !== "exchange") return;
          for (const [mail] of (event.exchange.request.body ?? "").matchAll(/[\w.+-]+@[\w.-]+/gu)) mails.add(mail);
        },
      },
    );
    return { result, mails };
  } finally {
    await target.close();
  }
}

describe("a server that takes the addresses of one mail domain only", () => {
  test("is tested in full with that domain in the profile: no other address is ever sent", async () => {
    const { result, mails } = await runOn({
      userName: `sp-{run}-{n}@${DOMAIN}`,
      "emails.value": `sp-{run}-{n}@${DOMAIN}`,
    });
    expect(result.findings.filter(({ severity }) => severity === "error" || severity === "warning").map(line)).toEqual(
      [],
    );
    expect(result.verdict, result.sentence).toBe("conformant");
    expect(result.summary.findings.error).toBe(0);
    expect(mails.size).toBeGreaterThan(50);
    expect([...mails].filter((mail) => !mail.toLowerCase().endsWith(`@${DOMAIN}`))).toEqual([]);
  });

  test("is no wrong server without it: the run says what to write", async () => {
    const { result } = await runOn({});
    expect(result.findings.filter(({ severity }) => severity === "error").map(line)).toEqual([]);
    expect(result.verdict).toBe("inconclusive");
    expect(JSON.stringify(result.suites)).toContain(
      "under `attributes` in a profile of your own, --spec FILE --profile FILE",
    );
  });
});

test("every value of the profile is used where a user has it", async () => {
  const { mails } = await runOn({ userName: `sp-{run}-{n}@${DOMAIN}` });
  // The address is the user name, where the profile says nothing else of it.
  expect([...mails].filter((mail) => !mail.toLowerCase().endsWith(`@${DOMAIN}`))).toEqual([]);
});
