import { attributeOf, isObject, isUnassigned, type JsonObject } from "../scim/index.ts";
import { type Check, defineCheck, failed, passed } from "./check.ts";

const REQUIREMENT = "RFC7643-4.1.1-PASSWORD-NEVER";

/** Nothing of `returned: never` comes back, in a resource or in a list of resources. */
export const resourceNeverReturned: Check = defineCheck({
  id: "resource.never-returned",
  title: "`password` is never returned",
  requirements: [REQUIREMENT],
  scope: "after-write",
  judge: (input) => {
    const { exchange, body } = input;
    const status = exchange.response?.status ?? 0;
    if (status < 200 || status > 299 || body.kind !== "json" || !isObject(body.value)) return [];
    const listed = attributeOf(body.value, "Resources");
    if (Array.isArray(listed) && !listed.some(isObject)) return [];
    const leak = Array.isArray(listed) ? leakAmong(listed, "/Resources") : leakIn(body.value);
    if (leak === undefined) return [passed(REQUIREMENT, "password")];
    return [
      failed(REQUIREMENT, "password", {
        expected: ["no `password`"],
        actual: "a `password` attribute",
        message: "The answer carries `password`.",
        pointer: `${leak}/password`,
      }),
    ];
  },
});

/** Pointer of the resource or its first member with a password; undefined where none has one. */
function leakIn(resource: JsonObject): string | undefined {
  if (hasPassword(resource)) return "";
  const members = attributeOf(resource, "members");
  // Members may be shown with more of the User than their `value`; never with this.
  return Array.isArray(members) ? leakAmong(members, "/members") : undefined;
}

function leakAmong(entries: readonly unknown[], pointer: string): string | undefined {
  const index = entries.findIndex((entry) => isObject(entry) && hasPassword(entry));
  return index === -1 ? undefined : `${pointer}/${index}`;
}

/** null says that it has no value, as absence does (RFC 7643 section 2.5). */
function hasPassword(resource: JsonObject): boolean {
  return !isUnassigned(attributeOf(resource, "password"));
}
