import type { Call } from "./call.ts";
import type { Resource } from "./resource.ts";
import { notFound } from "./scim-error.ts";

/** The resource that a request names, or a 404. */
export function locate(call: Call, id: string | undefined): Resource {
  const { type, service } = call;
  const found = type === undefined || id === undefined ? undefined : service.store.get(type, id);
  if (found === undefined) throw notFound();
  return found;
}
