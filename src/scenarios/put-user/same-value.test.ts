import { describe, expect, test } from "vitest";
import { isWholeName, sameValue } from "./same-value.ts";

describe("sameValue", () => {
  test.each([
    ["title", "Engineer", "Engineer"],
    ["title", null, undefined],
    ["emails", [], undefined],
    ["emails", undefined, []],
    [
      "emails",
      [{ value: "Ada@Example.com", type: "work" }],
      [{ value: "ada@example.com", type: "Work", display: "x" }],
    ],
    ["emails", [{ value: "a@b", primary: false }], [{ value: "a@b" }]],
    ["phoneNumbers", [{ value: "+49 30 901820" }], [{ value: "tel:+49-30-901820" }]],
    ["phoneNumbers", [{ value: "+49 30 901820;ext=12" }], [{ value: "tel:+49-30-901820;ext=12" }]],
    ["phoneNumbers", [{ value: "+49 30 901820;ext=12" }], [{ value: "+49 30 901820 ext. 12" }]],
    ["phoneNumbers", [{ value: "+49 30 901820;ext=12" }], [{ value: "+4930901820 x12" }]],
    ["addresses", [{ streetAddress: "1 Main Street\nRoom 4" }], [{ streetAddress: "1 Main Street\r\nRoom 4" }]],
    ["ims", [{ value: "Ada Im" }], [{ value: "adaim" }]],
    ["locale", "de-DE", "de-de"],
    ["name", { givenName: "A" }, { GivenName: "A", formatted: "A B" }],
    ["emails", [{ value: "a" }, { value: "b" }], [{ value: "b" }, { value: "a" }]],
  ])("%s: %j is stored as %j", (path, sent, stored) => {
    expect(sameValue(sent, stored, path)).toBe(true);
  });

  test.each([
    ["title", "Engineer", "engineer"],
    ["title", "Engineer", undefined],
    ["emails", [], [{ value: "a" }]],
    ["emails", [{ value: "a" }, { value: "a", type: "work" }], [{ value: "a", type: "work" }, { value: "b" }]],
    [
      "emails",
      [
        { value: "a", type: "work" },
        { value: "b", type: "home" },
      ],
      [
        { value: "a", type: "home" },
        { value: "b", type: "work" },
      ],
    ],
    ["emails", [{ value: "a", primary: true }], [{ value: "a" }]],
    ["emails", [{ value: "a", primary: false }], [{ value: "a", primary: true }]],
    ["phoneNumbers", [{ value: "+49 30 901820" }], [{ value: "+49 30 901821" }]],
    ["phoneNumbers", [{ value: "+49 30 901820;ext=12" }], [{ value: "+49 30 901820" }]],
    ["phoneNumbers", [{ value: "+49 30 901820;ext=12" }], [{ value: "+49 30 90182012" }]],
    ["addresses", [{ streetAddress: "1 Main Street\nRoom 4" }], [{ streetAddress: "1 Main Street Room 4" }]],
    ["active", false, "false"],
  ])("%s: %j is not stored as %j", (path, sent, stored) => {
    expect(sameValue(sent, stored, path)).toBe(false);
  });
});

test.each([
  ["name.givenName", { formatted: "A B" }, true],
  ["name.givenName", { formatted: "A B", familyName: "B" }, false],
  ["name.formatted", { familyName: "B" }, true],
  ["name.formatted", { familyName: "B", formatted: null }, true],
  ["name.formatted", { formatted: "B" }, false],
  ["title", { formatted: "A B" }, false],
])("%s of a name shown as %j is in the other form: %s", (path, name, whole) => {
  expect(isWholeName(path, { name })).toBe(whole);
});
