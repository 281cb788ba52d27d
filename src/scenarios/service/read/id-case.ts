import type { ResourceTypeName } from "../../../document/index.ts";
import { textAttribute } from "../../../scim/index.ts";
import { needAnswer } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { keyOf, makeOne, readThere, resourceOf, say, serviceScenario } from "../kit.ts";

const ID_CASE = "RFC7643-3.1-ID-CASE";
const UNKNOWN = "RFC7644-3.12-404";

/** What is to be asked for under an id that is near to a real one. */
interface Near {
  readonly type: ResourceTypeName;
  readonly id: string;
  readonly words: string;
  readonly requirement: string;
}

/** An id in other letters is another id (RFC 7643 section 3.1: `id` is case exact). */
export const idCase: readonly Scenario[] = (["User", "Group"] as const).map((type) =>
  serviceScenario({
    id: type === "User" ? "service.read.id-case" : "service.read.id-case-group",
    title: `An id in other case does not name the ${type}`,
    requirements: [ID_CASE],
    needs: [`POST ${type} collection`, `GET ${type} resource`],
    makes: type === "User" ? { users: 1, groups: 0 } : { users: 0, groups: 1 },
    run: async (context) => {
      const { id } = await makeOne(context, type, "own");
      const other = id === id.toUpperCase() ? id.toLowerCase() : id.toUpperCase();
      if (other === id) throw new NoVerdict("not-applicable", "the server's ids have no letters");
      await readThere(context, type, id);
      await judgeNobody(context, { type, id: other, words: "in other case", requirement: ID_CASE });
    },
  }),
);

/** An id with something behind it is another id: whoever reads numbers up to the first letter finds somebody. */
export const idWithMore: readonly Scenario[] = (["User", "Group"] as const).map((type) =>
  serviceScenario({
    id: `service.read.id-with-more-${type.toLowerCase()}`,
    title: `An id with letters behind it does not name the ${type}`,
    requirements: [UNKNOWN],
    needs: [`POST ${type} collection`, `GET ${type} resource`],
    makes: type === "User" ? { users: 1, groups: 0 } : { users: 0, groups: 1 },
    run: async (context) => {
      const { id } = await makeOne(context, type, "own");
      await readThere(context, type, id);
      await judgeNobody(context, { type, id: `${id}abc`, words: "with more behind it", requirement: UNKNOWN });
    },
  }),
);

async function judgeNobody(context: ScenarioContext, { type, id, words, requirement }: Near): Promise<void> {
  const exchange = await context.service.request({
    method: "GET",
    to: { type, id },
    title: `read the ${type} under its id ${words}`,
    intent: { kind: "provoked", cause: "unknown-id" },
  });
  needAnswer(exchange);
  const shown = resourceOf(exchange);
  const found = shown === undefined ? undefined : textAttribute(shown, "id");
  // Somebody else's may well have that id.
  if (found === id) throw new NoVerdict("inconclusive", `the id ${words} names a ${type}, too`);
  say(context, {
    requirement,
    invariant: "get",
    holds: found === undefined,
    expected: ["404"],
    actual: `the ${type} with the id ${JSON.stringify(found ?? null)}`,
    message:
      requirement === ID_CASE
        ? `The id ${JSON.stringify(id)} shows the ${type} whose id is in other case.`
        : `The id ${JSON.stringify(id)} shows the ${type} whose id is shorter.`,
    operation: keyOf(context, `GET ${type} resource`),
  });
}
