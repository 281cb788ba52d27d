import { type FilterCase, quoted } from "./cases.ts";

/** Names that a URL has to encode: a plus sign, which is a space there, and letters beyond ASCII, in UTF-8. */
export const ODD_NAMES: readonly FilterCase[] = (
  [
    ["plus", "a plus sign", "userName", (own: string) => `${own}+ann@example.com`],
    ["non-ascii", "letters beyond ASCII", "userName", (own: string) => `${own}-jörg-øß@example.com`],
    ["non-ascii-display-name", "letters beyond ASCII", "displayName", (own: string) => `${own} Jörg Øßé 李`],
  ] as const
).map(
  ([name, what, path, text]): FilterCase => ({
    name,
    title: `\`${path} eq\` finds a name with ${what}`,
    requirement: "RFC7644-3.4.2.2-ONLY-MATCHING",
    filter: ({ ann }) => `${path} eq ${quoted(ann[path])}`,
    ordinary: ({ ben }) => `${path} eq ${quoted(ben[path])}`,
    made: (own) => ({ ann: { [path]: text(own) } }),
    matches: ["ann"],
    by: path,
    mayBeRefused: true,
  }),
);
