import type { Call, Reply } from "./call.ts";
import { locate } from "./locate.ts";
import { isKnown } from "./preconditions.ts";
import { resourceReply } from "./show.ts";

/** GET of one resource (RFC 7644 section 3.4.1). */
export function readResource(call: Call): Reply {
  const resource = locate(call, call.id);
  const reply = resourceReply(call, 200, resource);
  return isKnown(call, resource) ? { ...reply, status: 304, body: undefined } : reply;
}
