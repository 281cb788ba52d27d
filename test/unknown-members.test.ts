import { expect, onTestFinished, test } from "vitest";
import { contractOf } from "../bench/embedded.ts";
import { DEFAULT_SETTINGS, run, suitesOf } from "../src/engine/index.ts";
import { startTarget } from "../src/targets/index.ts";

test.each([
  ["is found where the server takes it all the same", [], ["OPENAPI-REFUSAL-NAMED"]],
  ["raises nothing where the server refuses it so", ["members-of-nobody-404"], []],
] as const)(
  "an id that names nobody in a PUT, which the profile says is refused with 404, %s",
  async (_, oddities, found) => {
    const target = await startTarget({ dialect: "rfc", oddities });
    onTestFinished(() => target.close());
    const base = await contractOf("rfc");
    const contract = {
      ...base,
      profile: { ...base.profile, members: { ...base.profile.members, unknown: "refuse-404" } },
    } as const;
    const credentials = [{ kind: "bearer", token: target.token, from: "SCIM_TOKEN" }] as const;
    const config = { baseUrl: target.url, kind: "embedded", credentials, headers: {}, insecure: false } as const;
    const result = await run(
      suitesOf(contract).map((suite) => ({ suite, contract, target: config })),
      { ...DEFAULT_SETTINGS, selection: { grep: /put\.group\.member-unknown/u } },
    );
    const [scenario] = result.suites.flatMap(({ scenarios }) => scenarios);
    expect(scenario).toMatchObject({ id: "put.group.member-unknown", outcome: found.length > 0 ? "failed" : "passed" });
    expect(result.findings.filter(({ severity }) => severity === "error").map((one) => one.requirement)).toEqual(found);
  },
);
