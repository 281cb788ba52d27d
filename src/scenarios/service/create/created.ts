import type { ResourceTypeName } from "../../../document/index.ts";
import { headerOf } from "../../../result/index.ts";
import { attributeOf, isObject, type JsonObject, locationNames, textAttribute } from "../../../scim/index.ts";
import { statusText } from "../../answer.ts";
import type { ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { describedPart } from "../described.ts";
import {
  bodyFor,
  groupOf,
  keyOf,
  type Made,
  make,
  makeUser,
  readThere,
  resourceOf,
  say,
  serviceScenario,
  statusOf,
} from "../kit.ts";
import { leastOf, sent, shownOfSent } from "../stored.ts";

const CREATED = "RFC7644-3.3-201";
const LOCATION = "RFC7644-3.3-LOCATION";
const STORED = "RFC7644-3.3-STORED";
const STATE = "RFC7644-3.1-RESPONSE-STATE";

/** A creation is answered 201, says where the resource is, and what was sent is what a read shows. */
export const createdScenarios: readonly Scenario[] = (["User", "Group"] as const).map((type) =>
  serviceScenario({
    id: `service.create.${type.toLowerCase()}`,
    title: `A ${type} that is made is answered 201 with its location, and a read shows what was sent`,
    depth: "smoke",
    requirements: [CREATED, LOCATION, STORED, STATE],
    needs: [`POST ${type} collection`],
    makes: { users: 1, groups: type === "Group" ? 1 : 0 },
    run: async (context) => {
      const members =
        type === "Group" && context.service.declared("POST", "User", "collection") !== undefined
          ? [(await makeUser(context, "member")).id]
          : [];
      const body = type === "User" ? bodyFor(context, type, "own") : groupOf(context, "own", members);
      const made = await make(context, { type, body, title: `make a ${type}` });
      const operation = keyOf(context, `POST ${type} collection`);
      say(context, {
        requirement: CREATED,
        invariant: "status",
        holds: statusOf(made.exchange) === 201,
        expected: ["201"],
        actual: statusText(made.exchange),
        message: `The creation of a ${type} is not answered 201.`,
        operation,
      });
      judgeLocation(context, type, made, operation);
      const wanted = await describedPart(context, type, body);
      const { resource } = await readThere(context, type, made.id, (seen) => leastOf(wanted, seen).length === 0);
      const lost = leastOf(wanted, resource);
      say(context, {
        requirement: STORED,
        invariant: "stored",
        holds: lost.length === 0,
        expected: lost.map((path) => `${path}: ${sent(body, path)}`),
        actual: lost.map((path) => `${path}: ${sent(resource, path)}`).join("; "),
        message: `A ${type} was made, and a read does not show all that was sent.`,
        operation,
      });
      judgeAnswer(context, type, made, resource, operation);
      if (lost.length === 0) context.confirmed("GET", operation);
    },
  }),
);

function judgeLocation(
  context: ScenarioContext,
  type: ResourceTypeName,
  { id, exchange }: Made,
  operation: string,
): void {
  const header = headerOf(exchange.response?.headers ?? [], "location");
  const common = { requirement: LOCATION, operation, expected: [`a URI that ends in /${type}s/${id}`] };
  say(context, {
    ...common,
    invariant: "header",
    holds: header !== undefined && locationNames(header, `${type}s`, id),
    actual: header ?? "no Location header",
    message: `The Location header of a creation does not name the ${type} that was made.`,
  });
  const resource = resourceOf(exchange);
  // The body itself is only recommended (RFC 7644 section 3.3).
  if (resource === undefined) return;
  const meta = attributeOf(resource, "meta");
  const location = isObject(meta) ? textAttribute(meta, "location") : undefined;
  say(context, {
    ...common,
    invariant: "meta.location",
    holds: location !== undefined && locationNames(location, `${type}s`, id),
    actual: location ?? "no `meta.location`",
    message: `\`meta.location\` in the answer to a creation does not name the ${type} that was made.`,
    pointer: "/meta/location",
  });
}

/** What the answer shows of what was sent is what a read shows of it. */
function judgeAnswer(
  context: ScenarioContext,
  type: ResourceTypeName,
  { body, exchange }: Made,
  resource: JsonObject,
  operation: string,
): void {
  const answered = resourceOf(exchange);
  if (answered === undefined) return;
  const differ = leastOf(shownOfSent(body, answered), resource);
  say(context, {
    requirement: STATE,
    invariant: "answer",
    holds: differ.length === 0,
    expected: differ.map((path) => `${path}: ${sent(resource, path)}`),
    actual: differ.map((path) => `${path}: ${sent(answered, path)}`).join("; "),
    message: `The answer to the creation of a ${type} shows something else than a read.`,
    operation,
  });
}
