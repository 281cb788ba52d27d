import { ScimError } from "../core/scim-error.ts";
import { oddity } from "./build.ts";
import type { Oddity } from "./oddity.ts";

/** What a server may say of another `userName`. */
export const OWN_NAME_ODDITIES: readonly Oddity[] = [
  oddity(
    {
      id: "user-name-fixed-conflict",
      title: "Another userName is refused with 409 and no keyword: names are for ever",
      requirement: "RFC7644-3.5.1-RW-REPLACED",
      legal: "RFC 7643 §2.2: a service provider may make an attribute immutable; 409 says that the state forbids it",
      dialects: ["maia"],
    },
    () => ({
      onPut(_, attributes, before) {
        if (before.type === "User" && attributes["userName"] !== before.attributes["userName"])
          throw new ScimError(409, "userName cannot be changed.");
        return undefined;
      },
    }),
  ),
];
