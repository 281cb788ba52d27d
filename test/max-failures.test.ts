import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type EmbeddedResult, runEmbedded } from "../bench/embedded.ts";
import { exitCodeOf } from "../src/gate/index.ts";
import { parseResult } from "../src/report/index.ts";
import type { RunResult, SuiteResult } from "../src/result/index.ts";
import { cli, cube, tempFolder } from "./support/cli-run.ts";

// Faults for each of Maia's two suites, and scenarios of which five fail, in this order.
const FAULTS = ["put-members-merged", "user-title-kept", "user-middle-name-lost"];
const SOME = /rename(?!-)|members\.(?:smaller|empty|one)|attributes\.(?:title|name\.(?:familyName|middleName))/u;

async function runOf(maxFailures: number, concurrency = 1): Promise<EmbeddedResult> {
  const settings = { concurrency, maxFailures, selection: { grep: SOME } };
  return await runEmbedded({ dialect: "maia", faults: FAULTS, settings });
}

const failing = ({ findings }: RunResult): number => findings.filter(({ severity }) => severity === "error").length;
const outcomes = ({ suites }: RunResult): readonly string[] =>
  suites.map(({ scenarios }: SuiteResult) => scenarios.map(({ outcome }) => outcome).join(" "));

describe("--max-failures", () => {
  test("begins nothing more, lists the rest with the reason, and removes what was made", async () => {
    const { result, left } = await runOf(2);
    expect(failing(result)).toBe(2);
    expect(outcomes(result)).toEqual(["passed failed failed blocked", "blocked blocked blocked"]);
    expect(result.suites.map(({ ended }) => ended)).toEqual(["aborted", "not started"]);
    expect(result.ended).toEqual({ how: "max-failures", detail: "--max-failures 2 was reached" });
    expect(result.sentence).toContain("The run was ended early: --max-failures 2 was reached.");
    const rest = result.notTested.filter(({ outcome }) => outcome === "blocked");
    expect(rest.map(({ id }) => id)).toEqual([
      "put.group.members.one",
      "put.user.attributes.title",
      "put.user.attributes.name.familyName",
      "put.user.attributes.name.middleName",
    ]);
    for (const { reason } of rest) expect(reason).toBe("the run ended before it began: --max-failures 2 was reached");
    expect(exitCodeOf(result)).toBe(1);
    expect(exitCodeOf({ ...result, gate: { failOn: "never", strict: false } })).toBe(3);
    expect(result.cleanup).toMatchObject({ left: [] });
    expect(left).toEqual({ users: [], groups: [] });
  });

  test("counts over all suites of the run", async () => {
    const { result } = await runOf(4);
    expect(outcomes(result)).toEqual(["passed failed failed failed", "failed blocked blocked"]);
    expect(result.ended.how).toBe("max-failures");
  });

  test("ends nothing where nothing was left to do", async () => {
    const { result } = await runOf(5);
    expect(failing(result)).toBe(5);
    expect(result.ended.how).toBe("complete");
  });

  test("side by side, what is under way is ended and cleaned up", async () => {
    const { result, left } = await runOf(1, 4);
    expect(failing(result)).toBeGreaterThanOrEqual(1);
    expect(outcomes(result)[1]).toBe("blocked blocked blocked");
    expect(result).toMatchObject({ ended: { how: "max-failures" }, verdict: "nonconformant" });
    expect(left).toEqual({ users: [], groups: [] });
  });
});

describe("on the command line", () => {
  const CUBE = [
    "-t",
    String.raw`members\.(?:smaller|empty)`,
    "--concurrency",
    "1",
    "--grace",
    "1ms",
    "--reporter",
    "json",
  ];

  async function runCube(
    flags: readonly string[],
    env: Readonly<Record<string, string>> = {},
    cwd: string = tempFolder(),
  ): Promise<{ readonly code: number; readonly result: RunResult }> {
    const target = await cube({ faults: ["put-members-merged"] });
    const out = tempFolder();
    const argv = ["run", "cube", "--target", target.url, "--token-env", "T", "--out", out, ...CUBE, ...flags];
    const { code } = await cli(argv, { env: { T: target.token, ...env }, cwd });
    return { code, result: parseResult(readFileSync(join(out, "results.json"), "utf8"), out) };
  }

  test("what is waived is not counted", async () => {
    const first = await runCube(["--max-failures", "1"]);
    expect(first).toMatchObject({ code: 1, result: { ended: { how: "max-failures" } } });
    const baseline = join(tempFolder(), "waivers.yaml");
    const waiver = { fingerprint: first.result.findings[0]?.fingerprint, reason: "Known.", until: "2999-12-31" };
    writeFileSync(baseline, JSON.stringify({ waivers: [waiver] }));
    const second = await runCube(["--max-failures", "1", "--baseline", baseline]);
    expect(outcomes(second.result)).toEqual(["failed failed"]);
    // Nothing says that a line is stale while not everything ran; here everything did.
    expect(second).toMatchObject({ code: 1, result: { ended: { how: "complete" } } });
    writeFileSync(baseline, JSON.stringify({ waivers: [{ ...waiver, until: "2000-01-01" }] }));
    const third = await runCube(["--max-failures", "1", "--baseline", baseline]);
    expect(third.result.ended.how).toBe("max-failures");
  });

  test("the environment and a config say it too", async () => {
    const said = await runCube([], { SCIMPROOF_MAX_FAILURES: "1" });
    expect(said.result).toMatchObject({
      ended: { how: "max-failures" },
      environment: { configuration: { maxFailures: "1" } },
    });
    const cwd = tempFolder();
    writeFileSync(join(cwd, "scimproof.config.yaml"), "maxFailures: 1\n");
    expect((await runCube([], {}, cwd)).result.ended.how).toBe("max-failures");
  });

  test("it is a count", async () => {
    expect(await cli(["run", "cube", "--target", "embedded", "--max-failures", "0"])).toMatchObject({ code: 2 });
  });
});
