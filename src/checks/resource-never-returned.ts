import { attributeOf, isObject, isUnassigned, type JsonObject } from "../scim/index.ts";
import { type Check, type CheckInput, defineCheck, failed, passed } from "./check.ts";

const REQUIREMENT = "RFC7643-4.1.1-PASSWORD-NEVER";

/** Nothing of `returned: never` comes back, in a resource or in a list of resources. */
export const resourceNeverReturned: Check = defineCheck({
  id: "resource.never-returned",
  title: "`password` is never returned",
  requirements: [REQUIREMENT],
  scope: "after-write",
  example: { group: { password: "********" } },
  judge: (input) => {
    const resources = shownAnywhere(input);
    if (resources.length === 0) return [];
    // null says that it has no value, as absence does (RFC 7643 section 2.5).
    const leak = resources.find(({ resource }) => !isUnassigned(attributeOf(resource, "password")));
    if (leak === undefined) return [passed(REQUIREMENT, "password")];
    return [
      failed(REQUIREMENT, "password", {
        expected: ["no `password`"],
        actual: "a `password` attribute",
        message: "The answer carries `password`.",
        pointer: `${leak.pointer}/password`,
      }),
    ];
  },
});

function shownAnywhere({ exchange, body }: CheckInput): { resource: JsonObject; pointer: string }[] {
  const status = exchange.response?.status ?? 0;
  if (status < 200 || status > 299 || body.kind !== "json" || !isObject(body.value)) return [];
  const listed = attributeOf(body.value, "Resources");
  if (!Array.isArray(listed)) return [{ resource: body.value, pointer: "" }, ...membersShown(body.value)];
  return listed.flatMap((resource, index) =>
    isObject(resource) ? [{ resource, pointer: `/Resources/${index}` }] : [],
  );
}

/** Members may be shown with more of the User than their `value`; never with this. */
function membersShown(resource: JsonObject): { resource: JsonObject; pointer: string }[] {
  const members = attributeOf(resource, "members");
  if (!Array.isArray(members)) return [];
  return members.flatMap((member, index) =>
    isObject(member) ? [{ resource: member, pointer: `/members/${index}` }] : [],
  );
}
