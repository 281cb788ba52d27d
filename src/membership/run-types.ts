import type { Operation } from "../document/index.ts";
import type { ShapeClass } from "../result/index.ts";
import type { NoVerdict, PatchShapes, ScenarioContext, ScenarioJudgement } from "../scenarios/index.ts";
import type { Binder } from "./bind.ts";
import type { EditKind } from "./edit-kind.ts";
import type { GroupEdit, GroupSymbol, UserSymbol } from "./history.ts";
import type { World } from "./model.ts";

/** What one step came to. */
export interface StepRun {
  readonly edit: GroupEdit | undefined;
  readonly kinds: readonly EditKind[];
  readonly shape: ShapeClass;
  readonly before: World;
  /** What must be after it. */
  readonly expected: World;
  /** What was, where it was looked at and differs; by Group. */
  readonly actual: ReadonlyMap<GroupSymbol, ReadonlySet<UserSymbol> | null>;
  readonly exchanges: readonly string[];
  readonly failures: readonly FailedJudgement[];
}

/** A judgement that failed. */
export type FailedJudgement = Extract<ScenarioJudgement, { readonly outcome: "failed" }>;

/** How a whole history came out: it ends at the first step that fails or comes to no verdict. */
export interface HistoryRun {
  readonly steps: readonly StepRun[];
  readonly passes: readonly ScenarioJudgement[];
  /** The step that failed. */
  readonly failed: StepRun | undefined;
  /** Why it could not be judged to its end. */
  readonly noVerdict: NoVerdict | undefined;
}

/** What every history of a lane shares. */
export interface Ground {
  readonly context: ScenarioContext;
  readonly binder: Binder;
  /** Undefined for PUT. */
  readonly shapes: PatchShapes | undefined;
  /** The declared PUT, where the operation under test is a PATCH and the server has both. */
  readonly put?: Operation;
  /** Looks at `User.groups` after a history that passed. */
  readonly after?: (run: {
    readonly world: World;
    readonly idOf: (group: GroupSymbol) => string;
    readonly last: GroupEdit | undefined;
  }) => Promise<void>;
}
