import { isObject, type JsonObject } from "../../scim/index.ts";
import { NoVerdict } from "../context.ts";
import { valueAt } from "../put-user/expect-user.ts";
import type { PatchCases } from "./case.ts";
import type { Values } from "./values.ts";

const SINGLE = "RFC7644-3.5.2.3-SINGLE";
const UTF8 = "RFC7644-3.8-UTF8";
const FILTER = "RFC7644-3.5.2.2-FILTER-SUBATTR";
const SOME = "characters that a server need not take";

/** What ends a filter for whoever looks for the next bracket or quotation mark (RFC 7644 section 3.4.2.2: text is JSON's). */
const TRICKY = 'Desk ] "two" \\ [3]';
const PLAIN = "Desk one";

const TEXTS = [
  { id: "unicode", title: "of several scripts", value: "Zoë Дмитрий 東京 😀" },
  { id: "signs", title: "with signs of JSON, HTML and SQL", value: `O'Neil "Neo" \\ <b>&amp;</b>; --` },
  { id: "digits", title: "of digits with zeros before them", value: "007" },
];

/** Texts that a server may read as something else, in values and in the filters of paths. */
export const textCases: PatchCases = ({ text, list }) => [
  ...TEXTS.map(({ id, title, value }) => ({
    id: `text.${id}`,
    title: `A text ${title} is stored as it was sent`,
    rules: [SINGLE, UTF8],
    shape: "edit-values" as const,
    needs: [text],
    begin: (values: Values) => ({
      [text]: values.text(text, 0),
    }),
    requests: [
      {
        title: `replace ${text} by a text ${title}`,
        operations: () => [{ op: "replace" as const, path: text, value }],
        mayRefuse: SOME,
      },
    ],
  })),
  {
    id: "filter.quoted",
    title: "The text in the filter of a path may have brackets and quotation marks in it",
    rules: [FILTER],
    shape: "edit-remove",
    needs: [list],
    begin: (values) => ({
      [list]: [
        values.entry(list, 0, "work", { display: TRICKY }),
        values.entry(list, 1, "home", { display: PLAIN }),
        values.entry(list, 2, "other", { display: "Desk" }),
      ],
    }),
    requests: [
      {
        title: `remove the entry of ${list} of this display`,
        operations: (_, before) => {
          needShown(before, list);
          return [{ op: "remove", path: `${list}[display eq ${JSON.stringify(TRICKY)}]` }];
        },
        plainly: () => [{ op: "remove", path: `${list}[display eq ${JSON.stringify(PLAIN)}]` }],
      },
    ],
  },
  {
    id: "add.sub-attribute-new",
    title: "An add of one part makes the name of a User who has none",
    rules: ["RFC7644-3.5.2.1-NEW"],
    shape: "edit-add",
    needs: ["name.givenName"],
    begin: () => ({ name: undefined }),
    requests: [
      {
        title: "add name.givenName",
        operations: (values) => [{ op: "add", path: "name.givenName", value: values.text("name.givenName", 0) }],
      },
    ],
  },
];

/**
 * A filter for what no entry has removes nothing, and shows nothing: `display` is a server's to drop or to write itself.
 *
 * @throws NoVerdict `not-applicable` where the text was not kept
 */
function needShown(user: JsonObject, list: string): void {
  const entries = valueAt(user, list);
  const isShown = Array.isArray(entries) && entries.some((one) => isObject(one) && valueAt(one, "display") === TRICKY);
  if (!isShown)
    throw new NoVerdict("not-applicable", `the server does not keep \`display\` of \`${list}\` as it was sent`);
}
