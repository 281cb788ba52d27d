import { isJsonObject, type JsonObject } from "../core/json.ts";
import { property } from "../core/patch/operation.ts";
import { ScimError } from "../core/scim-error.ts";
import { PATCHERS, rewriteOperations } from "../faults/build-patch.ts";
import type { DialectName } from "../types.ts";
import { oddity, sameName, showTimes } from "./build.ts";
import type { Oddity } from "./oddity.ts";

const lighton: readonly DialectName[] = ["lighton"];
const strongdm: readonly DialectName[] = ["strongdm"];

/** Legal refusals of a PATCH that is written in an unusual way, and other unusual ways to take one. */
export const PATCH_WRITING: readonly Oddity[] = [
  oddity(
    {
      id: "patch-repeat-in-value-refused",
      title: "A value that names somebody twice is refused with 400",
      requirement: "RFC7643-2.4-NO-DUP",
      legal: "RFC 7643 §2.4: a list should not have a value twice; no RFC says that such a request is taken",
      dialects: PATCHERS,
    },
    () =>
      rewriteOperations((operation) => {
        const ids = entriesIn(operation).map((entry) => property(entry, "value"));
        if (new Set(ids).size < ids.length) throw new ScimError(400, "A member is named twice.");
        return operation;
      }),
  ),
  oddity(
    {
      id: "patch-compound-filter-refused",
      title: "A filter of more than one comparison is refused with 400",
      requirement: "RFC7644-3.5.2.2-FILTER-VALUE",
      legal: "RFC 7644 §3.12 has invalidFilter for a comparison that is not supported; the document shows no filter",
      dialects: lighton,
    },
    () =>
      rewriteOperations((operation) => {
        if (/\]?" (?:or|and) /iu.test(pathOf(operation))) {
          throw new ScimError(400, "One comparison only.", { scimType: "invalidFilter" });
        }
        return operation;
      }),
  ),
  oddity(
    {
      id: "patch-spelled-paths-refused",
      title: "A path that is not written as on the page is refused with 400: other case, or the URN before the name",
      requirement: "RFC7644-3.10-NAME-CASE",
      legal: "The document says that a body in none of the forms of its examples is a 400",
      dialects: strongdm,
    },
    () =>
      rewriteOperations((operation) => {
        const path = property(operation, "path");
        const value = property(operation, "value");
        const names = isJsonObject(value) ? Object.keys(value) : [];
        const isOdd = typeof path === "string" && !/^members(?:\[|$)/u.test(path);
        if (isOdd || names.some((name) => name !== "displayName" && name !== "id")) {
          throw new ScimError(400, "The body is in none of the forms that are known.");
        }
        return operation;
      }),
  ),
  oddity(
    {
      id: "patch-foreign-id-refused",
      title: "An id beside the name that is not the role's own is refused with 400",
      requirement: "RFC7643-3.1-ID-NOT-CLIENT",
      legal: "RFC 7644 §3.5.2: an operation that does not fit the mutability of an attribute is an error",
      dialects: strongdm,
    },
    () =>
      rewriteOperations((operation, call) => {
        const value = property(operation, "value");
        const id = isJsonObject(value) ? property(value, "id") : undefined;
        if (id !== undefined && id !== call.id) {
          throw new ScimError(400, "id is read-only.", { scimType: "mutability" });
        }
        return operation;
      }),
  ),
  oddity(
    {
      id: "patch-names-unique",
      title: "A name that another group has, in whatever case, is refused with 409",
      requirement: "RFC7644-3.5.2-TARGET-ONLY",
      legal: "RFC 7644 §3.12: 409 with uniqueness; whether names of groups are unique is the server's choice",
      dialects: PATCHERS,
    },
    () => ({
      onPatch(call, attributes, before) {
        const taken = call.service.store
          .list("Group")
          .some(
            ({ id, attributes: theirs }) =>
              id !== before.id && sameName(theirs["displayName"], attributes["displayName"]),
          );
        if (taken && before.type === "Group") {
          throw new ScimError(409, "The name is taken.", { scimType: "uniqueness" });
        }
        return undefined;
      },
    }),
  ),
  oddity(
    {
      id: "patch-line-breaks-refused",
      title: "A name with a line break in it is refused with 400",
      requirement: "RFC7644-3.5.2.3-SINGLE",
      legal: "No RFC says which characters a name of a group may have; nothing changes",
      dialects: lighton,
    },
    () =>
      rewriteOperations((operation) => {
        const value = property(operation, "value");
        if (pathOf(operation) === "displayName" && typeof value === "string" && /[\r\n]/u.test(value)) {
          throw new ScimError(400, "A name has one line.", { scimType: "invalidValue" });
        }
        return operation;
      }),
  ),
  oddity(
    {
      id: "patch-times-whole-seconds",
      title: "created and lastModified are shown in whole seconds",
      requirement: "RFC7643-3.1-META-LASTMOD-MOVES",
      legal: "RFC 7643 §2.3.5: a DateTime need not have fractions; the second of two changes may not be seen to move",
      dialects: lighton,
    },
    () => showTimes((time) => time.replace(/\.\d+/u, "")),
  ),
];

/** The members that an add names, as objects. */
function entriesIn(operation: JsonObject): JsonObject[] {
  const value = property(operation, "value");
  const isAdd = property(operation, "op") === "add" && pathOf(operation) === "members";
  return isAdd && Array.isArray(value) ? value.filter((entry) => isJsonObject(entry)) : [];
}

function pathOf(operation: JsonObject): string {
  const path = property(operation, "path");
  return typeof path === "string" ? path : "";
}
