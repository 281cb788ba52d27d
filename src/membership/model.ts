import {
  FIRST_NAME,
  type GroupEdit,
  type GroupHistory,
  type GroupSymbol,
  isNobody,
  type MemberOperation,
  type UserSymbol,
} from "./history.ts";

/** What the model knows of a Group. */
export interface GroupModel {
  readonly members: ReadonlySet<UserSymbol>;
  /** Symbol of its name; undefined for the one it was made with. */
  readonly name: string | undefined;
}

/** The state of every Group of a history. */
export type World = ReadonlyMap<GroupSymbol, GroupModel>;

/**
 * What a right server may do with one edit (RFC 7644 sections 3.5.1 and 3.5.2).
 *
 * `applied`: it must be done. `either`: done, or refused without effect, because the sources advise (`advised`) or leave
 * it open. `refused`: it must not be done; what a server that takes it stores is not judged here.
 * `unknown`: done with or without those who do not exist, or refused without effect.
 */
export interface Expectation {
  readonly kind: "applied" | "either" | "refused" | "unknown";
  readonly after: GroupModel;
  /** False when the edit asks for what already is. */
  readonly changes: boolean;
  /** The requirement (SHOULD) that a refusal goes against. */
  readonly advised?: string;
  /** Why the answer is open, for the report. */
  readonly why?: string;
}

/** The state that a history begins in. */
export function startOf(history: GroupHistory): World {
  return new Map(
    Object.entries(history.start).map(([group, members]) => [group, { members: new Set(members), name: undefined }]),
  );
}

/** What an edit must come to in a given state. Pure; operations apply in order, each on the result of the one before. */
export function expectationOf(edit: GroupEdit, before: GroupModel): Expectation {
  switch (edit.do) {
    case "put-back":
      return { kind: "applied", after: before, changes: false };
    case "put-invalid":
      return { kind: "refused", after: before, changes: false };
    case "put": {
      const after = { members: new Set(edit.users), name: edit.name === undefined ? before.name : nameOf(edit.name) };
      return settle(after, before, openQuestionsOfList(edit.users), edit.users.some(isNobody));
    }
    case "patch":
      return expectationOfPatch(edit.operations, before);
  }
}

function expectationOfPatch(operations: readonly MemberOperation[], before: GroupModel): Expectation {
  const open: Open[] = [];
  let state = before;
  let names = false;
  for (const operation of operations) {
    if (operation.op === "invalid") return { kind: "refused", after: before, changes: false };
    names ||= "users" in operation && operation.users.some(isNobody) && operation.op !== "remove";
    open.push(...openQuestions(operation, state));
    state = applied(operation, state);
  }
  // VERDICTS: what is only advised is asserted in a request of its own.
  const alone = operations.length === 1;
  return settle(state, before, alone ? open : open.map(({ why }) => ({ why })), names);
}

/** Something about an edit to which the sources allow a refusal. */
interface Open {
  readonly why: string;
  readonly advised?: string;
}

function settle(after: GroupModel, before: GroupModel, open: readonly Open[], unknown: boolean): Expectation {
  const changes = !sameModel(after, before);
  const [first] = open;
  if (unknown) return { kind: "unknown", after, changes, why: "an id that names nobody" };
  if (first === undefined) return { kind: "applied", after, changes };
  return { kind: "either", after, changes, ...first };
}

function openQuestions(operation: MemberOperation, state: GroupModel): readonly Open[] {
  switch (operation.op) {
    case "add": {
      const twice = openQuestionsOfList(operation.users);
      if (!operation.users.some((user) => state.members.has(user))) return twice;
      const advised = "RFC7644-3.5.2.1-EXISTING-OK";
      return [...twice, { why: "somebody who is a member already is added", advised }];
    }
    case "replace":
      return openQuestionsOfList(operation.users);
    case "remove":
      // Which filters a server takes beside `value eq` is often left open; the scripted scenarios judge it.
      if (operation.compound === true) return [{ why: "several members are removed by one filter" }];
      if (operation.users.some((user) => !state.members.has(user))) {
        return [{ why: "somebody who is no member is removed", advised: "RFC7644-3.5.2.2-NONMEMBER-OK" }];
      }
      // The advice is about strangers; a removal said twice is a mistake of the client's that a server may refuse.
      return openQuestionsOfList(operation.users);
    case "remove-all":
      // Pages exclude it, or demand a value beside it: whether it must be taken is judged by a scenario of its own.
      return [{ why: "all members are removed at once" }];
    case "rename":
    case "invalid":
      return [];
  }
}

function openQuestionsOfList(users: readonly UserSymbol[]): readonly Open[] {
  return new Set(users).size === users.length ? [] : [{ why: "somebody is named twice in one request" }];
}

function nameOf(name: string): string | undefined {
  return name === FIRST_NAME ? undefined : name;
}

/** The state after one operation, right or wrong: those that ask for what is already so change nothing. */
export function applied(operation: MemberOperation, { members, name }: GroupModel): GroupModel {
  switch (operation.op) {
    case "add":
      return { name, members: new Set([...members, ...operation.users]) };
    case "replace":
      return { name, members: new Set(operation.users) };
    case "remove": {
      const gone = new Set(operation.users);
      return { name, members: new Set([...members].filter((user) => !gone.has(user))) };
    }
    case "remove-all":
      return { name, members: new Set() };
    case "rename":
      return { members, name: nameOf(operation.name) };
    case "invalid":
      return { members, name };
  }
}

/** True when two states of a Group are the same: order does not matter (RFC 7643 section 2.4). */
export function sameModel(left: GroupModel, right: GroupModel): boolean {
  return (
    left.name === right.name &&
    left.members.size === right.members.size &&
    [...left.members].every((user) => right.members.has(user))
  );
}
