import type { DocumentView } from "./document-view.ts";
import { isCalledScim, looksScim } from "./looks-scim.ts";
import { below, isObject, list, own } from "./pointer.ts";
import { RESOURCE_TYPES, type ScimPath, scimPath, typeParameterOf } from "./scim-path.ts";

/** An operation on what may be SCIM's users or groups: where it stands, and under which path it is asked for. */
export interface Candidate extends ScimPath {
  /** The path as requests need it: `/Users/{id}` where the document says `/{type}/{id}` and what the types are. */
  readonly path: string;
  readonly method: string;
  readonly pointer: string;
  /** Pointer of the path item that holds it. */
  readonly item: string;
  /** The path parameter whose place a resource type's own name has taken. */
  readonly stoodFor?: string;
}

/** The candidates that are SCIM's, in document order, and the generic paths of which nobody says what they stand for. */
export interface Candidates {
  readonly scim: readonly Candidate[];
  /** `/{resourceType}/{id}`, whose parameter lists no types. */
  readonly generic: readonly { readonly path: string; readonly parameter: string }[];
}

/** The methods that SCIM has (RFC 7644 section 3.2), upper case. */
export const METHODS: ReadonlySet<string> = new Set(["GET", "POST", "PUT", "PATCH", "DELETE"]);

/**
 * Finds the SCIM operations among all that a document declares. A whole collection is SCIM's as soon as one of its
 * operations is: a DELETE has neither body nor media type to show it. Where only the title of the document speaks of
 * SCIM, the collections beside one that is SCIM's are so too, and all of them where there is none.
 */
export function candidatesIn(view: DocumentView, paths: Readonly<Record<string, unknown>>): Candidates {
  const found: Candidate[] = [];
  const generic: { path: string; parameter: string }[] = [];
  const taken = new Set(Object.keys(paths));
  for (const template of Object.keys(paths)) {
    const plain = scimPath(template);
    const parameter = plain === undefined ? typeParameterOf(template) : undefined;
    if (plain === undefined && parameter === undefined) continue;
    const item = view.follow(below("/paths", template));
    for (const key of isObject(item.value) ? Object.keys(item.value) : []) {
      const method = key.toUpperCase();
      if (!METHODS.has(method) || key !== key.toLowerCase()) continue;
      const at = { method, pointer: below(item.pointer, key), item: item.pointer };
      if (plain !== undefined) found.push({ path: template, ...plain, ...at });
      if (parameter === undefined || !looksScim(view, template, at.pointer)) continue;
      const types = typesOf(view, [item.pointer, at.pointer], parameter);
      if (types.length === 0) generic.push({ path: template, parameter });
      for (const type of types) {
        const path = template.replace(`{${parameter}}`, type);
        const expanded = scimPath(path);
        // A path written out goes before one with a parameter in its place (OpenAPI 3.1 section 4.8.8).
        if (expanded !== undefined && !taken.has(path)) found.push({ path, ...expanded, ...at, stoodFor: parameter });
      }
    }
  }
  return { scim: scimAmong(view, found), generic };
}

function scimAmong(view: DocumentView, found: readonly Candidate[]): readonly Candidate[] {
  const sure = new Map<string, Candidate>();
  for (const candidate of found) {
    const { collectionPath, path, pointer, stoodFor } = candidate;
    if (sure.has(collectionPath)) continue;
    if (stoodFor !== undefined || looksScim(view, path, pointer)) sure.set(collectionPath, candidate);
  }
  const isTitled = isCalledScim(view);
  const isBeside = ({ collectionPath, resourceType }: Candidate): boolean => {
    const base = baseOf(collectionPath);
    const neighbours = [...sure.values()].filter((one) => baseOf(one.collectionPath) === base);
    return neighbours.length > 0 && neighbours.every((one) => one.resourceType !== resourceType);
  };
  return found.filter(
    (candidate) => sure.has(candidate.collectionPath) || (isTitled && (sure.size === 0 || isBeside(candidate))),
  );
}

function baseOf(collectionPath: string): string {
  return collectionPath.slice(0, collectionPath.lastIndexOf("/"));
}

/** The resource types that the declaration of a path parameter lists, as it spells them. */
function typesOf(view: DocumentView, holders: readonly string[], parameter: string): readonly string[] {
  let types: readonly string[] = [];
  for (const holder of holders) {
    const { value, pointer } = view.follow(holder);
    list(value, "parameters").forEach((_, index) => {
      const declared = view.follow(below(pointer, "parameters", index));
      if (own(declared.value, "name") !== parameter || own(declared.value, "in") !== "path") return;
      const schema = view.follow(below(declared.pointer, "schema")).value;
      const constant = own(schema, "const");
      types = [...list(schema, "enum"), constant].filter(
        (one): one is string => typeof one === "string" && Object.hasOwn(RESOURCE_TYPES, one.toLowerCase()),
      );
    });
  }
  return types;
}
