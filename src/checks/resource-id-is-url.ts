import { attributeOf } from "../scim/index.ts";
import { type Check, defineCheck, failed, passed } from "./check.ts";
import { shownResource } from "./shown-resource.ts";
import { shortJson } from "./words.ts";

const REQUIREMENT = "RFC7643-3.1-ID-STABLE";

/** The `id` in the answer is the one in the URL: compared exactly (RFC 7643 section 3.1, caseExact). */
export const resourceIdIsUrl: Check = defineCheck({
  id: "resource.id-is-url",
  title: "The answer is about the resource that the URL names",
  requirements: [REQUIREMENT],
  scope: "after-write",
  example: { group: { id: "2819C223" } },
  judge: (input) => {
    const shown = shownResource(input);
    const id = shown === undefined ? undefined : attributeOf(shown.resource, "id");
    // An absent id is the shape check's finding.
    if (shown?.id === undefined || id === undefined) return [];
    if (id === shown.id) return [passed(REQUIREMENT, "id")];
    return [
      failed(REQUIREMENT, "id", {
        expected: [shortJson(shown.id)],
        actual: shortJson(id),
        message: "The answer shows another `id` than the URL.",
        pointer: "/id",
      }),
    ];
  },
});
