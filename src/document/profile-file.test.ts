import { describe, expect, test } from "vitest";
import { profileFrom, slugOf } from "./profile-file.ts";
import { sourceFrom } from "./source.ts";
import { refusalOf } from "./testing/refusal-of.ts";

const profile = (text: string): ReturnType<typeof profileFrom> =>
  profileFrom(sourceFrom(`vendor: acme\ntitle: Acme\n${text}`, "profile.yaml", "PROFILE_INVALID"));

const REQUIREMENT = "id: ACME-A, text: It holds., source: { kind: document, pointer: /paths }, tested: { by: [a.b] }";

describe("profileFrom", () => {
  test("fills in what is left out", () => {
    expect(profile("")).toEqual({
      vendor: "acme",
      title: "Acme",
      generic: false,
      alsoAcceptedRequestTypes: [],
      serverVariables: {},
      pathParameters: {},
      put: { absentMembers: "open", alwaysSend: {} },
      patch: {
        fromDocument: true,
        noChangeStatus: undefined,
        valueShapes: ["array"],
        removeShapes: ["filter"],
        pathRequired: false,
        unknownMember: "open",
        putOff: false,
      },
      members: { unknown: "open", types: {} },
      tenants: { foreignStatus: undefined },
      attributes: {},
      requirements: [],
      notes: [],
    });
    expect(profile("members: { types: { User: USER } }").members).toEqual({ unknown: "open", types: { User: "USER" } });
    expect(profile(`requirements: [{ ${REQUIREMENT} }]`).requirements).toMatchObject([
      { id: "ACME-A", level: "DOCUMENT", party: "server-document" },
    ]);
  });

  test("takes values of generated attributes, such as a mail domain that exists", () => {
    const attributes = {
      userName: "sp-{run}-{n}@a.example",
      "emails.value": "sp-{n}@a.example",
      "roles.value": "reader",
    };
    expect(profile(`attributes: ${JSON.stringify(attributes)}`).attributes).toEqual(attributes);
  });

  test.each([
    ["an unknown key", "serverVariable: {}", 3, 'Did you mean "serverVariables"?'],
    ["an unknown key inside", "put: { absentMember: keep }", 3, 'Did you mean "absentMembers"?'],
    [
      "an attribute that no User has",
      "attributes: { email.value: 'sp-{n}@a.example' }",
      3,
      'Did you mean "emails.value"?',
    ],
    ["user names that are all the same", "attributes: { userName: 'sp-{run}@a.example' }", 3, "{n}"],
    ["user names that no run can be told by", "attributes: { userName: 'sp-{n}@a.example' }", 3, "{run"],
    ["external ids that no run can be told by", "attributes: { externalId: 'sp-{n}' }", 3, "{run"],
    ["a value not listed", "put: { absentMembers: maybe }", 3, '"clear","keep","open"'],
    [
      "a source without its place",
      "requirements: [{ id: A, text: x, source: { kind: prose }, tested: { by: [a] } }]",
      3,
      "lacks the property",
    ],
    [
      "a requirement that is neither tested nor untestable",
      "requirements: [{ id: A, text: x, source: { kind: document, pointer: '' }, tested: {} }]",
      3,
      "at least 1 property",
    ],
    [
      "an id in lower case",
      "requirements: [{ id: acme, text: x, source: { kind: document, pointer: '' }, tested: { by: [a] } }]",
      3,
      "text that matches",
    ],
    ["an id that stands twice", `requirements:\n  - { ${REQUIREMENT} }\n  - { ${REQUIREMENT} }`, 5, "stands twice"],
  ])("refuses %s", (_, text, line, message) => {
    const error = refusalOf(() => profile(text));
    expect(error.code).toBe("PROFILE_INVALID");
    expect(error.message).toContain(message);
    expect(error.place).toMatchObject({ file: "profile.yaml", line });
    expect(error.remedy).toBeTruthy();
  });
});

test.each([
  ["Cube Cloud SCIM API", "cube-cloud-scim-api"],
  ["  Élan 2.0!", "elan-2-0"],
  ["123", "vendor"],
  ["日本", "vendor"],
])("slugOf(%j)", (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});
