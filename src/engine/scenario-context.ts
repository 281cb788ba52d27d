import { setTimeout as sleep } from "node:timers/promises";
import {
  type Contract,
  jsonBody,
  type Operation,
  type ResourceTypeName,
  type SchemaViolation,
} from "../document/index.ts";
import type { Capability, Exchange } from "../result/index.ts";
import { HarnessError } from "../result/index.ts";
import {
  type Effort,
  type GroupFixture,
  type GroupState,
  type Held,
  NoVerdict,
  type Observation,
  type OtherTenant,
  type PatchShapes,
  type Scenario,
  type ScenarioContext,
  type ScenarioJudgement,
  type ServiceAccess,
  type SettledGroup,
  type UserFixture,
  type UserLook,
  type WriteOptions,
} from "../scenarios/index.ts";
import { hasAttribute, isObject, type JsonObject, textAttribute } from "../scim/index.ts";
import { attributeValue, userBody } from "./fixtures/attribute-values.ts";
import { whyMisfit } from "./misfit.ts";
import { list, observe, resourcesIn } from "./observe.ts";
import { observeUser } from "./observe-user.ts";
import { otherTenantOf } from "./other-tenant.ts";
import { OwnFixtures } from "./own-fixtures.ts";
import { patchMessage } from "./patch-message.ts";
import { probeShapes } from "./patch-shapes.ts";
import { hash32, type Random, randomFor } from "./random.ts";
import { EngineServiceAccess } from "./service-access.ts";
import type { SessionRequest } from "./session.ts";
import type { SuiteParts } from "./suite-parts.ts";
import { idLike } from "./unknown-id.ts";

const UNKNOWN_ID_TRIES = 5;

// RFC 7644 has no word for it, so the finding stands; but a vendor who knows it of the server should be told what to do.
const LATE = " The server shows a write about a second late: if that is meant, give --grace 2s.";

/** The context of one scenario: what it may do, and nothing else. */
export class EngineContext implements ScenarioContext {
  readonly contract: Contract;
  readonly operation: Operation;
  readonly service: ServiceAccess;
  readonly #parts: SuiteParts;
  readonly #scenario: Scenario;
  readonly #random: Random;
  readonly #fixtures: OwnFixtures;
  #held: ScenarioJudgement[] | undefined;
  #blind = false;

  constructor(parts: SuiteParts, scenario: Scenario) {
    this.#parts = parts;
    this.#scenario = scenario;
    this.contract = parts.contract;
    this.operation = parts.operation;
    this.#random = randomFor(parts.session.seed, scenario.id);
    this.#fixtures = new OwnFixtures(parts, scenario.id, this);
    this.service = new EngineServiceAccess(parts, scenario.id, this.#fixtures, (ms) => this.wait(ms));
  }

  get authProbes(): ScenarioContext["authProbes"] {
    const { settings, target } = this.#parts.session;
    if (!settings.authProbes) return { allowed: false, reason: "turned off with --no-auth-probes" };
    if (target.credentials.length === 0 && target.oauth === undefined)
      return { allowed: false, reason: "no credential was given, so authentication is not tested" };
    return { allowed: true };
  }

  get scenario(): string {
    return this.#scenario.id;
  }

  get effort(): Effort {
    const { settings, seed } = this.#parts.session;
    const { depth, runs, shrinkRuns, concurrency, replay } = settings;
    return {
      // Mixed with the id, so that two lanes of one property try different things.
      seed: hash32(`${seed} ${this.#scenario.id}`),
      depth,
      concurrency,
      ...(runs === undefined ? {} : { runs }),
      ...(shrinkRuns === undefined ? {} : { shrinkRuns }),
      ...(replay?.property === this.#scenario.id ? { replay } : {}),
    };
  }

  canHold(groups: number): boolean {
    return this.#parts.groups.capacity >= groups;
  }

  get canRead(): boolean {
    return this.#parts.offers.get;
  }

  get sent(): readonly string[] {
    return this.#parts.session.trailOf(this.#scenario.id);
  }

  get otherTenant(): OtherTenant | undefined {
    const { session, offers } = this.#parts;
    return otherTenantOf(session, offers, this.#scenario.id);
  }

  name(label: string): string {
    // Short, and of letters, digits and dashes: what a server may refuse of names is the name scenarios' business.
    return `sp-${this.#parts.session.runId}-${hash32(`${this.#scenario.id} ${label}`).toString(36).padStart(7, "0")}`;
  }

  fits(body: unknown): boolean {
    // What else a body may lack is another matter: only what is there is asked about.
    return !this.#violations(body).some(({ keyword }) => keyword !== "required");
  }

  #violations(body: unknown, operation = this.operation): readonly SchemaViolation[] {
    const declared = jsonBody(operation.request.content);
    return declared?.validate(body) ?? [];
  }

  async users(count: number): Promise<readonly string[]> {
    return await this.#parts.users.first(count);
  }

  settled(): readonly SettledGroup[] {
    return this.#parts.session.settled.all();
  }

  async patchShapes(): Promise<PatchShapes> {
    this.#parts.shapes ??= probeShapes(this.#parts);
    return await this.#parts.shapes;
  }

  async someUsers(count: number): Promise<readonly string[]> {
    return await this.#parts.users.upTo(count);
  }

  userName(id: string): string | undefined {
    return this.#parts.users.userName(id);
  }

  digits(count: number): string {
    return Array.from({ length: count }, () => String(this.#random.below(10))).join("");
  }

  async group(members: readonly string[] = []): Promise<GroupFixture> {
    return await this.#fixtures.group(members);
  }

  async discard(fixture: { readonly id: string }): Promise<void> {
    await this.#fixtures.discard(fixture);
  }

  async deleteFixture(fixture: { readonly id: string }): Promise<void> {
    await this.#fixtures.remove(fixture);
  }

  async user(label: string): Promise<UserFixture> {
    return await this.#fixtures.user(this.userBody(label));
  }

  userBody(label: string): Record<string, unknown> {
    const { session } = this.#parts;
    return {
      ...userBody(session, this.#number(label)).body,
      ...this.contract.profile.put.alwaysSend.User,
    };
  }

  attribute(path: string, label: string): string | undefined {
    return attributeValue(this.#parts.session, path, this.#number(label));
  }

  /** A number for `{n}` in a profile's templates: the same for the same label. */
  #number(label: string): number {
    return hash32(`${this.#scenario.id} ${label}`) % 100_000_000;
  }

  addSecret(name: string, value: string): void {
    this.#parts.session.addSecret(name, value);
  }

  async unknownId(like: string, type: ResourceTypeName = this.operation.resourceType): Promise<string> {
    // Ids may be short numbers: another of the same shape may well be somebody's Group, which must not be written to.
    for (let attempt = 0; attempt < UNKNOWN_ID_TRIES; attempt += 1) {
      const id = idLike(like, this.#random);
      const seen = await this.read(id, undefined, type);
      if (seen.kind === "present") continue;
      if (type === this.operation.resourceType) this.#fixtures.suspect(id);
      return id;
    }
    throw new NoVerdict("blocked", "every id of the server's own shape that was tried names a Group");
  }

  async write(id: string, body: unknown, options: WriteOptions): Promise<Exchange> {
    const { session } = this.#parts;
    const { operation = this.operation } = options;
    const isResource = isJson(body) && operation.method !== "PATCH";
    const [misfit] = options.intent.kind === "valid" && isResource ? this.#violations(body, operation) : [];
    if (misfit !== undefined) throw new NoVerdict("blocked", whyMisfit(misfit, operation.resourceType));
    // It is shown by nobody, and so cannot be put back.
    if (isObject(body) && hasAttribute(body, "password") && this.#fixtures.isNamed(id))
      throw new NoVerdict("blocked", "the password of a named User could not be put back");
    const message = Array.isArray(body) ? patchMessage(this.contract, operation, body, options.intent) : body;
    const text = message === undefined || typeof message === "string" ? message : JSON.stringify(message);
    // Also of what was deleted a wrong server may make something.
    this.#fixtures.suspect(id);
    const reserve = this.#fixtures.takeUnreserved();
    const request: SessionRequest = {
      scenario: this.#scenario.id,
      purpose: options.apart === true ? "probe" : "scenario",
      intent: options.intent,
      title: options.title,
      operation: operation.key,
      method: operation.method,
      path: session.resourcePath(operation.resourceType, id),
      resource: { type: operation.resourceType, id },
      headers: {
        "content-type": options.contentType ?? session.contentType(operation),
        accept: session.accept(operation),
      },
      ...(text === undefined ? {} : { body: text }),
      credential: options.credential ?? "configured",
      reserve,
    };
    let isSent = false;
    try {
      return await session.send({
        ...request,
        onAnswer: () => {
          isSent = true;
        },
      });
    } finally {
      if (!isSent) this.#fixtures.stillUnreserved(reserve);
    }
  }

  async sendBeside(options: { method: string; id?: string; body: unknown; title: string }): Promise<Exchange> {
    const { session } = this.#parts;
    const type = this.operation.resourceType;
    const message = Array.isArray(options.body)
      ? patchMessage(this.contract, this.operation, options.body)
      : options.body;
    return await session.send({
      scenario: this.#scenario.id,
      purpose: "probe",
      intent: { kind: "provoked", cause: "method" },
      title: options.title,
      method: options.method,
      path: options.id === undefined ? session.collectionPath(type) : session.resourcePath(type, options.id),
      headers: { "content-type": session.contentType(), accept: session.accept() },
      body: JSON.stringify(message),
    });
  }

  async read(
    id: string,
    expected?: GroupState,
    type: ResourceTypeName = this.operation.resourceType,
  ): Promise<Observation> {
    if (this.#blind) return { kind: "not-offered" };
    const { session, offers } = this.#parts;
    return await observe(session, offers, this.#scenario.id, id, expected, (ms) => this.wait(ms), type);
  }

  async readUser(id: string, look: UserLook): Promise<Observation> {
    const { session, offers } = this.#parts;
    return await observeUser(session, offers, this.#scenario.id, id, look, (ms) => this.wait(ms));
  }

  async find(displayName: string): Promise<readonly JsonObject[] | undefined> {
    const { session, offers } = this.#parts;
    if (!offers.list) return undefined;
    const exchange = await list(
      session,
      this.operation.resourceType,
      { scenario: this.#scenario.id, purpose: "observation" },
      `displayName eq ${JSON.stringify(displayName)}`,
      "look for the name in the list",
    );
    // A server may ignore or loosen a filter: only the very name counts.
    return resourcesIn(exchange)?.filter((resource) => textAttribute(resource, "displayName") === displayName);
  }

  async withoutReads<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#blind;
    this.#blind = true;
    try {
      return await work();
    } finally {
      this.#blind = before;
    }
  }

  async hold(work: () => Promise<void>): Promise<Held> {
    const outer = this.#held;
    const judgements: ScenarioJudgement[] = [];
    this.#held = judgements;
    try {
      await work();
      return { judgements };
    } catch (error) {
      if (!(error instanceof NoVerdict)) throw error;
      return { judgements, noVerdict: error };
    } finally {
      this.#held = outer;
    }
  }

  judge(given: ScenarioJudgement): void {
    const { session } = this.#parts;
    const judgement =
      given.outcome === "failed" && session.isLate ? { ...given, message: given.message + LATE } : given;
    if (this.#held !== undefined) {
      this.#held.push(judgement);
      return;
    }
    const common = {
      by: this.#scenario.id,
      scenario: this.#scenario.id,
      operation: judgement.operation ?? this.operation.key,
      requirement: judgement.requirement,
      invariant: judgement.invariant,
      shape: judgement.shape,
      ...(judgement.alsoViolates === undefined ? {} : { alsoViolates: judgement.alsoViolates }),
    };
    if (judgement.outcome === "passed") {
      session.judge({ ...common, outcome: "passed", expected: [], actual: "", message: "", exchanges: [] });
      return;
    }
    session.judge({
      ...common,
      outcome: "failed",
      expected: judgement.expected,
      actual: judgement.actual,
      message: judgement.message,
      exchanges: judgement.exchanges?.map(({ id }) => id) ?? [...session.trailOf(this.#scenario.id)],
      ...(judgement.pointer === undefined ? {} : { pointer: judgement.pointer }),
      ...(judgement.counterexample === undefined ? {} : { counterexample: judgement.counterexample }),
    });
  }

  confirmed(observedBy: string, operation?: string): void {
    this.#parts.session.confirmed(observedBy, operation);
  }

  learn(capability: Capability): void {
    this.#parts.session.learn(capability);
  }

  adopt(id: string, type: ResourceTypeName = this.operation.resourceType): void {
    this.#fixtures.adopt(id, type);
  }

  async wait(ms: number): Promise<void> {
    try {
      await sleep(ms, undefined, { signal: this.#parts.session.signal });
    } catch (error) {
      throw new HarnessError("ABORTED", "the run was ended", { cause: error });
    }
  }

  /**
   * Gives back what was lent; the engine calls it when the scenario is over.
   *
   * @param wasDone true when it came to its own end, so that it has seen whatever came into being
   */
  release(wasDone: boolean): void {
    if (wasDone) this.#fixtures.clear();
    this.#fixtures.release();
  }
}

function isJson(body: unknown): boolean {
  return typeof body === "object" && body !== null;
}
