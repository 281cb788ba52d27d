import type { Attribute, Body, BodyOptions, BodyShape } from "../../bodies/index.ts";
import type { BodySchema } from "../../document/index.ts";
import type { ScenarioContext } from "../../scenarios/index.ts";

/** What a body is sent by. */
export type BodyMethod = "POST" | "PUT";

/** A body as it is stored and run again. */
export interface BodyHistory {
  readonly method: BodyMethod;
  readonly type: "User" | "Group";
  readonly body: Body;
}

/** What every body of a lane shares. */
export interface BodyGround {
  readonly context: ScenarioContext;
  readonly method: BodyMethod;
  /** Key of the operation that is under test. */
  readonly operation: string;
  readonly shape: BodyShape;
  readonly options: BodyOptions;
  /** Ids of the Users that a Group may have. */
  readonly users: readonly string[];
  /** The document's schema of the body, where that is what bodies are made of. */
  readonly schema: BodySchema | undefined;
  /** Names of what the server needs in every body though no schema requires it: taken from the usual body of a test. */
  readonly insisted: readonly string[];
  /** Counts the runs: no two resources of a lane share a value. */
  readonly nextRun: () => number;
  readonly taken: Taken;
}

/** What the server has been seen not to take of bodies that its schema allows. */
export class Taken {
  readonly #never = new Set<string>();
  readonly #plainly = new Set<string>();

  /** An attribute that is not taken whatever its value. */
  never(path: string): void {
    this.#never.add(path);
  }

  /** An attribute of which not every value is taken. */
  plainly(path: string): void {
    this.#plainly.add(path);
  }

  /** What to send of an attribute in place of what was drawn. */
  contentOf({ path, value }: Attribute, ordinary: () => unknown): unknown {
    if (this.#never.has(path)) return undefined;
    return this.#plainly.has(path) ? ordinary() : value;
  }
}
