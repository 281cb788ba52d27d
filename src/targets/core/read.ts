import type { Call, Reply } from "./call.ts";
import { locate } from "./locate.ts";
import { resourceReply } from "./show.ts";

/** GET of one resource (RFC 7644 section 3.4.1). */
export function readResource(call: Call): Reply {
  return resourceReply(call, 200, locate(call, call.id));
}
