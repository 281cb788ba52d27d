import type { Contract, Operation, ResourceTypeName } from "../document/index.ts";
import type { Effort, ScenarioContext } from "./context.ts";

/** How thorough a run is: each depth includes the ones before it. */
export const DEPTHS = ["smoke", "standard", "thorough"] as const;

/** One of {@link DEPTHS}. */
export type Depth = (typeof DEPTHS)[number];

/** How many resources something makes. */
export interface Makes {
  readonly users: number;
  readonly groups: number;
}

/** A scripted sequence of requests and what must hold after each. */
export interface Scenario {
  /** `method.resource.subject.behaviour`, words, never reused. */
  readonly id: string;
  /** A statement that is true when the scenario passes. */
  readonly title: string;
  /** The smallest depth that includes it. */
  readonly depth: Depth;
  /** Requirements it can speak about, the most important first. */
  readonly requirements: readonly string[];
  /** How many users it needs beside its own Group. */
  readonly users: number;
  /** How many Groups it needs at once. */
  readonly groups: number;
  /** True for what may lock an account out, disturb others or be disturbed by them: run last, one at a time. */
  readonly last?: boolean;
  /** True for what sends hundreds of requests one after the other: begun early, so that no run ends waiting for it alone. */
  readonly long?: boolean;
  /**
   * What it makes as long as nothing fails, where `users` and `groups` say only what it cannot do without; users that
   * scenarios share are counted once. For telling beforehand what a run will put on a server.
   */
  readonly makes?: (effort: Pick<Effort, "depth" | "runs">) => Makes;
  readonly run: (context: ScenarioContext) => Promise<void>;
}

/** Declares a scenario; exists so that its shape is checked where it is written. */
export function defineScenario(scenario: Scenario): Scenario {
  return scenario;
}

/**
 * What a suite and a family of scenarios are about: one operation on a single resource (`PUT Group`), the service
 * provider as a whole (discovery, creation, queries, deletion, versions), or what one identity provider sends
 * (`client okta-oin`).
 */
export type Area = `${Operation["method"]} ${ResourceTypeName}` | "service" | `client ${string}`;

/** Scenarios of one area. Most give themselves; some are made from what a document declares. */
export interface ScenarioFamily {
  readonly area: Area;
  /** Pure: the same contract gives the same scenarios in the same order. */
  readonly scenarios: (contract: Contract, operation: Operation) => readonly Scenario[];
}

/** A family: its scenarios, or how they are made from what a document declares. */
export function family(area: Area, scenarios: readonly Scenario[] | ScenarioFamily["scenarios"]): ScenarioFamily {
  return { area, scenarios: typeof scenarios === "function" ? scenarios : () => scenarios };
}
