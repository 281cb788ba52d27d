import { ScimError } from "../core/scim-error.ts";
import { fault } from "./build.ts";
import { onUserPut } from "./build-users.ts";
import type { Fault } from "./fault.ts";

/** Names that are looked for among all Users, the very one who is written among them. */
export const OWN_NAME: readonly Fault[] = [
  fault(
    {
      id: "user-own-name-case-taken",
      title: "A PUT of a user with its own userName in another case is refused as taken",
      requirement: "RFC7644-3.5.1-RW-REPLACED",
      category: "identity",
      difficulty: 3,
      dialects: ["maia", "rfc"],
      source: {
        reference: "RFC 7644 §3.12",
        note: "another text is looked up as another name, and found without case in the user itself",
      },
    },
    () =>
      onUserPut((attributes, before) => {
        const [wanted, own] = [attributes["userName"], before.attributes["userName"]];
        if (
          typeof wanted === "string" &&
          typeof own === "string" &&
          wanted !== own &&
          wanted.toLowerCase() === own.toLowerCase()
        )
          throw new ScimError(409, "userName is already taken.", { scimType: "uniqueness" });
        return attributes;
      }),
  ),
];
