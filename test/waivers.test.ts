import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { runEmbedded } from "../bench/embedded.ts";
import { parseResult } from "../src/report/index.ts";
import type { Finding, RunResult } from "../src/result/index.ts";
import type { RunningTarget } from "../src/targets/index.ts";
import { type CliEnd, cli, cube, tempFolder } from "./support/cli-run.ts";

const FEW = "members.(smaller|empty)|rename";

/** Runs some of Cube's suite on a target, with a baseline. */
async function runOn(target: RunningTarget, folder: string, flags: readonly string[]): Promise<CliEnd> {
  const out = join(folder, "reports");
  const argv = ["run", "cube", "--target", target.url, "--token-env", "T", "--out", out, "--reporter", "json"];
  return await cli([...argv, ...flags], { env: { T: target.token } });
}

function resultIn(folder: string): RunResult {
  const path = join(folder, "reports", "results.json");
  return parseResult(readFileSync(path, "utf8"), path);
}

test("a baseline is written, filled in, holds, and lets nothing else pass", async () => {
  const folder = tempFolder();
  const file = join(folder, "waivers.yaml");
  const target = await cube({ faults: ["put-members-merged"] });
  const some = ["-t", FEW, "--baseline", file];
  expect(await runOn(target, folder, some)).toMatchObject({ code: 2 });
  const begun = await runOn(target, folder, [...some, "--update-baseline"]);
  // What is new fails until somebody has written why.
  expect(begun.code).toBe(1);
  expect(begun.err).toMatch(/waivers\.yaml: \d added, 0 removed; each needs its reason before it holds/u);
  const refused = await runOn(target, folder, some);
  expect(refused).toMatchObject({ code: 2 });
  expect(refused.err).toMatch(/waivers\.yaml:\d+:\d+: nobody has written yet why [0-9a-f]{12} is waived/u);
  writeFileSync(file, readFileSync(file, "utf8").replaceAll(/"TODO[^"]*"/gu, "ACME-12"));
  const held = await runOn(target, folder, some);
  expect(held.out).toMatch(/is conformant but for \d waived findings?: /u);
  expect(held).toMatchObject({ code: 0 });
  const { findings, waivers } = resultIn(folder);
  expect(findings.filter(({ severity, waived }) => severity === "error" && waived === null)).toEqual([]);
  expect(waivers?.entries.every(({ state }) => state === "used")).toBe(true);
  // The same lines, once their day is over.
  writeFileSync(file, readFileSync(file, "utf8").replaceAll(/until: .*/gu, "until: 2020-02-29"));
  const over = await runOn(target, folder, some);
  expect(over).toMatchObject({ code: 1 });
  expect(over.out).toContain("expired on 2020-02-29, and its finding counts again");
});

test("a line whose finding has gone fails, names itself, and is removed by an update", async () => {
  const folder = tempFolder();
  const file = join(folder, "waivers.yaml");
  const entry = (fingerprint: string, scenario: string): string =>
    `  - fingerprint: "${fingerprint}"\n    reason: ACME-12\n    until: 2999-12-31\n    suite: cube.groups.put\n    scenarios: [${scenario}]\n`;
  const stale = entry("0123456789ab", "put.group.rename");
  const deeper = entry("0123456789ac", "put.group.members.of-1000");
  writeFileSync(file, `waivers:\n${stale}${deeper}`);
  const target = await cube();
  const smoke = ["--depth", "smoke", "--baseline", file];
  const end = await runOn(target, folder, smoke);
  expect(end).toMatchObject({ code: 1 });
  expect(end.out).toMatch(/waivers\.yaml:2 is stale:/u);
  expect(end.out).toContain("is conformant: ");
  expect(end.out).toContain("1 waiver is stale: remove its line.");
  expect(resultIn(folder).waivers?.entries.map(({ state }) => state)).toEqual(["stale", "not-judged"]);
  // Not under a selection, however much of it passes.
  expect(await runOn(target, folder, ["-t", "rename", ...smoke])).toMatchObject({ code: 0 });
  expect(await runOn(target, folder, [...smoke, "--update-baseline"])).toMatchObject({ code: 0 });
  expect(readFileSync(file, "utf8")).toBe(`waivers:\n${deeper}`);
});

describe("what is wrong with the flags is told before anything is sent", () => {
  test("an update without a file, and a file that is none", async () => {
    const out = tempFolder();
    const run = ["run", "cube", "--target", "embedded", "--out", join(out, "reports")];
    const nameless = await cli([...run, "--update-baseline"]);
    expect(nameless).toMatchObject({ code: 2 });
    expect(nameless.err).toContain("--baseline waivers.yaml");
    const file = join(out, "waivers.yaml");
    writeFileSync(file, "waivers:\n  - fingerprnt: x\n");
    const broken = await cli([...run, "--baseline", file]);
    expect(broken).toMatchObject({ code: 2 });
    expect(broken.err).toContain(
      'waivers.yaml:2:5: unknown key "fingerprnt" in /waivers/0. Did you mean "fingerprint"?',
    );
    expect(existsSync(join(out, "reports"))).toBe(false);
  });
});

describe("a fingerprint is the same", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  const known = ({ findings }: RunResult): readonly string[] =>
    findings
      .filter(({ severity }: Finding) => severity === "error")
      .map(({ fingerprint, invariant, shape }) => `${fingerprint} ${invariant} ${shape}`)
      .sort();

  test("with another seed, another concurrency, another day and another server", async () => {
    const selection = { grep: /members\.(?:smaller|empty|one|display)|rename|malformed|histories\.few/u };
    const given = {
      depth: "smoke",
      runs: 4,
      shrinkRuns: 10,
      selection,
      version: "1",
      replayBase: "scimproof run",
    } as const;
    const faults = ["put-members-merged"];
    const { result: first } = await runEmbedded({ faults, settings: { ...given, seed: 1, concurrency: 1 } });
    // Waits go on as they do; only what day it is changes.
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2031-03-01T23:59:00Z") });
    const { result: second } = await runEmbedded({
      faults,
      settings: { ...given, seed: 2, concurrency: 8, runId: "other" },
    });
    expect(second.startedAt).toMatch(/^2031-03-/u);
    expect(known(first).length).toBeGreaterThan(1);
    expect(known(second)).toEqual(known(first));
  });
});
