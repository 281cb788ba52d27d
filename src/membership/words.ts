import {
  type EntryShape,
  FIRST_NAME,
  type GroupEdit,
  type GroupSymbol,
  isNobody,
  type MemberOperation,
  numberOf,
  type UserSymbol,
  type ValueShape,
} from "./history.ts";

// Short, unlike each other, and in the order of the alphabet: a reader keeps them apart.
const PEOPLE = [
  "Ana",
  "Ben",
  "Cleo",
  "Dan",
  "Eve",
  "Finn",
  "Gia",
  "Hal",
  "Ida",
  "Jon",
  "Kim",
  "Leo",
  "Mia",
  "Ned",
  "Ona",
  "Pia",
  "Quin",
  "Ray",
  "Sue",
  "Tom",
  "Uma",
  "Vic",
  "Wes",
  "Xia",
  "Yul",
  "Zoe",
] as const;

// More people than this are counted, not named.
const NAMED_AT_MOST = 6;

/** What a person calls a user of a history: `Ana`; `user 27` when the names run out; `nobody` for an unknown id. */
export function personName(user: UserSymbol): string {
  const number = numberOf(user);
  if (isNobody(user)) return number === 1 ? "somebody unknown" : `somebody unknown (${number})`;
  return PEOPLE[number - 1] ?? `user ${number}`;
}

/** What a person calls a Group of a history. */
export function groupName(group: GroupSymbol): string {
  return `Group ${numberOf(group)}`;
}

/** People in a row: `Ana, Ben and Cleo`; `nobody` when there are none; counted when there are many. */
export function people(users: Iterable<UserSymbol>): string {
  const names = [...users].map(personName);
  if (names.length === 0) return "nobody";
  if (names.length > NAMED_AT_MOST) {
    return `${names.slice(0, 3).join(", ")} and ${names.length - 3} others`;
  }
  return names.length === 1 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}

/** One edit in words: `remove Ana from Group 1`. */
export function editWords(edit: GroupEdit): string {
  const group = groupName(edit.group);
  switch (edit.do) {
    case "put-back":
      return `PUT ${group} as GET shows it`;
    case "put-invalid":
      return `PUT ${group} with ${people(edit.users)} and a name that is no text`;
    case "put": {
      const renamed =
        edit.name === undefined ? "" : `, with ${edit.name === FIRST_NAME ? "its first" : "another"} name`;
      return `PUT ${group} with ${people(edit.users)}${dressed(edit)}${renamed}`;
    }
    case "patch": {
      const [only, ...others] = edit.operations;
      if (only !== undefined && others.length === 0) return operationWords(only, group);
      return `in one request on ${group}: ${edit.operations.map((operation) => operationWords(operation)).join(", then ")}`;
    }
  }
}

function operationWords(operation: MemberOperation, group?: string): string {
  const at = (word: string): string => (group === undefined ? "" : ` ${word} ${group}`);
  switch (operation.op) {
    case "add":
      return `add ${people(operation.users)}${at("to")}${dressed(operation)}`;
    case "remove":
      return `remove ${people(operation.users)}${at("from")}${operation.compound === true ? " by one filter" : ""}`;
    case "replace":
      return `replace the members${at("of")} by ${people(operation.users)}${dressed(operation)}`;
    case "remove-all":
      return `remove all members${at("of")}`;
    case "rename":
      return `rename${group === undefined ? "" : ` ${group}`}${operation.name === FIRST_NAME ? " to its first name" : ""}`;
    case "invalid":
      return `an operation that is not valid${at("on")}`;
  }
}

const ENTRY_WORDS: Readonly<Record<EntryShape, string>> = {
  plain: "",
  display: "with `display`",
  type: "with `type`",
  ref: "with a reference",
};

const VALUE_WORDS: Readonly<Record<ValueShape, string>> = {
  array: "as an array",
  "json-text": "as JSON text",
  "bare-id": "as an id alone",
  "no-path": "without a path",
};

function dressed({ entry = "plain", value }: { readonly entry?: EntryShape; readonly value?: ValueShape }): string {
  const words = [ENTRY_WORDS[entry], value === undefined ? "" : VALUE_WORDS[value]].filter((one) => one !== "");
  return words.length === 0 ? "" : ` (${words.join(", ")})`;
}

/** How an observed set parts from the expected one, in words: `Ben is gone too`, `Ana is still there`. */
export function partingWords(
  expected: ReadonlySet<UserSymbol>,
  actual: ReadonlySet<UserSymbol>,
  before: ReadonlySet<UserSymbol>,
): string {
  const missing = [...expected].filter((user) => !actual.has(user));
  const extra = [...actual].filter((user) => !expected.has(user));
  const [lost, unadded] = [missing.filter((user) => before.has(user)), missing.filter((user) => !before.has(user))];
  const [kept, strange] = [extra.filter((user) => before.has(user)), extra.filter((user) => !before.has(user))];
  return [
    phrase(lost, "is gone too", "are gone too"),
    phrase(unadded, "is not there", "are not there"),
    phrase(kept, "is still there", "are still there"),
    phrase(strange, "is there, whom nobody added", "are there, whom nobody added"),
  ]
    .filter((part) => part !== "")
    .join("; ");
}

function phrase(users: readonly UserSymbol[], one: string, many: string): string {
  if (users.length === 0) return "";
  return `${people(users)} ${users.length === 1 ? one : many}`;
}
