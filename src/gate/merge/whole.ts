import { groupBy, HarnessError, type RunResult, type Shard, type SuiteResult } from "../../result/index.ts";

/** A result with the name of its file, for what there is to say about it. */
export interface NamedResult {
  readonly file: string;
  readonly result: RunResult;
}

/** The results of one run: one, or its parts. */
export interface Whole {
  readonly parts: readonly NamedResult[];
  readonly plan: Shard["suites"];
  /** Sentences, one for each part that was not given. */
  readonly missing: readonly string[];
}

/**
 * Sorts results into the runs that they are of, in an order that does not depend on the one given.
 *
 * @throws HarnessError `USAGE` where they cannot stand in one result
 */
export function wholesOf(inputs: readonly NamedResult[]): readonly Whole[] {
  const [first] = inputs;
  if (first === undefined) throw refusal("there is no result to join", "name the folders of the results");
  for (const one of inputs) requireAlike(first, one);
  const wholes = [...groupBy(inputs, ({ result }) => keyOf(result)).values()].map(wholeOf);
  requireApart(wholes);
  return wholes.sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
}

function nameOf({ plan }: Whole): string {
  return plan.map(({ id }) => id).join(" ");
}

/** Results that are parts of one run share it; one that is no part is a run of its own. */
function keyOf({ shard, suites, selection }: RunResult): string {
  return JSON.stringify(
    shard === undefined ? suites.map(({ id }) => id) : [shard.count, shard.suites, selection ?? null],
  );
}

function wholeOf(inputs: readonly NamedResult[]): Whole {
  const parts = inputs.toSorted((one, other) => indexOf(one) - indexOf(other) || (one.file < other.file ? -1 : 1));
  for (const [at, part] of parts.entries()) {
    const before = parts[at - 1];
    if (before !== undefined && indexOf(before) === indexOf(part)) throw twice(before, part);
    for (const other of parts.slice(0, at)) requireSameSuites(other, part);
  }
  const shard = parts[0]?.result.shard;
  if (shard === undefined) {
    return { parts, plan: planOf(parts[0]?.result.suites ?? []), missing: [] };
  }
  const given = new Set(parts.map(indexOf));
  const absent = Array.from({ length: shard.count }, (_, at) => at + 1).filter((index) => !given.has(index));
  return { parts, plan: shard.suites, missing: absent.map((index) => `shard ${index}/${shard.count} is missing`) };
}

function planOf(suites: readonly SuiteResult[]): Shard["suites"] {
  return suites.map(({ id, scenarios }) => ({ id, scenarios: scenarios.map((one) => one.id) }));
}

function indexOf({ result }: NamedResult): number {
  return result.shard?.index ?? 1;
}

function twice(one: NamedResult, other: NamedResult): HarnessError {
  const { shard, suites } = other.result;
  return shard === undefined
    ? refusal(
        `${one.file} and ${other.file} are both of ${suites[0]?.id ?? "nothing"}, and neither is a part of a run`,
        "join the parts that --shard makes, or results of different suites",
      )
    : refusal(
        `shard ${shard.index}/${shard.count} was given twice: ${one.file} and ${other.file}`,
        "give each part once",
      );
}

/** What one result has only once. */
function requireAlike(first: NamedResult, other: NamedResult): void {
  const [a, b] = [first.result, other.result];
  const advice = "run them again with one version and the same flags";
  if (a.tool.version !== b.tool.version) {
    throw refusal(
      `${first.file} was made by Scimproof ${a.tool.version}, ${other.file} by ${b.tool.version}`,
      "run them again with one version",
    );
  }
  if (a.gate.failOn !== b.gate.failOn || a.gate.strict !== b.gate.strict) {
    throw refusal(`${first.file} and ${other.file} were run with another --fail-on or --strict`, advice);
  }
  const merged = other.result.merged;
  if (merged !== undefined && merged.missing.length > 0) {
    throw refusal(
      `${other.file} was itself joined without all its parts`,
      "join the parts themselves: scimproof merge DIR…",
    );
  }
}

/** Parts of a run have one document and one seed, or they are parts of nothing. */
function requireSameSuites(one: NamedResult, other: NamedResult): void {
  for (const suite of other.result.suites) {
    const own = one.result.suites.find(({ id }) => id === suite.id);
    if (own === undefined) continue;
    const differing = difference(own, suite);
    if (differing !== undefined) throw unequal(one, other, suite.id, differing);
  }
}

function difference(one: SuiteResult, other: SuiteResult): string | undefined {
  if (one.document.digest !== other.document.digest) return "another document";
  if (one.seed !== other.seed) return `another seed (${one.seed}, ${other.seed})`;
  return one.depth === other.depth ? undefined : `another depth (${one.depth}, ${other.depth})`;
}

function unequal(one: NamedResult, other: NamedResult, suite: string, differing: string): HarnessError {
  return refusal(
    `${suite} was run with ${differing} in ${one.file} and in ${other.file}`,
    "run all parts with the same document, seed and flags; only --shard may differ",
  );
}

/** No suite may be in two runs: its numbers would be added up to what nobody ran. */
function requireApart(wholes: readonly Whole[]): void {
  const seen = new Map<string, Whole>();
  for (const whole of wholes) {
    for (const { id } of whole.plan) {
      const before = seen.get(id);
      seen.set(id, whole);
      if (before === undefined) continue;
      const [one, other] = [before.parts[0], whole.parts[0]];
      if (one === undefined || other === undefined) continue;
      requireSameSuites(one, other);
      throw unequal(one, other, id, "another selection");
    }
  }
}

function refusal(message: string, remedy: string): HarnessError {
  return new HarnessError("USAGE", message, { remedy });
}
