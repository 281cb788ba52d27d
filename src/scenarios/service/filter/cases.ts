import { textOf } from "../../../scim/index.ts";
import { hourAfter } from "./hour-after.ts";
import { homeOf, type OwnParts, type ThreeUsers, word } from "./three-users.ts";

/** A filter on Users, and which of three Users it matches. */
export interface FilterCase {
  readonly name: string;
  /** A statement that is true when it holds. */
  readonly title: string;
  readonly requirement: string;
  readonly filter: (users: ThreeUsers) => string;
  /** Whom it matches. */
  readonly matches: readonly ("ann" | "ben" | "cat")[];
  /** An attribute that all three must show, or the filter says nothing. */
  readonly by?: string;
  /** Who has nothing of `by`, and shows nothing, or the filter says nothing of them. */
  readonly without?: keyof ThreeUsers;
  /** An attribute that, where the server's own schema has it compared by case, makes it match nobody. */
  readonly exactBy?: string;
  readonly made?: OwnParts;
  /** True where what one is made with is out of the ordinary, so that a server may refuse it. */
  readonly mayBeRefused?: true;
  /** What says the same in the usual way: a server that takes this must take the other. */
  readonly sameAs?: (users: ThreeUsers) => string;
  /** The same about an ordinary value, by which Ben is found: where that is taken, it is the value that is not. */
  readonly ordinary?: (users: ThreeUsers) => string;
  /** What finds Ann where the kind of filter is known at all, as another case tells: only there does it say something that nobody is found. */
  readonly finds?: (users: ThreeUsers) => string;
  /** What finds Ann only where the conditions of a value path are not about one entry, which others judge: it explains a wrong answer. */
  readonly apart?: (users: ThreeUsers) => string;
  /** Why finding nobody says nothing, where the RFC does not say that such a filter finds somebody. */
  readonly orNobody?: string;
  readonly depth?: "smoke";
}

const FILTER = "RFC7644-3.4.2.2-ONLY-MATCHING";
const ORDER = "RFC7644-3.4.2.2-ORDER";
const CASE = "RFC7644-3.4.2.2-CASE";
const NAMES = "RFC7644-3.4.2.2-NAME-CASE";
const EXTERNAL = "RFC7643-3.1-EXTID-CASE";

/** A text as a filter writes it. */
export const quoted = (value: unknown): string => JSON.stringify(textOf(value));

const eq = (path: string, value: unknown): string => `${path} eq ${quoted(value)}`;
/** The same text in another case. */
export const swap = (value: unknown): string => {
  const text = textOf(value);
  return text.toUpperCase() === text ? text.toLowerCase() : text.toUpperCase();
};
/** Keeps a filter to the three: what others on the server have is none of its business. */
const ours = ({ ann, ben, cat }: ThreeUsers): string =>
  `(${[ann, ben, cat].map(({ id }) => eq("id", id)).join(" or ")})`;
const compared = (operator: string, value: unknown): string => `externalId ${operator} ${quoted(value)}`;

/** Ann by a value path: what is in its brackets says nothing more where it finds nobody. */
export const byValuePath = (users: ThreeUsers): string => `${ours(users)} and emails[type eq "work"]`;
/** Ann by a part of one of her entries. */
export const byEntry = ({ ann }: ThreeUsers): string => eq("emails.value", homeOf(ann));

/** Every filter that is tried, the ones that clients depend on first. */
export const FILTER_CASES: readonly FilterCase[] = [
  {
    name: "user-name",
    title: "`userName eq` finds the User of this name and nobody else",
    requirement: FILTER,
    filter: ({ ann }) => eq("userName", ann["userName"]),
    matches: ["ann"],
    depth: "smoke",
  },
  {
    name: "user-name-case",
    title: "`userName eq` finds a name in another case, which the RFC's schema takes for the same",
    requirement: CASE,
    filter: ({ ann }) => eq("userName", swap(ann["userName"])),
    matches: ["ann"],
    exactBy: "userName",
  },
  {
    name: "external-id",
    title: "`externalId eq` finds the User of this id and nobody else",
    requirement: FILTER,
    filter: ({ ben }) => eq("externalId", ben["externalId"]),
    matches: ["ben"],
    by: "externalId",
    depth: "smoke",
  },
  {
    name: "external-id-case",
    title: "`externalId eq` in another case finds nobody",
    requirement: EXTERNAL,
    filter: ({ ben }) => eq("externalId", swap(ben["externalId"])),
    matches: [],
    by: "externalId",
  },
  {
    name: "id",
    title: "`id eq` finds the User of this id and nobody else",
    requirement: FILTER,
    filter: ({ cat }) => eq("id", cat.id),
    matches: ["cat"],
  },
  {
    name: "display-name",
    title: "`displayName eq` finds the User of this name and nobody else",
    requirement: FILTER,
    filter: ({ ann }) => eq("displayName", ann["displayName"]),
    matches: ["ann"],
    by: "displayName",
  },
  {
    name: "case",
    title: "`displayName eq` finds a name in another case, which the RFC's schema takes for the same",
    requirement: CASE,
    filter: ({ ann }) => eq("displayName", swap(ann["displayName"])),
    matches: ["ann"],
    by: "displayName",
    exactBy: "displayName",
  },
  {
    name: "name-case",
    title: "Names of attributes and operators in a filter have no case",
    requirement: NAMES,
    filter: ({ ann }) => `USERNAME EQ ${quoted(ann["userName"])}`,
    sameAs: ({ ann }) => eq("userName", ann["userName"]),
    matches: ["ann"],
  },
  {
    name: "urn",
    title: "The name of an attribute in a filter may have the URN of its schema before it",
    requirement: "RFC7644-3.10-URN-PATH",
    filter: ({ ann }) => eq("urn:ietf:params:scim:schemas:core:2.0:User:userName", ann["userName"]),
    sameAs: ({ ann }) => eq("userName", ann["userName"]),
    matches: ["ann"],
  },
  {
    name: "sub-attribute",
    title: "A filter on a sub-attribute finds who has it",
    requirement: FILTER,
    filter: (users) => eq("name.familyName", `${word(users)}-Two`),
    matches: ["ben"],
    by: "name",
  },
  {
    name: "and",
    title: "`and` finds who matches both",
    requirement: FILTER,
    filter: (users) => `${eq("userName", users.ann["userName"])} and ${eq("externalId", users.ann["externalId"])}`,
    matches: ["ann"],
    by: "externalId",
  },
  {
    name: "and-none",
    title: "`and` finds nobody where each half matches somebody else",
    requirement: FILTER,
    filter: (users) => `${eq("userName", users.ann["userName"])} and ${eq("externalId", users.ben["externalId"])}`,
    matches: [],
    by: "externalId",
  },
  {
    name: "or",
    title: "`or` finds who matches either",
    requirement: FILTER,
    filter: (users) => `${eq("userName", users.ann["userName"])} or ${eq("userName", users.cat["userName"])}`,
    matches: ["ann", "cat"],
  },
  {
    name: "not",
    title: "`not` finds who does not match",
    requirement: FILTER,
    filter: (users) => `${ours(users)} and not (${eq("userName", users.ann["userName"])})`,
    matches: ["ben", "cat"],
  },
  {
    name: "precedence",
    title: "`and` binds more closely than `or`",
    requirement: "RFC7644-3.4.2.2-PRECEDENCE",
    filter: (users) =>
      `${eq("userName", users.ann["userName"])} or ${eq("userName", users.ben["userName"])} and ${eq("externalId", users.cat["externalId"])}`,
    matches: ["ann"],
    by: "externalId",
  },
  {
    name: "present",
    title: "`pr` finds who has a value",
    requirement: FILTER,
    filter: (users) => `${ours(users)} and title pr`,
    matches: ["ann", "ben"],
    by: "title",
  },
  {
    name: "contains",
    title: "`co` finds who has the text in the middle",
    requirement: FILTER,
    filter: ({ ben }) => `userName co ${quoted(textOf(ben["userName"]).slice(1, -1))}`,
    matches: ["ben"],
  },
  {
    name: "starts-with",
    title: "`sw` finds whose text begins so",
    requirement: FILTER,
    filter: (users) => `displayName sw ${quoted(word(users))}`,
    matches: ["ann", "ben", "cat"],
    by: "displayName",
  },
  {
    name: "starts-with-middle",
    title: "`sw` finds nobody in whose text it stands in the middle",
    requirement: FILTER,
    filter: (users) => `displayName sw ${quoted(word(users).slice(1))}`,
    matches: [],
    by: "displayName",
  },
  {
    name: "boolean",
    title: "A filter on a Boolean finds who has this value",
    requirement: FILTER,
    filter: (users) => `${ours(users)} and active eq false`,
    matches: ["ben"],
    by: "active",
  },
  {
    name: "value-path",
    title: "A value path finds who has an entry that matches in all",
    requirement: FILTER,
    filter: byValuePath,
    matches: ["ann"],
    by: "emails",
  },
  {
    name: "value-path-one-entry",
    title: "The conditions of a value path are about one entry",
    requirement: "RFC7644-3.4.2.2-VALUE-PATH",
    filter: ({ ann }) => `emails[type eq "work" and value eq ${quoted(homeOf(ann))}]`,
    finds: ({ ann }) => `emails[type eq "home" and value eq ${quoted(homeOf(ann))}]`,
    matches: [],
    by: "emails",
  },
  {
    name: "any-entry",
    title: "A filter on a list finds who has one entry that matches",
    requirement: FILTER,
    filter: byEntry,
    matches: ["ann"],
    by: "emails",
  },
  {
    name: "grouping",
    title: "Brackets come before `and`, and `and` before `or`",
    requirement: "RFC7644-3.4.2.2-PRECEDENCE",
    filter: (users) =>
      `(${eq("userName", users.ann["userName"])} or ${eq("userName", users.ben["userName"])}) and ${eq("externalId", users.ben["externalId"])}`,
    matches: ["ben"],
    by: "externalId",
  },
  {
    name: "not-either",
    title: "`not` turns round all that is in its brackets",
    requirement: FILTER,
    filter: (users) =>
      `${ours(users)} and not (${eq("userName", users.ann["userName"])} or ${eq("userName", users.ben["userName"])})`,
    matches: ["cat"],
  },
  {
    name: "not-equal",
    title: "`ne` finds who has another value",
    requirement: FILTER,
    filter: (users) => `${ours(users)} and userName ne ${quoted(users.ann["userName"])}`,
    matches: ["ben", "cat"],
  },
  {
    name: "ends-with",
    title: "`ew` finds whose text ends so",
    requirement: FILTER,
    filter: (users) => `${ours(users)} and displayName ew "n"`,
    matches: ["ann", "ben"],
    by: "displayName",
  },
  {
    name: "ends-with-middle",
    title: "`ew` finds nobody in whose text it stands before the end",
    requirement: FILTER,
    filter: (users) => `displayName ew ${quoted(word(users))}`,
    matches: [],
    by: "displayName",
  },
  {
    name: "greater",
    title: "`gt` finds whose text comes later in order, and not who has the very text",
    requirement: ORDER,
    filter: (users) => `${ours(users)} and ${compared("gt", users.ben["externalId"])}`,
    matches: ["cat"],
    by: "externalId",
  },
  {
    name: "greater-or-equal",
    title: "`ge` finds whose text comes later in order, and who has the very text",
    requirement: ORDER,
    filter: (users) => `${ours(users)} and ${compared("ge", users.ben["externalId"])}`,
    matches: ["ben", "cat"],
    by: "externalId",
  },
  {
    name: "less",
    title: "`lt` finds whose text comes earlier in order, and not who has the very text",
    requirement: ORDER,
    filter: (users) => `${ours(users)} and ${compared("lt", users.ben["externalId"])}`,
    matches: ["ann"],
    by: "externalId",
  },
  {
    name: "less-or-equal",
    title: "`le` finds whose text comes earlier in order, and who has the very text",
    requirement: ORDER,
    filter: (users) => `${ours(users)} and ${compared("le", users.ben["externalId"])}`,
    matches: ["ann", "ben"],
    by: "externalId",
  },
  {
    name: "later",
    title: "`gt` on a time finds who was made after it",
    requirement: ORDER,
    filter: (users) => `${ours(users)} and meta.created gt "2000-01-31T00:00:00Z"`,
    matches: ["ann", "ben", "cat"],
    by: "meta",
  },
  {
    name: "earlier",
    title: "`lt` on a time finds nobody who was made after it",
    requirement: ORDER,
    filter: (users) => `${ours(users)} and meta.created lt "2000-01-31T00:00:00Z"`,
    finds: (users) => `${ours(users)} and meta.created gt "2000-01-31T00:00:00Z"`,
    matches: [],
    by: "meta",
  },
  {
    name: "time-zone",
    title: "Times are compared by when they are, not by how they are written",
    requirement: ORDER,
    // An hour later, as a clock twelve hours behind shows it: earlier as a text, later as a time.
    filter: (users) => `${ours(users)} and meta.created le ${quoted(`${hourAfter(users.ann)}-12:00`)}`,
    matches: ["ann", "ben", "cat"],
    by: "meta",
  },
  {
    name: "quotes",
    title: "A text with quotation marks and backslashes is found as JSON writes it",
    requirement: FILTER,
    filter: ({ ben }) => eq("displayName", ben["displayName"]),
    made: (name) => ({ ben: { displayName: String.raw`${name} "Benny" \ B.` } }),
    matches: ["ben"],
    by: "displayName",
  },
];
