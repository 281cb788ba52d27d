import { type Rule, type Rules, rulesOf } from "../attributes.ts";
import type { ResourceType } from "../resource.ts";
import { ScimError } from "../scim-error.ts";
import { RESOURCE_URN } from "../urns.ts";
import { parseFilter, type Test } from "./value-filter.ts";

/** What a path points at, under the names of RFC 7643. */
export interface Target {
  readonly name: string;
  readonly rule: Rule;
  /** The entries of a list that are meant; all of them without it. */
  readonly filter: Test | undefined;
  readonly part: { readonly name: string; readonly rule: Rule } | undefined;
}

/** The attributes that belong to the server alone. */
const READ_ONLY: ReadonlySet<string> = new Set(["id", "meta", "groups", "schemas"]);

const SHAPE = /^(?<name>[a-z][\w$-]*)(?:\[(?<filter>.*)\])?(?:\.(?<part>\$?[a-z][\w$-]*))?$/isu;

/**
 * Reads a path: `attribute`, `attribute.part`, `attribute[filter]` or `attribute[filter].part`, with or without
 * the URN of the resource's schema, names in any case.
 *
 * @throws {@link ScimError} 400 `invalidPath`, `invalidFilter` or, for what is the server's, `mutability`.
 */
export function parsePath(path: string, type: ResourceType, rules: Rules = rulesOf(type)): Target {
  const prefix = `${RESOURCE_URN[type]}:`;
  const local = path.toLowerCase().startsWith(prefix.toLowerCase()) ? path.slice(prefix.length) : path;
  const shape = SHAPE.exec(local)?.groups;
  if (shape === undefined) throw invalidPath(path);
  const top = find(rules, shape["name"] ?? "");
  if (top === undefined) {
    if (READ_ONLY.has((shape["name"] ?? "").toLowerCase())) throw mutability(`${path} is read-only.`);
    throw invalidPath(path);
  }
  if (top.rule.readOnly) throw mutability(`${path} is read-only.`);
  const { filter, part } = shape;
  const parts = top.rule.kind === "values" ? { value: { kind: top.rule.of ?? "string" } } : (top.rule.parts ?? {});
  if (filter !== undefined && top.rule.kind !== "list" && top.rule.kind !== "values") throw invalidPath(path);
  const inner = part === undefined || top.rule.kind === "values" ? undefined : find(parts, part);
  if (part !== undefined && inner === undefined) throw invalidPath(path);
  if (inner?.rule.readOnly) throw mutability(`${path} is read-only.`);
  return { ...top, filter: filter === undefined ? undefined : parseFilter(filter, parts), part: inner };
}

/**
 * The extension that a path leads into, and what is left of the path within it: nothing where it is the container itself.
 * Containers are the attributes whose name is a URN (RFC 7643 section 3.3).
 */
export function extensionAt(rules: Rules, path: string): { name: string; parts: Rules; rest: string } | undefined {
  const sent = path.toLowerCase();
  for (const [name, { parts = {} }] of Object.entries(rules)) {
    const urn = name.toLowerCase();
    if (!urn.startsWith("urn:")) continue;
    if (sent === urn) return { name, parts, rest: "" };
    if (sent.startsWith(`${urn}:`)) return { name, parts, rest: path.slice(name.length + 1) };
  }
  return undefined;
}

/** 400 for a change of what the client cannot change. */
export function mutability(detail: string): ScimError {
  return new ScimError(400, detail, { scimType: "mutability" });
}

function find(rules: Rules, sent: string): { name: string; rule: Rule } | undefined {
  const found = Object.entries(rules).find(([name]) => name.toLowerCase() === sent.toLowerCase());
  return found === undefined ? undefined : { name: found[0], rule: found[1] };
}

function invalidPath(path: string): ScimError {
  return new ScimError(400, `The path is not valid here: ${path}`, { scimType: "invalidPath" });
}
