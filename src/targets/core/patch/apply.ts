import { type Rule, readValue } from "../attributes.ts";
import { isJsonObject, type Json, type JsonObject, omit, sameJson } from "../json.ts";
import type { ResourceType } from "../resource.ts";
import { invalidValue, ScimError } from "../scim-error.ts";
import type { Operation } from "./operation.ts";
import { mutability, parsePath, type Target } from "./path.ts";

/**
 * The attributes after one operation (RFC 7644 sections 3.5.2.1 to 3.5.2.3); those given stay as they are.
 *
 * @throws {@link ScimError} 400 for an operation that does not fit the schema.
 */
export function applyOperation(type: ResourceType, attributes: JsonObject, operation: Operation): JsonObject {
  const { op, path, value } = operation;
  if (op === "remove") {
    if (path === undefined) throw noTarget("remove needs a path.");
    return remove(attributes, parsePath(path, type), path);
  }
  if (value === undefined) throw invalidValue(`${op} needs a value.`);
  if (path !== undefined) return put(op, attributes, parsePath(path, type), value, path);
  if (!isJsonObject(value)) throw invalidValue(`${op} without a path needs an object as its value.`);
  // Without a path the names in the value are the paths.
  return Object.entries(value)
    .filter(([name]) => name.toLowerCase() !== "schemas")
    .reduce((state, [name, item]) => put(op, state, parsePath(name, type), item, name), attributes);
}

function put(op: "add" | "replace", attributes: JsonObject, target: Target, value: Json, path: string): JsonObject {
  const { name, rule, filter, part } = target;
  const current = attributes[name];
  if (rule.kind === "list") {
    const list = entriesOf(current);
    if (filter !== undefined || part !== undefined) {
      return { ...attributes, [name]: putIntoEntries(op, list, target, value, path) };
    }
    const sent = value === null ? [] : readEntries(value, rule, path);
    return { ...attributes, [name]: op === "replace" ? sent : appended(list, sent) };
  }
  if (rule.kind === "object") {
    const before = isJsonObject(current) ? current : {};
    if (part !== undefined) return { ...attributes, [name]: assigned(before, part, value, path) };
    if (value === null) return omit(attributes, name);
    const sent = readValue(value, rule, path);
    // Sub-attributes that the value does not name stay as they were.
    return { ...attributes, [name]: isJsonObject(sent) ? { ...before, ...sent } : before };
  }
  return assigned(attributes, { name, rule }, value, path);
}

/** Sets one attribute; null unassigns it (RFC 7643 section 2.5). */
function assigned(
  object: JsonObject,
  { name, rule }: { name: string; rule: Rule },
  value: Json,
  path: string,
): JsonObject {
  if (value !== null) return { ...object, [name]: readValue(value, rule, path) };
  if (rule.required) throw invalidValue(`${path} is required.`);
  return omit(object, name);
}

/** Changes the entries of a list that a path selects. */
function putIntoEntries(op: "add" | "replace", list: JsonObject[], target: Target, value: Json, path: string): Json {
  const { rule, filter = () => true, part } = target;
  const chosen = new Set(list.filter(filter));
  if (chosen.size === 0) throw noTarget(`${path} selects nothing.`);
  const changed = list.map((entry) => {
    if (!chosen.has(entry)) return entry;
    if (part !== undefined) return unchangeable(entry, assigned(entry, part, value, path), rule, path);
    if (!isJsonObject(value)) throw invalidValue(`${path} needs an object as its value.`);
    // The parts that cannot change need not be sent again.
    const fixed = Object.fromEntries(Object.entries(entry).filter(([name]) => rule.parts?.[name]?.immutable));
    const [sent = {}] = readEntries([{ ...fixed, ...value }], rule, path);
    return unchangeable(entry, op === "add" ? { ...entry, ...sent } : sent, rule, path);
  });
  const primaries = changed.filter((entry, at) => entry["primary"] === true && entry !== list[at]);
  if (primaries.length > 1) throw invalidValue(`${path} makes two values primary.`);
  return onePrimary(changed, primaries[0]);
}

/** The entry after a change, when what is fixed about it has stayed. */
function unchangeable(before: JsonObject, after: JsonObject, rule: Rule, path: string): JsonObject {
  const fixed = Object.entries(rule.parts ?? {}).filter(([, { immutable }]) => immutable);
  if (fixed.every(([name]) => sameJson(before[name], after[name]))) return after;
  throw mutability(`${path} cannot be changed: remove the value and add another.`);
}

/** The list with the entries that it does not hold yet; of the primary ones, the one added last wins. */
function appended(list: JsonObject[], sent: JsonObject[]): Json {
  const added: JsonObject[] = [];
  for (const entry of sent) {
    if (![...list, ...added].some((known) => isSame(known, entry))) added.push(entry);
  }
  return onePrimary([...list, ...added], added.find(isPrimary));
}

/** A resource is a member once, whatever is said of it; another value is there already when all that it says is. */
function isSame(known: JsonObject, sent: JsonObject): boolean {
  const keys = new Set([...Object.keys(known), ...Object.keys(sent)]);
  const isReference = [...keys].every((key) => key === "value" || key === "display");
  if (isReference && known["value"] !== undefined) return known["value"] === sent["value"];
  return Object.entries(sent).every(([name, value]) => sameJson(value, known[name]));
}

function remove(attributes: JsonObject, target: Target, path: string): JsonObject {
  const { name, rule, filter, part } = target;
  const current = attributes[name];
  if (filter === undefined && part === undefined) {
    if (rule.required) throw mutability(`${path} is required.`);
    return omit(attributes, name);
  }
  if (part?.rule.required) throw mutability(`${path} is required.`);
  if (rule.kind === "list") {
    const kept = entriesOf(current).flatMap((entry) => {
      if (filter !== undefined && !filter(entry)) return [entry];
      return part === undefined ? [] : [omit(entry, part.name)];
    });
    return kept.length === 0 ? omit(attributes, name) : { ...attributes, [name]: kept };
  }
  const left = isJsonObject(current) && part !== undefined ? omit(current, part.name) : {};
  return Object.keys(left).length === 0 ? omit(attributes, name) : { ...attributes, [name]: left };
}

/** Makes one entry the only primary one (RFC 7644 section 3.5.2); undefined leaves all as they are. */
function onePrimary(list: JsonObject[], primary: JsonObject | undefined): JsonObject[] {
  if (primary === undefined) return list;
  return list.map((entry) => (entry !== primary && isPrimary(entry) ? { ...entry, primary: false } : entry));
}

function isPrimary(entry: JsonObject): boolean {
  return entry["primary"] === true;
}

/** One entry or several, valid. */
function readEntries(value: Json, rule: Rule, path: string): JsonObject[] {
  return entriesOf(readValue(Array.isArray(value) ? value : [value], rule, path));
}

function entriesOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter((entry) => isJsonObject(entry)) : [];
}

function noTarget(detail: string): ScimError {
  return new ScimError(400, detail, { scimType: "noTarget" });
}
