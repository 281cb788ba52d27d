import type { FakeService } from "../../scenarios/service/testing/fake-service.ts";
import type { JsonObject } from "../../scim/index.ts";
import { attributesOf } from "../users/attributes.ts";
import type { UserEdit, UserHistory, UserOperation } from "../users/history.ts";
import { runUserHistory } from "../users/run-history.ts";
import type { UserRun } from "../users/run-types.ts";
import { type FakeWorld, type FakeWorldOptions, failedIn, fakeWorld } from "./fake-context.ts";

/** How a history of Users came out on a fake. */
export interface UserRan extends FakeWorld {
  readonly run: UserRun;
  readonly failed: readonly string[];
  readonly passed: readonly string[];
}

type Put = Extract<UserEdit, { readonly do: "put" }>;
type Patch = Extract<UserEdit, { readonly do: "patch" }>;

/** A PUT of the first User. */
export const put = (set: Put["set"], user: Put["user"] = "a"): Put => ({ do: "put", user, set });

/** A PATCH of the first User. */
export const patch = (...operations: readonly UserOperation[]): Patch => ({ do: "patch", user: "a", operations });

/** A history of one User. */
export const one = (...edits: readonly UserEdit[]): UserHistory => ({ kind: "user", users: ["a"], edits });

/** A history beside which there is a second User. */
export const two = (...edits: readonly UserEdit[]): UserHistory => ({ kind: "user", users: ["a", "b"], edits });

/** Runs a history of Users on a fake; the first edit says by which method. */
export async function play(history: UserHistory, options: Partial<FakeWorldOptions> = {}): Promise<UserRan> {
  const method = history.edits[0]?.do === "put" ? "PUT" : "PATCH";
  const world = await fakeWorld({ method, type: "User", ...options });
  let runs = 0;
  const run = await runUserHistory(
    { context: world.context, attributes: attributesOf(world.context.operation), nextRun: () => (runs += 1) },
    history,
  );
  const failed = failedIn(run.failed?.failures ?? []);
  return { ...world, run, failed, passed: run.passes.map(({ requirement }) => requirement) };
}

/** The Users of a fake, in the order in which they were made. */
export function usersOf(service: FakeService): { value: JsonObject }[] {
  return [...service.resources.values()].filter(({ type }) => type === "User");
}

/** Puts attributes over those of a User that is stored; undefined takes one away. */
export function overlay(service: FakeService, parts: JsonObject, at: number = 0): void {
  const user = usersOf(service)[at];
  if (user !== undefined) user.value = JSON.parse(JSON.stringify({ ...user.value, ...parts })) as JsonObject;
}
