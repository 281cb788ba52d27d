import type { ResourceTypeName } from "../../document/index.ts";
import type { Exchange, Intent, ShapeClass } from "../../result/index.ts";
import { attributeOf, baseSchemaOf, isObject, type JsonObject, listedIn, textOf } from "../../scim/index.ts";
import { fittingBody } from "../admitted.ts";
import {
  answeredResource,
  bodyIn,
  isRefusal,
  isSuccess,
  needAnswer,
  notTheServersFault,
  statusText,
} from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import type { Makes, Scenario } from "../scenario.ts";
import type { ServiceCreate, ServiceRequest } from "../service-access.ts";

export { answeredResource as resourceOf, scimTypeOf } from "../answer.ts";

/** An operation that a scenario is about, or looks through: `GET User collection`. */
export type Needed = `${ServiceRequest["method"]} ${ResourceTypeName} ${"collection" | "resource"}`;

/** A request that must succeed. */
export const VALID: Intent = { kind: "valid" };

/** A request with a body that is wrong on purpose. */
export const BAD_BODY: Intent = { kind: "provoked", cause: "bad-body" };

/** A request whose answer the sources leave open. */
export const open = (why: string): Intent => ({ kind: "open", why });

/** What a scenario of the service is made of. */
export type ServiceScenario = Omit<Scenario, "users" | "groups" | "depth" | "makes"> &
  Partial<Pick<Scenario, "depth">> & {
    /** What the document must declare; without one of them the scenario is not applicable. */
    readonly needs: readonly Needed[];
    /** What it makes: two Users, if nothing is said. */
    readonly makes?: Makes;
  };

/** A scenario of the service as a whole: what it needs is made by itself. */
export function serviceScenario(parts: ServiceScenario): Scenario {
  const { needs, makes = { users: 2, groups: 0 }, run, ...rest } = parts;
  return {
    depth: "standard",
    ...rest,
    users: 0,
    groups: 0,
    makes: () => makes,
    run: async (context) => {
      for (const needed of needs) keyOf(context, needed);
      await run(context);
    },
  };
}

/**
 * The key of a declared operation.
 *
 * @throws NoVerdict `not-applicable` when the document declares none: what it says nothing of binds nobody
 */
export function keyOf(context: ScenarioContext, needed: Needed): string {
  const [method, type, on] = needed.split(" ") as [ServiceRequest["method"], ResourceTypeName, "collection"];
  const key = context.service.declared(method, type, on);
  if (key !== undefined) return key;
  const where = on === "collection" ? `the collection of ${type}s` : `a single ${type}`;
  throw new NoVerdict("not-applicable", `the document declares no ${method} of ${where}`);
}

/** What is said of one requirement. */
export interface Said {
  readonly requirement: string;
  readonly invariant: string;
  readonly holds: boolean;
  readonly expected: readonly string[];
  readonly actual: string;
  readonly message: string;
  /** Key of the operation it is about. */
  readonly operation: string;
  readonly shape?: ShapeClass;
  readonly alsoViolates?: readonly string[];
  readonly exchanges?: readonly Pick<Exchange, "id">[];
  readonly pointer?: string;
}

/** Judges one requirement; what was expected and came matters only when it does not hold. */
export function say(context: ScenarioContext, said: Said): void {
  const { holds, expected, actual, message, exchanges, pointer, alsoViolates, shape = "none", ...rest } = said;
  const common = { ...rest, shape };
  if (holds) context.judge({ ...common, outcome: "passed" });
  else {
    context.judge({
      ...common,
      outcome: "failed",
      expected,
      actual,
      message,
      ...(alsoViolates === undefined ? {} : { alsoViolates }),
      ...(exchanges === undefined ? {} : { exchanges }),
      ...(pointer === undefined ? {} : { pointer }),
    });
  }
}

/** Something the sources leave open, as this server has it. */
export function learn(context: ScenarioContext, id: string, title: string, value: string): void {
  context.learn({ id: `service.${id}`, title, value });
}

/** The status of an answer; 0 when none came. */
export function statusOf(exchange: Exchange): number {
  return exchange.failure === undefined ? (exchange.response?.status ?? 0) : 0;
}

/**
 * Ends the scenario where a refusal would be one of whatever was asked: it says nothing of what was wrong in the request.
 *
 * @throws NoVerdict `inconclusive` for 401, 429 and a failure of the server, which a check tells; `not-applicable` where the
 * method is not offered: 404, 405, 501
 */
export function needSaid(exchange: Exchange): void {
  const status = statusOf(exchange);
  const why = notTheServersFault(exchange);
  if (why !== undefined) throw new NoVerdict("inconclusive", why);
  const { method } = exchange.request;
  if ([404, 405, 501].includes(status))
    throw new NoVerdict("not-applicable", `${method} is not offered there: it was answered ${status}`);
  if (!isSuccess(exchange) && !isRefusal(exchange))
    throw new NoVerdict("inconclusive", `the ${method} was answered ${statusText(exchange)}`);
}

/** A resource that was made, and what it was made from. */
export interface Made {
  readonly id: string;
  readonly body: JsonObject;
  readonly exchange: Exchange;
  /** True where an earlier resource of the run had the same id. */
  readonly isGivenAgain: boolean;
}

/**
 * Makes a User or Group that the scenario needs.
 *
 * @throws NoVerdict when none was made
 */
export async function make(
  context: ScenarioContext,
  request: Omit<ServiceCreate, "intent"> & { readonly intent?: Intent },
): Promise<Made> {
  // It is only to be there: what the document excludes is left out.
  const body = request.intent === undefined ? fittingBody(context.contract, request.type, request.body) : request.body;
  const { exchange, id, isGivenAgain } = await context.service.create({ intent: VALID, ...request, body });
  needAnswer(exchange);
  if (id !== undefined && isSuccess(exchange)) return { id, body, exchange, isGivenAgain };
  const why = notTheServersFault(exchange);
  if (why !== undefined) throw new NoVerdict("inconclusive", why);
  throw new NoVerdict("blocked", `a ${request.type} could not be made: POST was answered ${statusText(exchange)}`);
}

/** Makes a User of this label, with more attributes than it needs. @throws NoVerdict when none was made */
export async function makeUser(context: ScenarioContext, label: string, more: JsonObject = {}): Promise<Made> {
  return await make(context, {
    type: "User",
    body: { ...context.userBody(label), ...more },
    title: `make the User “${label}”`,
  });
}

/** The body of a Group of this label. */
export function groupOf(context: ScenarioContext, label: string, members: readonly string[] = []): JsonObject {
  return {
    schemas: [baseSchemaOf("Group")],
    ...context.contract.profile.put.alwaysSend.Group,
    displayName: context.name(label),
    ...(members.length === 0 ? {} : { members: members.map((value) => ({ value })) }),
  };
}

/** Makes a Group of this label. @throws NoVerdict when none was made */
export async function makeGroup(
  context: ScenarioContext,
  label: string,
  members: readonly string[] = [],
  more: JsonObject = {},
): Promise<Made> {
  return await make(context, {
    type: "Group",
    body: { ...groupOf(context, label, members), ...more },
    title: `make the Group “${label}”`,
  });
}

/** Makes one of a type with this label. @throws NoVerdict when none was made */
export async function makeOne(
  context: ScenarioContext,
  type: ResourceTypeName,
  label: string,
  more: JsonObject = {},
): Promise<Made> {
  return type === "User" ? await makeUser(context, label, more) : await makeGroup(context, label, [], more);
}

/** The body of a whole resource of a type, to make or to replace it by. */
export function bodyFor(context: ScenarioContext, type: ResourceTypeName, label: string): JsonObject {
  return type === "User" ? context.userBody(label) : groupOf(context, label);
}

/** Reads one resource: again until it shows what is expected or the grace period is over. */
export async function read(
  context: ScenarioContext,
  type: ResourceTypeName,
  id: string,
  holds: (resource: JsonObject) => boolean = () => true,
): Promise<{ readonly exchange: Exchange; readonly resource: JsonObject | undefined }> {
  const exchange = await context.service.look({ to: { type, id }, title: `read the ${type}` }, (seen) => {
    const resource = answeredResource(seen);
    return resource !== undefined && holds(resource);
  });
  needAnswer(exchange);
  return { exchange, resource: answeredResource(exchange) };
}

/**
 * {@link read} for a Group: what it does not show of its members is asked for by name, since a server may show them only
 * then (RFC 7643 section 7, `returned`: `request`).
 */
export async function readGroup(
  context: ScenarioContext,
  id: string,
  holds: (group: JsonObject) => boolean,
): Promise<{ readonly exchange: Exchange; readonly resource: JsonObject | undefined }> {
  const { exchange, resource } = await read(context, "Group", id, holds);
  if (resource === undefined || holds(resource)) return { exchange, resource };
  const asked = await context.service.look(
    { to: { type: "Group", id }, query: { attributes: "members" }, title: "read the Group again, asking for members" },
    () => true,
  );
  const members = attributeOf(answeredResource(asked) ?? {}, "members");
  return members === undefined ? { exchange, resource } : { exchange: asked, resource: { ...resource, members } };
}

/** {@link read} where it must be there. @throws NoVerdict `blocked` when it is not */
export async function readThere(
  context: ScenarioContext,
  type: ResourceTypeName,
  id: string,
  holds?: (resource: JsonObject) => boolean,
): Promise<{ readonly exchange: Exchange; readonly resource: JsonObject }> {
  const { exchange, resource } =
    type === "Group" && holds !== undefined
      ? await readGroup(context, id, holds)
      : await read(context, type, id, holds);
  if (resource !== undefined) return { exchange, resource };
  throw new NoVerdict("blocked", `the ${type} could not be read back: GET was answered ${statusText(exchange)}`);
}

/** The resources in an answer of 200 to a query; undefined where it is no list. */
export function resourcesOf(exchange: Exchange): readonly JsonObject[] | undefined {
  const body = isSuccess(exchange) ? bodyIn(exchange) : undefined;
  return isObject(body) ? listedIn(body) : undefined;
}

/** The ids of what a query showed. */
export function idsOf(resources: readonly JsonObject[]): readonly string[] {
  return resources.map((resource) => textOf(attributeOf(resource, "id")));
}

/** The names of what is in a resource, for a person. */
export function namesIn(resource: JsonObject): string {
  return Object.keys(resource).sort().join(", ");
}

/**
 * True when a status is the one that the RFC names for a cause, or the one that the document names in its place: a server
 * is judged by its document where that declares another refusal and not the RFC's.
 */
export function isRightStatus(
  context: ScenarioContext,
  operation: string,
  status: number,
  right: readonly number[],
): boolean {
  if (right.includes(status)) return true;
  const declared = context.contract.operations.find(({ key }) => key === operation)?.responses ?? [];
  const names = (one: number): boolean => declared.some((response) => response.status === String(one));
  const covers = (one: number): boolean =>
    names(one) || declared.some((response) => response.status === `${Math.trunc(one / 100)}XX`);
  return status >= 400 && status < 500 && names(status) && !right.some(covers);
}
