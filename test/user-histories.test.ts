import { describe, expect, test } from "vitest";
import { cites, line, runEmbedded, speaks } from "../bench/embedded.ts";
import type { RunResult } from "../src/result/index.ts";
import { FAULTS, ODDITIES } from "../src/targets/index.ts";
import { runPatchUsers } from "./support/patch-users.ts";
import { untilCited } from "./support/until-cited.ts";

const loud = (result: RunResult): readonly string[] => result.findings.filter(speaks).map(line);

// One lane at a time: a fault that reaches other Users would else reach those of the other lane.
const SETTINGS = { concurrency: 1, seed: 1, timeoutMs: 2000 } as const;
const COMMON = { ...SETTINGS, selection: { grep: /user\.histories\.common/u } } as const;
const ONLY_HISTORIES = { ...SETTINGS, selection: { grep: /user\.histories/u } } as const;

describe("PATCH of Users, by a document of its own", () => {
  test("a faithful server raises nothing, and nothing is left on it", async () => {
    const { result, left } = await runPatchUsers({}, SETTINGS);
    expect(loud(result)).toEqual([]);
    expect(result.verdict, result.sentence).toBe("conformant");
    expect(left).toEqual({ users: [], groups: [] });
  });

  test.each(ODDITIES.filter(({ id, dialects }) => dialects.includes("lighton") && id.startsWith("user-")))(
    "$id is left alone",
    async ({ id, legal }) => {
      const { result } = await runPatchUsers({ oddities: [id] }, { ...SETTINGS, runs: 8 });
      expect(loud(result), legal).toEqual([]);
    },
  );

  test.each(FAULTS.filter(({ id }) => id.startsWith("user-patch-")))("$id is found", async (fault) => {
    const settings = { ...SETTINGS, shrinkRuns: 2 };
    const { result } = await runPatchUsers({ faults: [fault.id] }, settings, untilCited(fault.requirement));
    expect(
      result.findings.some((one) => speaks(one) && cites(one, fault.requirement)),
      loud(result).join("\n"),
    ).toBe(true);
  });

  test("what is refused in every spelling is not put down to one of them", async () => {
    const { result } = await runPatchUsers(
      { faults: ["user-patch-part-refused"] },
      { ...SETTINGS, shrinkRuns: 2, selection: { grep: /common/u } },
    );
    const cited = result.findings.filter(speaks).map(({ requirement }) => requirement);
    expect(cited).toContain("RFC7644-3.5.2.3-VALUEPATH-SUBATTR");
    expect(cited.filter((id) => /NAME-CASE|URN-PATH|NO-PATH/u.test(id))).toEqual([]);
  });

  test("a counterexample is small, told in words, and fails again when it is replayed", async () => {
    const faults = ["user-patch-add-replaces"];
    const { result } = await runPatchUsers({ faults }, ONLY_HISTORIES);
    const found = result.findings.find(({ counterexample }) => counterexample !== null)?.counterexample ?? null;
    if (found === null) throw new Error("nothing was found");
    expect(found.edits).toBeLessThanOrEqual(2);
    expect(found.story).toMatch(/add .+ → .+ (?:is|are) not there/u);
    expect(found.reruns).toEqual({ failed: 2, of: 2 });
    expect(found.steps.at(-1)?.subjects[0]?.name).toBe("the User");
    const again = await runPatchUsers({ faults }, { ...SETTINGS, replay: found, selection: { grep: /common|all/u } });
    expect(again.result.findings.some(({ counterexample }) => counterexample?.story === found.story)).toBe(true);
    const mended = await runPatchUsers({}, { ...ONLY_HISTORIES, replay: found });
    expect(loud(mended.result)).toEqual([]);
  });
});

describe("PUT of Users by histories alone", () => {
  test("the same seed sends the same requests", async () => {
    const [first, second] = [
      await runEmbedded({ dialect: "maia", settings: { ...ONLY_HISTORIES, depth: "smoke" } }),
      await runEmbedded({ dialect: "maia", settings: { ...ONLY_HISTORIES, depth: "smoke", concurrency: 8 } }),
    ];
    expect(first.result.summary.requests).toBe(second.result.summary.requests);
    expect(loud(first.result)).toEqual([]);
    expect(first.left.users).toEqual([]);
  });

  test("two entries of one type may be refused", async () => {
    const { result } = await runEmbedded({ dialect: "maia", oddities: ["user-types-once"], settings: COMMON });
    expect(loud(result)).toEqual([]);
  });

  test.each(["user-emptied-list-dead", "user-returned-entry-old"])("%s is found", async (id) => {
    const { result } = await runEmbedded({ dialect: "maia", faults: [id], settings: ONLY_HISTORIES });
    expect(result.findings.some((one) => cites(one, "RFC7644-3.5.1-RW-REPLACED"))).toBe(true);
  });
});
