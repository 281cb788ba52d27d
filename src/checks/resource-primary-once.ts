import { attributeOf, isObject } from "../scim/index.ts";
import { type Check, type CheckVerdict, defineCheck, failed, passed } from "./check.ts";
import { shownResource } from "./shown-resource.ts";

const REQUIREMENT = "RFC7643-2.4-PRIMARY-ONCE";

/** Of the entries of a list at most one is the primary one; a list without any is right. */
export const resourcePrimaryOnce: Check = defineCheck({
  id: "resource.primary-once",
  title: "At most one entry of a list is the primary one",
  requirements: [REQUIREMENT],
  scope: "after-write",
  example: {
    group: {
      emails: [
        { value: "a@example.com", primary: true },
        { value: "b@example.com", primary: true },
      ],
    },
  },
  judge: (input) => {
    const shown = shownResource(input);
    if (shown === undefined) return [];
    return Object.entries(shown.resource).flatMap(([name, list]): CheckVerdict[] => {
      const primary = primariesIn(list);
      if (primary === 1) return [passed(REQUIREMENT, name)];
      if (primary === 0) return [];
      return [
        failed(REQUIREMENT, name, {
          expected: ["one primary entry at most"],
          actual: `${primary} primary entries`,
          message: `\`${name}\` has ${primary} entries that are all primary.`,
          pointer: `/${name}`,
        }),
      ];
    });
  },
});

/** How many entries of a list are the primary one; 0 for what is no list. */
function primariesIn(list: unknown): number {
  let found = 0;
  for (const entry of Array.isArray(list) ? (list as unknown[]) : [])
    if (isObject(entry) && attributeOf(entry, "primary") === true) found += 1;
  return found;
}
