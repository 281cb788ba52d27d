import { isRefusal, isSuccess, needAnswer, statusText } from "../../answer.ts";
import type { ScenarioContext } from "../../context.ts";
import { keyOf, learn, makeOne, open, readThere, say } from "../kit.ts";
import { holds } from "../stored.ts";
import { type OwnAttribute, shownOf, withAttribute, withoutAttribute } from "./attributes.ts";
import { bareFor, makeFrom } from "./make-with.ts";
import { valueFor } from "./values.ts";

const UNSET = "RFC7644-3.5.1-IMMUTABLE-UNSET";

/**
 * Gives an immutable attribute that has no value one: by PUT it must be taken (RFC 7644 section 3.5.1), by PATCH it may be
 * (section 3.5.2). Whether the server takes the value at all is seen by making one with it.
 *
 * @returns false when nothing could be seen by it
 */
export async function setLater(context: ScenarioContext, own: OwnAttribute): Promise<boolean> {
  const { service } = context;
  const { name } = own.attribute;
  const value = valueFor(context, own.attribute, name);
  if (value === undefined || service.declared("PUT", own.type, "resource") === undefined) return false;
  const { exchange, id } = await service.create({
    type: own.type,
    body: withAttribute(bareFor(context, own, `from the start ${name}`), own, value),
    title: `make a ${own.type} with \`${name}\` from the start`,
    intent: open("a value that the server may not take"),
  });
  needAnswer(exchange);
  if (id === undefined || !holds(value, shownOf((await readThere(context, own.type, id)).resource, own))) return false;

  const bare = await makeFrom(context, own, undefined, `without ${name}`);
  if (bare === undefined) return false;
  if (shownOf((await readThere(context, own.type, bare.id)).resource, own) !== undefined) return false;
  const answer = await service.request({
    method: "PUT",
    to: { type: own.type, id: bare.id },
    title: `PUT a first \`${name}\``,
    body: withAttribute(withoutAttribute(bare.body, own), own, value),
    intent: { kind: "valid" },
  });
  needAnswer(answer);
  const shown = shownOf((await readThere(context, own.type, bare.id)).resource, own);
  say(context, {
    requirement: UNSET,
    invariant: name,
    holds: isSuccess(answer) && holds(value, shown),
    expected: [`${JSON.stringify(value)}, set by the PUT`],
    actual: `${statusText(answer)}, and then ${JSON.stringify(shown ?? null)}`,
    message: `\`${name}\` is immutable by the server's own schema and had no value, and a PUT did not set it.`,
    operation: keyOf(context, `PUT ${own.type} resource`),
  });
  if (service.declared("PATCH", own.type, "resource") !== undefined) await addLater(context, own, value);
  return true;
}

/** What becomes of an `add` is learnt: the client may try, and no sentence binds the server. */
async function addLater(context: ScenarioContext, own: OwnAttribute, value: unknown): Promise<void> {
  const { name } = own.attribute;
  const bare = await makeOne(context, own.type, `to be added to ${name}`);
  const path = own.under === undefined ? name : `${own.under}:${name}`;
  const answer = await context.service.request({
    method: "PATCH",
    to: { type: own.type, id: bare.id },
    title: `add a first \`${name}\``,
    body: [{ op: "add", path, value }],
    intent: open("an immutable attribute without a value"),
  });
  needAnswer(answer);
  learn(context, "immutable-add", "A first value of an immutable attribute by PATCH", statusText(answer));
  if (!isSuccess(answer) && !isRefusal(answer)) return;
  context.judge({
    requirement: "RFC7644-3.5.2-IMMUTABLE-ADD",
    invariant: name,
    shape: "none",
    outcome: "passed",
    operation: keyOf(context, `PATCH ${own.type} resource`),
  });
}
