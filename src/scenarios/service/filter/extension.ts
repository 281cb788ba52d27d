import type { ResourceTypeName } from "../../../document/index.ts";
import type { Exchange } from "../../../result/index.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { keyOf, type Needed, say, serviceScenario } from "../kit.ts";
import { type Extended, isOwnText, type Leaf, makeExtended, valuesAt } from "../schema/extended.ts";
import { ask, isMissedBy, needFilter } from "./ask.ts";
import { quoted, swap } from "./cases.ts";

const FILTER = "RFC7644-3.4.2.2-ONLY-MATCHING";
const ORDER = "RFC7644-3.4.2.2-ORDER";
const CASE = "RFC7644-3.4.2.2-CASE";
const HONEST = "RFC7643-7-SCHEMA-HONEST";
const TYPES = ["User", "Group"] as const;

// More than any server has that clients look for; the rest would be more of the same.
const AT_MOST = 16;

/** A filter on a leaf, and what of the two it matches. */
interface Question {
  readonly requirement: string;
  readonly alsoViolates?: readonly string[];
  readonly filter: string;
  /** What says the same of the two, and perhaps more of others: asked where a server does not take the filter, as one that joins conditions. */
  readonly orElse?: string;
  /** A condition of it, which another scenario judges: where that finds nobody either, this one says no more. */
  readonly alone?: string;
  readonly matches: readonly ("one" | "two")[];
}

interface Both {
  readonly type: ResourceTypeName;
  /** What it is about, in one word. */
  readonly name: string;
  readonly one: Extended;
  readonly two: Extended;
}

/** Which leaves are asked for, and what of each: no question where it says nothing of the two. */
interface LeafCase {
  readonly name: string;
  readonly title: (type: ResourceTypeName) => string;
  readonly requirements: readonly string[];
  readonly are: string;
  readonly holds: (leaf: Leaf) => boolean;
  /** One after the other, as long as the answers are right. */
  readonly questions: (leaf: Leaf, both: Both) => readonly Question[];
}

const CASES: readonly LeafCase[] = [
  {
    name: "extension",
    title: (type) =>
      `A filter on an attribute of an extension finds the ${type} that has the value, in another case where the schema has it so, and no other`,
    requirements: [FILTER, CASE, HONEST],
    are: "text",
    holds: isOwnText,
    questions: (leaf, { one, two }) => {
      const [value] = valuesAt(one.resource, leaf);
      const swapped = swap(value);
      if (typeof value !== "string" || valuesAt(two.resource, leaf).includes(value)) return [];
      const same = { requirement: FILTER, filter: `${leaf.path} eq ${quoted(value)}`, matches: ["one"] } as const;
      if (swapped === value) return [same];
      const filter = `${leaf.path} eq ${quoted(swapped)}`;
      const isSame = !leaf.attribute.caseExact;
      return [same, { requirement: CASE, alsoViolates: [HONEST], filter, matches: isSame ? ["one"] : [] }];
    },
  },
  {
    name: "integer",
    title: (type) => `A filter on an integer finds the ${type} that has the number, or one that is greater`,
    requirements: [FILTER, ORDER],
    are: "an integer",
    holds: ({ attribute }) => attribute.type === "integer",
    questions: ofNumbers,
  },
  {
    name: "decimal",
    title: (type) =>
      `A filter on a number with a fraction finds the ${type} that has the number, or one that is greater`,
    requirements: [FILTER, ORDER],
    are: "a decimal",
    holds: ({ attribute }) => attribute.type === "decimal",
    questions: ofNumbers,
  },
  {
    name: "joined",
    title: (type) => `\`and\` joins a condition on an extension and one on the name of the ${type}`,
    requirements: [FILTER],
    are: "text",
    holds: isOwnText,
    questions: (leaf, both) => {
      const [value] = valuesAt(both.one.resource, leaf);
      if (typeof value !== "string" || valuesAt(both.two.resource, leaf).includes(value)) return [];
      const named = ({ made }: Extended): string => `${nameOf(both)} eq ${quoted(made.body[nameOf(both)])}`;
      const has = `${leaf.path} eq ${quoted(value)}`;
      return [
        { requirement: FILTER, filter: `${has} and ${named(both.one)}`, alone: has, matches: ["one"] },
        { requirement: FILTER, filter: `${named(both.two)} and ${has}`, matches: [] },
      ];
    },
  },
];

/** Numbers are equal, and one is greater. */
function ofNumbers(leaf: Leaf, both: Both): readonly Question[] {
  const numbers = (of: Extended): readonly unknown[] => valuesAt(of.resource, leaf);
  const [[less, ...others], [more]] = [numbers(both.one), numbers(both.two)];
  if (typeof less !== "number" || typeof more !== "number" || less >= more || others.length > 0) return [];
  const ofThem = (condition: string): Pick<Question, "filter" | "orElse"> => ({
    filter: `${ofBoth(both)} and ${condition}`,
    orElse: condition,
  });
  return [
    { requirement: FILTER, ...ofThem(`${leaf.path} eq ${less}`), matches: ["one"] },
    { requirement: ORDER, ...ofThem(`${leaf.path} gt ${less}`), matches: ["two"] },
  ];
}

/** What names one of a type. */
const nameOf = ({ type }: Both): string => (type === "User" ? "userName" : "displayName");

/** Keeps a filter to the two: others on the server may have the same number. */
function ofBoth(both: Both): string {
  const name = nameOf(both);
  return `(${[both.one, both.two].map(({ made }) => `${name} eq ${quoted(made.body[name])}`).join(" or ")})`;
}

/** {@link CASES}, for attributes that only this server has: what of them there is, its own /Schemas says. */
export const extensionFilters: readonly Scenario[] = CASES.flatMap((asked) =>
  TYPES.map((type) => {
    const needs: readonly Needed[] = [`POST ${type} collection`, `GET ${type} collection`, `GET ${type} resource`];
    return serviceScenario({
      id: `service.filter.${asked.name}-${type.toLowerCase()}`,
      title: asked.title(type),
      requirements: asked.requirements,
      needs,
      makes: type === "User" ? { users: 2, groups: 0 } : { users: 0, groups: 2 },
      run: async (context) => {
        await needFilter(context);
        const one = await makeExtended(context, type, "one");
        const leaves = one.leaves.filter(asked.holds).slice(0, AT_MOST);
        if (leaves.length === 0)
          throw new NoVerdict(
            "not-applicable",
            `the server shows nothing in an extension of a ${type} that is ${asked.are}`,
          );
        const both = { type, name: asked.name, one, two: await makeExtended(context, type, "two", { nth: 1 }) };
        await askEach(
          context,
          both,
          leaves.map((leaf) => asked.questions(leaf, both)),
        );
      },
    });
  }),
);

/** What a question came to. */
interface Answered {
  readonly question: Question;
  readonly exchange: Exchange;
  readonly found: readonly string[];
  readonly isRight: boolean;
}

/** @throws NoVerdict where no filter is taken, as none on such an attribute need be */
async function askEach(context: ScenarioContext, both: Both, all: readonly (readonly Question[])[]): Promise<void> {
  let refusal = new NoVerdict("not-applicable", "the two differ in nothing that a filter could tell");
  const answered: Answered[] = [];
  for (const questions of all) {
    try {
      for (const question of questions) {
        const one = await answerTo(context, both, question);
        answered.push(one);
        // What is wrong already tells nothing of the next one.
        if (!one.isRight) break;
      }
    } catch (error) {
      if (!(error instanceof NoVerdict)) throw error;
      refusal = error;
    }
  }
  if (answered.length === 0) throw refusal;
  for (const requirement of new Set(answered.map(({ question }) => question.requirement)))
    judge(
      context,
      both,
      answered.filter(({ question }) => question.requirement === requirement),
    );
}

async function answerTo(context: ScenarioContext, { type, one, two }: Both, asked: Question): Promise<Answered> {
  const idOf = { one: one.made.id, two: two.made.id };
  const wanted = asked.matches.map((name) => idOf[name]);
  const { filter, orElse, alone } = asked;
  let question = asked;
  const { ids, exchange } = await ask(context, type, filter, wanted).catch(async (refusal: unknown) => {
    const isRefused = refusal instanceof NoVerdict && refusal.outcome === "not-applicable";
    if (orElse === undefined || !isRefused) throw refusal;
    question = { ...asked, filter: orElse };
    return await ask(context, type, orElse, wanted);
  });
  const found = (["one", "two"] as const).filter((name) => ids.includes(idOf[name]));
  if (alone !== undefined && found.length === 0 && (await isMissedBy(context, type, alone, idOf.one)))
    throw new NoVerdict("not-applicable", "the server finds nothing by the extension, as another scenario tells");
  return { question, exchange, found, isRight: found.join(" ") === question.matches.join(" ") };
}

/** All filters of one requirement at once: the first that is wrong, and how many are. */
function judge(context: ScenarioContext, { type, name }: Both, answered: readonly Answered[]): void {
  const wrong = answered.filter(({ isRight }) => !isRight);
  const { question, found, exchange } = wrong[0] ?? answered[0] ?? {};
  if (question === undefined || found === undefined || exchange === undefined) return;
  const { requirement, alsoViolates, matches, filter } = question;
  const finds = found.some((who) => !matches.some((one) => one === who));
  const others = wrong.length > 1 ? `; ${wrong.length} of ${answered.length} filters are wrong` : "";
  say(context, {
    requirement,
    ...(alsoViolates === undefined ? {} : { alsoViolates }),
    invariant: `${name} ${type}`,
    holds: wrong.length === 0,
    expected: [`${matches.join(" and ") || "neither"} of two ${type}s`],
    actual: `${found.join(" and ") || "neither"}${others}`,
    message: `The filter \`${filter.replaceAll(/"(?:[^"\\]|\\.)*"/gu, "…")}\` ${finds ? `finds a ${type} that it does not match` : `does not find the ${type} that it matches`}.`,
    operation: keyOf(context, `GET ${type} collection`),
    exchanges: wrong.length === 0 ? answered.map((one) => one.exchange) : [exchange],
  });
}
