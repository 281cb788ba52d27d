import type { Exchange, ShapeClass } from "../result/index.ts";
import {
  canonicalState,
  compareMembers,
  GROUP_SCHEMA,
  type JsonObject,
  type LegalOutcome,
  legalOutcomes,
  sameMembers,
  URN,
} from "../scim/index.ts";
import { groupState, isRefusal, isSuccess, needAnswer, notTheServersFault, statusText } from "./answer.ts";
import { type GroupFixture, type GroupState, NoVerdict, type Observation, type ScenarioContext } from "./context.ts";
import { expectPatched } from "./expect-patched.ts";
import { expectUnchanged } from "./expect-unchanged.ts";
import type { WriteRules } from "./expect-written.ts";
import type { PatchOperation } from "./patch-operations.ts";
import { judgeRefusedWrongly } from "./refused-wrongly.ts";

const REFUSED = "RFC7644-3.12-REFUSED-UNCHANGED";

/** A PATCH whose legal ends the oracle knows. */
export interface Asked {
  readonly group: Pick<GroupFixture, "id">;
  /** What the Group was before. */
  readonly before: GroupState;
  readonly answer: Exchange;
  /** The operations as the RFC writes them; what was sent may be written in a shape of the vendor's. */
  readonly operations: readonly PatchOperation[];
  readonly shape: ShapeClass;
  readonly rules: WriteRules;
  /** The requirement that the request is about: a refusal that is not legal breaks it, and one that is advised against. */
  readonly about: string;
  /** True where the document leaves open what the RFC would not: a refusal without effect is no failure then. */
  readonly mayRefuse?: boolean;
  /** True where it is not known whether the request changes something, for instance a `display` that is the server's. */
  readonly changesUnknown?: boolean;
}

/**
 * Holds the answer to a PATCH, and what a read shows, against every end that RFC 7644 section 3.5.2 allows the request.
 *
 * @returns what the read showed; undefined where the request was refused, as it might be
 * @throws NoVerdict when the answer says nothing, or the result cannot be seen
 */
export async function expectLegal(context: ScenarioContext, asked: Asked): Promise<Observation | undefined> {
  const { answer, before, group, about, shape } = asked;
  needAnswer(answer);
  const outcomes = legalOutcomes(resourceOf(group.id, before), asked.operations, GROUP_SCHEMA);
  if (isRefusal(answer)) {
    const why = notTheServersFault(answer);
    if (why !== undefined) throw new NoVerdict("inconclusive", why);
    const refusal = outcomes.find(({ kind }) => kind === "refused");
    judgeRefusal(context, asked, refusal);
    await expectUnchanged(context, {
      id: group.id,
      before,
      requirement: REFUSED,
      shape,
      although: `the PATCH was refused with ${statusText(answer)}`,
    });
    return undefined;
  }
  const states = statesOf(outcomes);
  const [letter] = states;
  if (letter === undefined) {
    if (isSuccess(answer)) judgeAcceptance(context, asked);
    return undefined;
  }
  const expected = states.length === 1 ? letter : await chosenState(context, group.id, states, letter);
  return await expectPatched(context, {
    group,
    answer,
    expected,
    shape,
    rules: asked.rules,
    about,
    changes: asked.changesUnknown === true ? "unknown" : !sameStates(before, expected),
  });
}

/** A Group as the oracle takes it; what a client has no say in does not matter to it. */
function resourceOf(id: string, { displayName, members }: GroupState): JsonObject {
  return { schemas: [URN.group], id, displayName, members: [...members].map((value) => ({ value })) };
}

/** The distinct states among legal outcomes, the one closest to the letter first. */
function statesOf(outcomes: readonly LegalOutcome[]): readonly GroupState[] {
  const states = new Map<string, GroupState>();
  for (const outcome of outcomes) {
    if (outcome.kind !== "state") continue;
    const { displayName = "", members } = groupState(outcome.resource);
    const key = canonicalState(outcome.resource, GROUP_SCHEMA);
    if (!states.has(key)) states.set(key, { displayName, members: members.values });
  }
  return [...states.values()];
}

/** Which of several legal states the server has chosen; the letter's where it is none of them. */
async function chosenState(
  context: ScenarioContext,
  id: string,
  states: readonly GroupState[],
  letter: GroupState,
): Promise<GroupState> {
  const seen = await context.read(id, letter);
  if (seen.kind !== "present") return letter;
  const { displayName = "", members } = seen;
  return states.find((state) => sameStates(state, { displayName, members: members.values })) ?? letter;
}

function sameStates(left: GroupState, right: GroupState): boolean {
  return left.displayName === right.displayName && sameMembers(compareMembers(left.members, right.members));
}

function judgeRefusal(context: ScenarioContext, asked: Asked, refusal: LegalOutcome | undefined): void {
  const { about, answer, shape } = asked;
  const advised = refusal?.departures.find(({ level }) => level === "SHOULD");
  const isLegal = (refusal !== undefined && advised === undefined) || asked.mayRefuse === true;
  if (isLegal) {
    const slug = answer.title.toLowerCase().replaceAll(/[^a-z]+/gu, "-");
    context.learn({ id: `refused.${slug}`, title: answer.title, value: `is refused with ${statusText(answer)}` });
    return;
  }
  judgeRefusedWrongly(context, { requirement: about, shape, answer, advised });
}

/** No state is legal: the request was to be refused. */
function judgeAcceptance(context: ScenarioContext, { about, answer, shape }: Asked): void {
  context.judge({
    requirement: about,
    invariant: "refused",
    shape,
    outcome: "failed",
    expected: ["a refusal with 4xx"],
    actual: statusText(answer),
    message: "The server accepts a request that it is to refuse.",
  });
}
