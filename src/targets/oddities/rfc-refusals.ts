import { parsePath } from "../core/patch/path.ts";
import { ScimError } from "../core/scim-error.ts";
import { objectsIn } from "../faults/build-users.ts";
import { oddity } from "./build.ts";
import type { Oddity } from "./oddity.ts";

const dialects = ["rfc"] as const;

/** What a server that goes by the RFCs may refuse, though most take it. */
export const RFC_REFUSALS: readonly Oddity[] = [
  oddity(
    {
      id: "scim-json-only",
      title: "Bodies are taken as application/scim+json alone; as application/json they are refused with 415",
      requirement: "OPENAPI-REQUEST-TYPE-ACCEPTED",
      legal:
        "RFC 7644 §3.8: scim+json is what must be accepted; of application/json the section asks that it is served",
      dialects,
    },
    () => ({
      onRequest(call) {
        if (!/^application\/json\b/iu.test(String(call.headers["content-type"] ?? ""))) return undefined;
        throw new ScimError(415, "Send application/scim+json.");
      },
    }),
  ),
  oddity(
    {
      id: "user-remove-no-match-refused",
      title: "A removal from a list of a User whose filter finds nothing is refused with noTarget",
      requirement: "RFC7644-3.5.2.2-NONMEMBER-OK",
      legal: "RFC 7644 §3.12: noTarget is for a path whose filter yields no match; that it succeeds is said of members",
      dialects,
    },
    () => ({
      onOperation(call, { op, path }, attributes) {
        if (call.type !== "User" || op !== "remove" || path === undefined || !path.includes("[")) return undefined;
        const { name, filter } = parsePath(path, "User");
        if (filter === undefined || objectsIn(attributes[name]).some(filter)) return undefined;
        throw new ScimError(400, "The filter finds nothing.", { scimType: "noTarget" });
      },
    }),
  ),
];
