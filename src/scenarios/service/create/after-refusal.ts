import type { Exchange } from "../../../result/index.ts";
import type { JsonObject } from "../../../scim/index.ts";
import { PATIENCE_MS } from "../../advance.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { BAD_BODY, keyOf, makeUser, needSaid, open, say, serviceScenario, statusOf } from "../kit.ts";

const UNCHANGED = "RFC7644-3.12-REFUSED-UNCHANGED";

// Wrong in one thing each, and a server takes one or the other: the first that is refused will do.
const WRONG: readonly JsonObject[] = [{ active: { value: "x" } }, { emails: "no list" }, { name: "no object" }];

/** Who was refused may be sent again as it should have been: a refusal keeps nothing, the `userName` neither. */
export const afterRefusal: Scenario = serviceScenario({
  id: "service.create.after-refusal",
  title: "The `userName` of a User who was refused can be given in the next POST",
  requirements: [UNCHANGED],
  needs: ["POST User collection"],
  makes: { users: 2, groups: 0 },
  run: async (context) => {
    // Such a body is taken, where nobody with the name was refused before.
    await makeUser(context, "control");
    const { refused, body } = await refusedFirst(context);
    let exchange = await post(context, body);
    if (statusOf(exchange) === 409) {
      // What is undone later is undone all the same.
      await context.wait(PATIENCE_MS);
      exchange = await post(context, body);
    }
    if (!isSuccess(exchange) && statusOf(exchange) !== 409) {
      needSaid(exchange);
      throw new NoVerdict("blocked", `the corrected User was refused with ${statusText(exchange)}`);
    }
    say(context, {
      requirement: UNCHANGED,
      invariant: "name",
      holds: isSuccess(exchange),
      expected: ["201"],
      actual: statusText(exchange),
      message: "A POST of a User was refused, and the `userName` in it is taken ever after.",
      operation: keyOf(context, "POST User collection"),
      exchanges: [refused, exchange],
    });
  },
});

async function post(context: ScenarioContext, body: JsonObject): Promise<Exchange> {
  const { exchange } = await context.service.create({
    type: "User",
    body,
    title: "make the User who was refused, as it should have been",
    intent: open("a `userName` of a POST that was refused"),
  });
  needAnswer(exchange);
  return exchange;
}

/** @throws NoVerdict `not-applicable` where none of the bodies is refused */
async function refusedFirst(
  context: ScenarioContext,
): Promise<{ readonly refused: Exchange; readonly body: JsonObject }> {
  for (const [index, wrong] of WRONG.entries()) {
    const body = context.userBody(`refused ${index}`);
    const { exchange, id } = await context.service.create({
      type: "User",
      body: { ...body, ...wrong },
      title: `make a User with \`${Object.keys(wrong).join()}\` of another type`,
      intent: BAD_BODY,
    });
    needAnswer(exchange);
    if (isSuccess(exchange) || id !== undefined) continue;
    needSaid(exchange);
    if (isRefusal(exchange)) return { refused: exchange, body };
  }
  throw new NoVerdict("not-applicable", "the server takes every User that was to be refused");
}
