import {
  addMembers,
  groupBody,
  memberFilter,
  type PatchOperation,
  type PatchShapes,
  removeMembers,
  renameTo,
  replaceMembers,
  type ScenarioContext,
} from "../scenarios/index.ts";
import type { EntryShape, MemberOperation, UserSymbol } from "./history.ts";

/** The real things behind the symbols of one history. */
export interface Bindings {
  readonly idOf: (user: UserSymbol) => string;
  readonly nameOf: (name: string) => string;
  /** What to show as a user's `display`. */
  readonly displayOf: (user: UserSymbol) => string;
  /** How the document spells a member's reference: `$ref`, or `ref`. */
  readonly refName: string;
}

/** The operations of a PATCH (RFC 7644 section 3.5.2), in the shapes that this server takes. */
export function patchOperations(
  context: Pick<ScenarioContext, "contract">,
  shapes: PatchShapes,
  operations: readonly MemberOperation[],
  bound: Bindings,
): readonly unknown[] {
  const { profile } = context.contract;
  return operations.flatMap((operation): readonly unknown[] => {
    switch (operation.op) {
      case "add":
      case "replace": {
        const { value = shapes.value } = operation;
        const style = { profile, shapes: { ...shapes, value: value === "no-path" ? "array" : value } };
        const ids = operation.users.map(bound.idOf);
        const built = operation.op === "add" ? addMembers(style, ids) : replaceMembers(style, ids);
        const dressed = built.map((one) => dress(one, operation, bound));
        // RFC 7644 section 3.5.2.1: without a path the value is an object of the attributes.
        return value === "no-path" ? dressed.map(({ op, value: members }) => ({ op, value: { members } })) : dressed;
      }
      case "remove":
        if (operation.compound === true) {
          const filter = operation.users.map((user) => `value eq ${JSON.stringify(bound.idOf(user))}`).join(" or ");
          return [{ op: "remove", path: `members[${filter}]` }];
        }
        return removeMembers({ profile, shapes }, operation.users.map(bound.idOf));
      case "remove-all":
        return [{ op: "remove", path: "members" }];
      case "rename":
        return [renameTo({ profile, shapes }, bound.nameOf(operation.name))];
      case "invalid":
        // Not one of the three operations of section 3.5.2, on a path that exists.
        return [{ op: "upsert", path: memberFilter("nobody"), value: "x" }];
    }
  });
}

/** Puts `display` or a reference on every entry, whether the value is an array or an array as text. */
function dress(
  operation: PatchOperation,
  { entry, users }: { readonly entry?: EntryShape; readonly users: readonly UserSymbol[] },
  bound: Bindings,
): PatchOperation {
  if (entry === undefined || entry === "plain") return operation;
  const add = (entries: readonly unknown[]): readonly unknown[] =>
    entries.map((one, index) => ({ ...(one as object), ...dressOf(entry, users[index] ?? "", bound) }));
  const { value } = operation;
  if (Array.isArray(value)) return { ...operation, value: add(value) };
  if (typeof value === "string" && value.startsWith("[")) {
    return { ...operation, value: JSON.stringify(add(JSON.parse(value) as unknown[])) };
  }
  return operation;
}

function dressOf(entry: EntryShape, user: UserSymbol, bound: Bindings): Record<string, string> {
  if (entry === "display") return { display: bound.displayOf(user) };
  if (entry === "type") return { type: "User" };
  // Relative, as RFC 7643 section 2.3.7 allows.
  return { [bound.refName]: `Users/${encodeURIComponent(bound.idOf(user))}` };
}

/** The whole Group as the body of a PUT (RFC 7644 section 3.5.1). */
export function putBody(
  context: ScenarioContext,
  displayName: string,
  users: readonly UserSymbol[],
  entry: EntryShape | undefined,
  bound: Bindings,
): Record<string, unknown> {
  const body = groupBody(context, { displayName, members: users.map(bound.idOf) });
  if (entry === undefined || entry === "plain") return body;
  const { members } = body;
  const dressed = (members as readonly object[]).map((one, index) =>
    Object.assign({}, one, dressOf(entry, users[index] ?? "", bound)),
  );
  return { ...body, members: dressed };
}
