import type { ResourceTypeName } from "../../../document/index.ts";
import { attributeOf, isObject, type JsonObject, textAttribute } from "../../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, notTheServersFault, statusText } from "../../answer.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { bodyFor, keyOf, make, readThere, resourceOf, say, serviceScenario } from "../kit.ts";

const NOT_FOUND = "RFC7644-3.12-404";
const PAIRS: readonly (readonly [type: ResourceTypeName, other: ResourceTypeName])[] = [
  ["User", "Group"],
  ["Group", "User"],
];

const NAMES = { User: "userName", Group: "displayName" } as const;

/** True for a resource of this type, and not what the body of another type has made. */
function isOfType(shown: JsonObject | undefined, type: ResourceTypeName, other: JsonObject): boolean {
  if (shown === undefined) return false;
  const name = textAttribute(shown, NAMES[type]);
  const meta = attributeOf(shown, "meta");
  const said = isObject(meta) ? textAttribute(meta, "resourceType") : undefined;
  const isNamed = name !== undefined && name !== other[NAMES[type]];
  return isNamed && (said === undefined || said === type) && (type === "User" || !isUser(shown));
}

const isUser = (shown: JsonObject): boolean => textAttribute(shown, NAMES.User) !== undefined;

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
      const why = notTheServersFault(exchange);
      if (why !== undefined) throw new NoVerdict("inconclusive", why);
      if (!isSuccess(exchange) && !isRefusal(exchange))
        throw new NoVerdict("inconclusive", `the read was answered ${statusText(exchange)}`);
      // Ids need only be told apart among resources of one type: a resource of this type may well have the same one.
      if (isOfType(resourceOf(exchange), type, made.body))
        throw new NoVerdict("not-applicable", `a ${type} has the same id as the ${other}`);
      say(context, {
        requirement: NOT_FOUND,
        invariant: "other-type",
        holds: isRefusal(exchange),
        expected: ["404"],
        actual: `${statusText(exchange)} with what is no ${type}`,
        message: `Under the id of a ${other} something is shown below the endpoint of ${type}s.`,
        operation: keyOf(context, `GET ${type} resource`),
        exchanges: [exchange],
      });
    },
  }),
);
