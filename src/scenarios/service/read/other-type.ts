import type { ResourceTypeName } from "../../../document/index.ts";
import { attributeOf, isObject, textAttribute } from "../../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import type { Scenario } from "../../scenario.ts";
import { bodyFor, keyOf, make, readThere, resourceOf, say, serviceScenario } from "../kit.ts";

const NOT_FOUND = "RFC7644-3.12-404";
const PAIRS: readonly (readonly [type: ResourceTypeName, other: ResourceTypeName])[] = [
  ["User", "Group"],
  ["Group", "User"],
];

/** Under the endpoint of one type there is nothing of another (RFC 7644 sections 3.2 and 3.4.1). */
export const ofOtherType: readonly Scenario[] = PAIRS.map(([type, other]) =>
  serviceScenario({
    id: `service.read.${type.toLowerCase()}-of-other-type`,
    title: `The id of a ${other} does not show the ${other} among the ${type}s`,
    requirements: [NOT_FOUND],
    needs: [`POST ${other} collection`, `GET ${other} resource`, `GET ${type} resource`],
    makes: other === "User" ? { users: 1, groups: 0 } : { users: 0, groups: 1 },
    run: async (context) => {
      const made = await make(context, { type: other, body: bodyFor(context, other, "own"), title: `make a ${other}` });
      await readThere(context, other, made.id);
      const exchange = await context.service.request({
        method: "GET",
        to: { type, id: made.id },
        title: `read a ${type} under the id of a ${other}`,
        intent: { kind: "provoked", cause: "unknown-id" },
      });
      needAnswer(exchange);
      const shown = resourceOf(exchange);
      const meta = shown === undefined ? undefined : attributeOf(shown, "meta");
      const name = other === "User" ? "userName" : "displayName";
      // Ids need only be told apart among resources of one type: a resource of this type may well have the same one.
      const isOther =
        shown !== undefined &&
        (textAttribute(shown, name) === made.body[name] ||
          (isObject(meta) && textAttribute(meta, "resourceType") === other));
      say(context, {
        requirement: NOT_FOUND,
        invariant: "other-type",
        holds: !isOther,
        expected: ["404"],
        actual: isSuccess(exchange) ? `${statusText(exchange)} with the ${other}` : statusText(exchange),
        message: `A ${other} is shown under its id below the endpoint of ${type}s.`,
        operation: keyOf(context, `GET ${type} resource`),
        exchanges: [exchange],
      });
    },
  }),
);
