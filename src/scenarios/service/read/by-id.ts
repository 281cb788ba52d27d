import type { ResourceTypeName } from "../../../document/index.ts";
import { textAttribute, textOf } from "../../../scim/index.ts";
import { needAnswer, statusText } from "../../answer.ts";
import type { ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { bodyFor, isRightStatus, keyOf, make, read, resourceOf, say, serviceScenario, statusOf } from "../kit.ts";

const GET = "RFC7644-3.4.1-GET";
const UNKNOWN = "RFC7644-3.12-404";

/** What was made is found under its id, and nothing under an id that was never given. */
export const readScenarios: readonly Scenario[] = (["User", "Group"] as const).flatMap((type) => [
  serviceScenario({
    id: `service.read.${type.toLowerCase()}`,
    title: `A ${type} is shown under its id, and is the one that was asked for`,
    depth: "smoke",
    requirements: [GET],
    needs: [`POST ${type} collection`, `GET ${type} resource`],
    makes: type === "User" ? { users: 2, groups: 0 } : { users: 0, groups: 2 },
    run: async (context) => {
      const name = type === "User" ? "userName" : "displayName";
      for (const label of ["one", "two"]) {
        const made = await make(context, {
          type,
          body: bodyFor(context, type, label),
          title: `make the ${type} “${label}”`,
        });
        const { exchange, resource } = await read(context, type, made.id);
        say(context, {
          requirement: GET,
          invariant: "resource",
          holds:
            statusOf(exchange) === 200 &&
            resource !== undefined &&
            textAttribute(resource, "id") === made.id &&
            textAttribute(resource, name)?.toLowerCase() === textOf(made.body[name]).toLowerCase(),
          expected: [`200 with the ${type} of this id`],
          actual:
            resource === undefined
              ? statusText(exchange)
              : `${JSON.stringify(resource["id"])}, ${JSON.stringify(resource[name])}`,
          message: `A ${type} that was made is not shown under its id.`,
          operation: keyOf(context, `GET ${type} resource`),
        });
      }
    },
  }),
  serviceScenario({
    id: `service.read.unknown-${type.toLowerCase()}`,
    title: `An id that names no ${type} is answered 404`,
    requirements: [UNKNOWN],
    needs: [`GET ${type} resource`, `POST ${type} collection`],
    makes: type === "User" ? { users: 1, groups: 0 } : { users: 0, groups: 1 },
    run: async (context) => {
      const operation = keyOf(context, `GET ${type} resource`);
      const id = await unknownOf(context, type);
      const exchange = await context.service.request({
        method: "GET",
        to: { type, id },
        title: `read a ${type} of an id that names none`,
        intent: { kind: "provoked", cause: "unknown-id" },
      });
      needAnswer(exchange);
      say(context, {
        requirement: UNKNOWN,
        invariant: "status",
        holds: isRightStatus(context, operation, statusOf(exchange), [404, 410]),
        expected: ["404"],
        actual: resourceOf(exchange) === undefined ? statusText(exchange) : `${statusText(exchange)} with a resource`,
        message: `An id that names no ${type} is not answered 404.`,
        operation,
      });
    },
  }),
]);

/** An id of the server's own shape that names nothing; a real one is made first, for without it a 404 proves nothing. */
export async function unknownOf(context: ScenarioContext, type: ResourceTypeName): Promise<string> {
  const { id } = await make(context, { type, body: bodyFor(context, type, "known"), title: `make a ${type}` });
  return await context.unknownId(id, type);
}
