import type { Call } from "../core/call.ts";
import type { JsonObject } from "../core/json.ts";
import { property } from "../core/patch/operation.ts";
import { membersOf } from "../core/resource.ts";
import { invalidValue, ScimError } from "../core/scim-error.ts";
import { rewriteOperations } from "../faults/build-patch.ts";
import { oddity } from "./build.ts";
import type { Oddity } from "./oddity.ts";

/** Refuses members who are not active. */
function onlyActive({ service }: Call, attributes: JsonObject): undefined {
  const isInactive = membersOf(attributes).some(
    ({ value }) => service.store.get("User", value)?.attributes["active"] === false,
  );
  if (isInactive) throw invalidValue("A user who is not active cannot be a member.");
  return undefined;
}

/** What no RFC settles of members, of ids in a URL, and of operations without a value. */
export const UNSETTLED: readonly Oddity[] = [
  oddity(
    {
      id: "members-inactive-refused",
      title: "A User who is not active is refused as a member",
      requirement: "RFC7643-4.1.1-ACTIVE",
      legal: "RFC 7643 §4.1.1: what `active` means is the provider's to say; nothing changes",
      dialects: ["cube", "maia", "lighton", "strongdm", "rfc"],
    },
    () => ({ onPut: onlyActive, onPatch: onlyActive }),
  ),
  oddity(
    {
      id: "ids-integers-checked",
      title: "Ids are integers as texts, and another id in a URL is refused with 400",
      requirement: "RFC7644-3.12-404",
      legal: "RFC 7644 §3.12: 404 is a SHOULD, and what is refused has changed nothing",
      dialects: ["cube", "rfc"],
    },
    () => {
      let count = 1000;
      return {
        onNewId() {
          count += 1;
          return String(count);
        },
        onLocate(call, id) {
          if (call.type === "Group" && !/^\d+$/u.test(id)) throw new ScimError(400, "An id is a number.");
          return undefined;
        },
      };
    },
  ),
  oddity(
    {
      id: "patch-replace-without-value-clears",
      title: "A replace of members without a value clears them",
      requirement: "RFC7643-2.5-UNASSIGNED",
      legal: "RFC 7643 §2.5: absent and null are one state, and RFC 7644 §3.5.2.3 demands no value of a replace",
      dialects: ["lighton", "rfc"],
    },
    () =>
      rewriteOperations((operation) =>
        operation["op"] === "replace" && property(operation, "value") === undefined
          ? { ...operation, value: [] }
          : operation,
      ),
  ),
];
