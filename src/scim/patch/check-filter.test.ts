import { describe, expect, test } from "vitest";
import type { JsonObject } from "../attribute.ts";
import { answers, DEVICE, ends, GROUP, memberIds, USER } from "./testing.ts";

const [WORK, HOME] = USER["emails"] as readonly JsonObject[];
const emailsOf = ({ emails }: JsonObject): unknown => emails;
const CONTACTS = [{ type: "desk", rank: 1 }, { type: "lab" }];
const DEVICES_OWN: JsonObject = { ...DEVICE, contacts: CONTACTS };

/** What may become of the e-mail addresses of a User when those that a filter selects are removed. */
const removed = (filter: string): readonly unknown[] =>
  answers(USER, [{ op: "remove", path: `emails[${filter}]` }], emailsOf);
const contactsLeft = (filter: string): readonly unknown[] =>
  ends(DEVICES_OWN, [{ op: "remove", path: `contacts[${filter}]` }], (device) => device["contacts"]);

describe("has no order (RFC 7644 section 3.4.2.2)", () => {
  test.each(["gt", "ge", "lt", "le"])("a boolean or a binary, by %s, wherever it stands in the filter", (op) => {
    expect(removed(`primary ${op} true`)).toEqual([[[], "invalidFilter"]]);
    expect(removed(`type eq "work" and not (value pr or primary ${op} true)`)).toEqual([[[], "invalidFilter"]]);
    const before = { ...USER, x509Certificates: [{ value: "YQ==" }] };
    expect(ends(before, [{ op: "remove", path: `x509Certificates[value ${op} "a"]` }])).toEqual(["invalidFilter"]);
  });
});

describe("a comparison that fits", () => {
  test.each<[string, unknown]>([
    ["primary eq true", [[HOME]]],
    ["primary pr", [[HOME]]],
    ['type ge "work"', [[HOME]]],
    ['value sw "ann@w"', [[HOME]]],
    ["type eq null", [[WORK, HOME], "noTarget"]],
    ["type ne null", [undefined]],
  ])("is read in one way: emails[%s]", (filter, legal) => {
    expect(ends(USER, [{ op: "remove", path: `emails[${filter}]` }], emailsOf)).toEqual(legal);
  });

  test.each<[string, unknown]>([
    ["rank eq 1", [[CONTACTS[1]]]],
    ["rank gt 0", [[CONTACTS[1]]]],
    ['type eq "lab"', [[CONTACTS[0]]]],
  ])("is read in one way: contacts[%s]", (filter, legal) => {
    expect(contactsLeft(filter)).toEqual(legal);
  });
});

describe("a comparison that can match nothing is made, or refused (RFC 7644 section 3.12, Table 9)", () => {
  const none = [[WORK, HOME], "noTarget", "invalidFilter"];
  test.each([
    'primary eq "true"',
    'primary co "t"',
    "primary sw true",
    "primary ew true",
    "type eq 5",
    "type co true",
    "type gt null",
    "type co null",
  ])("emails[%s]", (filter) => {
    expect(ends(USER, [{ op: "remove", path: `emails[${filter}]` }], emailsOf)).toEqual(none);
  });

  test("a list of simple values", () => {
    const before = { ...DEVICE, vlans: [5, 7.5] };
    const left = (filter: string): readonly unknown[] =>
      ends(before, [{ op: "remove", path: `vlans[${filter}]` }], (device) => device["vlans"]);
    expect(left("value gt 6")).toEqual([[5], "invalidPath"]);
    expect(left('value eq "5"')).toEqual([before.vlans, "noTarget", "invalidPath", "invalidFilter"]);
  });

  test.each(['rank eq "1"', "rank co 1", "rank sw 1", "rank ew 1", "rank eq true"])("contacts[%s]", (filter) => {
    expect(contactsLeft(filter)).toEqual([CONTACTS, "noTarget", "invalidFilter"]);
  });
});

describe("a name in a filter that the schema does not know", () => {
  test("is refused, or compared with what is there", () => {
    expect(removed('nick eq "x"')).toEqual([
      [[], "invalidPath"],
      [["unknown-in-filter: compare"], [WORK, HOME]],
      [["unknown-in-filter: compare", "remove-no-match: refuse"], "noTarget"],
    ]);
    expect(removed("nick pr")).toHaveLength(3);
  });

  test("is none where no schema tells the parts", () => {
    const before = { ...DEVICE, parts: [{ kind: "fan" }, { kind: "lid" }] };
    expect(ends(before, [{ op: "remove", path: 'parts[kind eq "fan"]' }], (device) => device["parts"])).toEqual([
      [{ kind: "lid" }],
    ]);
  });
});

test("a filter on simple values compares them, or is no path (RFC 7644 section 3.5.2.2)", () => {
  const before = { ...DEVICE, tags: ["a", "b"] };
  expect(answers(before, [{ op: "remove", path: 'tags[value eq "a"]' }], (device) => device["tags"])).toEqual([
    [[], ["b"]],
    [["filter-on-simple: refuse"], "invalidPath"],
  ]);
});

describe("a question is asked only where its answer makes a difference", () => {
  test("ne: where something has no value, and is compared with one", () => {
    expect(removed('type ne "home"')).toEqual([[[], [HOME]]]);
    expect(removed('display ne "x"')).toEqual([
      [[], undefined],
      [["ne-absent: no-match"], [WORK, HOME]],
      [["ne-absent: no-match", "remove-no-match: refuse"], "noTarget"],
    ]);
    const before = { ...USER, emails: [{ ...WORK, display: "a" }, HOME] };
    for (const filter of ['display ne "b"', 'display ne "b" or type eq "x"']) {
      expect(ends(before, [{ op: "remove", path: `emails[${filter}]` }], emailsOf)).toEqual([undefined, [HOME]]);
    }
    expect(removed("display ne null")).toEqual([
      [[], [WORK, HOME]],
      [["remove-no-match: refuse"], "noTarget"],
    ]);
    expect(removed('display eq "x"')).toEqual(removed("display ne null"));
  });

  test("the case of ids: where it decides whether somebody is meant", () => {
    const left = (id: string): readonly unknown[] =>
      answers(GROUP, [{ op: "remove", path: `members[value eq "${id}"]` }], memberIds);
    expect(left("u-1")).toEqual([[[], ["u-2"]]]);
    expect(left("U-1")).toEqual([
      [[], ["u-1", "u-2"]],
      [["remove-no-match: refuse"], "noTarget"],
      [["disputed-case: fold"], ["u-2"]],
    ]);
    // Also for one member alone, and beside other comparisons.
    const alone = { ...GROUP, members: [{ value: "u-1" }] };
    expect(ends(alone, [{ op: "remove", path: 'members[value eq "U-1"]' }], memberIds)).toEqual([
      ["u-1"],
      "noTarget",
      [],
    ]);
    for (const filter of ['value eq "U-2" and type eq "User"', 'value eq "U-2" and display ne "x"']) {
      expect(ends(GROUP, [{ op: "remove", path: `members[${filter}]` }], memberIds)).toContainEqual(["u-1"]);
    }
    expect(left("u-9")).toEqual([
      [[], ["u-1", "u-2"]],
      [["remove-no-match: refuse"], "noTarget"],
    ]);
    expect(removed('value eq "ANN@HOME.EXAMPLE"')).toEqual([[[], [WORK]]]);
  });
});
