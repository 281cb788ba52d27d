import { type JsonObject, textAttribute, textOf } from "../../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, notTheServersFault, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { attributeNamed, describedUser } from "../described.ts";
import {
  BAD_BODY,
  isRightStatus,
  keyOf,
  learn,
  makeUser,
  open,
  read,
  readThere,
  say,
  scimTypeOf,
  serviceScenario,
  statusOf,
} from "../kit.ts";
import { leastOf, shownOfSent } from "../stored.ts";

const CONFLICT = "RFC7644-3.3-409";
const UNIQUE = "RFC7643-4.1.1-USERNAME";
const UNCHANGED = "RFC7644-3.12-REFUSED-UNCHANGED";
const CASE = "RFC7643-8.7.1-USERNAME-CASE";
const HONEST = "RFC7643-7-SCHEMA-HONEST";

/** Somebody else's `userName`: 409 with `uniqueness`, and the first User is as it was. */
export const duplicate: Scenario = serviceScenario({
  id: "service.create.duplicate",
  title: "A second User of the same `userName` is refused with 409 and `uniqueness`",
  depth: "smoke",
  requirements: [CONFLICT, UNIQUE, UNCHANGED],
  needs: ["POST User collection"],
  run: async (context) => {
    const first = await makeUser(context, "first");
    const before = shownOfSent(first.body, (await readThere(context, "User", first.id)).resource);
    const operation = keyOf(context, "POST User collection");
    const { exchange, id } = await context.service.create({
      type: "User",
      // The key by which it would be found again is its own.
      body: { ...context.userBody("second"), userName: first.body["userName"] },
      title: "make a User with the `userName` of another",
      intent: BAD_BODY,
    });
    needAnswer(exchange);
    const why = notTheServersFault(exchange);
    if (why !== undefined) throw new NoVerdict("inconclusive", why);
    if (isSuccess(exchange)) {
      const shown = id === undefined ? undefined : (await read(context, "User", id)).resource;
      const isTaken = shown !== undefined && textAttribute(shown, "userName") === first.body["userName"];
      say(context, {
        requirement: UNIQUE,
        invariant: "taken",
        holds: !isTaken,
        expected: ["a refusal with 409"],
        actual: `${statusText(exchange)}, and ${id === first.id ? "the first User answers for it" : "two Users are there"}`,
        message: "Two Users have the same `userName`.",
        operation,
        alsoViolates: [CONFLICT],
      });
      if (isTaken) return;
    }
    const scimType = scimTypeOf(exchange);
    if (!isSuccess(exchange) && !isRefusal(exchange)) return;
    say(context, {
      requirement: CONFLICT,
      invariant: "status",
      holds: isRightStatus(context, operation, statusOf(exchange), [409]),
      expected: ["409"],
      actual: statusText(exchange),
      message: "A conflict with another User is not answered 409.",
      operation,
    });
    if (statusOf(exchange) === 409) {
      say(context, {
        requirement: CONFLICT,
        invariant: "scimType",
        holds: scimType === "uniqueness",
        expected: ["scimType uniqueness"],
        actual: scimType ?? "no scimType",
        message: "A conflict with another User is not marked `uniqueness`.",
        operation,
      });
    }
    await judgeFirst(context, { id: first.id, before }, operation);
  },
});

async function judgeFirst(
  context: ScenarioContext,
  { id, before }: { readonly id: string; readonly before: JsonObject },
  operation: string,
): Promise<void> {
  const { resource, exchange } = await read(context, "User", id);
  const lost = resource === undefined ? ["everything"] : leastOf(before, resource);
  say(context, {
    requirement: UNCHANGED,
    invariant: "first",
    holds: lost.length === 0,
    expected: ["the first User as it was"],
    actual: resource === undefined ? statusText(exchange) : `other ${lost.join(", ")}`,
    message: "A refused creation has changed the User whom it was in conflict with.",
    operation,
  });
}

/** The same in another case: what the server's own schema says of `userName` is what it should do. */
export const duplicateCase: Scenario = serviceScenario({
  id: "service.create.duplicate-case",
  title: "A second User whose `userName` differs in case alone is refused, or that is told",
  requirements: [CASE, UNIQUE, HONEST],
  needs: ["POST User collection"],
  run: async (context) => {
    const first = await makeUser(context, "first");
    const name = textOf(first.body["userName"]);
    const other = name.toUpperCase() === name ? name.toLowerCase() : name.toUpperCase();
    if (other === name) throw new NoVerdict("not-applicable", "user names have no letters in them");
    const operation = keyOf(context, "POST User collection");
    const { exchange } = await context.service.create({
      type: "User",
      body: { ...context.userBody("second"), userName: other },
      title: "make a User with the `userName` of another in another case",
      intent: open("a `userName` in another case"),
    });
    needAnswer(exchange);
    const isTwo = isSuccess(exchange);
    learn(
      context,
      "user-name-case",
      "A `userName` that differs in case alone",
      isTwo ? "is another name" : `is taken (${statusText(exchange)})`,
    );
    const common = { holds: !isTwo, expected: ["409"], actual: statusText(exchange), operation };
    const described = attributeNamed((await describedUser(context))?.attributes, "userName");
    if (described === undefined || described.caseExact) {
      say(context, {
        ...common,
        requirement: CASE,
        invariant: "case",
        message: "Two Users have names that differ in case alone, which the RFC's own schema takes for the same.",
      });
      return;
    }
    // What the server itself calls unique and without case is the same name, and nobody else's word for it is needed.
    const isUnique = described.uniqueness !== "none";
    say(context, {
      ...common,
      requirement: isUnique ? UNIQUE : HONEST,
      alsoViolates: isUnique ? [HONEST] : [],
      invariant: "userName caseExact",
      message:
        "The server's own schema says that case does not matter in `userName`; two Users differ in nothing else.",
    });
  },
});
