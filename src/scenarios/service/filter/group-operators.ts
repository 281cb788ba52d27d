import type { Exchange } from "../../../result/index.ts";
import { textAttribute, textOf } from "../../../scim/index.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { keyOf, type Made, makeGroup, readThere, say, serviceScenario } from "../kit.ts";
import { ask, needFilter } from "./ask.ts";
import { quoted } from "./cases.ts";

const FILTER = "RFC7644-3.4.2.2-ONLY-MATCHING";

type Name = "one" | "two";
type Both = Readonly<Record<Name, Made>>;

const nameOf = ({ body }: Made): string => textOf(body["displayName"]);
const named = (group: Made): string => `displayName eq ${quoted(nameOf(group))}`;
/** Keeps a filter to the two, whatever else is on the server. */
const ours = ({ one, two }: Both): string => `(${named(one)} or ${named(two)})`;

/** What is asked of two Groups, and which of them it matches. */
const ASKED: readonly (readonly [filter: (both: Both) => string, matches: readonly Name[]])[] = [
  [(both) => ours(both).slice(1, -1), ["one", "two"]],
  [({ one }) => `displayName sw ${quoted(nameOf(one).slice(0, -"one".length))}`, ["one", "two"]],
  [({ one }) => `displayName sw ${quoted(nameOf(one).slice(1))}`, []],
  [({ two }) => `displayName co ${quoted(nameOf(two).slice(1, -1))}`, ["two"]],
  [(both) => `${ours(both)} and displayName ew "ne"`, ["one"]],
  [(both) => `${ours(both)} and displayName ne ${quoted(nameOf(both.one))}`, ["two"]],
  [({ one, two }) => `${named(one)} and ${named(two)}`, []],
  [(both) => `${ours(both)} and not (${named(both.two)})`, ["one"]],
  [(both) => `${ours(both)} and displayName pr`, ["one", "two"]],
  [({ one }) => `id eq ${quoted(one.id)}`, ["one"]],
];

/** What filters can say of Users they can say of Groups, which many servers look up elsewhere. */
export const groupOperators: Scenario = serviceScenario({
  id: "service.filter.group-operators",
  title: "Filters with each operator find the Groups that they match, and no others",
  requirements: [FILTER],
  needs: ["POST Group collection", "GET Group collection", "GET Group resource"],
  makes: { users: 0, groups: 2 },
  run: async (context) => {
    await needFilter(context);
    const word = context.name("operators");
    const both: Both = { one: await makeNamed(context, `${word} one`), two: await makeNamed(context, `${word} two`) };
    let refusal: NoVerdict | undefined;
    const asked: { filter: string; found: string; wanted: string; exchange: Exchange }[] = [];
    for (const [filterOf, matches] of ASKED) {
      const filter = filterOf(both);
      try {
        const wanted = matches.map((name) => both[name].id);
        const { ids, exchange } = await ask(context, "Group", filter, wanted);
        const found = (["one", "two"] as const).filter((name) => ids.includes(both[name].id));
        asked.push({ filter, found: found.join(" and "), wanted: matches.join(" and "), exchange });
      } catch (error) {
        if (!(error instanceof NoVerdict)) throw error;
        refusal = error;
      }
    }
    if (asked.length === 0) throw refusal ?? new NoVerdict("not-applicable", "no filter could be sent");
    const wrong = asked.filter(({ found, wanted }) => found !== wanted);
    const { filter = "", found, wanted } = wrong[0] ?? {};
    const others = wrong.length > 1 ? `; ${wrong.length} of ${asked.length} filters are wrong` : "";
    say(context, {
      requirement: FILTER,
      invariant: "group operators",
      holds: wrong.length === 0,
      expected: [`${wanted || "neither"} of two Groups`],
      actual: `${found || "neither"}${others}`,
      message: `The filter \`${filter.replaceAll(/"(?:[^"\\]|\\.)*"/gu, "…")}\` does not find the Groups that it matches, and no others.`,
      operation: keyOf(context, "GET Group collection"),
      exchanges: (wrong.length === 0 ? asked : wrong).map((one) => one.exchange),
    });
  },
});

/** A Group of this very name. @throws NoVerdict where the server shows another */
async function makeNamed(context: ScenarioContext, displayName: string): Promise<Made> {
  const made = await makeGroup(context, displayName, [], { displayName });
  const isNamed = (seen: Parameters<typeof textAttribute>[0]): boolean =>
    textAttribute(seen, "displayName") === displayName;
  const { resource } = await readThere(context, "Group", made.id, isNamed);
  if (isNamed(resource)) return made;
  throw new NoVerdict("not-applicable", "the server shows another `displayName` than a Group was made with");
}
