import type { Contract, Operation, PatchRemoveShape, PatchValueShape, ResourceTypeName } from "../document/index.ts";
import type { Capability, Counterexample, Exchange, Intent, Outcome, ShapeClass } from "../result/index.ts";
import type { JsonObject, MemberSet } from "../scim/index.ts";
import type { Depth } from "./scenario.ts";
import type { ServiceAccess } from "./service-access.ts";

/** A Group that belongs to one scenario. */
export interface GroupFixture {
  readonly id: string;
  /** The state the scenario begins with, as an observation showed it, or as it was created where none is offered. */
  readonly displayName: string;
  readonly members: ReadonlySet<string>;
}

/** A User that belongs to one scenario. */
export interface UserFixture {
  readonly id: string;
  /** What it was made from. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** The part of a Group's state that scenarios write and hold against expectations. */
export interface GroupState {
  readonly displayName: string;
  readonly members: ReadonlySet<string>;
  /** Only where it is waited for: scenarios hold it against what they sent themselves. */
  readonly externalId?: string;
}

/** What an independent look at a Group showed. */
export type Observation =
  | {
      readonly kind: "present";
      /** `GET` or `list`. */
      readonly by: string;
      readonly exchange: Exchange;
      readonly resource: JsonObject;
      readonly displayName: string | undefined;
      readonly members: MemberSet;
    }
  | { readonly kind: "absent"; readonly by: string; readonly exchange: Exchange }
  | { readonly kind: "unreadable"; readonly by: string; readonly exchange: Exchange; readonly why: string }
  /** The server offers no way to look. */
  | { readonly kind: "not-offered" };

/** A Group of a scenario, as it was last read. */
export interface SettledGroup {
  /** Who read it. */
  readonly scenario: string;
  readonly id: string;
  readonly state: GroupState;
}

/** The accepted way to write the value of a members operation, and to remove one member. */
export interface PatchShapes {
  readonly value: PatchValueShape;
  readonly remove: PatchRemoveShape;
}

/** Options of {@link ScenarioContext.write}. */
export interface WriteOptions {
  /** What is done, in words, for the report. */
  readonly title: string;
  readonly intent: Intent;
  /** True where its answer is judged by its sender alone: 503 is a right answer to one of several at the same time. */
  readonly apart?: boolean;
  /** Another declared operation on the same kind of resource than the one under test. */
  readonly operation?: Operation;
  /** Content-Type; the first declared one by default. */
  readonly contentType?: string;
  /** `other` only where {@link ScenarioContext.otherTenant} says that there is one. */
  readonly credential?: "configured" | "none" | "wrong" | "other";
}

/** What a second credential shows. Nothing that it sees is judged but by the scenario that asks. */
export interface OtherTenant {
  /** Looks once at what is under an id, by GET alone: `not-offered` where the first tenant has no GET either. */
  read(id: string, type?: ResourceTypeName): Promise<Observation>;
  /** Lists what has this value of an attribute; undefined where no list comes. */
  find(attribute: string, value: string, type?: ResourceTypeName): Promise<readonly JsonObject[] | undefined>;
}

/** What a look at a User is for. */
export interface UserLook {
  /** True of a User that shows what is expected. */
  readonly holds: (user: JsonObject) => boolean;
  /** Attributes that it must show; those it does not are asked for by name. */
  readonly names: readonly string[];
}

/** What a scenario says of one requirement. */
export type ScenarioJudgement = {
  readonly requirement: string;
  /** Key of the operation it is about; the one under test by default. */
  readonly operation?: string;
  readonly alsoViolates?: readonly string[];
  readonly invariant: string;
  readonly shape: ShapeClass;
} & (
  | { readonly outcome: "passed" }
  | {
      readonly outcome: "failed";
      readonly expected: readonly string[];
      readonly actual: string;
      readonly message: string;
      readonly pointer?: string;
      /** The exchanges that prove it; by default all of the scenario so far. */
      readonly exchanges?: readonly Pick<Exchange, "id">[];
      readonly counterexample?: Counterexample;
    }
);

/** Thrown by the context when a scenario can come to no verdict; the engine turns it into the scenario's outcome. */
export class NoVerdict extends Error {
  override readonly name: string = "NoVerdict";
  readonly outcome: Extract<Outcome, "not-applicable" | "blocked" | "inconclusive">;

  constructor(outcome: NoVerdict["outcome"], reason: string) {
    super(reason);
    this.outcome = outcome;
  }
}

/** How much a scenario that generates what it sends may do, and from what it starts. */
export interface Effort {
  /** Made of the run's seed and the scenario's id: the same at any concurrency. */
  readonly seed: number;
  readonly depth: Depth;
  /** Histories to try in each lane, where `--runs` says so. */
  readonly runs?: number;
  /** Executions to spend on making a counterexample small, where only the finding counts. */
  readonly shrinkRuns?: number;
  /** Requests that may be under way at once. */
  readonly concurrency: number;
  /** A recorded history to run again in place of generated ones. */
  readonly replay?: Counterexample;
}

/** What work said while its judgements were held back. */
export interface Held {
  readonly judgements: readonly ScenarioJudgement[];
  /** Set when the work came to no verdict. */
  readonly noVerdict?: NoVerdict;
}

/** All that a scenario has: fixtures, one way to send, one way to look, one way to judge. Made by the engine. */
export interface ScenarioContext {
  /** Id of the scenario that runs. */
  readonly scenario: string;
  readonly contract: Contract;
  readonly operation: Operation;
  /** Every endpoint of the service, for scenarios that are about more than one operation. */
  readonly service: ServiceAccess;
  /** False when no credential was given or authentication probes are off; the reason says which. */
  readonly authProbes: { readonly allowed: true } | { readonly allowed: false; readonly reason: string };
  /** Another tenant, where its credential was given. */
  readonly otherTenant: OtherTenant | undefined;
  /** A name that no other scenario or run uses, the same for the same seed: `sp-<run> <scenario> <label>`. */
  name(label: string): string;
  /** True when nothing in a body breaks the declared request schema; what it lacks is not asked. */
  fits(body: unknown): boolean;
  /** Ids of `count` users that exist. @throws NoVerdict when there are not enough. */
  users(count: number): Promise<readonly string[]>;
  /** How this server takes member values and removals in a PATCH; probed once. @throws NoVerdict when it takes none. */
  patchShapes(): Promise<PatchShapes>;
  /** As many of `count` users as there are: for scenarios to which members are only company. */
  someUsers(count: number): Promise<readonly string[]>;
  /** Groups as they were last read, where that was what had been written, and nothing was sent since that may change them. */
  settled(): readonly SettledGroup[];
  /** The `userName` of a user that the run made; undefined for named ones. */
  userName(id: string): string | undefined;
  /** Digits that depend on the seed and the scenario alone. */
  digits(count: number): string;
  /** True when so many Groups can be held at once: named ones may be few. */
  canHold(groups: number): boolean;
  /** True when GET shows a resource that exists. */
  readonly canRead: boolean;
  /** A Group of this scenario's own with these members. @throws NoVerdict when none can be had. */
  group(members?: readonly string[]): Promise<GroupFixture>;
  /**
   * Gives a Group or User back that is not needed any more: a made one is removed, or kept for the next {@link group} where the
   * server offers no DELETE; a named one is free again. A User is removed, where the server offers DELETE.
   */
  discard(fixture: { readonly id: string }): Promise<void>;
  /** Deletes a fixture of this scenario. @throws NoVerdict when the server offers no DELETE. */
  deleteFixture(fixture: { readonly id: string }): Promise<void>;
  /** A User of this scenario's own; the label tells several apart. @throws NoVerdict when none can be made. */
  user(label: string): Promise<UserFixture>;
  /** The body that a User of this label is made from, and that a PUT may send changed. */
  userBody(label: string): Record<string, unknown>;
  /**
   * A value of an attribute of a User, by path: from the profile where it names one, one for each label. `userName`,
   * `emails.value` and `phoneNumbers.value` always have one.
   */
  attribute(path: string, label: string): string | undefined;
  /** From now on this text is kept out of every artefact. */
  addSecret(name: string, value: string): void;
  /** An id of the same shape as the server's own that names no resource. */
  unknownId(like: string, type?: ResourceTypeName): Promise<string>;
  /**
   * Sends the declared operation to this id: a value becomes JSON, text is sent as it is, undefined sends no body.
   * The body of a PATCH is its list of operations; the message around it is put on here.
   */
  write(id: string, body: unknown, options: WriteOptions): Promise<Exchange>;
  /**
   * Sends something beside the declared operation: another method, or the path without an id. Only what it does to
   * Groups is judged, by whoever sends it.
   */
  sendBeside(options: {
    readonly method: string;
    readonly id?: string;
    readonly body: unknown;
    readonly title: string;
  }): Promise<Exchange>;
  /**
   * Looks at a Group independently of the write. With an expectation it looks again before it calls a member missing:
   * with `?attributes=members`, and until the grace period is over.
   */
  read(id: string, expected?: GroupState, type?: ResourceTypeName): Promise<Observation>;
  /** {@link read} for a User: waits until it holds what is expected, and asks for what it does not show. */
  readUser(id: string, look: UserLook): Promise<Observation>;
  /** Looks for Groups of this name through the collection; undefined where the server offers no list. */
  find(displayName: string): Promise<readonly JsonObject[] | undefined>;
  judge(judgement: ScenarioJudgement): void;
  /** Does work whose judgements are handed to the caller, to be made again or dropped, in place of being recorded. */
  hold(work: () => Promise<void>): Promise<Held>;
  /** Does work in which {@link read} shows nothing, as if the server offered no way to look: writes follow at once. */
  withoutReads<T>(work: () => Promise<T>): Promise<T>;
  /** Ids of the exchanges of this scenario so far, in the order sent. */
  readonly sent: readonly string[];
  readonly effort: Effort;
  /**
   * Reports that an operation's effect was seen by an independent observation.
   *
   * @param operation its key; the operation under test by default
   */
  confirmed(observedBy: string, operation?: string): void;
  /** Records something the sources leave open. */
  learn(capability: Capability): void;
  /** A resource that a wrong server may have made under this id: clean-up removes it. */
  adopt(id: string, type?: ResourceTypeName): void;
  /** Waits; ends early by throwing when the run is aborted. */
  wait(ms: number): Promise<void>;
}
