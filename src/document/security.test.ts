import { expect, test } from "vitest";
import { isSecured } from "./security.ts";

const bearer = { bearerAuth: [] };
test.each([
  ["none anywhere", {}, {}, false],
  ["the document's", { security: [bearer] }, {}, true],
  ["an empty list at the operation", { security: [bearer] }, { security: [] }, false],
  ["an empty list at the root, overridden", { security: [] }, { security: [bearer] }, true],
  ["optional", { security: [bearer, {}] }, {}, false],
  ["alternatives", {}, { security: [bearer, { key: [] }] }, true],
])("%s", (_, root, operation, expected) => {
  expect(isSecured(root, operation)).toBe(expected);
});
