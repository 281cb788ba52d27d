import type { GroupFixture, GroupState, Observation, ScenarioContext, ScenarioJudgement } from "../context.ts";
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

/** Makes changes of a Group one after the other, each written in another spelling, and judges that the spelling makes no difference. */
export async function playSpelled(
  context: ScenarioContext,
  { style, group }: { readonly style: PatchStyle; readonly group: GroupFixture },
  { requirement, how }: Spelling,
  steps: readonly SpelledStep[],
): Promise<void> {
  let before: GroupState = group;
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
    const isWrong = held.judgements.some(({ outcome }) => outcome === "failed");
    // What goes wrong in its plain form as well is not the spelling's doing.
    const isPlain = isWrong && (await isWrongPlainly(context, step, style, before));
    const [from, to] = isPlain ? [requirement, rule] : [rule, requirement];
    for (const one of held.judgements) context.judge(putDownTo(one, from, to));
    if (held.noVerdict !== undefined) throw held.noVerdict;
    before = stateAfter(context, before, answer, seen);
  }
}

/** Whether the same goes wrong on another Group, written as the RFC writes it. */
async function isWrongPlainly(
  context: ScenarioContext,
  { title, rule, plain }: SpelledStep,
  style: PatchStyle,
  { members }: GroupState,
): Promise<boolean> {
  const group = await context.group([...members]);
  const { judgements } = await context.hold(async () => {
    const answer = await context.write(group.id, plain(style), {
      title: `PATCH: ${title}, in its plain form, to tell what is wrong`,
      intent: { kind: "valid" },
    });
    const operations = plain(asTheRfc(style));
    const rules = patchRules(rule);
    await expectLegal(context, { group, before: group, answer, operations, shape: SHAPE, rules, about: rule });
  });
  await context.discard(group);
  return judgements.some(({ outcome }) => outcome === "failed");
}

/** A failure that speaks of one of two requirements, put down to the one; the other stands beside it. */
function putDownTo(judgement: ScenarioJudgement, from: string, to: string): ScenarioJudgement {
  if (judgement.outcome !== "failed" || ![from, to].includes(judgement.requirement)) return judgement;
  const also = [from, ...(judgement.alsoViolates ?? [])].filter((id) => id !== to);
  return { ...judgement, requirement: to, alsoViolates: [...new Set(also)] };
}
