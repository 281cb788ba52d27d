import type { OddityRecord } from "../types.ts";
import { makeIds, oddity } from "./build.ts";
import type { Oddity } from "./oddity.ts";

const requirement = "RFC7643-3.1-ID-STABLE";
const dialects: OddityRecord["dialects"] = ["cube", "rfc"];
const legal = "RFC 7643 §3.1: an id is any non-empty text; in a URL it is percent-encoded (RFC 3986 §2.1)";

/** Ids that are not UUIDs. */
export const ID_ODDITIES: readonly Oddity[] = [
  oddity({ id: "ids-integers", title: "Ids are integers as texts", requirement, legal, dialects }, () =>
    makeIds((count) => String(1000 + count)),
  ),
  oddity(
    { id: "ids-with-signs", title: "Ids contain a colon, an at sign and a plus sign", requirement, legal, dialects },
    () => makeIds((count) => `acme:${count}+a@example.test`),
  ),
  oddity({ id: "ids-with-spaces", title: "Ids contain spaces", requirement, legal, dialects }, () =>
    makeIds((count) => `id no ${count}`),
  ),
  oddity({ id: "ids-non-ascii", title: "Ids contain letters beyond ASCII", requirement, legal, dialects }, () =>
    makeIds((count) => `größe-${count}-名`),
  ),
  oddity({ id: "ids-with-slash", title: "Ids contain a slash and a percent sign", requirement, legal, dialects }, () =>
    makeIds((count) => `eu/${count}%41`),
  ),
  oddity(
    { id: "ids-with-quote", title: "Ids contain a double quote and a backslash", requirement, legal, dialects },
    () => makeIds((count) => `"${count}\\`),
  ),
  oddity(
    { id: "ids-like-urls", title: "Ids contain a question mark, a number sign and %2F", requirement, legal, dialects },
    () => makeIds((count) => `a?b=${count}#c%2Fd`),
  ),
  oddity(
    { id: "ids-with-two-dots", title: "Ids begin with a dot and contain two in a row", requirement, legal, dialects },
    () => makeIds((count) => `.${count}..a`),
  ),
  oddity({ id: "ids-of-emoji", title: "Ids contain emoji and a combining accent", requirement, legal, dialects }, () =>
    makeIds((count) => `e\u0301😀${count}`),
  ),
  oddity(
    {
      id: "ids-reused",
      title: "What is new gets the id of what was last removed",
      requirement: "RFC7643-3.1-ID-NOT-REASSIGNED",
      legal:
        "RFC 7643 §3.1 forbids it, and the suite of the service says so (fault `id-reassigned`); PUT is none the worse",
      dialects: ["cube"],
    },
    () => {
      const free: Record<string, string[]> = {};
      return {
        onDelete(_, { type, id }) {
          free[type] = [...(free[type] ?? []), id];
        },
        onNewId: (_, __, type) => free[type]?.pop(),
      };
    },
  ),
  oddity({ id: "ids-long", title: "Ids are 200 characters long", requirement, legal, dialects }, () =>
    makeIds((count) => String(count).padStart(200, "0")),
  ),
];
