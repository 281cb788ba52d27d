import { textAttribute, textOf } from "../../../scim/index.ts";
import { isSuccess } from "../../answer.ts";
import type { ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { keyOf, learn, resourceOf, say, serviceScenario } from "../kit.ts";
import { AT_ONCE, NO_FAILURE, type Round, roundsOf, tryRounds } from "../parallel.ts";

const UNIQUE = "RFC7643-4.1.1-USERNAME";
const CONFLICT = "RFC7644-3.3-409";

/** Two POSTs of one `userName` at once: whoever looks first and writes later makes both. */
export const parallelCreate: Scenario = {
  ...serviceScenario({
    id: "service.create.parallel",
    title: "Of two POSTs of the same `userName` at once, no more than one makes a User",
    requirements: [UNIQUE, CONFLICT, NO_FAILURE],
    needs: ["POST User collection", "GET User resource"],
    // Alone at the end: other scenarios would take the connections that are to be used at once.
    last: true,
    run: async (context) => {
      const { first, again } = await tryRounds(context, async (label) => await twins(context, label));
      if (first !== undefined) {
        learn(context, "create.parallel", "Two POSTs of the same `userName` at once", `make two Users; ${again}`);
      }
      say(context, {
        requirement: UNIQUE,
        alsoViolates: [CONFLICT],
        invariant: "parallel",
        shape: "edit-parallel",
        holds: first === undefined,
        expected: ["one User, and a refusal"],
        actual: `${first?.wrong ?? ""}; ${again}`,
        message: "Two POSTs of the same `userName` at once were both acknowledged, and two Users have it.",
        operation: keyOf(context, "POST User collection"),
        ...(first === undefined ? {} : { exchanges: first.exchanges }),
      });
    },
  }),
  makes: (effort) => ({ users: roundsOf(effort), groups: 0 }),
};

async function twins(context: ScenarioContext, label: string): Promise<Round> {
  const [one, other] = [context.userBody(`one ${label}`), context.userBody(`other ${label}`)];
  const userName = textOf(one["userName"]);
  const made = await Promise.all(
    [one, { ...other, userName }].map(
      async (body) =>
        await context.service.create({
          type: "User",
          body,
          title: "at once: make a User of the same `userName`",
          intent: AT_ONCE,
        }),
    ),
  );
  const answers = made.map(({ exchange }) => exchange);
  const ids = new Set(made.flatMap(({ exchange, id }) => (id !== undefined && isSuccess(exchange) ? [id] : [])));
  if (ids.size < 2) return { answers, wrong: undefined, exchanges: answers };
  const exchanges = [...answers];
  for (const id of ids) {
    const seen = await context.service.look(
      { to: { type: "User", id }, title: "read one of the two Users" },
      (shown) => {
        // A server may find out afterwards, and take one back or give it another name.
        return textAttribute(resourceOf(shown) ?? {}, "userName")?.toLowerCase() !== userName.toLowerCase();
      },
    );
    exchanges.push(seen);
    if (textAttribute(resourceOf(seen) ?? {}, "userName")?.toLowerCase() !== userName.toLowerCase())
      return { answers, wrong: undefined, exchanges };
  }
  return { answers, wrong: "two Users with different ids", exchanges };
}
