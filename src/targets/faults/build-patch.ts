import type { Call, Reply } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, type Json, type JsonObject } from "../core/json.ts";
import { applyOperation } from "../core/patch/apply.ts";
import { type Operation, property } from "../core/patch/operation.ts";
import { type Member, membersOf, type Resource, withMembers } from "../core/resource.ts";
import type { DialectName } from "../types.ts";
import { without } from "./build.ts";

/** The dialects that PATCH groups. */
export const PATCHERS: readonly DialectName[] = ["lighton", "strongdm"];

/** The same, and the strict one: for what one request or a few show. */
export const ALL_PATCHERS: readonly DialectName[] = [...PATCHERS, "rfc"];

/** An operation on members: those before it, those that it takes out or names, and the group before the request. */
export interface MemberEdit {
  readonly op: Operation["op"];
  readonly members: readonly Member[];
  readonly named: readonly Member[];
  readonly had: readonly Member[];
  readonly call: Call;
}

/** An operation that changes nothing in any dialect. */
const NO_OPERATION: JsonObject = { op: "remove", path: 'members[value eq "-"]' };

/** Hooks that take other members out of a group than a removal by filter asks for; `named` are those that it matches. */
export function onRemoval(choose: (edit: MemberEdit) => readonly Member[] | undefined): Hooks {
  return onMemberEdit((edit) => (edit.op === "remove" ? choose(edit) : undefined));
}

/** Hooks that make another list of an `add`; `named` are those that it adds. */
export function onAddition(choose: (edit: MemberEdit) => readonly Member[] | undefined): Hooks {
  return onMemberEdit((edit) => (edit.op === "add" ? choose(edit) : undefined));
}

/** Hooks that make another list of a `replace`; `named` are those that it sets. */
export function onReplacement(choose: (edit: MemberEdit) => readonly Member[] | undefined): Hooks {
  return onMemberEdit((edit) => (edit.op === "replace" ? choose(edit) : undefined));
}

/** Hooks that make another list of any operation on members. */
export function onMemberEdit(choose: (edit: MemberEdit) => readonly Member[] | undefined): Hooks {
  return {
    onOperation(call, operation, attributes) {
      if (!isOnMembers(operation, call)) return undefined;
      const { op } = operation;
      const members = membersOf(attributes);
      const named =
        op === "remove"
          ? without(members, membersOf(applyOperation("Group", attributes, operation)))
          : membersOf({ members: operation.value ?? [] });
      const chosen = choose({ op, members, named, had: membersOf(call.before?.attributes ?? {}), call });
      return chosen === undefined ? undefined : withMembers(attributes, chosen);
    },
  };
}

function isOnMembers({ op, path = "" }: Operation, call: Call): boolean {
  return call.type === "Group" && (op === "remove" ? /\bmembers\[/iu : /\bmembers$/iu).test(path);
}

/** Hooks that store other members than all operations of a PATCH together ask for. */
export function storePatched(
  choose: (wanted: readonly Member[], had: readonly Member[], call: Call) => readonly Member[] | undefined,
): Hooks {
  return onGroupPatch((call, attributes, before) => {
    const chosen = choose(membersOf(attributes), membersOf(before.attributes), call);
    return chosen === undefined ? undefined : withMembers(attributes, chosen);
  });
}

/** Hooks that store other attributes than a PATCH of a group asks for. */
export function onGroupPatch(
  choose: (call: Call, attributes: JsonObject, before: Resource) => JsonObject | undefined,
): Hooks {
  return {
    onPatch: (call, attributes, before) => (before.type === "Group" ? choose(call, attributes, before) : undefined),
  };
}

/** Hooks that change the operations of a PATCH of a group before they are applied. */
export function changeOperations(change: (operations: readonly Operation[]) => readonly Operation[]): Hooks {
  return { onOperations: (_, operations, before) => (before.type === "Group" ? change(operations) : undefined) };
}

/** Hooks that read other operations in a PATCH than were sent; what becomes undefined is passed over. */
export function rewriteOperations(change: (operation: JsonObject, call: Call) => JsonObject | undefined): Hooks {
  return {
    onBody(call, body) {
      const operations = property(body, "Operations");
      if (!isGroupPatch(call) || !Array.isArray(operations)) return undefined;
      const read = operations.flatMap((entry): Json[] => {
        const changed = isJsonObject(entry) ? change(entry, call) : entry;
        return changed === undefined ? [] : [changed];
      });
      return { ...body, Operations: read.length === 0 && operations.length > 0 ? [NO_OPERATION] : read };
    },
  };
}

/** The body of a PATCH that changes nothing. */
export function withoutEffect(body: JsonObject): JsonObject {
  return { ...body, Operations: [NO_OPERATION] };
}

/** Hooks that change the 200 answer to a PATCH of a group. */
export function answerPatch(change: (reply: Reply, body: JsonObject, call: Call) => Reply): Hooks {
  return {
    onRespond: (call, reply) =>
      isGroupPatch(call) && reply.status === 200 && isJsonObject(reply.body)
        ? change(reply, reply.body, call)
        : undefined,
  };
}

/** Whether a call is a PATCH of one group. */
export function isGroupPatch(call: Call): boolean {
  return call.method === "PATCH" && call.type === "Group" && call.id !== undefined;
}
