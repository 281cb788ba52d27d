import type { ResourceTypeName } from "../../../document/index.ts";
import type { Exchange } from "../../../result/index.ts";
import { type JsonObject, textAttribute } from "../../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import {
  bodyFor,
  keyOf,
  learn,
  type Made,
  make,
  needSaid,
  open,
  read,
  readThere,
  resourceOf,
  say,
  serviceScenario,
  statusOf,
} from "../kit.ts";
import { leastOf, shownOfSent } from "../stored.ts";

const DONE = "RFC7644-3.12-SUCCESS-MEANS-DONE";
const CONFLICT = "RFC7644-3.3-409";
const UNCHANGED = "RFC7644-3.12-REFUSED-UNCHANGED";

/** A value that two resources may both have, or of which the second is refused. */
interface SameKey {
  readonly id: string;
  readonly type: ResourceTypeName;
  readonly name: "externalId" | "displayName";
}

const SAME: readonly SameKey[] = [
  { id: "same-external-id-user", type: "User", name: "externalId" },
  { id: "same-external-id-group", type: "Group", name: "externalId" },
  { id: "same-group-name", type: "Group", name: "displayName" },
];

/** A POST makes something new or is refused: it never answers with what was there before, nor writes to it. */
export const sameKeys: readonly Scenario[] = SAME.map(({ id, type, name }) =>
  serviceScenario({
    id: `service.create.${id}`,
    title: `A ${type} with the \`${name}\` of another is refused or made beside it, and the other stays as it was`,
    requirements: [DONE, CONFLICT, UNCHANGED],
    needs: [`POST ${type} collection`, `GET ${type} resource`],
    makes: type === "User" ? { users: 2, groups: 0 } : { users: 0, groups: 2 },
    run: async (context) => {
      const value = context.name("the same");
      const first = await make(context, {
        type,
        body: { ...bodyFor(context, type, "first"), [name]: value },
        title: `make a ${type}`,
      });
      const { resource } = await readThere(context, type, first.id, (seen) => textAttribute(seen, name) === value);
      if (textAttribute(resource, name) !== value)
        throw new NoVerdict("not-applicable", `the server does not show the \`${name}\` that was sent`);
      const before = shownOfSent(first.body, resource);
      const { exchange, id: made } = await context.service.create({
        type,
        body: { ...bodyFor(context, type, "second"), [name]: value },
        title: `make another ${type} with the same \`${name}\``,
        intent: open(`a \`${name}\` that another ${type} has`),
      });
      needAnswer(exchange);
      needSaid(exchange);
      const answered = resourceOf(exchange);
      const given = made ?? (answered === undefined ? undefined : textAttribute(answered, "id"));
      await judge(context, { type, name, first, before, exchange, given });
    },
  }),
);

interface Second {
  readonly type: ResourceTypeName;
  readonly name: string;
  readonly first: Made;
  /** What the first one showed before the second POST. */
  readonly before: JsonObject;
  readonly exchange: Exchange;
  /** The id in the answer to the second POST. */
  readonly given: string | undefined;
}

async function judge(context: ScenarioContext, second: Second): Promise<void> {
  const { type, name, first, before, exchange, given } = second;
  const operation = keyOf(context, `POST ${type} collection`);
  const isSame = given === first.id;
  const how = isSuccess(exchange)
    ? isSame
      ? `is answered ${statusText(exchange)} with the first one`
      : `is made beside the first one`
    : `is refused with ${statusText(exchange)}`;
  learn(context, `create.same-${name}-${type.toLowerCase()}`, `A ${type} with the \`${name}\` of another`, how);
  if (isSuccess(exchange) && given === undefined)
    throw new NoVerdict("blocked", `POST was answered ${statusText(exchange)} without an id`);
  // An `externalId` that goes over to the one that was sent with it last is between the client and the server.
  const { externalId: _, ...wanted } = before;
  const now = await read(context, type, first.id, (seen) => leastOf(wanted, seen).length === 0);
  const lost = now.resource === undefined ? ["everything"] : leastOf(wanted, now.resource);
  if (isSuccess(exchange)) {
    // A success of another number says that nothing was created, where nothing else was written either.
    if (isSame && statusOf(exchange) !== 201 && lost.length === 0)
      throw new NoVerdict("not-applicable", `the POST ${how}, which says that none was created`);
    say(context, {
      requirement: DONE,
      alsoViolates: [CONFLICT],
      invariant: "new",
      holds: !isSame,
      expected: [`a ${type} of its own`, "or a refusal with 409"],
      actual: `${statusText(exchange)}, with the \`id\` of the first ${type}`,
      message: `A ${type} with the \`${name}\` of another is acknowledged, and none is made: the answer has the other one's \`id\`.`,
      operation,
      exchanges: [first.exchange, exchange],
    });
  }
  say(context, {
    requirement: isSuccess(exchange) ? CONFLICT : UNCHANGED,
    invariant: "first",
    holds: lost.length === 0,
    expected: [`the first ${type} as it was`],
    actual: now.resource === undefined ? statusText(now.exchange) : `other ${lost.join(", ")}`,
    message: `The POST of a ${type} with the \`${name}\` of another has changed the other one.`,
    operation,
    exchanges: [first.exchange, exchange, now.exchange],
  });
}
