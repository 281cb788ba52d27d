import { declaredResponse } from "../../checks/index.ts";
import {
  type BodySchema,
  type Contract,
  type DeclaredResponse,
  documentPlace,
  notePresent,
  type Operation,
  type PropertyNode,
  propertiesIn,
  propertyTree,
} from "../../document/index.ts";
import {
  type DocumentCoverage,
  type Exchange,
  type HeaderLine,
  headerOf,
  type OperationCoverage,
  type PropertyCoverage,
  type ResponseCoverage,
} from "../../result/index.ts";

// A body that is larger has thousands of entries, which hold what its first ones do.
const MAX_BODY = 256 * 1024;

/** Which properties of one schema bodies had. */
class Properties {
  readonly #tree: PropertyNode;
  readonly #all: readonly PropertyNode[];
  readonly #present = new Set<string>();

  constructor(body: BodySchema) {
    this.#tree = propertyTree(body);
    this.#all = propertiesIn(this.#tree);
  }

  note(body: string): void {
    if (this.#present.size === this.#all.length || body.length > MAX_BODY) return;
    try {
      notePresent(this.#tree, JSON.parse(body), this.#present);
    } catch {
      // No JSON has no properties.
    }
  }

  coverage(otherwise: string): PropertyCoverage {
    const missing = new Map<string, string[]>();
    for (const { path, mark } of this.#all) {
      if (this.#present.has(path)) continue;
      // What is inside something that was not there goes without saying.
      const parent = path.replace(/(?:\/\*)*\/[^/]*$/u, "");
      if (parent !== "" && !this.#present.has(parent)) continue;
      const reason = mark ?? otherwise;
      missing.set(reason, [...(missing.get(reason) ?? []), path]);
    }
    return {
      declared: this.#all.length,
      exercised: this.#present.size,
      notExercised: [...missing].map(([reason, properties]) => ({ reason, properties })),
    };
  }
}

/** What is counted of one declared response. */
interface ResponseTally {
  seen: number;
  readonly types: Map<string, number>;
  readonly properties: Properties | undefined;
}

/** What is counted of one operation. */
interface OperationTally {
  readonly operation: Operation;
  readonly segments: readonly string[];
  requests: number;
  readonly types: Map<string, number>;
  readonly request: Properties | undefined;
  readonly responses: ReadonlyMap<string, ResponseTally>;
}

/** Why something was not exercised, in the words of the report. */
const REASONS = {
  notSelected: "not selected",
  notSent: "no scenario sends it",
  notSentBySelection: "no selected scenario sends it",
  notObserved: "not observed in any answer",
} as const;

/**
 * Counts what of a document's operations the exchanges of a run met: those of scenarios, and the requests beside them that
 * make, read and remove what scenarios need. Its size depends on the document, not on the run.
 */
export class DocumentTally {
  readonly #contract: Contract;
  readonly #operations: readonly OperationTally[];

  constructor(contract: Contract) {
    this.#contract = contract;
    this.#operations = contract.operations.map((operation) => ({
      operation,
      segments: operation.path.split("/"),
      requests: 0,
      types: new Map(),
      request: propertiesOf(operation.request.content),
      responses: new Map(
        operation.responses.map(({ status, content }) => [
          status,
          { seen: 0, types: new Map<string, number>(), properties: propertiesOf(content) },
        ]),
      ),
    }));
  }

  /** Counts one exchange, whose addresses begin with a base URL. */
  note(exchange: Exchange, baseUrl: string): void {
    const tally = this.#find(exchange, baseUrl);
    if (tally === undefined) return;
    const { request, response, intent } = exchange;
    tally.requests += 1;
    if (request.body !== undefined) {
      add(tally.types, typeOf(request.headers));
      // What is wrong on purpose is not what the schema describes.
      if (intent.kind !== "provoked") tally.request?.note(request.body);
    }
    if (response === undefined) return;
    const declared = declaredResponse(tally.operation, response.status);
    const seen = declared === undefined ? undefined : tally.responses.get(declared.status);
    if (seen === undefined) return;
    seen.seen += 1;
    if (response.body === "") return;
    add(seen.types, typeOf(response.headers));
    seen.properties?.note(response.body);
  }

  /**
   * What it comes to.
   *
   * @param isSelected whether a suite of an operation was among those that ran
   * @param isWhole whether all scenarios of an operation were selected
   */
  coverage(
    isSelected: (operation: Operation) => boolean,
    isWhole: (operation: Operation) => boolean,
  ): DocumentCoverage {
    const { document, digest } = this.#contract;
    return {
      name: document.name,
      title: document.title,
      digest,
      operations: this.#operations.map((tally): OperationCoverage => {
        const { operation, requests, request } = tally;
        const isTested = operation.idParameter !== undefined && /^P(?:UT|ATCH)$/u.test(operation.method);
        const reason = isTested && !isSelected(operation) ? REASONS.notSelected : REASONS.notSent;
        const notSent = isTested && !isWhole(operation) ? REASONS.notSentBySelection : REASONS.notSent;
        return {
          key: operation.key,
          place: documentPlace(operation.place),
          requests,
          ...(requests === 0 ? { reason } : {}),
          mediaTypes: countsOf(operation.request.content, tally.types).map(([type, sent]) => ({ type, sent })),
          ...(requests === 0 || request === undefined ? {} : { properties: request.coverage(notSent) }),
          responses: operation.responses.map((response) =>
            responseCoverage(response, tally.responses.get(response.status)),
          ),
        };
      }),
    };
  }

  #find({ operation, request }: Exchange, baseUrl: string): OperationTally | undefined {
    if (operation !== undefined) return this.#operations.find((one) => one.operation.key === operation);
    if (!request.url.startsWith(`${baseUrl}/`)) return undefined;
    const path = request.url.slice(baseUrl.length).replace(/[?#].*$/u, "");
    const segments = path.split("/");
    return this.#operations.find(
      (one) =>
        one.operation.method === request.method &&
        one.segments.length === segments.length &&
        one.segments.every((segment, index) =>
          /^\{[^{}]+\}$/u.test(segment) ? segments[index] !== "" : segment === segments[index],
        ),
    );
  }
}

function responseCoverage({ status, content }: DeclaredResponse, tally: ResponseTally | undefined): ResponseCoverage {
  const seen = tally?.seen ?? 0;
  const mediaTypes = countsOf(content, tally?.types ?? new Map<string, number>()).map(([type, count]) => ({
    type,
    seen: count,
  }));
  if (seen === 0 || tally?.properties === undefined) return { status, seen, mediaTypes };
  return { status, seen, mediaTypes, properties: tally.properties.coverage(REASONS.notObserved) };
}

function propertiesOf(content: Operation["request"]["content"]): Properties | undefined {
  const body = content.find(({ type, body: schema }) => schema !== undefined && /[/+]json\b|\*/iu.test(type))?.body;
  return body === undefined ? undefined : new Properties(body);
}

/** Declared media types with how often each was met, then those that are not declared. */
function countsOf(
  content: readonly { readonly type: string }[],
  met: ReadonlyMap<string, number>,
): readonly (readonly [string, number])[] {
  const left = new Map(met);
  const declared = content.map(({ type }): readonly [string, number] => {
    let count = 0;
    for (const [other, times] of left) {
      if (!isOf(other, type)) continue;
      count += times;
      left.delete(other);
    }
    return [type, count];
  });
  return [...declared, ...[...left].sort(([one], [other]) => (one < other ? -1 : 1))];
}

/** True when a media type is a declared one, or within a declared range. */
function isOf(type: string, declared: string): boolean {
  const wanted = essenceOf(declared);
  return wanted === "*/*" || wanted === type || (wanted.endsWith("/*") && type.startsWith(wanted.slice(0, -1)));
}

function typeOf(headers: readonly HeaderLine[]): string {
  return essenceOf(headerOf(headers, "content-type") ?? "none");
}

function essenceOf(type: string): string {
  return (type.split(";")[0] ?? "").trim().toLowerCase();
}

function add(counts: Map<string, number>, type: string): void {
  // A server may make up a media type for each answer.
  const key = counts.has(type) || counts.size < 20 ? type : "others";
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
