import { expect, test } from "vitest";
import { cites, line, speaks } from "../bench/embedded.ts";
import type { RunResult } from "../src/result/index.ts";
import { FAULTS, ODDITIES } from "../src/targets/index.ts";
import { plainGroupsContract, runPatchUsers } from "./support/patch-users.ts";

const loud = (result: RunResult): readonly string[] => result.findings.filter(speaks).map(line);
const SETTINGS = {
  seed: 1,
  timeoutMs: 2000,
  selection: { grep: /ref-version|external-id|attribute-order|members\.immutable|member-group|member-types/u },
} as const;
const run = async (switches: Parameters<typeof runPatchUsers>[0]): Promise<RunResult> =>
  (await runPatchUsers(switches, SETTINGS, {}, plainGroupsContract)).result;

test("what a document of Groups may have and no vendor's has: a faithful server raises nothing", async () => {
  const result = await run({});
  expect(loud(result)).toEqual([]);
  const outcomes = result.suites.flatMap(({ scenarios }) => scenarios.map(({ id, outcome }) => `${id} ${outcome}`));
  for (const id of ["put.group.members.ref-version", "patch.group.external-id", "patch.group.member-group"])
    expect(outcomes).toContain(`${id} passed`);
});

test.each(FAULTS.filter(({ id }) => id.startsWith("plain-group-")))("$id is found", async ({ id, requirement }) => {
  const result = await run({ faults: [id] });
  expect(
    result.findings.some((one) => speaks(one) && cites(one, requirement)),
    loud(result).join("\n"),
  ).toBe(true);
});

test.each(ODDITIES.filter(({ id, dialects }) => dialects.includes("lighton") && /^(?:member|external)/u.test(id)))(
  "$id is left alone",
  async ({ id, legal }) => {
    expect(loud(await run({ oddities: [id] })), legal).toEqual([]);
  },
);
