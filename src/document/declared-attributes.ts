import type { BodySchema, Contract, JsonSchema, Operation, ResourceTypeName } from "./contract.ts";
import { flatten } from "./flat-schema.ts";

/** The JSON types that a schema may name. */
export type JsonTypeName = "string" | "number" | "integer" | "boolean" | "object";

/** What a document says of one attribute, as far as its schemas say something. */
export interface DeclaredAttribute {
  /** As the document spells it: `emails.type`, `urn:…:User:manager.displayName`. */
  readonly path: string;
  /** Of an entry, where it is a list. */
  readonly type?: JsonTypeName;
  readonly multiValued?: boolean;
  /** Whether a body that makes or replaces a resource has to have it. */
  readonly required?: boolean;
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
  readonly values?: readonly string[];
  /** True when an answer is declared to have it. */
  readonly inAnswers: boolean;
}

/** What a document says of one type of resource. */
export interface DeclaredResource {
  /** By path in lower case: names of attributes have no case (RFC 7643 section 2.1). */
  readonly attributes: ReadonlyMap<string, DeclaredAttribute>;
  /** Paths in lower case, empty for the resource itself, of objects whose answers may have nothing else. */
  readonly closed: ReadonlySet<string>;
}

interface Draft {
  path: string;
  type?: JsonTypeName;
  multiValued?: boolean;
  required?: boolean;
  readOnly: boolean;
  writeOnly: boolean;
  values?: readonly string[];
  inAnswers: boolean;
}

const TYPES: ReadonlySet<string> = new Set(["string", "number", "integer", "boolean", "object"]);

/**
 * The attributes that a document's schemas declare for a type of resource: in bodies that make or replace one, and in the
 * answers that show one. Alternatives (`anyOf`, `oneOf`) say nothing for certain and are left out; so are lists of resources.
 */
export function declaredAttributes({ operations }: Contract, type: ResourceTypeName): DeclaredResource | undefined {
  const found = new Map<string, Draft>();
  const closed = new Set<string>();
  let isDeclared = false;
  const read = (body: BodySchema, direction: "request" | "answer"): void => {
    const root = body.standalone ?? body.schema;
    isDeclared ||= flatten(root, root).properties.size > 0;
    walk(root, root, "", direction, found, closed);
  };
  for (const operation of operations) {
    if (operation.resourceType !== type) continue;
    for (const body of requestsOf(operation)) read(body, "request");
    for (const body of answersOf(operation)) read(body, "answer");
  }
  return isDeclared ? { attributes: found, closed } : undefined;
}

function requestsOf({ method, request }: Operation): readonly BodySchema[] {
  if (method !== "PUT" && method !== "POST") return [];
  return request.content.slice(0, 1).flatMap(({ body }) => body ?? []);
}

function answersOf({ method, idParameter, responses }: Operation): readonly BodySchema[] {
  if (method === "DELETE" || (method === "GET" && idParameter === undefined)) return [];
  const success = responses.filter(({ status }) => status.startsWith("2"));
  return success.flatMap(({ content }) => content.slice(0, 1).flatMap(({ body }) => body ?? []));
}

function walk(
  root: JsonSchema,
  part: JsonSchema,
  prefix: string,
  direction: "request" | "answer",
  found: Map<string, Draft>,
  closed: Set<string>,
): void {
  const object = flatten(root, part);
  if (direction === "answer" && object.keywords["additionalProperties"] === false) closed.add(bare(prefix));
  for (const [name, property] of object.properties) {
    const path = `${prefix}${name}`;
    const outer = flatten(root, property);
    const isList = outer.types.includes("array");
    const inner = isList && outer.items !== undefined ? flatten(root, outer.items) : outer;
    const draft = found.get(path.toLowerCase()) ?? { path, readOnly: false, writeOnly: false, inAnswers: false };
    found.set(path.toLowerCase(), draft);
    const type = inner.types.find((one) => one !== "null");
    if (type !== undefined && TYPES.has(type)) draft.type ??= type as JsonTypeName;
    if (outer.types.length > 0) draft.multiValued ??= isList;
    const values = inner.keywords["enum"];
    if (Array.isArray(values) && values.every((one) => typeof one === "string" || one === null)) {
      draft.values ??= values.filter((one): one is string => typeof one === "string");
    }
    draft.readOnly ||= outer.readOnly;
    draft.writeOnly ||= outer.keywords["writeOnly"] === true;
    // What is inside something optional is required only where that is there.
    if (direction === "request") draft.required = draft.required === true || object.required.has(name);
    else draft.inAnswers ||= outer.keywords["writeOnly"] !== true;
    const isExtension = /^urn:/iu.test(name);
    const next = isList ? outer.items : property;
    // An attribute has sub-attributes, and they have none (RFC 7643 section 2.3.8).
    if (next !== undefined && (isExtension || depthOf(path) === 1)) {
      walk(root, next, isExtension ? `${path}:` : `${path}.`, direction, found, closed);
    }
  }
}

/** 1 for an attribute, of an extension too, 2 for a sub-attribute: the dots of a URN (`2.0`) do not count. */
export function depthOf(path: string): number {
  return path.replace(/^urn:.*:/iu, "").split(".").length;
}

function bare(prefix: string): string {
  return prefix.replace(/[.:]$/u, "").toLowerCase();
}
