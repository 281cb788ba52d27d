import type { Exchange } from "../../../result/index.ts";
import { attributeOf, ENTERPRISE_USER, isObject, isUnassigned, type JsonObject } from "../../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { attributeNamed, claims, describedUser } from "../described.ts";
import { needFilter } from "../filter/ask.ts";
import { quoted } from "../filter/cases.ts";
import { idsOf, keyOf, make, open, readThere, resourceOf, resourcesOf, say, serviceScenario } from "../kit.ts";
import { withExtensions } from "../schema/extended.ts";
import { holds } from "../stored.ts";

const SORT = "RFC7644-3.4.2.3-SORT";

const ASCENDING = "ascending";
const DESCENDING = "descending";
/** No `sortOrder` at all. */
const DEFAULT = "default";

/** One way to sort three Users, who are told apart by a letter. */
interface SortCase {
  readonly name: string;
  readonly title: string;
  readonly sortBy: string;
  /** What each has, in the order in which they are made; undefined for nothing. */
  readonly made: readonly string[];
  readonly body: (letter: string, word: string) => JsonObject;
  /** The letters as they must come, for each order. */
  readonly wanted: Readonly<Partial<Record<typeof ASCENDING | typeof DESCENDING | typeof DEFAULT, readonly string[]>>>;
  /** An attribute that must be compared without case, by the server's own schema as well. */
  readonly caseless?: string;
  /** Only this page of the list is asked for. */
  readonly page?: Readonly<Record<string, string>>;
  /** What it is sorted by is an attribute of the enterprise extension, of this name: where the server's schema has it. */
  readonly extension?: string;
  /** True where nobody has to sort by such a thing: a refusal is no fault. */
  readonly mayBeRefused?: true;
  /** Another name for what it is sorted by: the RFC does not say which of the two is meant, and one of them is enough. */
  readonly orAs?: string;
}

const CASES: readonly SortCase[] = [
  {
    name: "sort",
    title: "Where sorting is offered, a list comes in the order that was asked for",
    sortBy: "externalId",
    made: ["b", "c", "a"],
    body: (letter, word) => ({ externalId: `${word}-${letter}` }),
    wanted: { ascending: ["a", "b", "c"], descending: ["c", "b", "a"] },
  },
  {
    name: "sort-sub-attribute",
    title: "Where sorting is offered, a list is sorted by a sub-attribute as well",
    sortBy: "name.familyName",
    made: ["b", "c", "a"],
    body: (letter, word) => ({ name: { familyName: `${word} ${letter}`, givenName: "Sam" } }),
    wanted: { ascending: ["a", "b", "c"], descending: ["c", "b", "a"] },
  },
  {
    name: "sort-case",
    title: "Where sorting is offered, case does not matter where the schema has it so",
    sortBy: "title",
    made: ["b", "C", "a"],
    body: (letter) => ({ title: letter }),
    wanted: { ascending: ["a", "b", "C"], descending: ["C", "b", "a"] },
    caseless: "title",
  },
  {
    name: "sort-unset",
    title: "Where sorting is offered, who has nothing to sort by comes last, or first where the order is descending",
    sortBy: "title",
    made: ["b", "", "a"],
    body: (letter) => (letter === "" ? {} : { title: letter }),
    wanted: { ascending: ["a", "b", ""], descending: ["", "b", "a"] },
  },
  {
    name: "sort-paged",
    title: "Where sorting is offered, the whole list is sorted and not each page",
    sortBy: "externalId",
    made: ["b", "c", "a"],
    body: (letter, word) => ({ externalId: `${word}-${letter}` }),
    wanted: { ascending: ["b"], descending: ["b"] },
    page: { startIndex: "2", count: "1" },
  },
  {
    name: "sort-default",
    title: "Where sorting is offered, a list comes in ascending order where no other is asked for",
    sortBy: "externalId",
    made: ["b", "c", "a"],
    body: (letter, word) => ({ externalId: `${word}-${letter}` }),
    wanted: { default: ["a", "b", "c"] },
  },
  {
    name: "sort-extension",
    title: "Where sorting is offered, a list is sorted by an attribute of an extension as well",
    sortBy: `${ENTERPRISE_USER.urn}:department`,
    made: ["b", "c", "a"],
    body: (letter, word) => ({ [ENTERPRISE_USER.urn]: { department: `${word} ${letter}` } }),
    wanted: { ascending: ["a", "b", "c"], descending: ["c", "b", "a"] },
    extension: "department",
    mayBeRefused: true,
  },
  {
    name: "sort-primary",
    title: "Where sorting is offered, a list of values is sorted by its primary one",
    sortBy: "emails.value",
    made: ["b", "c", "a"],
    body: emailsOf,
    orAs: "emails",
    wanted: { ascending: ["a", "b", "c"], descending: ["c", "b", "a"] },
    mayBeRefused: true,
  },
];

// By the first, the least and the greatest of their values they come in another order: b, c, a.
const BESIDE: Readonly<Record<string, string>> = { a: "z", b: "a", c: "k" };
const PRIMARY: Readonly<Record<string, string>> = { a: "m", b: "n", c: "o" };

function emailsOf(letter: string, word: string): JsonObject {
  const own = word
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, "-")
    .slice(-40);
  const entry = (first: string | undefined, more: JsonObject): JsonObject => ({
    value: `${first}-${own}@example.com`,
    ...more,
  });
  return {
    emails: [entry(BESIDE[letter], { type: "home" }), entry(PRIMARY[letter], { type: "work", primary: true })],
  };
}

/** Where sorting is claimed, the order is that of the attribute, either way round. */
export const sorting: readonly Scenario[] = CASES.map((one) =>
  serviceScenario({
    id: `service.list.${one.name}`,
    title: one.title,
    requirements: [SORT],
    needs: ["POST User collection", "GET User collection"],
    makes: { users: 3, groups: 0 },
    run: async (context) => {
      if ((await claims(context, "sort")) !== true)
        throw new NoVerdict("not-applicable", "the server does not say that it offers sorting");
      await needFilter(context);
      if (attributeNamed((await describedUser(context))?.attributes, one.caseless ?? "")?.caseExact === true)
        throw new NoVerdict("not-applicable", `the server's own schema compares \`${one.caseless}\` by case`);
      if (one.extension !== undefined) await needExtension(context, one.extension);
      const displayName = context.name("sort");
      const letters = new Map<string, string>();
      for (const [index, letter] of one.made.entries()) {
        const { title: _, ...plain } = context.userBody(`user ${index}`);
        const { [ENTERPRISE_USER.urn]: own, ...rest } = one.body(letter, displayName);
        const whole = { ...plain, displayName, ...rest };
        const body = isObject(own) ? withExtensions(whole, { [ENTERPRISE_USER.urn]: own }) : whole;
        const what = letter === "" ? "without anything to sort by" : `who comes as “${letter}”`;
        letters.set((await make(context, { type: "User", body, title: `make the User ${what}` })).id, letter);
      }
      await needKept(context, one, letters);
      for (const [sortOrder, wanted] of Object.entries(one.wanted)) {
        const by = { displayName, sortOrder, wanted };
        const first = await sortedBy(context, one, by);
        const isSorted = (exchange: Exchange): boolean => inOrder(exchange, letters) === wanted.join(" ");
        const other =
          isSorted(first) || one.orAs === undefined ? first : await sortedBy(context, { ...one, sortBy: one.orAs }, by);
        const exchange = isSorted(other) ? other : first;
        needAnswer(exchange);
        if (one.mayBeRefused === true && isRefusal(exchange))
          throw new NoVerdict("not-applicable", `a list by ${one.sortBy} is refused with ${statusText(exchange)}`);
        const resources = resourcesOf(exchange);
        const total = attributeOf(resourceOf(exchange) ?? {}, "totalResults");
        // A page of a whole is smaller than the whole; who is not even counted has been left out.
        if (resources !== undefined && typeof total === "number" && total > 0 && total < one.made.length) {
          say(context, {
            requirement: SORT,
            invariant: `${one.name} left out`,
            holds: false,
            expected: [`${one.made.length} Users`],
            actual: `${total} Users`,
            message: `A list that was asked for by ${one.sortBy} leaves Users out.`,
            operation: keyOf(context, "GET User collection"),
            exchanges: [exchange],
          });
          return;
        }
        if (resources === undefined || resources.length !== wanted.length)
          throw new NoVerdict("inconclusive", unsorted(exchange, wanted.length, one));
        const came = idsOf(resources).map((id) => letters.get(id) ?? "?");
        const isRight = came.join(" ") === wanted.join(" ");
        say(context, {
          requirement: SORT,
          invariant: one.name === "sort" ? sortOrder : `${one.name} ${sortOrder}`,
          holds: isRight,
          expected: [inWords(wanted)],
          actual: inWords(came),
          message: `A list that was asked for by ${one.sortBy} ${sortOrder === DEFAULT ? "and in no order" : `in ${sortOrder} order`} comes in another.`,
          operation: keyOf(context, "GET User collection"),
          exchanges: [exchange],
        });
        // What is wrong one way round tells nothing of the other one.
        if (!isRight) return;
      }
    },
  }),
);

/** A list that is asked for in an order; until it has all who are in it, or the grace period is over. */
async function sortedBy(
  context: ScenarioContext,
  { sortBy, page }: SortCase,
  by: { readonly displayName: string; readonly sortOrder: string; readonly wanted: readonly string[] },
): Promise<Exchange> {
  const { displayName, sortOrder, wanted } = by;
  return await context.service.look(
    {
      to: { type: "User" },
      query: {
        filter: `displayName eq ${quoted(displayName)}`,
        sortBy,
        ...(sortOrder === DEFAULT ? {} : { sortOrder }),
        ...page,
      },
      title: `list the Users by ${sortBy}, ${sortOrder}`,
      intent: open("a filter and an order at once"),
    },
    (seen) => resourcesOf(seen)?.length === wanted.length,
  );
}

function inOrder(exchange: Exchange, letters: ReadonlyMap<string, string>): string {
  return idsOf(resourcesOf(exchange) ?? [])
    .map((id) => letters.get(id) ?? "?")
    .join(" ");
}

/** Why an answer shows no order. */
function unsorted(exchange: Exchange, wanted: number, { sortBy, page }: SortCase): string {
  const shown = resourcesOf(exchange)?.length;
  if (shown === undefined)
    return `a list sorted by ${sortBy} was answered ${statusText(exchange)}${isSuccess(exchange) ? " without a list" : ""}`;
  // What a page may hold is other scenarios' business.
  if (page !== undefined && shown > wanted)
    return `the server does not page: ${shown} Users came where ${wanted} was asked for, and no page of them is sorted`;
  if (shown > wanted) return `the sorted list shows ${shown} Users, and its filter matches ${wanted} of them`;
  return `the sorted list shows ${shown} of ${wanted} Users, which is too few to tell its order`;
}

const inWords = (letters: readonly string[]): string => letters.map((one) => (one === "" ? "none" : one)).join(", ");

/** What a server does not keep it cannot sort by. */
async function needKept(
  context: ScenarioContext,
  { sortBy, made, body }: SortCase,
  letters: ReadonlyMap<string, string>,
): Promise<void> {
  const name = sortBy.startsWith("urn:") ? ENTERPRISE_USER.urn : (sortBy.split(".")[0] ?? sortBy);
  const [[id, letter] = ["", ""]] = [...letters];
  const { resource } = await readThere(context, "User", id, (seen) => !isUnassigned(attributeOf(seen, name)));
  if (made[0] === "") return;
  if (isUnassigned(attributeOf(resource, name)))
    throw new NoVerdict("not-applicable", `the server shows no \`${name}\` of a User who was made with it`);
  // Which of several values a server has for the primary one, a read shows.
  const wanted = sortBy === "emails.value" ? attributeOf(body(letter, context.name("sort")), name) : undefined;
  if (wanted !== undefined && !holds(wanted, attributeOf(resource, name)))
    throw new NoVerdict("not-applicable", `the server shows another \`${name}\` than a User was made with`);
}

/** @throws NoVerdict where the server's own schema has no such attribute in the enterprise extension */
async function needExtension(context: ScenarioContext, name: string): Promise<void> {
  const { urn } = ENTERPRISE_USER;
  const own = (await describedUser(context))?.extensions.find((one) => one.urn.toLowerCase() === urn.toLowerCase());
  if (attributeNamed(own?.attributes, name) === undefined)
    throw new NoVerdict("not-applicable", `the server does not describe \`${name}\` of the enterprise extension`);
}
