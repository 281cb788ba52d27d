import type { ResourceTypeName } from "../document/index.ts";
import type { Exchange } from "../result/index.ts";
import {
  canaryPath,
  type GroupFixture,
  type GroupState,
  NoVerdict,
  type Observation,
  type ScenarioContext,
  type UserFixture,
  withValue,
} from "../scenarios/index.ts";
import { compareMembers, sameMembers, textAttribute } from "../scim/index.ts";
import { create } from "./fixtures/create.ts";
import { deleteOwn } from "./fixtures/delete-own.ts";
import type { LentGroup } from "./fixtures/group-pool.ts";
import type { LedgerEntry } from "./fixtures/ledger.ts";
import { startingBody, startingRule } from "./starting-body.ts";
import type { SuiteParts } from "./suite-parts.ts";
import { whose } from "./undo/whose.ts";

/** What fixtures need of the context of their scenario: a Group is brought into its state by the operation under test. */
type Means = Pick<ScenarioContext, "contract" | "operation" | "patchShapes" | "name" | "read" | "write" | "judge">;

// One to see what it is, one to remove it.
const PERMITS = 2;

/** The Groups and Users that belong to one scenario: lent, made, given back, removed. */
export class OwnFixtures {
  readonly #parts: SuiteParts;
  readonly #scenario: string;
  readonly #context: Means;
  readonly #lent: LentGroup[] = [];
  readonly #own: { readonly id: string; readonly made: true; readonly entry: LedgerEntry }[] = [];
  readonly #spare: LentGroup[] = [];
  readonly #lentUsers: LedgerEntry[] = [];
  readonly #suspects: LedgerEntry[] = [];
  #unreserved = 0;
  #made = 0;

  constructor(parts: SuiteParts, scenario: string, context: Means) {
    this.#parts = parts;
    this.#scenario = scenario;
    this.#context = context;
  }

  /** See {@link ScenarioContext.group}. */
  async group(members: readonly string[] = []): Promise<GroupFixture> {
    const { session, ledger, groups } = this.#parts;
    this.#made += 1;
    const displayName = this.#context.name(`group ${this.#made}`);
    const spare = this.#spare.pop();
    const lent = spare ?? (await groups.lend(this.#scenario, displayName, members));
    if (spare === undefined) this.#lent.push(lent);
    const wanted: GroupState = { displayName, members: new Set(members) };
    // For an operation on Users a Group is only company.
    if (this.#context.operation.resourceType !== "Group") return { id: lent.id, ...wanted };
    if (lent.made && spare === undefined) {
      const seen = await this.#context.read(lent.id, wanted);
      if (seen.kind === "present" && whose(seen.resource, session.runId, lent.entry.keys) === "another") {
        this.#lent.splice(this.#lent.indexOf(lent), 1);
        ledger.disown(lent.entry);
        throw new NoVerdict("blocked", "a Group was made, and under its id a Group of another name is shown");
      }
      if (seen.kind === "not-offered" || matches(seen, wanted)) return { id: lent.id, ...wanted };
      if (seen.kind !== "present")
        throw new NoVerdict("blocked", `a Group was made and cannot be read back: ${whyNot(seen)}`);
      session.learn({
        id: "post.members",
        title: "Members given when a Group is made",
        value: "are not stored as given",
      });
      await this.#setUp(lent.id, wanted, stateOf(seen));
      return { id: lent.id, ...wanted };
    }
    await this.#setUp(lent.id, wanted);
    return { id: lent.id, ...wanted };
  }

  /** Brings a Group into its starting state by the operation under test, and sees that it is there. */
  async #setUp(id: string, wanted: GroupState, before?: GroupState): Promise<void> {
    const { method } = this.#context.operation;
    const answer = await this.#context.write(id, await startingBody(this.#context, wanted, before), {
      title: `bring the Group into its starting state with ${wanted.members.size} members`,
      intent: { kind: "valid" },
    });
    const seen = await this.#context.read(id, wanted);
    const right = seen.kind === "not-offered" ? (answer.response?.status ?? 0) < 300 : matches(seen, wanted);
    if (right) return;
    this.#context.judge({
      requirement: startingRule(method, before, wanted),
      invariant: "starting-state",
      shape: "none",
      outcome: "failed",
      expected: [`${wanted.members.size} members and the name sent`],
      actual:
        seen.kind === "present"
          ? `${seen.members.values.size} members, ${JSON.stringify(seen.displayName ?? null)}`
          : `${method} was answered ${answer.response?.status ?? "not at all"}`,
      message: `The Group could not be brought into the state that a valid ${method} describes.`,
    });
    throw new NoVerdict("blocked", "the starting state could not be reached");
  }

  /** See {@link ScenarioContext.discard}. */
  async discard(fixture: { readonly id: string }): Promise<void> {
    const { session, ledger, groups, offers } = this.#parts;
    const index = this.#lent.findIndex(({ id }) => id === fixture.id);
    const lent = this.#lent[index];
    if (lent === undefined) {
      this.#giveBackUser(fixture.id);
      return await this.#discardOwn(fixture.id);
    }
    if (lent.made && !offers.remove) {
      this.#spare.push(lent);
      return;
    }
    this.#lent.splice(index, 1);
    if (!lent.made) {
      groups.giveBack(lent);
      return;
    }
    // A DELETE that fails is the clean-up's business: the entry stays open.
    try {
      await deleteOwn(session, ledger, lent.entry, this.#scenario);
    } catch (error) {
      if (!(error instanceof NoVerdict)) throw error;
    }
    session.forget("Group", fixture.id);
  }

  #giveBackUser(id: string): void {
    const index = this.#lentUsers.findIndex((entry) => entry.id === id);
    if (index < 0) return;
    this.#lentUsers.splice(index, 1);
    this.#parts.namedUsers.giveBack(id);
  }

  /** Removes what the scenario made and needs no more; where the server offers no DELETE it is left to the clean-up. */
  async #discardOwn(id: string): Promise<void> {
    const { session, ledger, offers } = this.#parts;
    const index = this.#own.findIndex((own) => own.id === id);
    const own = this.#own[index];
    if (own === undefined || !offers.remove) return;
    this.#own.splice(index, 1);
    try {
      await deleteOwn(session, ledger, own.entry, this.#scenario);
    } catch (error) {
      if (!(error instanceof NoVerdict)) throw error;
    }
    session.forget(own.entry.type, id);
  }

  /** See {@link ScenarioContext.deleteFixture}. */
  async remove(fixture: { readonly id: string }): Promise<void> {
    const { session, ledger, offers } = this.#parts;
    const entry = [...this.#lent, ...this.#own].find(({ id, made }) => id === fixture.id && made)?.entry;
    if (entry === undefined) throw new NoVerdict("not-applicable", "only what the run made is deleted");
    if (!offers.remove) throw new NoVerdict("not-applicable", "the server offers no DELETE");
    await deleteOwn(session, ledger, entry, this.#scenario);
    const seen = await this.#context.read(fixture.id);
    if (seen.kind === "present")
      throw new NoVerdict("blocked", "it can still be read after its DELETE was acknowledged");
  }

  /** True for what the scenario has made itself. */
  owns(id: string): boolean {
    return this.#own.some((own) => own.id === id);
  }

  /** Takes over what the scenario has made. */
  keep(entry: LedgerEntry): void {
    this.#own.push({ id: entry.id, made: true, entry });
  }

  /** Deletes something of the scenario's own in a way of the caller's; what is acknowledged is done. */
  async removeBy(id: string, send: () => Promise<Exchange>): Promise<Exchange> {
    const index = this.#own.findIndex((candidate) => candidate.id === id);
    const own = this.#own[index];
    if (own === undefined) throw new TypeError("only what a scenario has made itself is deleted");
    const exchange = await send();
    const status = exchange.response?.status ?? 0;
    if (status >= 200 && status < 300) {
      this.#parts.ledger.undone(own.entry, "removed");
      this.#own.splice(index, 1);
    }
    return exchange;
  }

  /** See {@link ScenarioContext.user}. */
  async user(body: Record<string, unknown>): Promise<UserFixture> {
    const { session, ledger, offers } = this.#parts;
    if (!offers.create) return await this.#namedUser(body);
    const made = await create(session, ledger, {
      scenario: this.#scenario,
      type: "User",
      body,
      key: { attribute: "userName", value: String(body["userName"]) },
      title: "make a User",
    });
    if (made.kind === "refused") {
      throw new NoVerdict("blocked", `a User could not be made: ${made.why}`);
    }
    this.#own.push({ id: made.id, made: true, entry: made.entry });
    return { id: made.id, body };
  }

  /** A User that the user named, brought into its starting state by the operation under test. */
  async #namedUser(body: Record<string, unknown>): Promise<UserFixture> {
    const { namedUsers, session } = this.#parts;
    const { method } = this.#context.operation;
    if (namedUsers.size === 0) {
      throw new NoVerdict(
        "blocked",
        `Users cannot be made, and a ${method} needs one: give it with --fixture users=ID`,
      );
    }
    // They are lent to one scenario at a time: nobody else would give one back.
    if (this.#lentUsers.length === namedUsers.size) {
      const needed = namedUsers.size + 1;
      throw new NoVerdict("blocked", `needs ${needed} Users at once: give more with --fixture users=ID,ID`);
    }
    const entry = await namedUsers.lend(this.#scenario);
    this.#lentUsers.push(entry);
    // By their name people log in: it is not taken from them, even for a while, where it is known.
    const userName = entry.before === undefined ? undefined : textAttribute(entry.before, "userName");
    const put = session.contract.operations.find((one) => one.method === "PUT" && one.resourceType === "User");
    if (put === undefined) throw new NoVerdict("blocked", "only a PUT brings a named User into a known state");
    const named = { ...body, ...(userName === undefined ? {} : { userName }) };
    // A server may keep what a PUT leaves out: the text that scenarios look for a change by is never another one's.
    const wanted = withValue(named, canaryPath(put), this.#context.name("start"));
    const answer = await this.#context.write(entry.id, wanted, {
      title: "bring the named User into its starting state",
      intent: { kind: "valid" },
      operation: put,
    });
    const status = answer.response?.status;
    if (status === undefined || status < 200 || status > 299) {
      throw new NoVerdict("blocked", `a named User took no PUT to begin with (${status ?? "no answer"})`);
    }
    return { id: entry.id, body: wanted };
  }

  /** True for what the user named: it is put back when the run is over. */
  isNamed(id: string): boolean {
    return this.#lentUsers.some((entry) => entry.id === id) || this.#lent.some((lent) => lent.id === id && !lent.made);
  }

  /**
   * An id that names nothing is about to be written to, or to stand in a body: journalled before, because a wrong server
   * may make something of it.
   */
  suspect(id: string, type: ResourceTypeName = this.#context.operation.resourceType): void {
    const { ledger, session } = this.#parts;
    if (ledger.knows(type, id)) return;
    this.#suspects.push(ledger.suspect({ type, collectionPath: session.collectionPath(type) }, id));
    this.#unreserved += PERMITS;
  }

  /** The permits to set aside with the next write, for removing what it may make under ids that named nothing. */
  takeUnreserved(): number {
    const permits = this.#unreserved;
    this.#unreserved = 0;
    return permits;
  }

  /** Nothing was set aside after all: the next write does it. */
  stillUnreserved(permits: number): void {
    this.#unreserved += permits;
  }

  /** See {@link ScenarioContext.adopt}. */
  adopt(id: string, type: ResourceTypeName): void {
    this.suspect(id, type);
    const index = this.#suspects.findIndex((entry) => entry.id === id);
    if (index >= 0) this.#suspects.splice(index, 1);
  }

  /** The scenario came to its end: what it has not adopted was never made. */
  clear(): void {
    const { ledger } = this.#parts;
    for (const entry of this.#suspects.splice(0)) if (entry.state === "open") ledger.undone(entry, "never-made");
  }

  /** Gives back what was lent. */
  release(): void {
    for (const lent of this.#lent) this.#parts.groups.giveBack(lent);
    for (const { id } of this.#lentUsers.splice(0)) this.#parts.namedUsers.giveBack(id);
  }
}

function whyNot(seen: Observation): string {
  if (seen.kind === "unreadable") return seen.why;
  return seen.kind === "absent" ? `${seen.by} was answered 404` : "reads are not offered";
}

/** A Group that was read, as far as it has a name and members that are told apart. */
function stateOf(seen: Observation): GroupState | undefined {
  if (seen.kind !== "present" || seen.displayName === undefined) return undefined;
  const { values } = seen.members;
  return { displayName: seen.displayName, members: new Set(values) };
}

function matches(seen: Observation, wanted: GroupState): boolean {
  return (
    seen.kind === "present" &&
    seen.displayName === wanted.displayName &&
    sameMembers(compareMembers(wanted.members, seen.members.values))
  );
}
