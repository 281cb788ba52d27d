import type { Finding, KeptExchange, RunResult, Waiver, WaiverResult } from "../../result/index.ts";
import { conclude } from "../conclude.ts";
import { EvidenceRoom } from "../evidence-room.ts";
import { countFindings, countOutcomes, countRequirements, sumCleanup, sumOutcomes } from "../summary.ts";
import { applyWaivers } from "../waivers/apply-waivers.ts";
import { mergeAudits } from "./merge-audits.ts";
import { mergeDocuments } from "./merge-documents.ts";
import { mergeTraffic } from "./merge-traffic.ts";
import { mergeWhole } from "./merge-whole.ts";
import { withOwnIds } from "./own-ids.ts";
import { type NamedResult, type Whole, wholesOf } from "./whole.ts";

export type { NamedResult } from "./whole.ts";

/** How a run may end, the worst first: one of several results decides for all. */
const ENDINGS = ["interrupted", "harness-error", "time-budget", "max-requests", "max-failures", "complete"] as const;

/**
 * Joins results into one and judges it: the parts of a run, the runs of several vendors. The order in which they are given
 * does not matter.
 *
 * @param today ISO 8601 date in UTC, for waivers that the results were held against
 * @throws HarnessError `USAGE` where they cannot stand in one result
 */
export function mergeResults(inputs: readonly NamedResult[], today: string): RunResult {
  const wholes = wholesOf(inputs.map(({ file, result }) => ({ file, result: withOwnIds(result) })));
  const results = wholes.flatMap(({ parts }) => parts.map(({ result }) => result));
  const [first] = results;
  if (first === undefined) throw new TypeError("wholesOf refuses to give nothing");
  const merged = wholes.map(mergeWhole);
  const suites = merged.flatMap((one) => one.suites);
  const findings = merged.flatMap((one) => one.findings);
  const requirements = merged.flatMap((one) => one.requirements);
  const clients = merged.flatMap((one) => one.clients);
  const documents = mergeDocuments(results.flatMap((result) => result.documents ?? []));
  const exchanges = evidence(results, findings);
  const joined: RunResult = {
    // Field by field: what is not named here is of one result alone, and left out.
    schemaVersion: first.schemaVersion,
    tool: first.tool,
    verdict: first.verdict,
    sentence: first.sentence,
    gate: first.gate,
    ended: worstEnding(results),
    summary: {
      requirements: countRequirements(requirements),
      findings: countFindings(findings),
      scenarios: countOutcomes(suites.flatMap(({ scenarios }) => scenarios.map(({ outcome }) => outcome))),
      judgements: sumOutcomes(suites.map(({ outcomes }) => outcomes)),
      exchanges: sum(results, ({ summary }) => summary.exchanges),
      requests: sum(results, ({ summary }) => summary.requests),
      durationMs: spanOf(results),
    },
    startedAt: earliest(results),
    ...selectionOf(results),
    merged: { results: inputs.length, missing: wholes.flatMap(missingOf) },
    suites,
    ...(results.some((result) => result.documents !== undefined) ? { documents } : {}),
    ...mergeAudits(results),
    findings,
    requirements,
    exchanges,
    exchangesTotal: sum(results, ({ exchangesTotal }) => exchangesTotal),
    ...mergeTraffic(results),
    notTested: merged.flatMap((one) => one.notTested),
    ...(clients.length === 0 ? {} : { clients }),
    cleanup: sumCleanup(results.map(({ cleanup }) => cleanup)),
    environment: environmentOf(results),
  };
  return heldAgain(joined, results, today);
}

/** What the results were held against is held against all of them together. */
function heldAgain(joined: RunResult, results: readonly RunResult[], today: string): RunResult {
  const given = results.flatMap(({ waivers }) => waivers ?? []);
  if (given.length === 0) return conclude(joined);
  const byFingerprint = new Map<string, WaiverResult>();
  for (const entry of given.flatMap(({ entries }) => entries)) {
    if (!byFingerprint.has(entry.fingerprint)) byFingerprint.set(entry.fingerprint, entry);
  }
  const waivers = [...byFingerprint.values()].map(waiverOf);
  return applyWaivers(joined, { file: [...new Set(given.map(({ file }) => file))].join(", "), waivers }, today);
}

/** The line of a baseline without what became of it. */
function waiverOf(entry: WaiverResult): Waiver {
  const { state: _, message: __, line: ___, ...waiver } = entry;
  return waiver;
}

function missingOf({ missing, plan }: Whole): readonly string[] {
  return missing.map((sentence) => `${sentence}, of ${plan.map(({ id }) => id).join(", ")}`);
}

function worstEnding(results: readonly RunResult[]): RunResult["ended"] {
  const [worst] = results
    .map(({ ended }) => ended)
    .sort((one, other) => ENDINGS.indexOf(one.how) - ENDINGS.indexOf(other.how));
  return worst ?? { how: "complete", detail: "" };
}

function sum(results: readonly RunResult[], numberOf: (result: RunResult) => number): number {
  return results.reduce((total, result) => total + numberOf(result), 0);
}

function earliest(results: readonly RunResult[]): string {
  return results.map(({ startedAt }) => startedAt).sort()[0] ?? "";
}

/** From the first beginning to the last end: parts run side by side. */
function spanOf(results: readonly RunResult[]): number {
  const ends = results.map(({ startedAt, summary }) => Date.parse(startedAt) + summary.durationMs);
  return Math.max(0, Math.round(Math.max(...ends) - Date.parse(earliest(results))));
}

/** All that any of them left out was left out. */
function selectionOf(results: readonly RunResult[]): Pick<RunResult, "selection"> {
  const all = results.map(({ selection }) => selection);
  if (all.some((one) => one === undefined)) return {};
  return {
    selection: Object.assign({}, ...all, { allSuites: all.every((one) => one?.allSuites === true) }) as NonNullable<
      RunResult["selection"]
    >,
  };
}

/** The exchanges that findings cite, and as much of the others as there is room for. */
function evidence(results: readonly RunResult[], findings: readonly Finding[]): readonly KeptExchange[] {
  const cited = new Set(findings.flatMap(({ suite, exchanges }) => exchanges.map((id) => `${suite} ${id}`)));
  const isCited = ({ suite, id }: KeptExchange): boolean => cited.has(`${suite} ${id}`);
  const room = new EvidenceRoom();
  return results.flatMap(({ exchanges }) =>
    exchanges.flatMap((exchange): readonly KeptExchange[] => {
      const one = { ...exchange, cited: isCited(exchange) };
      return room.take(one, one.cited) ? [one] : [];
    }),
  );
}

function environmentOf(results: readonly RunResult[]): RunResult["environment"] {
  const all = results.map(({ environment }) => environment);
  const each = (text: (one: RunResult["environment"]) => string): readonly string[] => [...new Set(all.map(text))];
  const configurations = new Map(all.map(wholeConfiguration).map((one) => [JSON.stringify(one), one]));
  const [only, ...others] = configurations.values();
  // Commands of the report name its variables: the wrong ones are worse than none.
  const [access, ...otherAccess] = new Map(all.map((one) => [JSON.stringify(one.access), one.access])).values();
  return {
    node: each(({ node }) => node).join(", "),
    platform: each(({ platform }) => platform).join(", "),
    command: each(({ command }) => command.replace(/ --shard \S+/u, "")).join(" && "),
    configuration: only !== undefined && others.length === 0 ? only : { merged: [...configurations.values()] },
    ...(access !== undefined && otherAccess.length === 0 ? { access } : {}),
  };
}

function wholeConfiguration({ configuration }: RunResult["environment"]): Readonly<Record<string, unknown>> {
  const { shard: _, ...whole } = configuration;
  return whole;
}
