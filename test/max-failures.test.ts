import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type EmbeddedResult, runEmbedded } from "../bench/embedded.ts";
import { exitCodeOf } from "../src/gate/index.ts";
import { parseResult } from "../src/report/index.ts";
import type { RunResult } from "../src/result/index.ts";
import { cli, cube, tempFolder } from "./support/cli-run.ts";

// One fault for each of Maia's two suites.
const FAULTS = ["put-members-merged", "put-answers-old-state", "user-title-kept", "user-middle-name-lost"];
const FEW = /rename|members\.smaller|title|name/u;

async function runOf(settings: {
  readonly maxFailures?: number;
  readonly concurrency?: number;
}): Promise<EmbeddedResult> {
  return await runEmbedded({
    dialect: "maia",
    faults: FAULTS,
    settings: { depth: "smoke", concurrency: 1, selection: { grep: FEW }, ...settings },
  });
}

const failing = ({ findings }: RunResult): number => findings.filter(({ severity }) => severity === "error").length;

test("faults", async () => {
  const { result } = await runOf({});
  console.log(result.findings.map((f) => [f.suite, f.severity, f.requirement, f.scenarios]), result.suites.map((s) => [s.id, s.scenarios.map((x) => x.id+" "+x.outcome)]));
});
void exitCodeOf; void failing; void describe; void readFileSync; void writeFileSync; void join; void parseResult; void cli; void cube; void tempFolder; void expect;
