import { asking, body, drop, is, when } from "./changes.ts";
import { answer, type FakeOptions, type FakeRequest, listOf, refuse } from "./fake-service.ts";
import type { FaultRow } from "./faults.ts";
import { both, describing } from "./made-otherwise.ts";
import type { OddityRow } from "./oddities.ts";

const FILTER = "RFC7644-3.4.2.2-ONLY-MATCHING";
const PRECEDENCE = "RFC7644-3.4.2.2-PRECEDENCE";
const filterOf = ({ query }: FakeRequest): string => query["filter"] ?? "";

/** Understands another filter than the one that was sent. */
const reading = (change: (filter: string) => string): FakeOptions =>
  asking(({ filter = "", ...rest }) => (change(filter) === filter ? undefined : { ...rest, filter: change(filter) }));

const finding = (kind: RegExp, whom: "all" | "nobody"): FakeOptions => ({
  before: (request, service) => {
    if (request.method !== "GET" || !kind.test(filterOf(request))) return undefined;
    return whom === "nobody" ? answer(200, listOf([], 0, 1)) : service.strictly({ ...request, query: {} });
  },
});

const refusing = (kind: RegExp): FakeOptions =>
  when(
    (request) => kind.test(filterOf(request)),
    () => refuse(400, "invalidFilter"),
  );

/** Each condition in the brackets of a value path is about the whole list. */
const aboutAll = reading((filter) =>
  filter.replace(
    /emails\[(.*)\]/u,
    (_, conditions: string) => `(${conditions.replaceAll(/\b(?:value|type) /gu, "emails.$&")})`,
  ),
);

/** Filters of whole Users are read as these. */
const READ_OTHERWISE: readonly (readonly [name: string, (filter: string) => string, failed: string])[] = [
  // Who has a list has something, be it empty.
  ["present-list", (filter) => filter.replace("emails pr", "userName pr"), `${FILTER} present-list strangers`],
  ["list-by-value", (filter) => filter.replace(/emails co .*/u, "emails pr"), `${FILTER} list-by-value strangers`],
  [
    "value-path-not",
    (filter) => filter.replace(/emails\[not \((.*)\)\]/u, "not (emails[$1])"),
    "RFC7644-3.4.2.2-VALUE-PATH value-path-not missing",
  ],
  [
    "value-path-or",
    (filter) => filter.replace(/\[(.* or .*) and (.*)\]/u, "[($1) and $2]"),
    `${PRECEDENCE} value-path-or missing`,
  ],
  ["not-first", (filter) => filter.replace(/^not (.*)/u, "not ($1)"), `${PRECEDENCE} not-first strangers`],
  [
    "brackets-in-brackets",
    (filter) => filter.replace(/^\(\((.*?) or \((.*?)\)\) and (.*)\)$/u, "$1 or ($2 and $3)"),
    `${PRECEDENCE} brackets-in-brackets strangers`,
  ],
  [
    "words-in-text",
    (filter) => filter.replace(/^(displayName .*?) and Shine.*/u, '$1"'),
    `${FILTER} words-in-text missing`,
  ],
];

const readingOfGroups = (change: (filter: string) => string): FakeOptions => ({
  before: (request, service) => {
    const filter = filterOf(request);
    return request.path !== "/Groups" || change(filter) === filter
      ? undefined
      : service.strictly({ ...request, query: { ...request.query, filter: change(filter) } });
  },
});

const GROUP_OPERATORS: readonly (readonly [what: string, from: RegExp, to: string])[] = [
  ["the first of two is enough", / or .*$/u, ""],
  ["what begins so must be so", / sw /u, " eq "],
  ["what begins so has it anywhere", / sw /u, " co "],
  ["what has it somewhere begins so", / co /u, " sw "],
  ["what ends so must be so", / ew /u, " eq "],
  ["another is the same", / ne /u, " eq "],
  ["both are either", / and displayName eq /u, " or displayName eq "],
  ["not is passed over", /not /u, ""],
  ["nobody has a name", /displayName pr/u, "nickName pr"],
  ["ids are names", /^id /u, "displayName "],
];

/** What is wrong with filters on lists, members and what few ask for, and what is said of it. */
export const FILTER_FAULTS: readonly FaultRow[] = [
  ...READ_OTHERWISE.map(
    ([name, change, failed]): FaultRow => [`service.filter.${name}`, "read otherwise", reading(change), failed],
  ),
  ["service.filter.core-user", "nobody by roles", finding(/roles/u, "nobody"), `${FILTER} core User`],
  [
    "service.filter.core-user",
    "nobody by a part of a list, nor by a nickname",
    finding(/(?:roles|emails)\.value|nickName/u, "nobody"),
    `${FILTER} core User`,
  ],
  [
    "service.filter.core-user",
    "nobody by roles, and no filter on emails",
    both(refusing(/^emails/u), finding(/roles/u, "nobody")),
    `${FILTER} core User`,
  ],
  [
    "service.filter.core-user",
    "everybody by a part of an address",
    finding(/addresses/u, "all"),
    `${FILTER} core User`,
  ],
  [
    "service.filter.member-type",
    "everybody who has members",
    reading((filter) => filter.replace(/members\[type .*\]/u, "members pr")),
    `${FILTER} other type`,
  ],
  [
    "service.filter.nested-member",
    "Groups are no members",
    finding(/members\.value eq "group/u, "nobody"),
    `${FILTER} nested member`,
  ],
  [
    "service.filter.modified-since",
    "asked by when they were made",
    reading((filter) => filter.replace("lastModified", "created")),
    `${FILTER} modified since`,
  ],
  [
    "service.filter.modified-since",
    "times are passed over",
    reading((filter) => filter.replace(/ and meta\.lastModified gt .*/u, "")),
    `${FILTER} modified since`,
  ],
  ...GROUP_OPERATORS.map(
    ([what, from, to]): FaultRow => [
      "service.filter.group-operators",
      what,
      readingOfGroups((filter) => filter.replace(from, to)),
      `${FILTER} group operators`,
    ],
  ),
  [
    "service.list.count-zero-filtered",
    "as many as are shown",
    when(
      ({ query }) => query["count"] === "0" && query["filter"] !== undefined,
      body((list) => ({ ...list, totalResults: 0 })),
    ),
    "RFC7644-3.4.2-LIST-FORM counted",
  ],
  [
    "service.list.count-zero-filtered",
    "as if it were not there",
    asking(({ count, ...rest }) => (count === "0" && rest["filter"] !== undefined ? rest : undefined)),
    "RFC7644-3.4.2.4-COUNT counted none",
  ],
  ["service.filter.user-groups", "nobody", finding(/^groups/u, "nobody"), `${FILTER} user groups`],
  [
    "service.filter.user-groups",
    "nobody, and emails are not kept",
    both(finding(/^(?:groups|emails)/u, "nobody"), when(is("GET", /Users\/./u), body(drop("emails")))),
    `${FILTER} user groups`,
  ],
  ["service.filter.user-groups", "everybody", finding(/^groups/u, "all"), `${FILTER} user groups`],
];

/** A server that keeps no such thing of members. */
const withoutTypes: FakeOptions = when(
  is("GET", /Groups\/./u),
  body(({ members, ...group }) => ({
    ...group,
    ...(Array.isArray(members) ? { members: members.map(drop("type")) } : {}),
  })),
);

const refusedOn = (name: string): FakeOptions => ({
  before: ({ method, body: sent = "" }) =>
    method === "POST" && sent.includes(`"${name}"`) ? refuse(400, "invalidValue") : undefined,
});

/** Legal, however unusual, of the same. */
export const FILTER_ODDITIES: readonly OddityRow[] = [
  [
    "service.filter.present-list",
    "who has no email gets one",
    when(
      is("GET", /Users\/./u),
      body((user) => ({
        ...user,
        ...((user["emails"] as readonly unknown[]).length === 0 ? { emails: [{ value: user["userName"] }] } : {}),
      })),
    ),
    "not-applicable: the server shows `emails` of a User who was made without it",
  ],
  [
    "service.filter.list-by-value",
    "no list is asked for by its name alone",
    refusing(/emails co/u),
    "not-applicable: the server does not support this filter (400 invalidFilter)",
  ],
  [
    "service.filter.list-by-value",
    "nobody is found by the name of a list alone",
    finding(/emails co/u, "nobody"),
    "not-applicable: the server finds nobody by `emails co …`, and the RFC has the sub-attribute of a complex attribute named",
  ],
  [
    "service.filter.value-path-not",
    "conditions of a value path are about all entries at once, which another scenario tells",
    aboutAll,
    "not-applicable: the conditions of a value path are not about one entry, as another scenario tells",
  ],
  [
    "service.filter.value-path-or",
    "conditions of a value path are about all entries at once, which another scenario tells",
    aboutAll,
    "passed",
  ],
  [
    "service.filter.list-by-value",
    "nobody is found by the value of an email either, which another tells",
    finding(/emails/u, "nobody"),
    "not-applicable: the server finds nobody by `emails.value eq …`, as another scenario tells",
  ],
  [
    "service.filter.value-path-or",
    "nobody is ever found by a value path, which another tells",
    finding(/\[/u, "nobody"),
    "not-applicable: the server finds nobody by `(id eq … or id eq … or id eq …) and emails[type eq …]`, as another scenario tells",
  ],
  [
    "service.filter.core-user",
    "nobody is found by the entries of any list, which another tells",
    finding(/(?:roles|entitlements|phoneNumbers|ims|addresses|emails)\./u, "nobody"),
    "passed",
  ],
  [
    "service.filter.user-groups",
    "nobody is found by the entries of any list, which another tells",
    finding(/^(?:groups|emails)\./u, "nobody"),
    "not-applicable: the server finds nobody by a part of a list, as another scenario tells",
  ],
  [
    "service.list.count-zero-filtered",
    "as many as are shown, without a filter as well, which another scenario tells",
    when(
      ({ query }) => query["count"] === "0",
      body((list) => ({ ...list, totalResults: 0 })),
    ),
    "not-applicable: `count=0` does not tell how many Users there are, as another scenario tells",
  ],
  [
    "service.filter.words-in-text",
    "such a name is not taken",
    { before: ({ body: sent = "" }) => (sent.includes("[not]") ? refuse(400, "invalidValue") : undefined) },
    "not-applicable: such a name is not taken: a User could not be made: POST was answered 400",
  ],
  [
    "service.filter.core-user",
    "roles are no attribute of the server's, and none is asked for by its telephone number",
    both(
      {
        before: ({ query }) => (/phoneNumbers/u.test(query["filter"] ?? "") ? refuse(400, "invalidFilter") : undefined),
      },
      describing(({ name }) => (name === "roles" ? undefined : {})),
      when(is("GET", /Users\/./u), body(drop("roles"))),
    ),
    "passed",
  ],
  ["service.filter.core-user", "addresses are refused", refusedOn("addresses"), "passed"],
  [
    "service.filter.core-user",
    "nobody is found by a part of a list, which another scenario tells",
    finding(/(?:roles|entitlements|phoneNumbers|ims|addresses|emails)\./u, "nobody"),
    "passed",
  ],
  [
    "service.filter.core-user",
    "everybody has a language and a time zone",
    when(
      () => true,
      (one, { method, path }) =>
        method === "GET" && path.startsWith("/Users/")
          ? body((user) => ({ preferredLanguage: "en-us", timezone: "America/Denver", ...user }))(one)
          : one,
    ),
    "passed",
  ],
  [
    "service.filter.member-type",
    "types are not shown",
    withoutTypes,
    "not-applicable: the server does not show of what type members are",
  ],
  [
    "service.filter.member-type",
    "nobody is found by the type of members",
    finding(/type eq/u, "nobody"),
    "not-applicable: the server finds no Group by the type of its members",
  ],
  [
    "service.filter.nested-member",
    "no Group is in a Group",
    {
      before: ({ method, body: sent = "" }) =>
        method === "POST" && /"value":"group/u.test(sent) ? refuse(400, "invalidValue") : undefined,
    },
    "not-applicable: a Group as a member of a Group is refused with 400",
  ],
  [
    "service.filter.nested-member",
    "nobody is found by members",
    finding(/members/u, "nobody"),
    "not-applicable: the server finds no Group by `members.value`",
  ],
  [
    "service.filter.modified-since",
    "times are not shown",
    when(
      is("GET", /Users\/./u),
      body((user) => ({ ...user, meta: {} })),
    ),
    "not-applicable: the server does not show when a User was changed",
  ],
  [
    "service.filter.modified-since",
    "nobody can be asked for by a time",
    refusing(/meta\./u),
    "not-applicable: the server does not support this filter (400 invalidFilter)",
  ],
  ["service.filter.group-operators", "few operators are taken", refusing(/ (?:sw|co|ew|ne|pr|and)\b/u), "passed"],
  [
    "service.filter.group-operators",
    "Groups have other names than they were made with",
    when(
      is("GET", /Groups\/./u),
      body((group) => ({ ...group, displayName: "another" })),
    ),
    "not-applicable: the server shows another `displayName` than a Group was made with",
  ],
  [
    "service.list.count-zero-filtered",
    "without Resources",
    when(({ query }) => query["count"] === "0", body(drop("Resources"))),
    "passed",
  ],
  [
    "service.list.count-zero-filtered",
    "shown without a filter as well, which another scenario tells",
    asking(({ count, ...rest }) => (count === "0" ? rest : undefined)),
    "passed",
  ],
  [
    "service.list.count-zero-filtered",
    "names find nobody",
    finding(/^displayName/u, "nobody"),
    "not-applicable: the server does not find these Users, and no others, by `displayName`",
  ],
  [
    "service.filter.user-groups",
    "groups are not shown",
    when(is("GET", /Users\/./u), body(drop("groups"))),
    "not-applicable: the server does not show `groups` of a User who is in a Group",
  ],
  [
    "service.filter.user-groups",
    "nobody is found by a part of a list",
    finding(/^(?:groups|emails)\.value/u, "nobody"),
    "not-applicable: the server finds nobody by a part of a list, as another scenario tells",
  ],
  [
    "service.filter.user-groups",
    "refused",
    refusing(/^groups/u),
    "not-applicable: the server does not support this filter (400 invalidFilter)",
  ],
];
