import type { Call, Reply } from "./call.ts";
import { readAttributes } from "./incoming.ts";
import { withKept } from "./kept.ts";
import { finish, locate } from "./locate.ts";
import { refuseStale } from "./preconditions.ts";
import type { Resource } from "./resource.ts";
import { isSameState } from "./same-state.ts";
import { rulesFor } from "./schema-table.ts";
import { resourceReply } from "./show.ts";

/**
 * PUT of one resource (RFC 7644 section 3.5.1): what the body leaves out is cleared, `members` too. The
 * resource is looked up before the body is read, so that an unknown id is a 404 whatever was sent.
 */
export function replaceResource(call: Call): Reply | Promise<Reply> {
  const { hooks, store, clock } = call.service;
  const before = locate(call, call.id === undefined ? undefined : hooks.onLocate(call, call.id));
  call.before = before;
  refuseStale(call, before);
  const incoming = readAttributes(call, before.type, before);
  const { schema, versions } = call.service.dialect;
  const wanted =
    schema === undefined
      ? withPassword(incoming, before)
      : withKept(incoming, before.attributes, rulesFor(call.service, before.type));
  const attributes = hooks.onPut(call, wanted, before);
  // A server with versions has another one exactly when something has changed.
  const isSame = versions !== undefined && isSameState(attributes, before.attributes);
  const next: Resource = isSame
    ? before
    : { ...before, attributes, lastModified: clock.next(), version: before.version + 1 };
  return finish(call, before, () => {
    const after = hooks.onStore(call, next, before);
    call.after = after;
    if (hooks.onCommit(call, after, before)) store.save(after);
    return resourceReply(call, 200, after);
  });
}

/** A client cannot read a password and so cannot send it back: leaving it out keeps it. */
function withPassword(attributes: Resource["attributes"], before: Resource): Resource["attributes"] {
  const { password } = before.attributes;
  return before.type === "Group" || password === undefined ? attributes : { password, ...attributes };
}
