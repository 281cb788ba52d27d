import {
  type GroupFixture,
  type GroupState,
  NoVerdict,
  type Observation,
  type ScenarioContext,
  type ScenarioJudgement,
} from "../context.ts";
import { expectLegal } from "../expect-legal.ts";
import { patchRules } from "../expect-patched.ts";
import { asTheRfc, type PatchOperation, type PatchStyle } from "../patch-operations.ts";
import { isClosed, stateAfter } from "./style.ts";

const SHAPE = "members-name-case";

/** A change that is written in another spelling than the usual one. */
export interface SpelledStep {
  readonly title: string;
  /** The requirement that a wrong end breaks, however the change is written. */
  readonly rule: string;
  /** The change as it is sent. */
  readonly asked: (style: PatchStyle) => readonly PatchOperation[];
  /** The same in its plain form. */
  readonly plain: (style: PatchStyle) => readonly PatchOperation[];
}

/** What is spelled otherwise, in words, and the requirement by which it makes no difference. */
export interface Spelling {
  readonly requirement: string;
  readonly how: string;
}

/**
 * Makes changes of a Group one after the other, each written in another spelling, and judges that the spelling makes no
 * difference.
 *
 * @throws NoVerdict `not-applicable` where one goes wrong as its plain form does, of which other scenarios tell
 */
export async function playSpelled(
  context: ScenarioContext,
  { style, group }: { readonly style: PatchStyle; readonly group: GroupFixture },
  { requirement, how }: Spelling,
  steps: readonly SpelledStep[],
): Promise<void> {
  let before: GroupState = group;
  let toldElsewhere = false;
  for (const step of steps) {
    const { title, rule, asked, plain } = step;
    const answer = await context.write(group.id, asked(style), {
      title: `PATCH: ${title}, ${how}`,
      // A page that lists the forms it takes leaves open whether another spelling is one of them.
      intent: { kind: "open", why: how },
    });
    let seen: Observation | undefined;
    const held = await context.hold(async () => {
      seen = await expectLegal(context, {
        group,
        before,
        answer,
        operations: plain(asTheRfc(style)),
        shape: SHAPE,
        rules: { ...patchRules(requirement), name: requirement },
        about: requirement,
        mayRefuse: isClosed(context),
      });
    });
    const hasFailed = held.judgements.some(isFailure);
    const wrongPlainly = hasFailed ? await failuresPlainly(context, step, style, before) : [];
    // What goes wrong in its plain form as well is not the spelling's doing.
    const [from, to] = wrongPlainly.length > 0 ? [requirement, rule] : [rule, requirement];
    for (const one of held.judgements.map((judgement) => putDownTo(judgement, from, to))) {
      if (isFailure(one) && wrongPlainly.some((plainly) => isAlike(plainly, one))) toldElsewhere = true;
      else context.judge(one);
    }
    if (held.noVerdict !== undefined) throw held.noVerdict;
    before = stateAfter(context, before, answer, seen);
  }
  if (toldElsewhere)
    throw new NoVerdict("not-applicable", "the plain form goes wrong in the same way, as another scenario tells");
}

const isFailure = ({ outcome }: ScenarioJudgement): boolean => outcome === "failed";

const isAlike = (one: ScenarioJudgement, other: ScenarioJudgement): boolean =>
  one.requirement === other.requirement && one.invariant === other.invariant;

/** What goes wrong on another Group when the same is written as the RFC writes it. */
async function failuresPlainly(
  context: ScenarioContext,
  { title, rule, plain }: SpelledStep,
  style: PatchStyle,
  { members }: GroupState,
): Promise<readonly ScenarioJudgement[]> {
  const group = await context.group([...members]);
  const { judgements } = await context.hold(async () => {
    const answer = await context.write(group.id, plain(style), {
      title: `PATCH: ${title}, in its plain form, to tell what is wrong`,
      intent: { kind: "valid" },
    });
    const operations = plain(asTheRfc(style));
    const rules = { ...patchRules(rule), name: rule };
    await expectLegal(context, { group, before: group, answer, operations, shape: SHAPE, rules, about: rule });
  });
  await context.discard(group);
  return judgements.filter(isFailure);
}

/** A failure that speaks of one of two requirements, put down to the one; the other stands beside it. */
function putDownTo(judgement: ScenarioJudgement, from: string, to: string): ScenarioJudgement {
  if (judgement.outcome !== "failed" || ![from, to].includes(judgement.requirement)) return judgement;
  const also = [from, ...(judgement.alsoViolates ?? [])].filter((id) => id !== to);
  return { ...judgement, requirement: to, alsoViolates: [...new Set(also)] };
}
