import { type DeclaredAttribute, type DeclaredResource, depthOf, type ResourceTypeName } from "../../document/index.ts";
import type { ContractAspect, ContractDisagreement } from "../../result/index.ts";
import type { AttributeSchema, ResourceSchema } from "../../scim/index.ts";
import type { Seen } from "./seen.ts";

/** What the three contracts say of one type of resource. */
export interface Contracts {
  readonly type: ResourceTypeName;
  readonly rfc: ResourceSchema;
  /** Undefined where the server publishes none: then it is silent. */
  readonly server: ResourceSchema | undefined;
  /** Undefined where the document is nobody's page, or has no schema: then it is silent. */
  readonly document: DeclaredResource | undefined;
  readonly seen: Seen;
}

/** One attribute in all three. */
interface Trio {
  readonly path: string;
  readonly rfc: AttributeSchema | undefined;
  readonly server: AttributeSchema | undefined;
  readonly document: DeclaredAttribute | undefined;
}

/** A word of each contract on one aspect; null where it is silent. */
type Words = Pick<ContractDisagreement, "rfc" | "server" | "document">;

// RFC 7643 section 3.1: common attributes are part of every resource, and no schema has to list them.
const COMMON: ReadonlySet<string> = new Set(["schemas", "id", "externalid", "meta"]);

// What JSON writes a SCIM type as (RFC 7643 section 2.3).
const AS_JSON: Readonly<Record<AttributeSchema["type"], string>> = {
  string: "string",
  reference: "string",
  dateTime: "string",
  binary: "string",
  boolean: "boolean",
  decimal: "number",
  integer: "integer",
  complex: "object",
};

/** The disagreements of three contracts on the attributes of one type of resource, in the order of their paths. */
export function disagreements(contracts: Contracts): readonly ContractDisagreement[] {
  const { server } = contracts;
  const onServer = server === undefined ? new Map<string, Named>() : flat(server);
  return trios(contracts, onServer).flatMap((trio) => {
    const exists = existence(trio, contracts, onServer);
    if (exists !== undefined) return [row(contracts, trio, "exists", exists, "MAY")];
    return CHARACTERISTICS.flatMap(([aspect, words]) => {
      const said = words(trio);
      return said === undefined ? [] : [row(contracts, trio, aspect, said, "DERIVED")];
    });
  });
}

function row(
  contracts: Contracts,
  { path }: Trio,
  aspect: ContractAspect,
  words: Words,
  level: ContractDisagreement["level"],
): ContractDisagreement {
  return { resourceType: contracts.type, path, aspect, level, ...words, observed: observed(contracts, path, aspect) };
}

function trios({ rfc, document }: Contracts, onServer: Flat): readonly Trio[] {
  const inRfc = flat(rfc);
  const declared = document?.attributes ?? new Map<string, DeclaredAttribute>();
  const keys = new Set([...inRfc.keys(), ...onServer.keys(), ...declared.keys()]);
  return [...keys].sort().map((key) => ({
    path: onServer.get(key)?.path ?? inRfc.get(key)?.path ?? declared.get(key)?.path ?? key,
    rfc: inRfc.get(key)?.attribute,
    server: onServer.get(key)?.attribute,
    document: declared.get(key),
  }));
}

interface Named {
  readonly path: string;
  readonly attribute: AttributeSchema;
}

/** Attributes and sub-attributes by path in lower case; those of extensions with the URN before them. */
type Flat = ReadonlyMap<string, Named>;

function flat({ attributes, extensions }: ResourceSchema): Flat {
  const all = new Map<string, Named>();
  const put = (prefix: string, list: readonly AttributeSchema[]): void => {
    for (const attribute of list) {
      const path = `${prefix}${attribute.name}`;
      all.set(path.toLowerCase(), { path, attribute });
      for (const part of attribute.subAttributes ?? []) {
        all.set(`${path}.${part.name}`.toLowerCase(), { path: `${path}.${part.name}`, attribute: part });
      }
    }
  };
  put("", attributes);
  for (const { urn, attributes: own } of extensions) put(`${urn}:`, own);
  return all;
}

/** Who has an attribute and who says that there is none. Nearly all are optional: what is left out says nothing by itself. */
function existence({ path, rfc, server, document }: Trio, contracts: Contracts, onServer: Flat): Words | undefined {
  const key = path.toLowerCase();
  const parent = key.replace(/[.:][^.:]*$/u, "");
  const head = key.split(".")[0] ?? "";
  const isInside = parent !== key;
  if (COMMON.has(head)) return undefined;
  const rfcWords = rfc === undefined ? null : rfc.required && rfc.disputed === undefined ? "required" : "optional";
  const lacksOnServer =
    contracts.server !== undefined &&
    server === undefined &&
    (isExtension(key, contracts)
      ? !contracts.server.extensions.some(({ urn }) => urn.toLowerCase() === key)
      : knowsParent(contracts.server, onServer, parent, isInside));
  if (document !== undefined && lacksOnServer) {
    return { rfc: rfcWords, server: "not in its schema", document: "declared" };
  }
  if (rfcWords === "required" && lacksOnServer) {
    return { rfc: rfcWords, server: "not in its schema", document: document === undefined ? null : "declared" };
  }
  const isExcluded = document === undefined && contracts.document?.closed.has(isInside ? parent : "") === true;
  if (isExcluded && (server !== undefined || rfcWords === "required")) {
    return { rfc: rfcWords, server: server === undefined ? null : "in its schema", document: "excluded" };
  }
  return undefined;
}

/** True for the URN itself: in a body it names an object, on the server a schema, and no attribute in either. */
function isExtension(key: string, { document }: Contracts): boolean {
  return key.startsWith("urn:") && [...(document?.attributes.keys() ?? [])].some((one) => one.startsWith(`${key}:`));
}

/** What is inside something that the server does not have, or of which it lists nothing, goes without saying. */
function knowsParent(server: ResourceSchema, onServer: Flat, parent: string, isInside: boolean): boolean {
  if (!isInside) return true;
  const extension = server.extensions.find(({ urn }) => urn.toLowerCase() === parent);
  if (extension !== undefined) return true;
  if (parent.startsWith("urn:") && !server.extensions.some(({ urn }) => parent.startsWith(`${urn.toLowerCase()}:`)))
    return false;
  return onServer.get(parent)?.attribute.subAttributes !== undefined;
}

type Characteristic = readonly [
  Exclude<ContractAspect, "exists" | "endpoint" | "feature">,
  (trio: Trio) => Words | undefined,
];

const CHARACTERISTICS: readonly Characteristic[] = [
  ["type", typeWords],
  [
    "multiValued",
    (trio) =>
      differing(
        trio,
        ({ multiValued }) => yesNo(multiValued),
        ({ multiValued }) => (multiValued === undefined ? null : yesNo(multiValued)),
      ),
  ],
  [
    "required",
    (trio) =>
      differing(
        trio,
        (one) => (one.disputed?.includes("required") === true ? null : yesNo(one.required)),
        ({ required, path }) => (required === undefined || depthOf(path) > 1 ? null : yesNo(required)),
      ),
  ],
  [
    "mutability",
    (trio) =>
      differing(
        trio,
        ({ mutability }) => mutability,
        ({ readOnly, writeOnly }) => (readOnly ? "readOnly" : writeOnly ? "writeOnly" : null),
      ),
  ],
  ["returned", returnedWords],
  [
    "uniqueness",
    (trio) =>
      differing(
        trio,
        ({ uniqueness }) => uniqueness,
        () => null,
      ),
  ],
  [
    "caseExact",
    (trio) =>
      differing(
        trio,
        (one) => (one.disputed?.includes("caseExact") === true ? null : isText(one) ? yesNo(one.caseExact) : null),
        () => null,
      ),
  ],
  [
    "canonicalValues",
    (trio) =>
      differing(
        trio,
        ({ canonicalValues }) => listed(canonicalValues),
        ({ values }) => listed(values),
      ),
  ],
];

/** The words of each on one aspect; undefined where those that have one agree. */
function differing(
  { rfc, server, document }: Trio,
  ofSchema: (attribute: AttributeSchema) => string | null,
  ofDocument: (attribute: DeclaredAttribute) => string | null,
): Words | undefined {
  const words: Words = {
    rfc: rfc === undefined ? null : ofSchema(rfc),
    server: server === undefined ? null : ofSchema(server),
    document: document === undefined ? null : ofDocument(document),
  };
  return agree(words) ? undefined : words;
}

function agree({ rfc, server, document }: Words): boolean {
  return new Set([rfc, server, document].filter((word) => word !== null)).size <= 1;
}

/** SCIM types are held against each other as they are, and against the document's by what JSON writes them as. */
function typeWords({ rfc, server, document }: Trio): Words | undefined {
  const words: Words = { rfc: rfc?.type ?? null, server: server?.type ?? null, document: document?.type ?? null };
  const schemas = [rfc, server].flatMap((one) => one?.type ?? []);
  const fits = (type: AttributeSchema["type"]): boolean =>
    document?.type === undefined ||
    AS_JSON[type] === document.type ||
    (type === "decimal" && document.type === "integer") ||
    (type === "integer" && document.type === "number");
  return new Set(schemas).size <= 1 && schemas.every(fits) ? undefined : words;
}

/** A document says only whether an answer has it at all. */
function returnedWords({ rfc, server, document }: Trio): Words | undefined {
  const isHidden = rfc?.returned === "never" || server?.returned === "never";
  const shown = document?.inAnswers === true && isHidden ? "in answers" : null;
  const words: Words = {
    rfc: rfc?.returned ?? null,
    server: server?.returned ?? null,
    document: document?.writeOnly === true ? "never" : shown,
  };
  return agree(words) ? undefined : words;
}

function isText({ type }: AttributeSchema): boolean {
  return type === "string" || type === "reference" || type === "binary";
}

function yesNo(value: boolean): string {
  return value ? "yes" : "no";
}

function listed(values: readonly string[] | undefined): string | null {
  return values === undefined || values.length === 0 ? null : [...new Set(values)].sort().join(", ");
}

/** What answers showed that bears on an aspect; null where nothing does. */
function observed({ seen, type }: Contracts, path: string, aspect: ContractAspect): string | null {
  const answers = seen.answers(type);
  const attribute = seen.attribute(type, path);
  if (answers === 0) return null;
  switch (aspect) {
    case "exists":
    case "returned":
      return attribute === undefined ? `in none of ${answers} answers` : `in ${attribute.times} of ${answers} answers`;
    case "type":
    case "multiValued":
      return attribute === undefined ? null : `came as ${[...attribute.forms].sort().join(" and as ")}`;
    case "canonicalValues":
      return attribute === undefined || attribute.types.size === 0
        ? null
        : `had ${[...attribute.types].sort().join(", ")}`;
    case "required":
    case "mutability":
    case "uniqueness":
    case "caseExact":
    case "endpoint":
    case "feature":
      // No answer by itself shows these.
      return null;
  }
}
