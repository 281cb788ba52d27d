import type { NoVerdict, ScenarioJudgement } from "../../scenarios/index.ts";
import type { JsonObject } from "../../scim/index.ts";
import type { FailedJudgement } from "../run-types.ts";
import type { LiveUser } from "./ground.ts";
import type { UserEdit, UserSymbol } from "./history.ts";

/** What one step came to, by User. */
export interface UserStep {
  readonly edit: UserEdit | undefined;
  readonly kinds: readonly string[];
  readonly expected: ReadonlyMap<UserSymbol, JsonObject>;
  /** What was read; a User who could not be read is not in it. */
  readonly actual: ReadonlyMap<UserSymbol, JsonObject>;
  readonly exchanges: readonly string[];
  readonly failures: readonly FailedJudgement[];
}

/** How a whole history came out: it ends at the first step that fails or comes to no verdict. */
export interface UserRun {
  readonly users: ReadonlyMap<UserSymbol, LiveUser>;
  readonly steps: readonly UserStep[];
  readonly passes: readonly ScenarioJudgement[];
  readonly failed: UserStep | undefined;
  readonly noVerdict: NoVerdict | undefined;
}
