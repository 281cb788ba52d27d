import { textAttribute } from "../../../scim/index.ts";
import { needAnswer } from "../../answer.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { keyOf, makeUser, readThere, resourceOf, say, serviceScenario } from "../kit.ts";

const ID_CASE = "RFC7643-3.1-ID-CASE";

/** An id in other letters is another id (RFC 7643 section 3.1: `id` is case exact). */
export const idCase: Scenario = serviceScenario({
  id: "service.read.id-case",
  title: "An id in other case does not name the User",
  requirements: [ID_CASE],
  needs: ["POST User collection", "GET User resource"],
  makes: { users: 1, groups: 0 },
  run: async (context) => {
    const { id } = await makeUser(context, "own");
    const other = id === id.toUpperCase() ? id.toLowerCase() : id.toUpperCase();
    if (other === id) throw new NoVerdict("not-applicable", "the server's ids have no letters");
    await readThere(context, "User", id);
    const exchange = await context.service.request({
      method: "GET",
      to: { type: "User", id: other },
      title: "read the User under its id in other case",
      intent: { kind: "provoked", cause: "unknown-id" },
    });
    needAnswer(exchange);
    const shown = resourceOf(exchange);
    const found = shown === undefined ? undefined : textAttribute(shown, "id");
    // Somebody else's may well have that id.
    if (found === other) throw new NoVerdict("inconclusive", "the id in other case names a User, too");
    say(context, {
      requirement: ID_CASE,
      invariant: "get",
      holds: found === undefined,
      expected: ["404"],
      actual: `the User with the id ${JSON.stringify(found ?? null)}`,
      message: `The id ${JSON.stringify(other)} shows the User whose id is in other case.`,
      operation: keyOf(context, "GET User resource"),
    });
  },
});
