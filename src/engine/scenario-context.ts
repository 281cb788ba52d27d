import { setTimeout as sleep } from "node:timers/promises";
import type { Contract, Operation, ResourceTypeName, SchemaViolation } from "../document/index.ts";
import type { Capability, Exchange } from "../result/index.ts";
import { HarnessError } from "../result/index.ts";
import {
  type GroupFixture,
  type GroupState,
  NoVerdict,
  type Observation,
  type OtherTenant,
  type PatchShapes,
  type Scenario,
  type ScenarioContext,
  type ScenarioJudgement,
  type UserFixture,
  type UserLook,
  type WriteOptions,
} from "../scenarios/index.ts";
import { compareMembers, type JsonObject, sameMembers, textAttribute, URN } from "../scim/index.ts";
import { attributeValue, userBody } from "./fixtures/attribute-values.ts";
import { create } from "./fixtures/create.ts";
import { deleteOwn } from "./fixtures/delete-own.ts";
import type { GroupPool, LentGroup } from "./fixtures/group-pool.ts";
import type { Ledger, LedgerEntry } from "./fixtures/ledger.ts";
import type { UserPool } from "./fixtures/user-pool.ts";
import { list, observe, resourcesIn } from "./observe.ts";
import { observeUser } from "./observe-user.ts";
import { otherTenantOf } from "./other-tenant.ts";
import { probeShapes } from "./patch-shapes.ts";
import type { Offers } from "./preflight.ts";
import { hash32, type Random, randomFor } from "./random.ts";
import type { Session } from "./session.ts";
import { startingBody } from "./starting-body.ts";
import { idLike } from "./unknown-id.ts";

/** What all scenarios of a suite share. */
export interface SuiteParts {
  readonly session: Session;
  readonly ledger: Ledger;
  readonly offers: Offers;
  readonly users: UserPool;
  readonly groups: GroupPool;
  /** How the server takes member values; probed by the first scenario that asks. */
  shapes?: Promise<PatchShapes>;
}

// A run makes at most three attempts with a wrong credential: more may lock an account.
const WRONG_CREDENTIALS_AT_MOST = 3;

const UNKNOWN_ID_TRIES = 5;

/** The context of one scenario: what it may do, and nothing else. */
export class EngineContext implements ScenarioContext {
  readonly contract: Contract;
  readonly operation: Operation;
  readonly #parts: SuiteParts;
  readonly #scenario: Scenario;
  readonly #random: Random;
  readonly #lent: LentGroup[] = [];
  readonly #own: { readonly id: string; readonly made: true; readonly entry: LedgerEntry }[] = [];
  #made = 0;
  #wrong = 0;

  constructor(parts: SuiteParts, scenario: Scenario) {
    this.#parts = parts;
    this.#scenario = scenario;
    this.contract = parts.session.contract;
    this.operation = parts.session.operation;
    this.#random = randomFor(parts.session.seed, scenario.id);
  }

  get authProbes(): ScenarioContext["authProbes"] {
    const { settings, target } = this.#parts.session;
    if (!settings.authProbes) return { allowed: false, reason: "turned off with --no-auth-probes" };
    if (target.credentials.length === 0)
      return { allowed: false, reason: "no credential was given, so authentication is not tested" };
    return { allowed: true };
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

  #violations(body: unknown): readonly SchemaViolation[] {
    const declared = this.operation.request.content.find(({ type }) => /[/+]json\b/iu.test(type))?.body;
    return declared?.validate(body) ?? [];
  }

  async users(count: number): Promise<readonly string[]> {
    return await this.#parts.users.first(count);
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
    const { session, groups } = this.#parts;
    this.#made += 1;
    const displayName = this.name(`group ${this.#made}`);
    const lent = await groups.lend(this.#scenario.id, displayName, members);
    this.#lent.push(lent);
    const wanted: GroupState = { displayName, members: new Set(members) };
    // For an operation on Users a Group is only company.
    if (this.operation.resourceType !== "Group") return { id: lent.id, ...wanted };
    if (lent.made) {
      const seen = await this.read(lent.id, wanted);
      if (seen.kind === "not-offered" || matches(seen, wanted)) return { id: lent.id, ...wanted };
      if (seen.kind !== "present") throw new NoVerdict("blocked", "a Group was made and cannot be read back");
      session.learn({
        id: "post.members",
        title: "Members given when a Group is made",
        value: "are not stored as given",
      });
    }
    await this.#setUp(lent.id, wanted);
    return { id: lent.id, ...wanted };
  }

  /** Brings a Group into its starting state by the operation under test, and sees that it is there. */
  async #setUp(id: string, wanted: GroupState): Promise<void> {
    const answer = await this.write(id, await startingBody(this, wanted), {
      title: `bring the Group into its starting state with ${wanted.members.size} members`,
      intent: { kind: "valid" },
    });
    const seen = await this.read(id, wanted);
    const right = seen.kind === "not-offered" ? (answer.response?.status ?? 0) < 300 : matches(seen, wanted);
    if (right) return;
    this.judge({
      requirement: "RFC7644-3.5.1-MEMBERS-REPLACED",
      invariant: "starting-state",
      shape: "none",
      outcome: "failed",
      expected: [`${wanted.members.size} members and the name sent`],
      actual:
        seen.kind === "present"
          ? `${seen.members.values.size} members, ${JSON.stringify(seen.displayName ?? null)}`
          : `PUT was answered ${answer.response?.status ?? "not at all"}`,
      message: "The Group could not be brought into the state a valid PUT describes.",
    });
    throw new NoVerdict("blocked", "the starting state could not be reached");
  }

  async deleteFixture(fixture: { readonly id: string }): Promise<void> {
    const { session, ledger, offers } = this.#parts;
    const entry = [...this.#lent, ...this.#own].find(({ id, made }) => id === fixture.id && made)?.entry;
    if (entry === undefined) throw new NoVerdict("not-applicable", "only what the run made is deleted");
    if (!offers.remove) throw new NoVerdict("not-applicable", "the server offers no DELETE");
    await deleteOwn(session, ledger, entry, this.#scenario.id);
    const seen = await this.read(fixture.id);
    if (seen.kind === "present")
      throw new NoVerdict("blocked", "it can still be read after its DELETE was acknowledged");
  }

  async user(label: string): Promise<UserFixture> {
    const { session, ledger, offers } = this.#parts;
    const body = this.userBody(label);
    if (!offers.create) throw new NoVerdict("blocked", "Users cannot be made, and a PUT needs one of its own");
    const made = await create(session, ledger, {
      scenario: this.#scenario.id,
      type: "User",
      body,
      key: { attribute: "userName", value: String(body["userName"]) },
      title: "make a User",
    });
    if (made.kind === "refused") {
      throw new NoVerdict(
        "blocked",
        `a User could not be made: POST was answered ${made.exchange.response?.status ?? "not at all"}`,
      );
    }
    this.#own.push({ id: made.id, made: true, entry: made.entry });
    return { id: made.id, body };
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
      if (seen.kind !== "present") return id;
    }
    throw new NoVerdict("blocked", "every id of the server's own shape that was tried names a Group");
  }

  async write(id: string, body: unknown, options: WriteOptions): Promise<Exchange> {
    const { session } = this.#parts;
    if (session.isSilent) throw new NoVerdict("blocked", "the operation has stopped answering");
    if (options.credential === "wrong") {
      this.#wrong += 1;
      if (this.#wrong > WRONG_CREDENTIALS_AT_MOST)
        throw new NoVerdict("blocked", "enough wrong credentials were tried");
    }
    // Operations are typed too narrowly by more than one document: what a server takes of them is probed instead.
    const isResource = isJson(body) && this.operation.method !== "PATCH";
    if (options.intent.kind === "valid" && isResource && this.#violations(body).length > 0) {
      throw new NoVerdict(
        "blocked",
        "the request of this scenario does not fit the declared schema: give values that do under `attributes` in the profile",
      );
    }
    const message = Array.isArray(body) ? { schemas: [URN.patchOp], Operations: body as unknown[] } : body;
    const text = message === undefined || typeof message === "string" ? message : JSON.stringify(message);
    return await session.send({
      scenario: this.#scenario.id,
      purpose: "scenario",
      intent: options.intent,
      title: options.title,
      operation: this.operation.key,
      method: this.operation.method,
      path: session.resourcePath(this.operation.resourceType, id),
      resource: { type: this.operation.resourceType, id },
      headers: { "content-type": options.contentType ?? session.contentType(), accept: session.accept() },
      ...(text === undefined ? {} : { body: text }),
      credential: options.credential ?? "configured",
    });
  }

  async sendBeside(options: { method: string; id?: string; body: unknown; title: string }): Promise<Exchange> {
    const { session } = this.#parts;
    const type = this.operation.resourceType;
    const message = Array.isArray(options.body)
      ? { schemas: [URN.patchOp], Operations: options.body as unknown[] }
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

  judge(judgement: ScenarioJudgement): void {
    const { session } = this.#parts;
    const common = {
      by: this.#scenario.id,
      scenario: this.#scenario.id,
      operation: this.operation.key,
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
    });
  }

  confirmed(observedBy: string): void {
    this.#parts.session.confirmed(observedBy);
  }

  learn(capability: Capability): void {
    this.#parts.session.learn(capability);
  }

  adopt(id: string): void {
    const { ledger } = this.#parts;
    const type = this.operation.resourceType;
    const known = ledger.entries.some((entry) => entry.type === type && entry.id === id && entry.state === "open");
    if (known) return;
    const collectionPath = this.#parts.session.collectionPath(type);
    const entry = ledger.intend({
      kind: "create",
      resource: type,
      collectionPath,
      key: { attribute: "id", value: id },
    });
    ledger.created(type, id, entry);
  }

  async wait(ms: number): Promise<void> {
    try {
      await sleep(ms, undefined, { signal: this.#parts.session.signal });
    } catch (error) {
      throw new HarnessError("ABORTED", "the run was ended", { cause: error });
    }
  }

  /** Gives back what was lent; the engine calls it when the scenario is over. */
  release(): void {
    for (const lent of this.#lent) this.#parts.groups.giveBack(lent);
  }
}

function isJson(body: unknown): boolean {
  return typeof body === "object" && body !== null;
}

function matches(seen: Observation, wanted: GroupState): boolean {
  return (
    seen.kind === "present" &&
    seen.displayName === wanted.displayName &&
    sameMembers(compareMembers(wanted.members, seen.members.values))
  );
}
