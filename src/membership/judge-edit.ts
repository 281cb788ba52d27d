import type { Exchange, Intent, ShapeClass } from "../result/index.ts";
import {
  expectPatched,
  expectUnchanged,
  expectWritten,
  type GroupFixture,
  type GroupState,
  isRefusal,
  isSuccess,
  judgeMembers,
  NoVerdict,
  needAnswer,
  type Observation,
  type ScenarioContext,
  statusText,
} from "../scenarios/index.ts";
import { compareMembers, isObject, membersOf, sameMembers } from "../scim/index.ts";
import { type EditRules, rulesOf } from "./edit-rules.ts";
import { FIRST_NAME, type GroupEdit, isNobody, type UserSymbol, usersOfEdit } from "./history.ts";
import { type Expectation, expectationOf, type GroupModel } from "./model.ts";
import { patchOperations, putBody } from "./requests.ts";
import type { Ground } from "./run-types.ts";
import { editWords } from "./words.ts";

/** One edit and where it meets the Group. */
export interface Meeting {
  readonly edit: GroupEdit;
  readonly shape: ShapeClass;
  /** True when the edit removes whoever is left. */
  readonly last: boolean;
  readonly group: GroupFixture;
  readonly before: GroupModel;
  /** The same with real ids and names. */
  readonly state: GroupState;
  /** Whom requests named that were refused earlier: who of them comes in now was brought by one of those. */
  readonly refused: ReadonlySet<UserSymbol>;
}

/** What came of it: the state to go on from, and whether there is one. */
export interface JudgedEdit {
  readonly after: GroupModel;
  /** True when the server refused it, as it must or may. */
  readonly refused?: boolean;
  /** True when what the server stored is open: nothing more can be expected of this history. */
  readonly stop?: boolean;
}

const KEPT = "RFC7644-3.5.2-ACKNOWLEDGED-KEPT";
const REFUSED = "RFC7644-3.12-REFUSED-UNCHANGED";
const ATOMIC = "RFC7644-3.5.2-ATOMIC";

/**
 * Sends one edit and judges answer and stored state against the model.
 *
 * @throws NoVerdict when it cannot be judged
 */
export async function judgeEdit(ground: Ground, meeting: Meeting): Promise<JudgedEdit> {
  const { put } = ground;
  if (put === undefined || meeting.edit.do === "patch") return await judge(ground, meeting);
  // What a PUT beside PATCHes does wrong is the PUT's, and filed there.
  const { context } = ground;
  let judged: JudgedEdit | undefined;
  const held = await context.hold(async () => {
    judged = await judge(ground, meeting);
  });
  for (const judgement of held.judgements) context.judge({ ...judgement, operation: put.key });
  if (judged === undefined) throw held.noVerdict ?? new NoVerdict("inconclusive", "the PUT could not be judged");
  return judged;
}

async function judge(ground: Ground, meeting: Meeting): Promise<JudgedEdit> {
  const { context } = ground;
  const { edit, before } = meeting;
  const expectation = expectationOf(edit, before);
  const answer = await send(ground, meeting, expectation);
  needAnswer(answer);
  if (expectation.kind !== "applied" && isRefusal(answer)) {
    judgeAdvice(context, meeting, expectation, answer);
    await unchanged(context, meeting, `the request was refused with ${statusText(answer)}`);
    return { after: before, refused: true };
  }
  switch (expectation.kind) {
    case "applied":
    case "either":
      await applied(ground, meeting, expectation, answer);
      return { after: expectation.after };
    case "unknown":
      return await withUnknown(ground, meeting, expectation, answer);
    case "refused":
      // Taken although it is none of the three operations: the scripted scenarios judge that.
      return { after: before, stop: true };
  }
}

async function send(ground: Ground, { edit, group, state }: Meeting, expectation: Expectation): Promise<Exchange> {
  const { context, binder, shapes } = ground;
  const { idOf, displayOf, refName } = binder;
  const nameOf = (name: string): string =>
    name === FIRST_NAME ? group.displayName : binder.nameOf(`${edit.group} ${name}`);
  const bound = { idOf, displayOf, refName, nameOf };
  const other = edit.do === "patch" || ground.put === undefined ? {} : { operation: ground.put };
  const options = { title: editWords(edit), intent: intentOf(context, expectation), ...other };
  switch (edit.do) {
    case "put": {
      const name = edit.name === undefined ? state.displayName : bound.nameOf(edit.name);
      return await context.write(group.id, putBody(context, name, edit.users, edit.entry, bound), options);
    }
    case "put-invalid": {
      const body = { ...putBody(context, state.displayName, edit.users, undefined, bound), displayName: 7 };
      return await context.write(group.id, body, options);
    }
    case "put-back": {
      const seen = await context.read(group.id);
      if (seen.kind !== "present" || !sameMembers(compareMembers(state.members, seen.members.values))) {
        throw new NoVerdict("inconclusive", "a plain GET does not show the Group with its members, to be put back");
      }
      return await context.write(group.id, seen.resource, options);
    }
    case "patch": {
      if (shapes === undefined) throw new NoVerdict("inconclusive", "the operation is no PATCH");
      return await context.write(group.id, patchOperations(context, shapes, edit.operations, bound), options);
    }
  }
}

function intentOf(context: ScenarioContext, { kind, why = "" }: Expectation): Intent {
  switch (kind) {
    case "applied":
      return { kind: "valid" };
    case "either":
      return { kind: "open", why };
    case "unknown":
      return context.contract.profile.patch.unknownMember === "refuse-404" && context.operation.method === "PATCH"
        ? { kind: "provoked", cause: "unknown-id" }
        : { kind: "open", why };
    case "refused":
      return { kind: "provoked", cause: "bad-body" };
  }
}

function judgeAdvice(
  context: ScenarioContext,
  { shape }: Meeting,
  { advised, why = "" }: Expectation,
  answer: Exchange,
): void {
  if (advised === undefined) return;
  context.judge({
    requirement: advised,
    invariant: "accepted",
    shape,
    outcome: "failed",
    expected: ["a success status, and nothing else changed"],
    actual: statusText(answer),
    message: `The server refuses a request in which ${why}.`,
  });
}

async function unchanged(context: ScenarioContext, meeting: Meeting, although: string): Promise<void> {
  await expectUnchanged(context, {
    id: meeting.group.id,
    before: meeting.state,
    requirement: REFUSED,
    ...(isSeveral(meeting.edit) ? { alsoViolates: [ATOMIC] } : {}),
    shape: meeting.shape,
    although,
  });
}

function isSeveral(edit: GroupEdit): boolean {
  return edit.do === "patch" && edit.operations.length > 1;
}

async function applied(
  ground: Ground,
  { edit, shape, last, group, refused }: Meeting,
  { after, changes, advised }: Expectation,
  answer: Exchange,
): Promise<void> {
  const { context, binder } = ground;
  const { rules, about, also } = rulesOf(edit, last);
  const nameOf = (name: string): string => binder.nameOf(`${edit.group} ${name}`);
  const expected: GroupState = {
    displayName: after.name === undefined ? group.displayName : nameOf(after.name),
    members: new Set([...after.members].map(binder.idOf)),
  };
  const written = { group, answer, expected, shape, rules, ...subject(advised ?? about) };
  let seen: Observation | undefined;
  const held = await context.hold(async () => {
    seen =
      edit.do === "patch"
        ? await expectPatched(context, { ...written, changes })
        : await expectWritten(context, written);
  });
  const others = othersHit(ground, edit, expected, seen);
  const kept = [
    ...(edit.do === "patch" && others.length > 0 ? [KEPT] : []),
    ...(others.some((user) => refused.has(user)) ? [REFUSED, ...(edit.do === "patch" ? [ATOMIC] : [])] : []),
  ];
  for (const judgement of held.judgements) {
    const isState = judgement.outcome === "failed" && (judgement.pointer ?? "").length > 0;
    if (!isState) context.judge(judgement);
    else {
      // What is said of names is not broken by members that are lost on the way: an edit that has a subject renames nothing.
      const told = (judgement.alsoViolates ?? []).filter((id) => id !== rules.name);
      const broken = [...also, ...kept];
      context.judge({ ...judgement, alsoViolates: beside({ ...judgement, alsoViolates: told }, broken) });
    }
  }
  if (held.noVerdict !== undefined) throw held.noVerdict;
}

/** Who was lost or came back although the edit does not name them: what an earlier one did was not kept. */
function othersHit(
  { binder }: Ground,
  edit: GroupEdit,
  expected: GroupState,
  seen: Observation | undefined,
): readonly UserSymbol[] {
  if (seen?.kind !== "present") return [];
  const { missing, strangers } = compareMembers(expected.members, seen.members.values);
  const named = new Set(usersOfEdit(edit));
  return [...missing, ...strangers].map((id) => binder.symbolOf(id)).filter((user) => !named.has(user));
}

function subject(about: string | undefined): { readonly about?: string } {
  return about === undefined ? {} : { about };
}

function beside(
  { requirement, alsoViolates = [] }: { readonly requirement: string; readonly alsoViolates?: readonly string[] },
  also: EditRules["also"],
): readonly string[] {
  return [...new Set([...alsoViolates, ...also])].filter((id) => id !== requirement);
}

/** An id that names nobody: whoever exists is as the edit says; the unknown one is a member, or is not. */
async function withUnknown(
  ground: Ground,
  { edit, shape, last, group }: Meeting,
  { after }: Expectation,
  answer: Exchange,
): Promise<JudgedEdit> {
  const { context, binder } = ground;
  if (!isSuccess(answer)) return { after, stop: true };
  const known = new Set([...after.members].filter((user) => !isNobody(user)));
  const ids = new Set([...known].map(binder.idOf));
  const displayName = after.name === undefined ? group.displayName : binder.nameOf(`${edit.group} ${after.name}`);
  const seen = await context.read(group.id, { displayName, members: ids });
  const members = membersSeen(seen, answer);
  if (members === undefined) throw new NoVerdict("inconclusive", "the Group could not be read back");
  const nobody = [...after.members].filter(isNobody);
  const stored = nobody.filter((user) => members.values.has(binder.idOf(user)));
  const { rules } = rulesOf(edit, last);
  judgeMembers(context, members, new Set([...ids, ...stored.map(binder.idOf)]), shape, {
    by: seen.kind === "present" ? seen.by : "the answer",
    alsoViolates: [],
    rules,
  });
  return { after: { name: after.name, members: new Set([...known, ...stored]) } };
}

function membersSeen(seen: Observation, answer: Exchange): ReturnType<typeof membersOf> | undefined {
  if (seen.kind === "present") return seen.members;
  if (seen.kind !== "not-offered" || answer.response === undefined) return undefined;
  try {
    const body: unknown = JSON.parse(answer.response.body);
    return isObject(body) ? membersOf(body) : undefined;
  } catch {
    return undefined;
  }
}
