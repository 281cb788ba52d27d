import type { Call, Reply, Service, Wire } from "./call.ts";
import type { JsonObject } from "./json.ts";
import type { Operation } from "./patch/operation.ts";
import type { Resource, ResourceType } from "./resource.ts";
import type { ScimError } from "./scim-error.ts";

/**
 * The places where a fault or an oddity can reach into the core, in the order in which a request meets them.
 * A hook that answers undefined leaves the value as it is; a hook may throw a {@link ScimError} to refuse.
 */
export interface Hooks {
  /** The credential has been judged. */
  onAuth?(call: Call, granted: boolean): boolean | undefined;
  /** The call is the second tenant's: whose resources it is about. */
  onTenant?(call: Call, other: Service): Service | undefined;
  /** Before routing: an answer here ends the request. */
  onRequest?(call: Call): Reply | Promise<Reply> | undefined;
  /** A write looks up its target by this id. */
  onLocate?(call: Call, id: string): string | undefined;
  /** The body of a write has been parsed. */
  onBody?(call: Call, body: JsonObject): JsonObject | undefined;
  /** The valid attributes of a POST or PUT, repeated members included. */
  onIncoming?(call: Call, attributes: JsonObject): JsonObject | undefined;
  /** A member that names no resource: kept or dropped; undefined or a throw refuses. */
  onUnknownMember?(call: Call, id: string): "store" | "drop" | undefined;
  /** What a PUT is about to make of a resource. */
  onPut?(call: Call, attributes: JsonObject, before: Resource): JsonObject | undefined;
  /** The valid operations of a PATCH, in the order in which they will be applied. */
  onOperations?(call: Call, operations: readonly Operation[], before: Resource): readonly Operation[] | undefined;
  /** One operation is about to be applied: an answer here takes the place of its result. */
  onOperation?(call: Call, operation: Operation, attributes: JsonObject): JsonObject | undefined;
  /** What a PATCH is about to make of a resource. */
  onPatch?(
    call: Call,
    attributes: JsonObject,
    before: Resource,
    operations: readonly Operation[],
  ): JsonObject | undefined;
  /** A new resource gets its id. */
  onNewId?(call: Call, id: string, type: ResourceType): string | undefined;
  /**
   * A PUT or PATCH has read the resource and made its new state of it, and waits for this before it stores: others may
   * come in between. Without an answer nothing is waited for, and no other request can.
   */
  onBeforeStore?(call: Call, before: Resource): Promise<void> | undefined;
  /** A resource is about to be stored by POST (without `before`), PUT or PATCH; a PATCH without effect stores `before`. */
  onStore?(call: Call, after: Resource, before: Resource | undefined): Resource | undefined;
  /** Whether it is stored at all. */
  onCommit?(call: Call, after: Resource, before: Resource | undefined): boolean | undefined;
  /** A resource has been removed. */
  onDelete?(call: Call, resource: Resource): void;
  /** A resource is put into an answer, before `attributes` and `excludedAttributes` apply. */
  onShow?(call: Call, shown: JsonObject, resource: Resource): JsonObject | undefined;
  /** A request is refused. */
  onError?(call: Call, error: ScimError): ScimError | Reply | undefined;
  /** Any answer, as JSON. */
  onRespond?(call: Call, reply: Reply): Reply | undefined;
  /** Any answer, as bytes. */
  onWire?(call: Call, wire: Wire): Wire | undefined;
}

/** The hooks whose silence is an answer of its own. */
type Asked = "onRequest" | "onUnknownMember" | "onOperation" | "onBeforeStore";

/** All hooks of a target as one: each answers with a value, changed or not. */
export type HookRunner = {
  readonly [Name in keyof Hooks]-?: Name extends Asked
    ? NonNullable<Hooks[Name]>
    : (...args: Parameters<NonNullable<Hooks[Name]>>) => Exclude<ReturnType<NonNullable<Hooks[Name]>>, undefined>;
};

/** Runs several sets of hooks in order, each on what the one before it left. */
export function chainHooks(all: readonly Hooks[]): HookRunner {
  function fold<T>(start: T, step: (hooks: Hooks, value: T) => T | undefined): T {
    return all.reduce((value, hooks) => step(hooks, value) ?? value, start);
  }
  function first<T>(ask: (hooks: Hooks) => T | undefined): T | undefined {
    for (const hooks of all) {
      const answer = ask(hooks);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }
  return {
    onAuth: (call, granted) => fold(granted, (hooks, value) => hooks.onAuth?.(call, value)),
    onTenant: (call, other) => fold(other, (hooks, value) => hooks.onTenant?.(call, value)),
    onRequest: (call) => first((hooks) => hooks.onRequest?.(call)),
    onLocate: (call, id) => fold(id, (hooks, value) => hooks.onLocate?.(call, value)),
    onBody: (call, body) => fold(body, (hooks, value) => hooks.onBody?.(call, value)),
    onIncoming: (call, attributes) => fold(attributes, (hooks, value) => hooks.onIncoming?.(call, value)),
    onUnknownMember: (call, id) => first((hooks) => hooks.onUnknownMember?.(call, id)),
    onPut: (call, attributes, before) => fold(attributes, (hooks, value) => hooks.onPut?.(call, value, before)),
    onOperations: (call, operations, before) =>
      fold(operations, (hooks, value) => hooks.onOperations?.(call, value, before)),
    onOperation: (call, operation, attributes) => first((hooks) => hooks.onOperation?.(call, operation, attributes)),
    onPatch: (call, attributes, before, operations) =>
      fold(attributes, (hooks, value) => hooks.onPatch?.(call, value, before, operations)),
    onNewId: (call, id, type) => fold(id, (hooks, value) => hooks.onNewId?.(call, value, type)),
    onBeforeStore: (call, before) => first((hooks) => hooks.onBeforeStore?.(call, before)),
    onStore: (call, after, before) => fold(after, (hooks, value) => hooks.onStore?.(call, value, before)),
    onCommit: (call, after, before) => all.every((hooks) => hooks.onCommit?.(call, after, before) ?? true),
    onDelete: (call, resource) => {
      for (const hooks of all) hooks.onDelete?.(call, resource);
    },
    onShow: (call, shown, resource) => fold(shown, (hooks, value) => hooks.onShow?.(call, value, resource)),
    onError: (call, error) =>
      fold<ScimError | Reply>(error, (hooks, value) =>
        value instanceof Error ? hooks.onError?.(call, value) : undefined,
      ),
    onRespond: (call, reply) => fold(reply, (hooks, value) => hooks.onRespond?.(call, value)),
    onWire: (call, wire) => fold(wire, (hooks, value) => hooks.onWire?.(call, value)),
  };
}
