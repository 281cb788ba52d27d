import { type FakeRequest, type FakeService, refuse } from "../../scenarios/service/testing/fake-service.ts";
import type { JsonObject } from "../../scim/index.ts";
import { bind } from "../bind.ts";
import type { GroupEdit, GroupHistory, MemberOperation } from "../history.ts";
import { runHistory } from "../run-history.ts";
import type { Ground, HistoryRun } from "../run-types.ts";
import { type FakeWorld, type FakeWorldOptions, failedIn, fakeWorld } from "./fake-context.ts";

/** What is planted in a fake. */
export type Fault = Pick<FakeWorldOptions, "before" | "after">;

/** How a history came out on a fake. */
export interface Ran extends FakeWorld {
  readonly run: HistoryRun;
  readonly failed: readonly string[];
  readonly passed: readonly string[];
}

/** A PATCH of the first Group. */
export const patch = (...operations: readonly MemberOperation[]): GroupEdit => ({
  do: "patch",
  group: "g1",
  operations,
});
/** Adds these members. */
export const add = (...users: readonly string[]): MemberOperation => ({ op: "add", users });
/** Removes these members. */
export const remove = (...users: readonly string[]): MemberOperation => ({ op: "remove", users });
/** Gives a Group another name. */
export const RENAME: MemberOperation = { op: "rename", name: "n1" };

/** A history from its parts. */
export const history = (
  start: GroupHistory["start"],
  edits: readonly GroupEdit[],
  more: Partial<GroupHistory> = {},
): GroupHistory => ({ kind: "group", start, edits, ...more });

/** Runs a history on a fake. @param more parts of the ground; `both` for a document that declares PUT beside PATCH */
export async function play(
  what: GroupHistory,
  options: Fault & Partial<FakeWorldOptions> = {},
  more: Partial<Ground> & { readonly both?: boolean } = {},
): Promise<Ran> {
  const world = await fakeWorld({ method: "PATCH", ...options });
  const { both, ...ground } = more;
  const isPatch = world.context.operation.method === "PATCH";
  const put = world.context.contract.operations.find((one) => one.method === "PUT" && one.resourceType === "Group");
  const run = await runHistory(
    {
      context: world.context,
      binder: await bind(world.context, 9),
      shapes: isPatch ? await world.context.patchShapes() : undefined,
      ...(both === true && put !== undefined ? { put } : {}),
      ...ground,
    },
    what,
  );
  const failed = failedIn(run.failed?.failures ?? []);
  return { ...world, run, failed, passed: run.passes.map(({ requirement }) => requirement) };
}

/** True of a request under test. */
export const isWrite = ({ method }: FakeRequest): boolean => method === "PATCH" || method === "PUT";
/** True of a body that is an object. */
export const isGroup = (body: unknown): body is JsonObject => typeof body === "object" && body !== null;

/** The Groups of a fake, in the order in which they were made. */
export const groupsOf = (service: FakeService): { value: JsonObject }[] =>
  [...service.resources.values()].filter(({ type }) => type === "Group");
/** The members that are stored. */
export const membersOf = ({ value }: { readonly value: JsonObject }): JsonObject[] =>
  (value["members"] ?? []) as JsonObject[];

/** Does something to what is stored, after a write that was carried out. */
export const afterWrite = (change: (service: FakeService, request: FakeRequest) => void): Fault => ({
  after: (request, answer, service) => {
    if (isWrite(request) && answer.status < 300) change(service, request);
    return answer;
  },
});

/** Takes the first member out of the first Group. */
export const loseFirst = (service: FakeService): void => {
  const [group] = groupsOf(service);
  if (group !== undefined) group.value = { ...group.value, members: membersOf(group).slice(1) };
};

/** Writes are acknowledged, and nothing is done. */
export const acknowledgeOnly: Fault = {
  before: (request, service) => {
    if (!isWrite(request)) return undefined;
    return service.strictly({ ...request, method: "GET", body: undefined });
  },
};

/** Every write is refused with this status. */
export const refuseAll = (status: number): Fault => ({
  before: (request) => (isWrite(request) ? refuse(status) : undefined),
});
