import {
  type DocumentCoverage,
  groupBy,
  type OperationCoverage,
  type PropertyCoverage,
  type ResponseCoverage,
} from "../../result/index.ts";
import { summed } from "./merge-suite.ts";

/** Joins what of each document was met, whichever result met it. */
export function mergeDocuments(documents: readonly DocumentCoverage[]): readonly DocumentCoverage[] {
  return [...groupBy(documents, ({ digest }) => digest).values()].map((all) => {
    const [first] = all;
    return Object.assign({}, first, { operations: first.operations.map((one) => mergeOperation(one, all)) });
  });
}

function mergeOperation(first: OperationCoverage, documents: readonly DocumentCoverage[]): OperationCoverage {
  const all = documents.flatMap(({ operations }) => operations.filter(({ key }) => key === first.key));
  const requests = all.reduce((sum, one) => sum + one.requests, 0);
  // Of several reasons the one that says most: another result may have selected it.
  const reasons = all.map(({ reason }) => reason).filter((reason) => reason !== undefined);
  const reason = reasons.find((one) => one !== "not selected") ?? reasons[0];
  const { reason: _, properties: __, ...rest } = first;
  return {
    ...rest,
    requests,
    ...(requests > 0 || reason === undefined ? {} : { reason }),
    mediaTypes: summed(all.map(({ mediaTypes }) => mediaTypes.map(({ type, sent }) => [type, sent]))).map(
      ([type, sent]) => ({ type, sent }),
    ),
    ...propertiesOf(all.map(({ properties }) => properties)),
    responses: first.responses.map((response) => mergeResponse(response, all)),
  };
}

function mergeResponse(first: ResponseCoverage, operations: readonly OperationCoverage[]): ResponseCoverage {
  const all = operations.flatMap(({ responses }) => responses.filter(({ status }) => status === first.status));
  const { properties: _, ...rest } = first;
  return {
    ...rest,
    seen: all.reduce((sum, { seen }) => sum + seen, 0),
    mediaTypes: summed(all.map(({ mediaTypes }) => mediaTypes.map(({ type, seen }) => [type, seen]))).map(
      ([type, seen]) => ({ type, seen }),
    ),
    ...propertiesOf(all.map(({ properties }) => properties)),
  };
}

function propertiesOf(parts: readonly (PropertyCoverage | undefined)[]): { readonly properties?: PropertyCoverage } {
  const known = parts.filter((part) => part !== undefined);
  const [first, ...others] = known;
  if (first === undefined) return {};
  return { properties: others.length === 0 ? first : mergeProperties([first, ...others]) };
}

/**
 * A property was exercised where one part exercised it. What is inside something that was never there is not listed, so that
 * the number is the least that it can be: it is exact but where the parts differ in what they did not come to at all.
 */
function mergeProperties(parts: readonly [PropertyCoverage, ...PropertyCoverage[]]): PropertyCoverage {
  const lists = parts.map(({ notExercised }) => new Set(notExercised.flatMap(({ properties }) => properties)));
  const isMissed = (property: string): boolean => lists.every((list) => isIn(property, list));
  const [first] = parts;
  const kept = new Map<string, Set<string>>();
  for (const { reason, properties } of parts.flatMap(({ notExercised }) => notExercised)) {
    for (const property of properties.filter(isMissed)) {
      if ([...kept.values()].some((set) => set.has(property))) continue;
      kept.set(reason, (kept.get(reason) ?? new Set()).add(property));
    }
  }
  const listed = [...kept.values()].reduce((sum, set) => sum + set.size, 0);
  const hidden = Math.min(...parts.map((part, at) => part.declared - part.exercised - (lists[at]?.size ?? 0)));
  return {
    declared: first.declared,
    exercised: Math.max(first.declared - listed - hidden, ...parts.map(({ exercised }) => exercised)),
    notExercised: [...kept].map(([reason, properties]) => ({ reason, properties: [...properties] })),
  };
}

/** True where a property, or something that it is inside of, is in a list. */
function isIn(property: string, list: ReadonlySet<string>): boolean {
  for (let path = property; path !== ""; path = path.replace(/(?:\/\*)*\/[^/]*$/u, "")) {
    if (list.has(path)) return true;
  }
  return false;
}
