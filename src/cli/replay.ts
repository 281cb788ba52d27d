import { join } from "node:path";
import { readText } from "../document/index.ts";
import type { RunSettings } from "../engine/index.ts";
import { parseResult, placeInResult } from "../report/index.ts";
import { type Finding, HarnessError } from "../result/index.ts";
import type { RunFlags } from "./flags.ts";
import type { Prepared } from "./prepare.ts";
import { grepFor } from "./selection.ts";
import { DEFAULT_OUT } from "./settings.ts";
import { usage } from "./usage.ts";

/** What `--replay` makes of the settings: one property, one recorded history, a folder of its own for the reports. */
export interface Replay {
  readonly settings: RunSettings;
  /** The suite of the finding; undefined when nothing is replayed. */
  readonly suite: string | undefined;
}

/**
 * Reads the counterexample that `--replay` names out of an earlier result.
 *
 * @throws HarnessError `USAGE` when there is no such finding, `RESULT_INVALID` when the file is no result
 */
export async function readReplay({ replay, from, out }: RunFlags, settings: RunSettings): Promise<Replay> {
  if (replay === undefined) {
    if (from !== undefined) throw usage("--from says where --replay looks", "name a finding: --replay 0123456789ab");
    return { settings, suite: undefined };
  }
  const folder = out ?? DEFAULT_OUT;
  const file = from ?? join(folder, "results.json");
  const text = await readText(file, "RESULT_INVALID");
  const { findings } = parseResult(text, file);
  const finding = find(findings, replay, file);
  const { counterexample, suite } = finding;
  if (counterexample === null) {
    throw usage(
      `finding ${finding.fingerprint} was made by a scripted scenario, which needs no history`,
      `run ${finding.replay}`,
    );
  }
  const { property } = counterexample;
  if (!/^[a-z0-9][a-z0-9.-]{0,199}$/u.test(property)) {
    throw new HarnessError("RESULT_INVALID", `the finding ${finding.fingerprint} names no property`, {
      place: placeInResult(text, file, `/findings/${findings.indexOf(finding)}/counterexample/property`),
      remedy: "give a results.json as `scimproof run` wrote it",
    });
  }
  return {
    suite,
    settings: {
      ...settings,
      out: join(folder, "replay"),
      replay: counterexample,
      depth: "thorough",
      selection: { grep: new RegExp(grepFor([property]), "u") },
    },
  };
}

function find(findings: readonly Finding[], id: string, file: string): Finding {
  const matching = findings.filter(({ fingerprint }) => fingerprint.startsWith(id));
  const [only, ...others] = matching;
  if (only !== undefined && others.length === 0) return only;
  const known = findings.filter(({ counterexample }) => counterexample !== null).map(({ fingerprint }) => fingerprint);
  throw usage(
    `${file} holds ${others.length > 0 ? "several findings" : "no finding"} ${id}`,
    known.length === 0 ? "it holds none with a recorded history" : `it holds ${known.join(", ")}`,
  );
}

/**
 * The suite of a finding alone.
 *
 * @throws HarnessError `USAGE` when the command line names others
 */
export function onlySuite(suite: string | undefined, prepared: Prepared): Prepared {
  if (suite === undefined) return prepared;
  const runs = prepared.runs.filter((run) => run.suite.id === suite);
  if (runs.length > 0) return { ...prepared, runs };
  throw usage(
    `the finding is of ${suite}`,
    `run that suite: ${prepared.runs.map((run) => run.suite.id).join(", ")} are named`,
  );
}
