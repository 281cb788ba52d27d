import { isJsonObject, type JsonObject, omit } from "../core/json.ts";
import { listResources } from "../core/list.ts";
import { readResource } from "../core/read.ts";
import { showResource } from "../core/show.ts";
import { answerList, answerTo, by, namedBy, onCall, rfcFault, withResources } from "./build-rfc.ts";
import type { Fault } from "./fault.ts";

const category = "schema";
// The very sentence that each breaks; what finds or hides the wrong ones breaks that a query shows what matches alone.
const PRECEDENCE = "RFC7644-3.4.2.2-PRECEDENCE";
const MATCHING = "RFC7644-3.4.2.2-ONLY-MATCHING";

/** A fault by which filters mean something else than they say. */
function misread(
  id: string,
  title: string,
  difficulty: 1 | 2 | 3 | 4 | 5,
  note: string,
  change: (filter: string) => string | undefined,
  requirement: string = MATCHING,
): Fault {
  return rfcFault({ id, title, requirement, category, difficulty, source: by("RFC 7644 §3.4.2.2", note) }, () =>
    onCall(({ query }) => {
      const sent = query.get("filter");
      const read = sent === null ? undefined : change(sent);
      if (read === undefined) query.delete("filter");
      else query.set("filter", read);
    }),
  );
}

/** Faults of lists and filters. */
export const RFC_QUERIES: readonly Fault[] = [
  misread("filter-ignored", "A filter is ignored, and everything is listed", 1, "filters came later", () => undefined),
  misread(
    "filter-and-as-or",
    "and in a filter means or",
    3,
    "a list of conditions, joined by the wrong word",
    (text) => text.replaceAll(/ and /giu, " or "),
    PRECEDENCE,
  ),
  misread(
    "filter-not-dropped",
    "not in a filter is passed over",
    3,
    "a parser that skips what it does not know",
    (text) => text.replaceAll(/\bnot\s*\(/giu, "("),
  ),
  misread(
    "filter-left-to-right",
    "or in a filter binds as closely as and: A or B and C is read from the left",
    5,
    "and goes before or",
    (text) => text.replace(/^([^()]+ or [^()]+) and ([^()]+)$/iu, "($1) and $2"),
    PRECEDENCE,
  ),
  misread(
    "filter-value-path-apart",
    "The two halves of a filter in brackets may hold for two entries",
    5,
    "one entry has to fulfil what is in brackets",
    (text) => text.replace(/(\w+)\[(\w+) ([^\]]*) and (\w+) ([^\]]*)\]/iu, "$1.$2 $3 and $1.$4 $5"),
    "RFC7644-3.4.2.2-VALUE-PATH",
  ),
  misread(
    "filter-not-too-far",
    "not before brackets is about all that follows them as well",
    5,
    "not is about its brackets alone",
    (text) => text.replace(/^not \((?<first>[^()]*)\) and (?<rest>.*)$/iu, "not ($<first> and $<rest>)"),
    PRECEDENCE,
  ),
  misread("filter-starts-as-contains", "sw in a filter finds what contains the text", 4, "one LIKE for all", (text) =>
    text.replaceAll(/ sw /giu, " co "),
  ),
  misread(
    "filter-first-comparison-only",
    "Of a filter with and only the first comparison counts",
    3,
    "a pattern that takes the beginning",
    (text) => text.replace(/ and .*$/isu, ""),
  ),
  rfcFault(
    {
      id: "filter-user-name-exact",
      title: "A filter compares userName with case",
      requirement: "RFC7644-3.4.2.2-CASE",
      category: "identity",
      difficulty: 2,
      source: by("ory/polis#4067", "a userName in another case was not found"),
    },
    () =>
      answerList((body, found, { query }) => {
        const wanted = /^userName eq "(?<name>[^"]*)"$/iu.exec(query.get("filter") ?? "")?.groups?.["name"];
        return wanted === undefined
          ? body
          : withResources(
              body,
              found.filter(({ userName }) => userName === wanted),
            );
      }),
  ),
  rfcFault(
    {
      id: "filter-part-exact",
      title: "A filter with co, sw or ew compares names with case, and one with eq without",
      requirement: "RFC7644-3.4.2.2-CASE",
      category: "identity",
      difficulty: 3,
      source: by("RFC 7643 §2.2", "texts are compared without case unless the schema says otherwise"),
    },
    () =>
      answerList((body, found, { query }) => {
        const { name, operator, part } =
          /^(?<name>userName|displayName) (?<operator>co|sw|ew) "(?<part>[^"]*)"$/iu.exec(query.get("filter") ?? "")
            ?.groups ?? {};
        if (name === undefined || part === undefined) return body;
        const holds = (text: unknown): boolean => {
          if (typeof text !== "string") return false;
          if (operator === "sw") return text.startsWith(part);
          return operator === "ew" ? text.endsWith(part) : text.includes(part);
        };
        return withResources(
          body,
          found.filter((one) => holds(one[name])),
        );
      }),
  ),
  rfcFault(
    {
      id: "filter-invalid-lists-all",
      title: "A filter that cannot be read is answered with everything",
      requirement: "RFC7644-3.12-400-INVALIDFILTER",
      category: "errors",
      difficulty: 2,
      source: by("RFC 7644 §3.12", "a filter that is not valid is 400 invalidFilter"),
    },
    () => ({
      onError(call, { scimType }) {
        if (call.method !== "GET" || scimType !== "invalidFilter") return undefined;
        call.query.delete("filter");
        return listResources(call);
      },
    }),
  ),
  rfcFault(
    {
      id: "filter-none-404",
      title: "A filter that finds nothing is answered 404",
      requirement: "RFC7644-3.4.2-LIST-FORM",
      category: "errors",
      difficulty: 1,
      source: by("RFC 7644 §3.4.2", "a query without matches is 200 with totalResults 0"),
    },
    () => answerTo("GET", (reply, body) => (body["totalResults"] === 0 ? { ...reply, status: 404 } : reply)),
  ),
  rfcFault(
    {
      id: "list-total-of-page",
      title: "totalResults counts the page, not what was found",
      requirement: "RFC7644-3.4.2-LIST-FORM",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.4.2", "totalResults is of all that match"),
    },
    () => answerList((body, found) => ({ ...body, totalResults: found.length })),
  ),
  rfcFault(
    {
      id: "list-start-from-zero",
      title: "startIndex counts from 0: a page begins one later",
      requirement: "RFC7644-3.4.2.4-PAGES",
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.4.2.4", "startIndex counts from 1"),
    },
    () =>
      onCall(({ query }) => {
        const start = query.get("startIndex");
        if (start !== null) query.set("startIndex", String(Number(start) + 1));
      }),
  ),
  rfcFault(
    {
      id: "list-pages-rounded",
      title: "A page begins where pages of that size begin, not at startIndex",
      requirement: "RFC7644-3.4.2.4-PAGES",
      category,
      difficulty: 4,
      source: by("RFC 7644 §3.4.2.4", "startIndex is the first result, and no number of a page"),
    },
    () =>
      onCall(({ query }) => {
        const [start, count] = [Number(query.get("startIndex")), Number(query.get("count"))];
        if (start > 0 && count > 0) query.set("startIndex", String(Math.floor((start - 1) / count) * count + 1));
      }),
  ),
  rfcFault(
    {
      id: "sort-default-descending",
      title: "Without sortOrder a sorted list is in descending order",
      requirement: "RFC7644-3.4.2.3-SORT",
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.4.2.3", "the order is ascending where no other is asked for"),
    },
    () =>
      onCall(({ query }) => {
        if (query.get("sortOrder") === null) query.set("sortOrder", "descending");
      }),
  ),
  rfcFault(
    {
      id: "list-count-ignored",
      title: "count is ignored: every page is whole",
      requirement: "RFC7644-3.4.2.4-COUNT",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.4.2.4", "no more than count may be answered"),
    },
    () => onCall(({ query }) => query.delete("count")),
  ),
  rfcFault(
    {
      id: "list-count-zero-whole",
      title: "A count of 0 is taken for none, and all is listed",
      requirement: "RFC7644-3.4.2.4-COUNT",
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.4.2.4", "0 asks for totalResults alone"),
    },
    () =>
      onCall(({ query }) => {
        if (query.get("count") === "0") query.delete("count");
      }),
  ),
  rfcFault(
    {
      id: "list-without-schemas",
      title: "Lists have no schemas",
      requirement: "RFC7644-3.1-MSG-URN",
      category,
      difficulty: 1,
      source: by("RFC 7644 §3.4.2", "schemas has the URN of a ListResponse"),
    },
    () => answerList((body) => omit(body, "schemas")),
  ),
  rfcFault(
    {
      id: "list-shows-deleted",
      title: "What was deleted is listed until the server starts again",
      requirement: "RFC7644-3.6-OMITTED",
      category: "lifecycle",
      difficulty: 2,
      source: by("RFC 7644 §3.6", "an index that nobody cleans"),
    },
    () => {
      const gone: JsonObject[] = [];
      return {
        onDelete(call, resource) {
          gone.push(showResource(call, resource));
        },
        ...answerList((body, found, call) =>
          withResources(
            body,
            found.concat(gone.filter(({ meta }) => isJsonObject(meta) && meta["resourceType"] === call.type)),
          ),
        ),
      };
    },
  ),
  rfcFault(
    {
      id: "get-of-other-type",
      title: "A GET finds a group below /Users",
      requirement: "RFC7644-3.12-404",
      category: "lifecycle",
      difficulty: 3,
      source: by("RFC 7644 §3.12", "one table for all, looked up by id alone"),
    },
    () => ({
      onRequest(call) {
        const found = call.method === "GET" && call.path.includes("/Users/") ? namedBy(call) : undefined;
        if (found?.type !== "Group") return undefined;
        call.type = "Group";
        call.id = found.id;
        return readResource(call);
      },
    }),
  ),
];
