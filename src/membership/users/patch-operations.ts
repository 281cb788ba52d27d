import { sameValue, valueAt } from "../../scenarios/index.ts";
import { attributeOf, isObject, type JsonObject, type PatchOperation, URN } from "../../scim/index.ts";
import type { UserBinder } from "./bind.ts";
import type { PathForm, UserOperation, Where } from "./history.ts";

/**
 * The operations of a PATCH (RFC 7644 section 3.5.2) with real values.
 *
 * @param seen what the server showed last: a filter names a value as it is written there
 */
export function patchOperations(
  operations: readonly UserOperation[],
  form: PathForm | undefined,
  binder: UserBinder,
  seen: JsonObject,
): readonly PatchOperation[] {
  return operations.map((operation) => bound(operation, form, binder, seen));
}

function bound(
  operation: UserOperation,
  form: PathForm | undefined,
  binder: UserBinder,
  seen: JsonObject,
): PatchOperation {
  // Not one of the three operations of section 3.5.2, on a path that exists.
  if (operation.op === "invalid") return { op: "upsert", path: "userName", value: "x" };
  const { op, path } = operation;
  const main = binder.list(path)?.main ?? "value";
  const at = (where: Where | undefined, part?: string): string =>
    pathText(path, where === undefined ? undefined : filterOf(where, path, binder, seen), part, form);
  if (op === "remove") return { op, path: at(operation.where) };
  if ("part" in operation) {
    const { part, where, to } = operation;
    const value =
      part === "value" ? binder.mainOf(path, String(to)) : part === "type" ? binder.typeOf(path, String(to)) : to;
    return { op, path: at(where, part === "value" ? main : part), value };
  }
  if ("entry" in operation) return { op, path: at(operation.where), value: binder.entryOf(path, operation.entry) };
  const value = binder.contentOf(path, "entries" in operation ? operation.entries : operation.to);
  const [name = "", sub] = path.split(".");
  if (form === "no-path") return { op, value: { [name]: sub === undefined ? value : { [sub]: value } } };
  if (sub !== undefined && "whole" in operation)
    return { op, path: pathText(name, undefined, undefined, form), value: { [sub]: value } };
  return { op, path: at(undefined), value };
}

interface Filter {
  readonly name: string;
  readonly value: unknown;
}

function filterOf(where: Where, path: string, binder: UserBinder, seen: JsonObject): Filter {
  if ("type" in where) return { name: "type", value: binder.typeOf(path, where.type) };
  const name = binder.list(path)?.main ?? "value";
  const value = binder.mainOf(path, where.value);
  const list = valueAt(seen, path);
  const shown = (Array.isArray(list) ? (list as unknown[]) : [])
    .map((entry) => (isObject(entry) ? attributeOf(entry, name) : undefined))
    .find((one) => one !== undefined && sameValue(value, one, `${path}.${name}`));
  return { name, value: shown ?? value };
}

function pathText(
  path: string,
  filter: Filter | undefined,
  part: string | undefined,
  form: PathForm | undefined,
): string {
  // Names have no case (RFC 7644 section 3.10).
  const spelled = (name: string): string => (form === "case" ? name.toUpperCase() : name);
  const selection = filter === undefined ? "" : `[${spelled(filter.name)} eq ${JSON.stringify(filter.value)}]`;
  const prefix = form === "urn" ? `${URN.user}:` : "";
  return `${prefix}${spelled(path)}${selection}${part === undefined ? "" : `.${spelled(part)}`}`;
}
