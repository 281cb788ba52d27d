import { attributeOf, isUnassigned } from "../../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { alwaysShown, needMethod } from "../described.ts";
import { keyOf, makeUser, namesIn, readThere, resourceOf, say, serviceScenario, statusOf, VALID } from "../kit.ts";

const ON_WRITE = "RFC7644-3.9-ATTRS-ON-WRITE";
const PATCH_200 = "RFC7644-3.5.2-ATTRIBUTES-200";

/** `attributes` on a write: its answer shows what is named; a PATCH that could be 204 is 200 then. */
export const writtenProjections: readonly Scenario[] = (["POST", "PUT", "PATCH"] as const).map((method) =>
  serviceScenario({
    id: `service.read.attributes-on-${method.toLowerCase()}`,
    title: `The answer to a ${method} with \`attributes\` shows what is named`,
    requirements: method === "PATCH" ? [PATCH_200, ON_WRITE] : [ON_WRITE],
    needs: ["POST User collection", method === "POST" ? "POST User collection" : `${method} User resource`],
    makes: { users: 1, groups: 0 },
    run: async (context) => {
      await needMethod(context, method);
      const operation = keyOf(context, method === "POST" ? "POST User collection" : `${method} User resource`);
      const query = { attributes: "userName" };
      const title = `${method} a User with attributes=userName`;
      const first = method === "POST" ? undefined : await makeUser(context, "own");
      const body = { ...(first?.body ?? context.userBody("own")), displayName: context.name("changed") };
      const sentBody = method === "PATCH" ? [{ op: "replace", path: "displayName", value: body.displayName }] : body;
      const made =
        first === undefined
          ? await context.service.create({ type: "User", body, query, title, intent: VALID })
          : {
              id: first.id,
              exchange: await context.service.request({
                method,
                to: { type: "User", id: first.id },
                query,
                body: sentBody,
                title,
                intent: VALID,
              }),
            };
      const { exchange, id } = made;
      needAnswer(exchange);
      if (!isSuccess(exchange) || id === undefined)
        throw new NoVerdict("blocked", `${title} was answered ${statusText(exchange)}`);
      if (method === "PATCH") {
        say(context, {
          requirement: PATCH_200,
          invariant: "status",
          holds: statusOf(exchange) === 200,
          expected: ["200"],
          actual: statusText(exchange),
          message: "A PATCH that asks for attributes is not answered 200 with them.",
          operation,
        });
      }
      const part = resourceOf(exchange);
      if (part === undefined) return;
      const { resource: whole } = await readThere(context, "User", id);
      const always = await alwaysShown(context, "User");
      const shown = ["displayName", "emails", "name", "active"].filter(
        (name) =>
          !always.has(name.toLowerCase()) &&
          !isUnassigned(attributeOf(whole, name)) &&
          !isUnassigned(attributeOf(part, name)),
      );
      const missing = ["id", "userName"].filter((name) => isUnassigned(attributeOf(part, name)));
      say(context, {
        requirement: ON_WRITE,
        invariant: "part",
        holds: shown.length === 0 && missing.length === 0,
        expected: ["`id` and `userName`"],
        actual: namesIn(part),
        message: `The answer to a ${method} with attributes=userName shows ${shown.length > 0 ? `${shown.join(", ")} as well` : "less than that"}.`,
        operation,
      });
    },
  }),
);
