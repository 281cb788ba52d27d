import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import type { JsonObject } from "../core/json.ts";
import type { Operation } from "../core/patch/operation.ts";
import { parsePath, type Target } from "../core/patch/path.ts";
import { ScimError } from "../core/scim-error.ts";
import { objectsIn } from "./build-users.ts";

/** An operation on a list of a user, as a fault sees it. */
export interface ListEdit {
  readonly operation: Operation;
  readonly target: Target;
  /** The entries before it, and those of them that its filter selects. */
  readonly had: readonly JsonObject[];
  readonly selected: readonly JsonObject[];
  readonly attributes: JsonObject;
  readonly call: Call;
}

/** Hooks that make something else of an operation on a list of a user, under its path; undefined leaves it as it is. */
export function onUserListOperation(choose: (edit: ListEdit) => readonly JsonObject[] | undefined): Hooks {
  return onUserOperation((operation, attributes, call) => {
    const { path } = operation;
    if (path === undefined) return undefined;
    const target = parsePath(path, "User");
    if (target.rule.kind !== "list") return undefined;
    const had = objectsIn(attributes[target.name]);
    const selected = had.filter(target.filter ?? ((): boolean => true));
    const entries = choose({ operation, target, had, selected, attributes, call });
    return entries === undefined ? undefined : { ...attributes, [target.name]: [...entries] };
  });
}

/** Hooks that make something else of an operation of a PATCH of a user. */
export function onUserOperation(
  choose: (operation: Operation, attributes: JsonObject, call: Call) => JsonObject | undefined,
): Hooks {
  return {
    onOperation(call, operation, attributes) {
      if (call.type !== "User") return undefined;
      try {
        return choose(operation, attributes, call);
      } catch (error) {
        // What is wrong with the operation the core says itself.
        if (error instanceof ScimError) return undefined;
        throw error;
      }
    },
  };
}

/** The entries that an operation brings. */
export function entriesOf({ value }: Operation): readonly JsonObject[] {
  return objectsIn(Array.isArray(value) ? value : value === undefined ? [] : [value]);
}
