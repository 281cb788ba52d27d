import type { Contract, Operation } from "../../document/index.ts";
import type { ShapeClass } from "../../result/index.ts";
import {
  attributeOf,
  isUnassigned,
  type JsonObject,
  type LegalOutcome,
  type PatchOperation,
} from "../../scim/index.ts";
import { admits } from "../admitted.ts";
import { isRefusal, isSuccess } from "../answer.ts";
import { headOf } from "../attribute-path.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { shows } from "../declares.ts";
import { valueAt } from "../put-user/expect-user.ts";
import { isWholeName, sameValue } from "../put-user/same-value.ts";
import type { Depth, Scenario } from "../scenario.ts";
import { outcomesFor } from "./advice.ts";
import { statesOf } from "./half-done.ts";
import { type AskedOfUser, intentFor, judgeUserPatch } from "./judge.ts";
import { Values } from "./values.ts";

/** One PATCH of a case. */
export interface CaseRequest {
  /** Completes “PATCH: …”. */
  readonly title: string;
  readonly operations: (values: Values, before: JsonObject) => readonly PatchOperation[];
  /** Why the server may refuse what the oracle finds in order: it may know better which values exist, or need one. */
  readonly mayRefuse?: string;
  /** The same in the form that every server knows: where that is refused as well, what this request is about is not why. */
  readonly plainly?: (values: Values) => readonly PatchOperation[];
  /** Of several operations the one that cannot be carried out: where it is taken alone as well, the others are not why. */
  readonly wrong?: (values: Values) => PatchOperation;
  /** What a lenient server may make of a request that is wrong: the RFC has a form for it, and names no refusal. */
  readonly mayTake?: (operations: readonly PatchOperation[]) => readonly (readonly PatchOperation[])[];
}

/** A User, requests one after the other, and by the oracle what each may come to. */
export interface PatchCase {
  /** Below `patch.user.`. */
  readonly id: string;
  readonly title: string;
  readonly depth?: Depth;
  /** The requirements that the requests rest on, the first the one that a wrong answer or state breaks. */
  readonly rules: readonly string[];
  readonly shape: ShapeClass;
  /** Paths of the attributes that the document must have, and that are looked at. */
  readonly needs: readonly string[];
  /** Looked at as well, where the User has it. */
  readonly alsoWatched?: readonly string[];
  /** What the User is made with beside what every User has; undefined takes something away. */
  readonly begin?: (values: Values) => Readonly<Record<string, unknown>>;
  /** True where operations come without `path`, which a vendor's page may not know. */
  readonly withoutPath?: true;
  readonly requests: readonly CaseRequest[];
}

const CLOSED = "OPENAPI-REFUSAL-NAMED";

/** The attributes that most cases are about: those that nearly every server has, as far as the document has them. */
export interface Subjects {
  /** A single text. */
  readonly text: string;
  /** A list of typed values. */
  readonly list: string;
}

/** Cases, made for the attributes that the document has. */
export type PatchCases = (subjects: Subjects) => readonly PatchCase[];

/**
 * What cases are about in this document; undefined where it has nothing of the kind, or where its page lists what it takes
 * and says that all else is refused: such a page has refusals of its own.
 */
export function subjectsOf(contract: Contract, operation: Operation): Subjects | undefined {
  const isClosed = contract.requirements.some(({ refines }) => refines?.includes(CLOSED) === true);
  const text = ["title", "nickName", "userType", "displayName"].find((path) => isThere(operation, path));
  const list = ["emails", "phoneNumbers"].find((path) => isThere(operation, path));
  return isClosed || text === undefined || list === undefined ? undefined : { text, list };
}

/** Scenarios of those cases whose attributes the document has; pure. */
export function casesFor(
  made: readonly PatchCases[],
  subjects: Subjects,
  contract: Contract,
  operation: Operation,
): readonly Scenario[] {
  return made
    .flatMap((cases) => cases(subjects))
    .filter(({ needs }) => needs.every((path) => isThere(operation, path)))
    .filter(({ withoutPath }) => withoutPath !== true || !contract.profile.patch.pathRequired)
    .map(scenarioOf);
}

/** True when the document has the attribute, or does not tell what a User has. */
export function isThere(operation: Operation, path: string): boolean {
  return shows(operation, path) !== false;
}

function scenarioOf(one: PatchCase): Scenario {
  return {
    id: `patch.user.${one.id}`,
    title: one.title,
    depth: one.depth ?? "standard",
    requirements: one.rules,
    users: 0,
    groups: 0,
    run: async (context) => await runCase(context, one),
  };
}

async function runCase(context: ScenarioContext, one: PatchCase): Promise<void> {
  const values = new Values(context);
  const user = await makeUser(context, one.begin?.(values) ?? {});
  needKnown(context, user.shown, one.needs);
  let before = user.shown;
  for (const { title, operations, mayRefuse, mayTake, plainly, wrong } of one.requests) {
    const asked = operations(values, before);
    const outcomes = outcomesFor(before, asked);
    const isWrong = outcomes.every(({ kind }) => kind === "refused");
    // What the document excludes is sent only where it is wrong on purpose.
    if (!isWrong && !context.fits(messageOf(asked)))
      throw new NoVerdict("not-applicable", "the document's request schema excludes this operation");
    needAdmitted(context, before, outcomes, one.needs);
    const answer = await context.write(user.id, asked, {
      title: `PATCH: ${title}`,
      intent: intentFor(outcomes, mayRefuse),
    });
    const seen = await judgeUserPatch(context, {
      id: user.id,
      before,
      answer,
      outcomes,
      paths: watched(before, one),
      rules: one.rules,
      shape: one.shape,
      ...(mayRefuse === undefined ? {} : { mayRefuse }),
      ...(mayTake === undefined ? {} : { taken: mayTake(asked).flatMap((other) => statesOf(before, other)) }),
      ...(asked.length > 1 ? { several: asked } : {}),
      ...(wrong === undefined
        ? {}
        : { wrong: wrongOne(context, { before, asked, id: user.id, title }, wrong(values)) }),
      ...(plainly === undefined || isWrong
        ? {}
        : { isRefusedPlainly: () => isRefusedAs(context, user.id, { title, operations: plainly(values) }) }),
    });
    if (seen === undefined) return;
    before = seen;
  }
}

/** @throws NoVerdict where the document excludes whatever would come of it: a type of an entry, say */
function needAdmitted(
  { operation }: ScenarioContext,
  before: JsonObject,
  outcomes: readonly LegalOutcome[],
  needs: readonly string[],
): void {
  const states = outcomes.flatMap((one) => (one.kind === "state" ? [one.resource] : []));
  const excluded = [...new Set(needs.map(headOf))].find(
    (name) =>
      admits(operation, name, attributeOf(before, name)) &&
      states.every((state) => !admits(operation, name, attributeOf(state, name))),
  );
  if (states.length > 0 && excluded !== undefined)
    throw new NoVerdict(
      "not-applicable",
      `the document's schema of a User excludes what this makes of \`${excluded}\``,
    );
}

async function isRefusedAs(
  context: ScenarioContext,
  id: string,
  { title, operations }: { readonly title: string; readonly operations: readonly PatchOperation[] },
): Promise<boolean> {
  const answer = await context.write(id, operations, {
    title: `PATCH: ${title}, in its plain form, to tell what is refused`,
    intent: { kind: "valid" },
  });
  return isRefusal(answer);
}

/** What the others make of the User, and whether the wrong one is taken where it comes alone. */
function wrongOne(
  context: ScenarioContext,
  request: {
    readonly before: JsonObject;
    readonly asked: readonly PatchOperation[];
    readonly id: string;
    readonly title: string;
  },
  wrong: PatchOperation,
): NonNullable<AskedOfUser["wrong"]> {
  const { before, asked, id, title } = request;
  const others = asked.filter(({ path }) => path !== wrong.path);
  return {
    ends: statesOf(before, others),
    isTaken: async () => {
      const answer = await context.write(id, [wrong], {
        title: `PATCH: ${title}, the wrong one alone, to tell whether it is refused`,
        intent: { kind: "provoked", cause: "bad-body" },
      });
      return isSuccess(answer);
    },
  };
}

function messageOf(operations: readonly PatchOperation[]): JsonObject {
  return { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations: operations };
}

/** A User of the scenario's own. */
export interface MadeUser {
  readonly id: string;
  /** As a read showed it. */
  readonly shown: JsonObject;
}

/**
 * Makes a User with some attributes of its own and reads it.
 *
 * @throws NoVerdict when it cannot be made or read, or does not keep what it was made with
 */
export async function makeUser(
  context: ScenarioContext,
  begin: Readonly<Record<string, unknown>>,
  label = "own",
): Promise<MadeUser> {
  const excluded = Object.keys(begin).find((each) => !admits(context.operation, each, begin[each]));
  if (excluded !== undefined)
    throw new NoVerdict("not-applicable", `the document's schema of a User excludes the \`${excluded}\` to begin with`);
  const { name, ...rest } = context.userBody(label);
  // Whole names and their parts are made of each other: a User begins with the parts.
  const parts = typeof name === "object" && name !== null ? withoutFormatted(name) : undefined;
  const body = defined({ ...rest, name: parts, ...begin });
  const { exchange, id } = await context.service.create({
    type: "User",
    body,
    title: "make a User",
    intent: { kind: "helper" },
  });
  if (id === undefined) {
    const status = exchange.response?.status ?? "not at all";
    throw new NoVerdict("blocked", `a User could not be made: POST was answered ${status}`);
  }
  const names = Object.keys(begin).filter((each) => begin[each] !== undefined);
  const holds = (user: JsonObject): boolean => names.every((each) => keeps(user, each, begin[each]));
  const seen = await context.readUser(id, { holds, names });
  if (seen.kind === "not-offered") throw new NoVerdict("inconclusive", "the server offers no way to read a User back");
  if (seen.kind !== "present") throw new NoVerdict("blocked", "a new User could not be read");
  const lacking = names.find((each) => !keeps(seen.resource, each, begin[each]));
  if (lacking !== undefined) {
    throw new NoVerdict("not-applicable", `the server does not keep \`${lacking}\` of a new User as it was sent`);
  }
  return { id, shown: seen.resource };
}

function keeps(user: JsonObject, name: string, value: unknown): boolean {
  // The parts of a name may come back as one text; `schemas` is not what a case begins with.
  return name === "name" || name === "schemas" || sameValue(value, attributeOf(user, name), name);
}

function withoutFormatted(name: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(name).filter(([part]) => part !== "formatted"));
}

function defined(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

/** Where the document does not tell what a User has, only what the server itself shows is known to exist. */
function needKnown({ operation }: ScenarioContext, shown: JsonObject, needs: readonly string[]): void {
  for (const path of needs) {
    if (isWholeName(path, shown)) throw new NoVerdict("not-applicable", "names are shown in another form");
    if (shows(operation, path) === true || !isUnassigned(valueAt(shown, path))) continue;
    throw new NoVerdict("not-applicable", `neither the document nor a new User shows \`${path}\``);
  }
}

/** What is looked at: what the case is about, and what every User has. */
export function watched(
  before: JsonObject,
  { needs, alsoWatched = [] }: Pick<PatchCase, "needs" | "alsoWatched">,
): readonly string[] {
  const own = [...needs, ...alsoWatched];
  const heads = new Set(own.map(headOf));
  const beside = ["userName", "active", "displayName", "emails", "name.givenName", "name.familyName"];
  const others = beside.filter((path) => !own.includes(path) && valueAt(before, path) !== undefined);
  // A server may make the name that is displayed of the others.
  return [...own, ...others.filter((path) => path !== "displayName" || !heads.has("name"))];
}
