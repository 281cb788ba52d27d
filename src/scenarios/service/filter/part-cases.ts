import { textOf } from "../../../scim/index.ts";
import { type FilterCase, quoted, swap } from "./cases.ts";
import { type ThreeUsers, word } from "./three-users.ts";

const CASE = "RFC7644-3.4.2.2-CASE";

/** Parts of a text in another case: who compares whole texts without case may compare parts of them with it. */
export const PART_CASES: readonly FilterCase[] = (
  [
    ["contains-case", "co", ({ ben }) => textOf(ben["displayName"]).slice(1, -1), ["ben"]],
    ["starts-with-case", "sw", (users) => word(users), ["ann", "ben", "cat"]],
    ["ends-with-case", "ew", ({ cat }) => textOf(cat["displayName"]).slice(1), ["cat"]],
  ] as const satisfies readonly (readonly [string, string, (users: ThreeUsers) => string, FilterCase["matches"]])[]
).map(
  ([name, operator, text, matches]): FilterCase => ({
    name,
    title: `\`displayName ${operator}\` finds a name in another case, which the RFC's schema takes for the same`,
    requirement: CASE,
    filter: (users) => `displayName ${operator} ${quoted(swap(text(users)))}`,
    matches,
    by: "displayName",
    exactBy: "displayName",
  }),
);
