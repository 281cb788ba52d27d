import { property } from "../core/patch/operation.ts";
import { ScimError } from "../core/scim-error.ts";
import { rewriteOperations } from "../faults/build-patch.ts";
import { oddity } from "./build.ts";
import type { Oddity } from "./oddity.ts";

/** A server that takes members as bare ids alone, one in each value. */
export const PATCH_BARE_ID: readonly Oddity[] = [
  oddity(
    {
      id: "patch-bare-id-only",
      title: "The value of members is the bare id of one; lists, their text, and several ids in one text are refused",
      requirement: "RFC7644-3.5.2.3-MULTI-ALL",
      legal:
        "The document types the value of an operation as a text, and says nowhere how a text would hold several ids",
      dialects: ["lighton"],
    },
    () =>
      rewriteOperations((operation) => {
        const path = property(operation, "path");
        const value = property(operation, "value");
        const isWritten = typeof path === "string" && path.toLowerCase() === "members" && value !== undefined;
        if (isWritten && !(typeof value === "string" && /^[^\s,[{]+$/u.test(value)))
          throw new ScimError(404, "No user has this id.");
        return operation;
      }),
  ),
];
