import { attributeOf, isObject, type JsonObject } from "../scim/index.ts";
import { type Check, type CheckInput, defineCheck, failed, passed } from "./check.ts";

const REQUIREMENT = "RFC7643-4.1.1-PASSWORD-NEVER";

/** Nothing of `returned: never` comes back, in a resource or in a list of resources. */
export const resourceNeverReturned: Check = defineCheck({
  id: "resource.never-returned",
  title: "`password` is never returned",
  requirements: [REQUIREMENT],
  scope: "notice-on-helpers",
  judge: (input) => {
    const resources = shownAnywhere(input);
    if (resources.length === 0) return [];
    const leak = resources.find(({ resource }) => attributeOf(resource, "password") !== undefined);
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
  if (!Array.isArray(listed)) return [{ resource: body.value, pointer: "" }];
  return listed.flatMap((resource, index) =>
    isObject(resource) ? [{ resource, pointer: `/Resources/${index}` }] : [],
  );
}
