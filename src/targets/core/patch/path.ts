import { type Rule, rulesOf } from "../attributes.ts";
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
export function parsePath(path: string, type: ResourceType): Target {
  const prefix = `${RESOURCE_URN[type]}:`;
  const local = path.toLowerCase().startsWith(prefix.toLowerCase()) ? path.slice(prefix.length) : path;
  const shape = SHAPE.exec(local)?.groups;
  if (shape === undefined) throw invalidPath(path);
  const top = find(rulesOf(type), shape["name"] ?? "");
  if (top === undefined) {
    if (READ_ONLY.has((shape["name"] ?? "").toLowerCase())) throw mutability(`${path} is read-only.`);
    throw invalidPath(path);
  }
  const { filter, part } = shape;
  const parts = top.rule.parts ?? {};
  if (filter !== undefined && top.rule.kind !== "list") throw invalidPath(path);
  const inner = part === undefined ? undefined : find(parts, part);
  if (part !== undefined && inner === undefined) throw invalidPath(path);
  return { ...top, filter: filter === undefined ? undefined : parseFilter(filter, parts), part: inner };
}

/** 400 for a change of what the client cannot change. */
export function mutability(detail: string): ScimError {
  return new ScimError(400, detail, { scimType: "mutability" });
}

function find(rules: Readonly<Record<string, Rule>>, sent: string): { name: string; rule: Rule } | undefined {
  const found = Object.entries(rules).find(([name]) => name.toLowerCase() === sent.toLowerCase());
  return found === undefined ? undefined : { name: found[0], rule: found[1] };
}

function invalidPath(path: string): ScimError {
  return new ScimError(400, `The path is not valid here: ${path}`, { scimType: "invalidPath" });
}
