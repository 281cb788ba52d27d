import { attributeOf, isObject, isUnassigned, type JsonObject } from "../../scim/index.ts";
import { NoVerdict } from "../context.ts";
import { valueAt } from "../put-user/expect-user.ts";
import type { PatchCase, PatchCases } from "./case.ts";

const FILTER = "RFC7644-3.5.2.2-FILTER-SUBATTR";
const PLAIN = "Desk one";
/** Texts that fall apart for whoever splits a filter at its operators. */
const WORDS = ["Rock and Roll", "Yes or No"];
const PRESENT = "`pr` in the filter of a path, which a server may not support";

/** What the entries begin with beside a value and a type; undefined for one without. */
type Displays = readonly (string | undefined)[];

/** Filters of a path that are written as the grammar of RFC 7644 section 3.4.2.2 has them, and seldom sent. */
export const filterCases: PatchCases = ({ list }) => {
  const types = ["work", "home", "other"];
  const begin =
    (displays: Displays): NonNullable<PatchCase["begin"]> =>
    (values) => ({
      [list]: types.map((type, at) =>
        values.entry(list, at, type, {
          ...(at === 0 ? { primary: true } : {}),
          ...(displays[at] === undefined ? {} : { display: displays[at] }),
        }),
      ),
    });
  return [
    {
      id: "filter.words",
      title: "The text in the filter of a path may have the words `and` and `or` in it",
      rules: [FILTER],
      shape: "edit-remove",
      needs: [list],
      begin: begin([...WORDS, PLAIN]),
      requests: WORDS.map((word, at) => ({
        title: `remove the entry of ${list} of the display ${JSON.stringify(word)}`,
        operations: (_, before) => {
          needDisplays(before, list, [...WORDS.slice(at), PLAIN]);
          return [{ op: "remove", path: `${list}[display eq ${JSON.stringify(word)}]` }];
        },
        plainly: () => [{ op: "remove", path: `${list}[display eq ${JSON.stringify(PLAIN)}]` }],
      })),
    },
    {
      id: "filter.present",
      title: "A filter with pr selects the values that have the attribute, or is refused without effect",
      rules: [FILTER],
      shape: "edit-remove",
      needs: [list],
      begin: begin([undefined, PLAIN, undefined]),
      requests: [
        {
          title: `remove the entry of ${list} that has a display, by pr`,
          operations: (_, before) => {
            needDisplays(before, list, [PLAIN]);
            return [{ op: "remove", path: `${list}[display pr]` }];
          },
          mayRefuse: PRESENT,
        },
      ],
    },
    {
      id: "filter.operator-case",
      title: "The operators in the filter of a path have no case",
      rules: ["RFC7644-3.4.2.2-NAME-CASE", FILTER],
      shape: "edit-remove",
      needs: [list],
      begin: begin([]),
      requests: [
        {
          title: `remove the other entry of ${list}, its operator in capitals`,
          operations: () => [{ op: "remove", path: `${list}[type EQ "other"]` }],
          plainly: () => [{ op: "remove", path: `${list}[type eq "other"]` }],
        },
      ],
    },
  ];
};

/**
 * A filter for what no entry has removes nothing, and shows nothing: `display` is a server's to drop or to write itself.
 *
 * @throws NoVerdict `not-applicable` where the entries show other texts than these
 */
function needDisplays(user: JsonObject, list: string, wanted: Displays): void {
  const entries = valueAt(user, list);
  const shown = (Array.isArray(entries) ? (entries as unknown[]) : [])
    .map((one) => (isObject(one) ? attributeOf(one, "display") : undefined))
    .filter((display) => !isUnassigned(display));
  if (shown.length !== wanted.length || wanted.some((display) => !shown.includes(display)))
    throw new NoVerdict("not-applicable", `the server does not keep \`display\` of \`${list}\` as it was sent`);
}
