import { isObject, textOf } from "../../../scim/index.ts";
import { byEntry, byValuePath, type FilterCase, quoted } from "./cases.ts";
import { type ThreeUsers, word } from "./three-users.ts";

const FILTER = "RFC7644-3.4.2.2-ONLY-MATCHING";
const PRECEDENCE = "RFC7644-3.4.2.2-PRECEDENCE";
const VALUE_PATH = "RFC7644-3.4.2.2-VALUE-PATH";

const NAMES = ["ann", "ben", "cat"] as const;

/** Keeps a filter to the three, whoever else is on the server. */
const ours = (users: ThreeUsers): string =>
  `(${NAMES.map((name) => `userName eq ${quoted(users[name]["userName"])}`).join(" or ")})`;

function emailOf(user: ThreeUsers["ann"], index: number): string {
  const emails = user["emails"];
  const entry: unknown = Array.isArray(emails) ? emails[index] : undefined;
  return isObject(entry) ? textOf(entry["value"]) : "";
}

/** Filters on lists, brackets in places where few write them, and words of the grammar within a text. */
export const LIST_CASES: readonly FilterCase[] = [
  {
    name: "present-list",
    title: "`pr` on a list finds who has an entry, and not who has none",
    requirement: FILTER,
    filter: (users) => `${ours(users)} and emails pr`,
    matches: ["ann", "ben"],
    by: "emails",
    without: "cat",
  },
  {
    name: "list-by-value",
    title: "The name of a list alone, where it finds somebody, finds who has the `value` in an entry",
    requirement: FILTER,
    filter: ({ ann }) => `emails co ${quoted(emailOf(ann, 1))}`,
    finds: byEntry,
    matches: ["ann"],
    by: "emails",
    // Examples of RFC 7644 section 3.4.2.2 are written so, and its text has it that a sub-attribute MUST be named.
    orNobody: "the RFC has the sub-attribute of a complex attribute named",
  },
  {
    name: "value-path-not",
    title: "`not` in the brackets of a value path finds who has an entry that does not match",
    requirement: VALUE_PATH,
    // One of Ann's two does not, nor does the one that Ben has.
    filter: (users) => `${ours(users)} and emails[not (value eq ${quoted(emailOf(users.ann, 1))})]`,
    apart: ({ ann }) => `emails[value eq ${quoted(emailOf(ann, 0))} and value eq ${quoted(emailOf(ann, 1))}]`,
    matches: ["ann", "ben"],
    by: "emails",
    without: "cat",
  },
  {
    name: "value-path-or",
    title: "`and` binds more closely than `or` in the brackets of a value path, too",
    requirement: PRECEDENCE,
    // Nobody has the third. Taken from left to right it would match nobody; whether it is about one entry makes no difference.
    filter: ({ ann, ben }) => {
      const [first, second, third] = [emailOf(ben, 0), emailOf(ann, 0), `not-${emailOf(ann, 0)}`].map(quoted);
      return `emails[value eq ${first} or value eq ${second} and value eq ${third}]`;
    },
    finds: byValuePath,
    matches: ["ben"],
    by: "emails",
  },
  {
    name: "not-first",
    title: "`not` is about its brackets alone, and not about what follows them",
    requirement: PRECEDENCE,
    filter: ({ ann, ben }) => `not (userName eq ${quoted(ann["userName"])}) and userName eq ${quoted(ben["userName"])}`,
    matches: ["ben"],
  },
  {
    name: "brackets-in-brackets",
    title: "Brackets in brackets are each taken for themselves",
    requirement: PRECEDENCE,
    filter: (users) => {
      const named = (name: keyof ThreeUsers): string => `userName eq ${quoted(users[name]["userName"])}`;
      const lasts = `name.familyName eq ${quoted(`${word(users)}-Two`)}`;
      return `((${named("ann")} or (${named("ben")})) and (${lasts}))`;
    },
    matches: ["ben"],
    by: "name",
  },
  {
    name: "words-in-text",
    title: "Words and brackets of the grammar within a text are text",
    requirement: FILTER,
    filter: ({ ann }) => `displayName eq ${quoted(ann["displayName"])}`,
    made: (name) => ({ ann: { displayName: `${name} (Rise and Shine) or [not] so eq pr` } }),
    matches: ["ann"],
    by: "displayName",
    mayBeRefused: true,
  },
];
