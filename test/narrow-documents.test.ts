import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { line, speaks } from "../bench/embedded.ts";
import { loadContract } from "../src/document/index.ts";
import { DEFAULT_SETTINGS, run, suitesOf } from "../src/engine/index.ts";
import type { RunResult } from "../src/result/index.ts";
import { startTarget } from "../src/targets/index.ts";

/** Every suite of the narrow document against the strict server, which has all of it and more. */
async function runNarrow(): Promise<RunResult> {
  const spec = fileURLToPath(new URL("support/narrow/openapi.yaml", import.meta.url));
  const contract = await loadContract({ spec });
  const target = await startTarget({ dialect: "rfc" });
  onTestFinished(() => target.close());
  const config = {
    baseUrl: target.url,
    kind: "embedded",
    credentials: [{ kind: "bearer", token: target.token, from: "SCIM_TOKEN" }],
    headers: {},
    insecure: false,
  } as const;
  const settings = {
    ...DEFAULT_SETTINGS,
    runs: 2,
    concurrency: 8,
    selection: { grepInvert: /histories\.(?:few|many)/u },
  };
  return await run(
    suitesOf(contract).map((suite) => ({ suite, contract, target: config })),
    settings,
  );
}

test("what a document excludes is never sent as valid, and a server that has more is not blamed", async () => {
  const result = await runNarrow();
  // What is wrong on purpose the server takes, which the document does not: that is told, and nothing else.
  const provoked = /^(?:put\.user\.invalid\.|service\.bodies\.violations)/u;
  const blamed = result.findings.filter((one) => speaks(one) && !one.scenarios.every((id) => provoked.test(id)));
  expect(blamed.map(line)).toEqual([]);
  const outcomes = new Map(
    result.suites.flatMap(({ scenarios }) => scenarios.map(({ id, outcome }) => [id, outcome] as const)),
  );
  // Asked for in the type that the document does not have, and answered in it.
  expect(outcomes.get("service.media.accept-json")).toBe("passed");
  // Made with what is allowed.
  for (const id of [
    "service.filter.user-name",
    "put.user.attributes.title",
    "patch.user.replace.simple",
    "patch.user.histories.common",
  ])
    expect([id, outcomes.get(id)]).toEqual([id, "passed"]);
  // With one type of address there is no second one to add.
  expect(outcomes.get("patch.user.add.list")).toBe("not-applicable");
});
