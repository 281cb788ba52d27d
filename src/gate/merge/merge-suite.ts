import {
  capabilitiesInOrder,
  type Finding,
  type OperationResult,
  type Outcome,
  type ScenarioResult,
  type SuiteResult,
} from "../../result/index.ts";
import { sumOutcomes } from "../summary.ts";

/**
 * Joins the parts of one suite; verdict and reason are still those of the first part.
 *
 * @param plan ids of the whole suite's scenarios, in order
 * @param missing what is missing of it, a sentence for each part
 */
export function mergeSuite(
  parts: readonly [SuiteResult, ...SuiteResult[]],
  findings: readonly Finding[],
  plan: readonly string[],
  missing: readonly string[],
): SuiteResult {
  const [first] = parts;
  const byId = new Map(parts.flatMap(({ scenarios }) => scenarios.map((one) => [one.id, one] as const)));
  const ended = parts.map((part) => part.ended).find((how) => how !== "complete") ?? missing[0] ?? first.ended;
  return {
    ...first,
    target: { ...first.target, url: texts(parts.map(({ target }) => target.url)) },
    runId: texts(parts.map(({ runId }) => runId)),
    ...(ended === undefined ? {} : { ended }),
    outcomes: sumOutcomes(parts.map(({ outcomes }) => outcomes)),
    operations: mergeOperations(parts.map(({ operations }) => operations)),
    scenarios: plan.flatMap((id): readonly ScenarioResult[] => {
      const one = byId.get(id);
      return one === undefined ? [] : [{ ...one, findings: fingerprintsOf(id, findings) }];
    }),
    capabilities: capabilitiesInOrder(distinct(parts.flatMap(({ capabilities }) => capabilities))),
    preflight: distinct(parts.flatMap(({ preflight }) => preflight)),
  };
}

function fingerprintsOf(scenario: string, findings: readonly Finding[]): readonly string[] {
  return findings.filter(({ scenarios }) => scenarios.includes(scenario)).map(({ fingerprint }) => fingerprint);
}

/** Each text once: `http://a, http://b`. */
function texts(all: readonly string[]): string {
  return [...new Set(all)].join(", ");
}

/** Each thing once: every part asks the server the same. */
function distinct<Thing>(things: readonly Thing[]): readonly Thing[] {
  return [...new Map(things.map((thing) => [JSON.stringify(thing), thing])).values()];
}

function mergeOperations(parts: readonly (readonly OperationResult[])[]): readonly OperationResult[] {
  const [first = []] = parts;
  return first.map(({ key }) =>
    mergeOperation(
      key,
      parts.flatMap((operations) => operations.filter((one) => one.key === key)),
    ),
  );
}

function mergeOperation(key: string, all: readonly OperationResult[]): OperationResult {
  const observedBy = all.find(({ confirmed }) => confirmed)?.observedBy;
  return {
    key,
    confirmed: all.some(({ confirmed }) => confirmed),
    ...(observedBy === undefined ? {} : { observedBy }),
    statuses: summed(all.map(({ statuses }) => statuses.map(({ status, seen }) => [status, seen]))).map(
      ([status, seen]) => ({ status, seen }),
    ),
    undeclared: summed(all.map(({ undeclared }) => undeclared.map(({ status, seen }) => [status, seen])))
      .map(([status, seen]) => ({ status, seen }))
      .sort((one, other) => one.status - other.status),
    requestMediaTypes: summed(
      all.map(({ requestMediaTypes }) => requestMediaTypes.map(({ type, sent }) => [type, sent])),
    ).map(([type, sent]) => ({ type, sent })),
  };
}

/** Counts added up by what is counted, in the order in which it first comes. */
export function summed<Key>(
  lists: readonly (readonly (readonly [Key, number])[])[],
): readonly (readonly [Key, number])[] {
  const sums = new Map<Key, number>();
  for (const [key, count] of lists.flat()) sums.set(key, (sums.get(key) ?? 0) + count);
  return [...sums];
}

/** True of an outcome that speaks about the server. */
export function isVerdict(outcome: Outcome | "untestable" | "not-tested"): boolean {
  return outcome === "passed" || outcome === "failed";
}
