import { type Check, judgeExchange, type ParsedBody, parseBody } from "../checks/index.ts";
import { type Client, collectGarbage, type OutgoingRequest } from "../client/index.ts";
import type { Contract, Operation } from "../document/index.ts";
import {
  type Capability,
  type Exchange,
  HarnessError,
  type Judgement,
  type Requirement,
  type RunEvent,
} from "../result/index.ts";
import { NoVerdict } from "../scenarios/index.ts";
import { isAddressable } from "../scim/index.ts";
import { Breaker } from "./breaker.ts";
import { collectionPathOf } from "./collection-path.ts";
import { Seen } from "./contracts/seen.ts";
import type { RunSettings, TargetConfig } from "./options.ts";
import { inTurn, isPacked, packed } from "./parked.ts";
import { detached, isHeavy, lightened, recorded, remembered } from "./recorded.ts";
import { requirementsOf } from "./requirements.ts";
import { Settled } from "./settled.ts";
import { Turns } from "./turns.ts";
import type { WrongTries } from "./wrong-tries.ts";

/** A request as the engine's parts write it; the session names it and fills in the rest. */
export type SessionRequest = Pick<OutgoingRequest, "purpose" | "intent" | "title" | "method" | "path"> &
  Partial<
    Pick<
      OutgoingRequest,
      | "operation"
      | "resource"
      | "headers"
      | "body"
      | "credential"
      | "reserve"
      | "useReserved"
      | "fromOrigin"
      | "onAnswer"
    >
  > & {
    readonly scenario: string;
  };

// A resource's first exchange and its latest ones are what checks compare with; more would only cost memory.
const HISTORY_KEPT = 6;

// Clean-up sends four at a time; when none of them is answered, the others are listed as left.
const CLEANUP_GONE_AFTER = 4;

// The check that no answer gives a secret away: that is told whatever a suite is about.
const SECRETS: ReadonlySet<string> = new Set(["response.no-secret"]);

/** One suite's conversation with its target: sends, records, judges, remembers. */
export class Session {
  readonly contract: Contract;
  /** Every requirement that can be judged, by id. */
  readonly requirements: ReadonlyMap<string, Requirement>;
  readonly operation: Operation;
  readonly target: TargetConfig;
  readonly settings: RunSettings;
  readonly seed: number;
  readonly runId: string;
  readonly signal: AbortSignal;
  /** What answers have shown so far, attribute by attribute. */
  readonly seen: Seen = new Seen();
  /** Groups as they were last read, to look at once more when all is done. */
  readonly settled: Settled = new Settled();
  /** Which scenario may hold large answers. */
  readonly turns: Turns = new Turns(collectGarbage);
  readonly #seeThrough: AbortSignal;
  readonly #wrongTries: WrongTries;
  readonly #underWay = new Set<Promise<unknown>>();
  #shut = false;
  readonly #client: Client;
  readonly #emit: (event: RunEvent) => void;
  readonly #suite: string;
  readonly #isApart: boolean;
  readonly #long: ReadonlySet<string>;
  readonly #checks: readonly Check[];
  readonly #counters = new Map<string, number>();
  // By scenario: what another one has read of a User whom both use depends on which of them came first.
  readonly #histories = new Map<string, Map<string, Exchange[]>>();
  /** Ids that resources were made with, by type. */
  readonly #given = new Set<string>();
  readonly #passes = new Map<string, Map<string, number>>();
  readonly #failures = new Map<string, Judgement[]>();
  readonly #learnt = new Set<string>();
  #hasLookedLater = false;
  #isLate = false;
  #hasPatch = false;
  readonly #breaker = new Breaker();
  // Clean-up is tried whatever the scenarios have met: the server may be back.
  readonly #cleanupBreaker = new Breaker(CLEANUP_GONE_AFTER);
  readonly #trails = new Map<string, string[]>();

  constructor(parts: {
    readonly suite: string;
    /** True where what is sent is a client's, in its own dialect: conformance is judged by the other suites. */
    readonly isApart?: boolean;
    /** Scenarios that take longest: what they send goes ahead, so that the run does not end waiting for them. */
    readonly long?: ReadonlySet<string>;
    /** Checks of the suite's own, after those of the catalogue. */
    readonly checks?: readonly Check[];
    readonly contract: Contract;
    readonly operation: Operation;
    readonly target: TargetConfig;
    readonly settings: RunSettings;
    readonly seed: number;
    readonly runId: string;
    readonly client: Client;
    readonly signal: AbortSignal;
    /** Ends what {@link signal} lets finish: writes that are on the network. */
    readonly seeThrough: AbortSignal;
    readonly wrongTries: WrongTries;
    readonly emit: (event: RunEvent) => void;
  }) {
    this.#suite = parts.suite;
    this.#long = parts.long ?? new Set();
    this.#isApart = parts.isApart === true;
    this.#checks = parts.checks ?? [];
    this.contract = parts.contract;
    this.requirements = requirementsOf(parts.contract);
    this.operation = parts.operation;
    this.target = parts.target;
    this.settings = parts.settings;
    this.seed = parts.seed;
    this.runId = parts.runId;
    this.signal = parts.signal;
    this.#seeThrough = parts.seeThrough;
    this.#wrongTries = parts.wrongTries;
    this.#client = parts.client;
    this.#emit = parts.emit;
  }

  /**
   * Sends one request, records the exchange and runs the checks on it.
   *
   * @throws HarnessError `INTERNAL` when a check has judged a requirement that there is not
   * @throws HarnessError `BUDGET_SPENT`, `ABORTED`, `ACCESS_FAILED`, and for clean-up `TARGET_SILENT`: nothing was sent
   * @throws NoVerdict `blocked` when the server has stopped answering such requests, `not-applicable` when enough wrong
   * credentials were tried: nothing was sent
   */
  async send(request: SessionRequest, signal: AbortSignal = this.signal): Promise<Exchange> {
    if (this.#shut && request.purpose !== "cleanup") throw new HarnessError("ABORTED", "the run was ended");
    const sending = this.#send(request, signal);
    this.#underWay.add(sending);
    try {
      return await sending;
    } finally {
      this.#underWay.delete(sending);
    }
  }

  /**
   * Lets nothing be sent any more but by the clean-up, and waits for what is under way: what a scenario that was ended
   * still had on the network may make something after everything was removed.
   */
  async shut(): Promise<void> {
    this.#shut = true;
    this.turns.open();
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }

  async #send(request: SessionRequest, signal: AbortSignal): Promise<Exchange> {
    const isCleanup = request.purpose === "cleanup";
    const breaker = isCleanup ? this.#cleanupBreaker : this.#breaker;
    const why = breaker.reason(request.method, request.resource?.type);
    if (why !== undefined) throw isCleanup ? new HarnessError("TARGET_SILENT", why) : new NoVerdict("blocked", why);
    if (request.credential === "wrong" && !this.#wrongTries.take(this.target.baseUrl))
      throw new NoVerdict(
        "not-applicable",
        "a run tries a wrong credential three times at most: more may lock an account",
      );
    const number = (this.#counters.get(request.scenario) ?? 0) + 1;
    this.#counters.set(request.scenario, number);
    const outgoing: OutgoingRequest = {
      id: `${request.scenario}#${number}`,
      headers: {},
      credential: "configured",
      // Whoever writes has to know what came of it.
      ...(request.purpose === "cleanup" || request.method === "GET" ? {} : { seeThrough: this.#seeThrough }),
      ...(this.#long.has(request.scenario) ? { goesAhead: true } : {}),
      ...request,
    };
    // Nothing here holds on to what was received, which may be large.
    const light = await this.#client
      .send(outgoing, signal)
      .then((sent) => inTurn(this.turns, sent, signal))
      .then((exchange) => {
        breaker.note(exchange);
        return this.#taken(exchange);
      });
    // Whoever asked parses it once more: its text, and what judging it has made, go first.
    if (isPacked(light)) collectGarbage();
    return light;
  }

  /** Records and judges an exchange, and lets go of its values; what is returned is for scenarios to hold. */
  #taken(exchange: Exchange): Exchange {
    const parsed = parseBody(exchange);
    const light = lightened(exchange, parsed);
    this.#record(exchange, light, parsed);
    return isHeavy(light) ? packed(light) : light;
  }

  /** True once in a suite: a read that has shown something else than was written may be repeated a while later. */
  mayLookLater(seen: "present" | "absent" | "not-offered" | "unreadable"): boolean {
    const { settings, target } = this;
    // Our own target shows what it has, and whoever gave a grace period has had it.
    if (settings.graceMs > 0 || target.kind === "embedded" || this.#hasLookedLater) return false;
    if (seen !== "present" && seen !== "absent") return false;
    this.#hasLookedLater = true;
    return true;
  }

  /** A write that a read did not show was shown a while later. */
  showsLate(): void {
    this.#isLate = true;
  }

  /** True when the server is known to show writes late. */
  get isLate(): boolean {
    return this.#isLate;
  }

  /** The server has said that it has PATCH: from now on 501 to one is a failure like others. */
  offersPatch(): void {
    this.#hasPatch = true;
  }

  #record(exchange: Exchange, light: Exchange, parsed: ParsedBody): void {
    this.#emit({ type: "exchange", suite: this.#suite, exchange: recorded(exchange) });
    this.#trail(exchange.scenario).push(exchange.id);
    this.seen.note(exchange, parsed);
    this.settled.note(exchange);
    if (exchange.request.method === "PATCH" && isDone(exchange)) this.offersPatch();
    const { resource } = exchange;
    // A create has no id yet: it has no history.
    const key = resource === undefined || resource.id === "" ? undefined : `${resource.type} ${resource.id}`;
    const histories = this.#histories.get(exchange.scenario) ?? new Map<string, Exchange[]>();
    this.#histories.set(exchange.scenario, histories);
    const history = key === undefined ? [] : (histories.get(key) ?? []);
    if (key !== undefined) histories.set(key, shorten([...history, remembered(light)]));
    if (exchange.purpose === "scenario" || exchange.purpose === "observation" || exchange.purpose === "fixture") {
      const only = this.#isApart ? SECRETS : undefined;
      const judgements = judgeExchange(this.contract, exchange, history, parsed, only, this.#checks, this.#hasPatch);
      for (const judgement of judgements) this.#judged(judgement);
    }
  }

  /**
   * A resource is new: what is known of one that had its id before has nothing to do with it.
   *
   * @returns true where there was one
   */
  begin(type: string, id: string): boolean {
    this.forget(type, id);
    const key = `${type} ${id}`;
    const isGivenAgain = this.#given.has(key);
    this.#given.add(key);
    return isGivenAgain;
  }

  /** A resource is gone for good: what is known of it is not needed any more. */
  forget(type: string, id: string): void {
    for (const histories of this.#histories.values()) histories.delete(`${type} ${id}`);
  }

  /**
   * Takes a scenario's judgement.
   *
   * @throws HarnessError `INTERNAL` for one about a requirement that there is not
   */
  judge(judgement: Judgement): void {
    this.#judged(judgement);
  }

  #judged(judgement: Judgement): void {
    const { scenario, by, requirement } = judgement;
    // Nothing could be told of it: it would be lost in findings, and a pass in what was tested.
    if (!this.requirements.has(requirement)) {
      throw new HarnessError("INTERNAL", `${by} has judged ${requirement}, which is no requirement`, {
        remedy: "give it among the suite's requirements, or in the profile",
      });
    }
    if (judgement.outcome === "passed") {
      const passes = this.#passes.get(scenario) ?? new Map<string, number>();
      this.#passes.set(scenario, passes);
      const key = `${by}\u0000${requirement}\u0000${judgement.operation}`;
      passes.set(key, (passes.get(key) ?? 0) + 1);
      return;
    }
    const failures = this.#failures.get(scenario) ?? [];
    this.#failures.set(scenario, failures);
    const kept = detached(judgement);
    failures.push(kept);
    this.#emit({ type: "judgement", suite: this.#suite, judgement: kept });
  }

  /** Emits the counted passes of a scenario. */
  flushPasses(scenario: string): void {
    for (const [key, count] of this.#passes.get(scenario) ?? []) {
      const [by = "", requirement = "", operation = ""] = key.split("\u0000");
      this.#emit({ type: "passes", suite: this.#suite, scenario, by, requirement, operation, count });
    }
    this.#passes.delete(scenario);
    this.#histories.delete(scenario);
  }

  /** The failed judgements of a scenario so far, those of checks included. */
  failuresOf(scenario: string): readonly Judgement[] {
    return this.#failures.get(scenario) ?? [];
  }

  /** Ids of a scenario's exchanges so far, in the order sent. */
  trailOf(scenario: string): readonly string[] {
    return this.#trail(scenario);
  }

  #trail(scenario: string): string[] {
    const trail = this.#trails.get(scenario) ?? [];
    this.#trails.set(scenario, trail);
    return trail;
  }

  /** Records a learnt capability, once. */
  learn(capability: Capability): void {
    const key = `${capability.id}\u0000${capability.value}`;
    if (this.#learnt.has(key)) return;
    this.#learnt.add(key);
    this.#emit({ type: "capability", suite: this.#suite, capability });
  }

  /** Records that a write's effect was seen independently. */
  confirmed(observedBy: string, operation: string = this.operation.key): void {
    this.#emit({ type: "confirmed", suite: this.#suite, operation, observedBy });
  }

  /** From now on this text is in no artefact: a generated password. */
  addSecret(name: string, value: string): void {
    this.#client.addSecret(name, value);
  }

  /** Gives back permits that were set aside for an undoing that is not needed. */
  release(permits: number): void {
    this.#client.release(permits);
  }

  /** The path of the collection below the base URL. */
  collectionPath(type: "User" | "Group"): string {
    return collectionPathOf(this.operation, type, this.contract.operations);
  }

  /**
   * The path of one resource, its id percent-encoded (RFC 3986 section 2.1).
   *
   * @throws NoVerdict `blocked` for an id that no path can carry
   */
  resourcePath(type: "User" | "Group", id: string): string {
    if (!isAddressable(id)) {
      throw new NoVerdict("blocked", `the id ${JSON.stringify(id)} cannot be put into the path of a URL`);
    }
    if (type === this.operation.resourceType && this.operation.idParameter !== undefined) {
      return this.operation.path.replace(`{${this.operation.idParameter}}`, encodeURIComponent(id));
    }
    return `${this.collectionPath(type)}/${encodeURIComponent(id)}`;
  }

  /** The media types for Accept: every declared one, errors included, and anything else as a last resort. */
  accept(operation: Operation = this.operation): string {
    const declared = operation.responses.flatMap(({ content }) => content.map(({ type }) => type));
    return [...new Set(declared), "*/*;q=0.1"].join(", ");
  }

  /** The Content-Type of requests: the first declared. */
  contentType(operation: Operation = this.operation): string {
    return operation.request.content[0]?.type ?? "application/scim+json";
  }
}

function isDone({ response, failure }: Exchange): boolean {
  return failure === undefined && response !== undefined && response.status >= 200 && response.status < 300;
}

/** Keeps a history short: its first exchange, its last acknowledged write, and the latest ones. */
function shorten(history: readonly Exchange[]): Exchange[] {
  const write = history.findLast(
    ({ operation, response }) => operation !== undefined && (response?.status ?? 500) < 300,
  );
  const latest = new Set(history.slice(-HISTORY_KEPT));
  return history.filter((exchange, index) => index === 0 || exchange === write || latest.has(exchange));
}
