import type { ShapeClass } from "../../result/index.ts";
import type { ScenarioContext, UserFixture } from "../../scenarios/index.ts";
import type { JsonObject } from "../../scim/index.ts";
import type { UserAttributes } from "./attributes.ts";
import type { UserBinder } from "./bind.ts";
import type { LeftOut } from "./left-out.ts";

/** The class that findings of these histories are filed under; what they are about is in their invariant. */
export const SHAPE: ShapeClass = "edit-values";

/** What every history of a lane shares. */
export interface UserGround {
  readonly context: ScenarioContext;
  readonly attributes: UserAttributes;
  /** Counts the runs: no two Users of a lane share a value. */
  readonly nextRun: () => number;
}

/** One User of a run. */
export interface LiveUser {
  readonly fixture: UserFixture;
  readonly binder: UserBinder;
  /** As it was read last. */
  readonly seen: JsonObject;
}

/** What an edit meets. */
export interface Meeting {
  readonly user: LiveUser;
  /** The attributes that the history writes. */
  readonly inPlay: readonly string[];
  /** By path: what PUTs of this run that left it out have shown. */
  readonly leftOut: Map<string, LeftOut>;
}

/** What came of an edit. */
export interface JudgedEdit {
  /** What must be there, as far as it is known; the attributes in play are looked at. */
  readonly expected: JsonObject;
  /** What was read after it; undefined where it could not be read. */
  readonly seen: JsonObject | undefined;
}
