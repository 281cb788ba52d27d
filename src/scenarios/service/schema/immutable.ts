import type { Exchange } from "../../../result/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import { claims } from "../described.ts";
import { BAD_BODY, keyOf, learn, type Made, needSaid, open, readThere, say } from "../kit.ts";
import { holds } from "../stored.ts";
import { type OwnAttribute, pathOf, shownOf, withAttribute, withoutAttribute } from "./attributes.ts";
import { needCarriedOut } from "./control.ts";
import type { MadeWith } from "./make-with.ts";
import { valueFor } from "./values.ts";

const KEEPS = "RFC7643-7-MUT-IMMUTABLE";
const HONEST = "RFC7643-7-SCHEMA-HONEST";
const SAME = "RFC7644-3.5.1-IMMUTABLE-SAME";
const DIFFERENT = "RFC7644-3.5.1-IMMUTABLE-DIFF";
const FITS = "RFC7644-3.5.2-MUT-COMPAT";

const words = (value: unknown): string => JSON.stringify(value ?? null).slice(0, 120);

/** The first value and another one; undefined where there is nothing to see. */
async function twoValues(
  context: ScenarioContext,
  own: OwnAttribute,
  made: MadeWith,
): Promise<{ readonly made: NonNullable<MadeWith>; readonly first: unknown; readonly other: unknown } | undefined> {
  const other = valueFor(context, own.attribute, "other");
  if (made === undefined || other === undefined || words(other) === words(made.value)) return undefined;
  const first = shownOf((await readThere(context, own.type, made.id)).resource, own);
  return first === undefined ? undefined : { made, first, other };
}

/** Judges that the first value is still there. */
function sayKept(
  context: ScenarioContext,
  own: OwnAttribute,
  parts: { readonly first: unknown; readonly now: unknown; readonly method: "PUT" | "PATCH" },
): void {
  const { first, now, method } = parts;
  const { name } = own.attribute;
  say(context, {
    requirement: KEEPS,
    alsoViolates: [HONEST],
    invariant: method === "PUT" ? name : `patch ${name}`,
    holds: holds(first, now),
    expected: [words(first)],
    actual: words(now),
    message: `\`${name}\` is immutable by the server's own schema, and a ${method} has changed it.`,
    operation: keyOf(context, `${method} ${own.type} resource`),
  });
}

/**
 * By PUT the value that is there may be repeated, and another one is refused (RFC 7644 section 3.5.1).
 *
 * @returns false when nothing could be seen by it
 * @throws NoVerdict `blocked` where every PUT is refused
 */
export async function keptByPut(context: ScenarioContext, own: OwnAttribute, one: MadeWith): Promise<boolean> {
  if (context.service.declared("PUT", own.type, "resource") === undefined) return false;
  const values = await twoValues(context, own, one);
  if (values === undefined) return false;
  const { made, first, other } = values;
  const { name } = own.attribute;
  const put = async (body: Made["body"], title: string, isBad = false): Promise<Exchange> => {
    const to = { type: own.type, id: made.id };
    const intent = isBad ? BAD_BODY : open("the value of an immutable attribute");
    const exchange = await context.service.request({ method: "PUT", to, title, body, intent });
    needAnswer(exchange);
    return exchange;
  };
  const same = await put(withAttribute(made.body, own, first), `PUT the same \`${name}\``);
  if (!isSuccess(same)) {
    // Refused for what it repeats, or would any PUT be?
    const without = await put(withoutAttribute(made.body, own), `PUT the ${own.type} without \`${name}\``);
    if (!isSuccess(without)) throw new NoVerdict("blocked", `every PUT is refused (${statusText(without)})`);
  }
  say(context, {
    requirement: SAME,
    alsoViolates: [HONEST],
    invariant: name,
    holds: isSuccess(same),
    expected: ["200"],
    actual: statusText(same),
    message: `A PUT that repeats \`${name}\`, which is immutable by the server's own schema, is refused.`,
    operation: keyOf(context, `PUT ${own.type} resource`),
  });
  const answer = await put(withAttribute(made.body, own, other), `PUT another \`${name}\``, true);
  const { resource } = await readThere(context, own.type, made.id);
  const how = isSuccess(answer) ? "is ignored" : `is refused with ${statusText(answer)}`;
  learn(context, "immutable", "Another value of an immutable attribute in a PUT", how);
  sayKept(context, own, { first, now: shownOf(resource, own), method: "PUT" });
  say(context, {
    requirement: DIFFERENT,
    alsoViolates: [HONEST],
    invariant: name,
    holds: answer.response?.status === 400,
    expected: ["400 with scimType mutability"],
    actual: statusText(answer),
    message: `A PUT with another value of \`${name}\`, which is immutable by the server's own schema, is not refused with 400.`,
    operation: keyOf(context, `PUT ${own.type} resource`),
  });
  return true;
}

/**
 * By PATCH a value that is there cannot be replaced: an operation that does not fit the mutability is refused (RFC 7644
 * section 3.5.2).
 *
 * @returns false when nothing could be seen by it
 */
export async function keptByPatch(context: ScenarioContext, own: OwnAttribute, one: MadeWith): Promise<boolean> {
  if (
    context.service.declared("PATCH", own.type, "resource") === undefined ||
    (await claims(context, "patch")) === false
  )
    return false;
  const values = await twoValues(context, own, one);
  if (values === undefined) return false;
  const { made, first, other } = values;
  const { name } = own.attribute;
  const answer = await context.service.request({
    method: "PATCH",
    to: { type: own.type, id: made.id },
    title: `replace \`${name}\`, which has a value`,
    body: [{ op: "replace", path: pathOf(own), value: other }],
    intent: BAD_BODY,
  });
  needAnswer(answer);
  needSaid(answer);
  const now = shownOf((await readThere(context, own.type, made.id)).resource, own);
  sayKept(context, own, { first, now, method: "PATCH" });
  if (!holds(first, now)) return true;
  if (isRefusal(answer)) await needCarriedOut(context, own.type, made.id);
  say(context, {
    requirement: FITS,
    alsoViolates: [HONEST],
    invariant: `immutable ${name}`,
    holds: isRefusal(answer),
    expected: ["400 with scimType mutability"],
    actual: statusText(answer),
    message: `A replacement of \`${name}\`, which is immutable by the server's own schema, is answered with success.`,
    operation: keyOf(context, `PATCH ${own.type} resource`),
  });
  return true;
}
