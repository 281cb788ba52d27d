import { expect, test } from "vitest";
import { whyMisfit } from "./misfit.ts";

const violation = { schemaPointer: "/x", actual: '"Ada"', expected: '"group"' };

test("what is wrong is named, and where to mend it", () => {
  const lacking = { ...violation, instancePointer: "", keyword: "required", expected: 'property "kind"' };
  const wrong = { ...violation, instancePointer: "/kind", keyword: "const" };
  expect([whyMisfit(lacking, "Group"), whyMisfit(wrong, "User"), whyMisfit(wrong, "Group")]).toEqual([
    'the request of this scenario does not fit the declared schema: the body has no property "kind"; give a value that does under `put.alwaysSend.Group` in the profile',
    'the request of this scenario does not fit the declared schema: /kind is "Ada", expected "group"; give a value that does under `attributes` in the profile',
    'the request of this scenario does not fit the declared schema: /kind is "Ada", expected "group"; give a value that does under `put.alwaysSend.Group` in the profile',
  ]);
});
