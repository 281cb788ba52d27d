import { isRefusal, isSuccess, needAnswer, statusText } from "../../answer.ts";
import type { ScenarioContext } from "../../context.ts";
import { keyOf, learn, needSaid, open, readThere, say } from "../kit.ts";
import { holds } from "../stored.ts";
import { type OwnAttribute, pathOf, shownOf, withAttribute } from "./attributes.ts";
import { makeFrom } from "./make-with.ts";

const DONE = "RFC7644-3.12-SUCCESS-MEANS-DONE";
const REFUSED = "RFC7644-3.12-REFUSED-UNCHANGED";

/** What every edit may break beside its own requirement. */
export const EDIT_REQUIREMENTS: readonly string[] = [DONE, REFUSED];

/** An edit of one attribute: what the resource is made with, what is sent, and what it must come to. */
export interface Edit {
  /** What is asked for, in words: “replace”. */
  readonly what: string;
  readonly requirement: string;
  /** The value that the resource is made with; undefined for none. */
  readonly from: unknown;
  /** The value that it must come to; undefined for none. */
  readonly to: unknown;
  /** The operations of a PATCH; undefined for a PUT of the value that it must come to. */
  readonly operations?: readonly object[];
  /** Decides in place of {@link comesTo} what is right; of what a read shows. */
  readonly isRight?: (shown: unknown) => boolean;
  /** True where it may be that nothing was found to change: only what was not to change is judged then. */
  readonly mayFindNothing?: boolean;
  /** True where an advice is all that a server goes against by doing nothing. */
  readonly isAdvice?: boolean;
}

const words = (value: unknown): string => JSON.stringify(value ?? null).slice(0, 160);

const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === "" ||
  (typeof value === "object" && Object.values(value).every(isNothing));

/** True where a value is all that is shown: no entry of a list beside those that are wanted. */
export function comesTo(wanted: unknown, shown: unknown): boolean {
  if (wanted === undefined) return isNothing(shown);
  if (!Array.isArray(wanted)) return holds(wanted, shown);
  return Array.isArray(shown) && shown.length === wanted.length && holds(wanted, shown);
}

/**
 * Carries an edit out on a resource of its own and judges by a read what has come of it. A refusal that changes nothing is
 * learnt: a server may have reasons of its own. What a server shows otherwise than it was sent when a resource is made so from
 * the start is no fault of the edit either.
 *
 * @param label tells the resource from all others of the scenario
 * @returns false when nothing could be seen by it
 */
export async function judgeEdit(
  context: ScenarioContext,
  own: OwnAttribute,
  edit: Edit,
  label: string,
): Promise<boolean> {
  const { type } = own;
  const { what, requirement, from, to, operations, isRight = (shown) => comesTo(to, shown) } = edit;
  const made = await makeFrom(context, own, from, label);
  if (made === undefined) return false;
  const before = shownOf((await readThere(context, type, made.id)).resource, own);
  // Kept otherwise than it was sent, which others judge.
  if (!comesTo(from, before)) return false;

  const method = operations === undefined ? "PUT" : "PATCH";
  const answer = await context.service.request({
    method,
    to: { type, id: made.id },
    title: `${what} \`${own.attribute.name}\` by ${method}`,
    body: operations ?? withAttribute(made.body, own, to),
    intent: open("a change that a server may refuse for reasons of its own"),
  });
  needAnswer(answer);
  needSaid(answer);
  const isDone = isSuccess(answer);
  const { resource } = await readThere(context, type, made.id, (seen) => !isDone || isRight(shownOf(seen, own)));
  const shown = shownOf(resource, own);
  const isSame = comesTo(before, shown) && comesTo(shown, before);
  const common = {
    invariant: `${what} ${pathOf(own)}`,
    expected: [words(isDone ? to : before)],
    actual: words(shown),
    operation: keyOf(context, `${method} ${type} resource`),
  };
  if (isRefusal(answer)) {
    learn(
      context,
      "own-edit",
      `“${what}” of an attribute of the server's own`,
      `is refused with ${statusText(answer)}`,
    );
    if (isSame) return false;
    const message = `A ${method} that was to ${what} \`${pathOf(own)}\` was refused, and has changed it.`;
    say(context, { ...common, requirement: REFUSED, holds: false, message });
    return true;
  }
  const isFound = isRight(shown);
  if (!isFound && isSame && edit.mayFindNothing === true) return false;
  if (!isFound && !(await isMadeSo(context, own, edit, label))) return false;
  say(context, {
    ...common,
    requirement,
    // Where nothing but an advice is broken, the success does not weigh more.
    alsoViolates: isSame && edit.isAdvice !== true ? [DONE] : [],
    holds: isFound,
    message: isSame
      ? `A ${method} that was to ${what} \`${pathOf(own)}\`, which the server's own schema lets be written, was acknowledged, and nothing has changed.`
      : `A ${method} that was to ${what} \`${pathOf(own)}\`, which the server's own schema lets be written, was acknowledged and has left something else.`,
  });
  return true;
}

/** Whether a resource that is made so from the start shows what the edit was to come to. */
async function isMadeSo(
  context: ScenarioContext,
  own: OwnAttribute,
  { to, isRight = (shown) => comesTo(to, shown) }: Edit,
  label: string,
): Promise<boolean> {
  const made = await makeFrom(context, own, to, `control ${label}`);
  if (made === undefined) return false;
  return isRight(shownOf((await readThere(context, own.type, made.id)).resource, own));
}
