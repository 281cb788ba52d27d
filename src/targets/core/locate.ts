import type { Call, Reply } from "./call.ts";
import type { Resource } from "./resource.ts";
import { notFound } from "./scim-error.ts";

/** The resource that a request names, or a 404. */
export function locate(call: Call, id: string | undefined): Resource {
  const { type, service } = call;
  const found = type === undefined || id === undefined ? undefined : service.store.get(type, id);
  if (found === undefined) throw notFound();
  return found;
}

/**
 * Finishes an update: at once, or when the hook that holds it lets it go and the resource is still there. What the
 * update read of the resource before is by then of another time.
 */
export function finish(call: Call, before: Resource, store: () => Reply): Reply | Promise<Reply> {
  const held = call.service.hooks.onBeforeStore(call, before);
  if (held === undefined) return store();
  return held.then(() => {
    locate(call, before.id);
    return store();
  });
}
