import { type Rule, type Rules, readValue, rulesOf } from "../attributes.ts";
import { isJsonObject, type Json, type JsonObject, omit, sameJson } from "../json.ts";
import type { ResourceType } from "../resource.ts";
import { invalidValue, ScimError } from "../scim-error.ts";
import type { Operation } from "./operation.ts";
import { extensionAt, mutability, parsePath, type Target } from "./path.ts";

/**
 * The attributes after one operation (RFC 7644 sections 3.5.2.1 to 3.5.2.3); those given stay as they are.
 *
 * @throws {@link ScimError} 400 for an operation that does not fit the schema.
 */
export function applyOperation(
  type: ResourceType,
  attributes: JsonObject,
  operation: Operation,
  rules: Rules = rulesOf(type),
): JsonObject {
  const { op, path, value } = operation;
  if (path !== undefined && extensionAt(rules, path) !== undefined) {
    return inExtension(type, attributes, operation, rules);
  }
  if (op === "remove") {
    if (path === undefined) throw noTarget("remove needs a path.");
    return remove(attributes, parsePath(path, type, rules), path);
  }
  if (value === undefined) throw invalidValue(`${op} needs a value.`);
  if (path !== undefined) return put(op, attributes, parsePath(path, type, rules), value, path);
  if (!isJsonObject(value)) throw invalidValue(`${op} without a path needs an object as its value.`);
  // Without a path the names in the value are the paths.
  return Object.entries(value)
    .filter(([name]) => name.toLowerCase() !== "schemas")
    .reduce((state, [name, item]) => applyOperation(type, state, { op, path: name, value: item }, rules), attributes);
}

/** An operation on an extension's attributes, or on its container as a whole. */
function inExtension(type: ResourceType, attributes: JsonObject, operation: Operation, rules: Rules): JsonObject {
  const { op, path = "", value } = operation;
  const { name, parts, rest } = extensionAt(rules, path) ?? { name: "", parts: {}, rest: "" };
  const container = attributes[name];
  const before = isJsonObject(container) ? container : {};
  if (rest === "" && (op === "remove" || value === null)) {
    const fixed = Object.entries(parts).some(([part, { immutable }]) => immutable && before[part] !== undefined);
    if (fixed) throw mutability(`${path} has attributes that cannot be changed.`);
    return omit(attributes, name);
  }
  const after = applyOperation(type, before, { op, path: rest === "" ? undefined : rest, value }, parts);
  return Object.keys(after).length === 0 ? omit(attributes, name) : { ...attributes, [name]: after };
}

function put(op: "add" | "replace", attributes: JsonObject, target: Target, value: Json, path: string): JsonObject {
  const { name, rule, filter, part } = target;
  const current = attributes[name];
  if (rule.kind === "values") return { ...attributes, [name]: putValues(op, current, target, value, path) };
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
    // Sub-attributes that the value does not name stay as they were; those that it names as null go.
    const gone = nullsIn(value, rule.parts ?? {});
    return { ...attributes, [name]: isJsonObject(sent) ? { ...omit(before, ...gone), ...sent } : before };
  }
  return assigned(attributes, { name, rule }, value, path);
}

/** The sub-attributes that a value unassigns, by the names of RFC 7643. */
function nullsIn(value: Json, parts: Rules): string[] {
  const nulls = isJsonObject(value) ? Object.keys(value).filter((name) => value[name] === null) : [];
  const sent = new Set(nulls.map((name) => name.toLowerCase()));
  return Object.keys(parts).filter((name) => sent.has(name.toLowerCase()));
}

/** Sets one attribute; null unassigns it (RFC 7643 section 2.5). */
function assigned(
  object: JsonObject,
  { name, rule }: { name: string; rule: Rule },
  value: Json,
  path: string,
): JsonObject {
  const current = object[name];
  const read = value === null ? undefined : readValue(value, rule, path);
  if (rule.immutable && current !== undefined && !sameJson(current, read))
    throw mutability(`${path} cannot be changed.`);
  if (read !== undefined) return { ...object, [name]: read };
  if (rule.required) throw invalidValue(`${path} is required.`);
  return omit(object, name);
}

/** Changes a list of single values, of which a filter selects some by `value`. */
function putValues(op: "add" | "replace", current: Json | undefined, target: Target, value: Json, path: string): Json {
  const { rule, filter } = target;
  const list = Array.isArray(current) ? current : [];
  const read = value === null ? [] : readValue(Array.isArray(value) ? value : [value], rule, path);
  const sent = Array.isArray(read) ? read : [];
  if (filter === undefined) return op === "replace" ? sent : [...new Set([...list, ...sent])];
  const chosen = list.filter((item) => filter({ value: item }));
  if (chosen.length === 0) throw noTarget(`${path} selects nothing.`);
  return [...new Set(list.flatMap((item) => (chosen.includes(item) ? sent : [item])))];
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
    if (rule.immutable && current !== undefined) throw mutability(`${path} cannot be changed.`);
    return omit(attributes, name);
  }
  if (rule.kind === "values") {
    const left = (Array.isArray(current) ? current : []).filter((item) => filter?.({ value: item }) !== true);
    return left.length === 0 ? omit(attributes, name) : { ...attributes, [name]: left };
  }
  if (part?.rule.required) throw mutability(`${path} is required.`);
  if (rule.kind === "list") {
    const kept = entriesOf(current).flatMap((entry) => {
      if (filter !== undefined && !filter(entry)) return [entry];
      if (part?.rule.immutable && entry[part.name] !== undefined) throw mutability(`${path} cannot be changed.`);
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
