import { readBody } from "../body.ts";
import type { Call, Reply } from "../call.ts";
import { formMember, knownMembers, refuseTakenName } from "../incoming.ts";
import type { JsonObject } from "../json.ts";
import { finish, locate } from "../locate.ts";
import { refuseStale } from "../preconditions.ts";
import { membersOf, type Resource, withMembers } from "../resource.ts";
import { isSameState, withoutEmpty } from "../same-state.ts";
import { rulesFor } from "../schema-table.ts";
import { ScimError } from "../scim-error.ts";
import { resourceReply } from "../show.ts";
import { applyOperation } from "./apply.ts";

/**
 * PATCH of one resource (RFC 7644 section 3.5.2): each operation on the result of the one before it, and nothing is
 * stored before all have succeeded. What changes nothing leaves `lastModified` alone.
 */
export function patchResource(call: Call): Reply | Promise<Reply> {
  const { hooks, store, clock, dialect } = call.service;
  const before = locate(call, call.id === undefined ? undefined : hooks.onLocate(call, call.id));
  call.before = before;
  const { patch } = dialect;
  if (patch === undefined) throw new ScimError(501, "PATCH is not supported.");
  refuseStale(call, before);
  const operations = hooks.onOperations(call, patch.read(readBody(call), before.type), before);
  const rules = rulesFor(call.service, before.type);
  const patched = operations.reduce(
    (state, operation) =>
      hooks.onOperation(call, operation, state) ?? applyOperation(before.type, state, operation, rules),
    dialect.expand?.(before, call.service) ?? before.attributes,
  );
  const made = settled(call, patched, before);
  const attributes = hooks.onPatch(call, dialect.schema === undefined ? made : withoutEmpty(made), before, operations);
  const changed = !isSameState(attributes, before.attributes);
  const next: Resource = changed
    ? { ...before, attributes, lastModified: clock.next(), version: before.version + 1 }
    : before;
  return finish(call, before, () => {
    const after = hooks.onStore(call, next, before);
    call.after = after;
    if (hooks.onCommit(call, after, before)) store.save(after);
    if (changed || patch.unchanged === 200) return resourceReply(call, 200, after);
    return { status: 204, headers: {}, body: undefined, mediaType: dialect.mediaType(204, call) };
  });
}

/** What the operations made, when it may be stored: names unique, new members known. */
function settled(call: Call, attributes: JsonObject, before: Resource): JsonObject {
  if (before.type === "User") {
    refuseTakenName(call, attributes, before);
    return attributes;
  }
  const had = new Set(membersOf(before.attributes).map(({ value }) => value));
  const members = membersOf(attributes);
  const known = new Set(
    knownMembers(
      call,
      members.filter(({ value }) => !had.has(value)),
    ).map(({ value }) => value),
  );
  const kept = members.filter(({ value }) => had.has(value) || known.has(value));
  const once = [...new Map(kept.map((member) => [member.value, member])).values()];
  return withMembers(
    attributes,
    once.map((member) => formMember(call, member)),
  );
}
