import type { Exchange } from "../../../result/index.ts";
import {
  type AttributeSchema,
  attributeOf,
  ENTERPRISE_USER,
  isObject,
  type JsonObject,
  textAttribute,
} from "../../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, scimTypeOf, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { attributeNamed, describedUser, needMethod } from "../described.ts";
import { followAll, fromBase } from "../groups/references.ts";
import { keyOf, learn, type Made, makeUser, needSaid, open, readThere, say, serviceScenario } from "../kit.ts";

const STORED = "RFC7644-3.3-STORED";
const REPLACED = "RFC7644-3.5.1-RW-REPLACED";
const URN_PATH = "RFC7644-3.10-URN-PATH";
const SINGLE = "RFC7644-3.5.2.3-SINGLE";
const REMOVED = "RFC7644-3.5.2.2-SINGLE";
const TARGET = "RFC7644-3.5.2-TARGET-ONLY";
const READ_ONLY = "RFC7643-7-MUT-RO";
const REF = "RFC7643-2.3.7-REF-GET";
const ENTERPRISE = ENTERPRISE_USER.urn;
const DEPARTMENT = "Analytical Engines";

/** What stands in the extension of this server. */
interface Described {
  readonly nameIsReadOnly: boolean;
  /** What is sent beside the manager: a `department`, where the server has one that a client can set. */
  readonly beside: JsonObject;
}

/**
 * What the server's own schema says of `manager` (RFC 7643 section 4.3).
 *
 * @throws NoVerdict `not-applicable` where it has none that a client can set by the id of a User
 */
async function needManager(context: ScenarioContext): Promise<Described> {
  const schema = await describedUser(context);
  const extension = schema?.extensions.find(({ urn }) => urn.toLowerCase() === ENTERPRISE.toLowerCase());
  if (extension === undefined)
    throw new NoVerdict("not-applicable", "the server's own schema does not have the enterprise extension");
  const manager = attributeNamed(extension.attributes, "manager");
  const value = attributeNamed(manager?.subAttributes, "value");
  if (manager?.mutability !== "readWrite" || manager.type !== "complex" || manager.multiValued)
    throw new NoVerdict("not-applicable", "the server's own schema has no `manager` that a client can set");
  if (isHidden(manager))
    throw new NoVerdict("not-applicable", "the server's own schema has no `manager` that is returned by default");
  if (value?.mutability !== "readWrite" || isHidden(value))
    throw new NoVerdict("not-applicable", "the server's own schema has no `manager.value` that is set and shown");
  const name = attributeNamed(manager.subAttributes, "displayName");
  const department = attributeNamed(extension.attributes, "department");
  return {
    nameIsReadOnly: name?.mutability === "readOnly",
    beside: department?.mutability === "readWrite" && department.type === "string" ? { department: DEPARTMENT } : {},
  };
}

const isHidden = ({ returned }: AttributeSchema): boolean => returned === "never" || returned === "request";

const extensionIn = (user: JsonObject): JsonObject => {
  const extension = attributeOf(user, ENTERPRISE);
  return isObject(extension) ? extension : {};
};

/** The manager that a User shows; undefined for none. */
function managerIn(user: JsonObject): JsonObject | undefined {
  const manager = attributeOf(extensionIn(user), "manager");
  return isObject(manager) ? manager : undefined;
}

const idIn = (user: JsonObject): string | undefined => textAttribute(managerIn(user) ?? {}, "value");

function withManager(body: JsonObject, beside: JsonObject, manager: JsonObject): JsonObject {
  const schemas: readonly unknown[] = Array.isArray(body["schemas"]) ? body["schemas"] : [];
  return { ...body, schemas: [...new Set([...schemas, ENTERPRISE])], [ENTERPRISE]: { ...beside, manager } };
}

/** A User who has a manager; both of the scenario's own. */
interface Managed {
  readonly user: Made;
  readonly boss: string;
  /** As a read shows the User. */
  readonly shown: JsonObject;
}

/** @throws NoVerdict where a User with a manager cannot be made, or the manager is not kept */
async function managed(context: ScenarioContext, beside: JsonObject, more: JsonObject = {}): Promise<Managed> {
  const boss = (await makeUser(context, "manager")).id;
  const body = withManager(context.userBody("managed"), beside, { value: boss, ...more });
  const { exchange, id, ...rest } = await context.service.create({
    type: "User",
    body,
    title: "make a User with a manager",
    intent: open("a manager, which a server may look at more closely"),
  });
  needAnswer(exchange);
  if (id === undefined) {
    learn(context, "manager", "A User with a manager", `is refused with ${statusText(exchange)}`);
    throw new NoVerdict("not-applicable", `a User with a manager is refused with ${statusText(exchange)}`);
  }
  const { resource } = await readThere(context, "User", id, (seen) => idIn(seen) === boss);
  return { user: { ...rest, id, body, exchange }, boss, shown: resource };
}

async function needKept(context: ScenarioContext): Promise<Managed> {
  const { beside } = await needManager(context);
  const one = await managed(context, beside);
  if (idIn(one.shown) === one.boss) return one;
  throw new NoVerdict("blocked", "the server does not keep the manager of a new User, as another scenario tells");
}

/** A manager is kept by POST and replaced by PUT, for the extension has objects in it as well. */
const managerWritten: Scenario = serviceScenario({
  id: "service.extension.manager",
  title: "The manager of a User, which the server's schema has, is stored by POST and replaced by PUT",
  requirements: [STORED, REPLACED, READ_ONLY],
  needs: ["POST User collection", "GET User resource", "PUT User resource"],
  makes: { users: 3, groups: 0 },
  run: async (context) => {
    const { nameIsReadOnly, beside } = await needManager(context);
    const claimed = context.name("made up");
    const { user, boss, shown } = await managed(context, beside, nameIsReadOnly ? { displayName: claimed } : {});
    say(context, {
      requirement: STORED,
      invariant: "manager",
      holds: idIn(shown) === boss,
      expected: [`manager ${boss}`],
      actual: JSON.stringify(managerIn(shown) ?? null),
      message: "A User was made with a manager, which the server's own schema has, and a read does not show it.",
      operation: keyOf(context, "POST User collection"),
    });
    if (idIn(shown) !== boss) return;
    if (nameIsReadOnly) {
      say(context, {
        requirement: READ_ONLY,
        invariant: "manager.displayName",
        holds: textAttribute(managerIn(shown) ?? {}, "displayName") !== claimed,
        expected: ["the name that the manager has, or none"],
        actual: claimed,
        message: "`manager.displayName` is readOnly by the server's own schema, and was taken from a body.",
        operation: keyOf(context, "POST User collection"),
      });
    }
    const next = (await makeUser(context, "next manager")).id;
    const answer = await context.service.request({
      method: "PUT",
      to: { type: "User", id: user.id },
      title: "PUT another manager",
      body: withManager(user.body, beside, { value: next }),
      intent: open("a manager, which a server may look at more closely"),
    });
    needAnswer(answer);
    if (!isSuccess(answer)) throw new NoVerdict("blocked", `PUT was answered ${statusText(answer)}`);
    const { resource } = await readThere(context, "User", user.id, (seen) => idIn(seen) === next);
    say(context, {
      requirement: REPLACED,
      invariant: "manager",
      holds: idIn(resource) === next,
      expected: [`manager ${next}`],
      actual: JSON.stringify(managerIn(resource) ?? null),
      message: "An acknowledged PUT with another manager has not replaced the manager.",
      operation: keyOf(context, "PUT User resource"),
    });
  },
});

/** Paths that name the manager within the extension, and what must come of them (RFC 7644 sections 3.5.2 and 3.10). */
const managerPatched: Scenario = serviceScenario({
  id: "service.extension.manager-patched",
  title: "The manager of a User is replaced and removed by a PATCH with its path after the URN of the extension",
  requirements: [URN_PATH, SINGLE, REMOVED, TARGET],
  needs: ["POST User collection", "GET User resource", "PATCH User resource"],
  makes: { users: 4, groups: 0 },
  run: async (context) => {
    await needMethod(context, "PATCH");
    const { user, shown } = await needKept(context);
    const next = (await makeUser(context, "next manager")).id;
    const last = (await makeUser(context, "last manager")).id;
    const steps: readonly Step[] = [
      ["manager.value", { op: "replace", path: `${ENTERPRISE}:manager.value`, value: next }, next],
      ["manager", { op: "replace", path: `${ENTERPRISE}:manager`, value: { value: last } }, last],
      ["manager removed", { op: "remove", path: `${ENTERPRISE}:manager` }, undefined],
    ];
    const department = textAttribute(extensionIn(shown), "department");
    let judged = 0;
    for (const step of steps) if (await patched(context, user.id, step, department)) judged += 1;
    if (judged === 0) throw new NoVerdict("not-applicable", "every PATCH of the manager is refused, as it may be");
  },
});

// What a server says that finds nothing under a path (RFC 7644 section 3.12).
const NO_SUCH_PATH: ReadonlySet<string> = new Set(["invalidPath", "noTarget", "invalidSyntax"]);

type Step = readonly [name: string, operation: JsonObject, wanted: string | undefined];

/** @returns false when the change is refused as one that the server does not allow, which says nothing */
async function patched(
  context: ScenarioContext,
  id: string,
  [name, operation, wanted]: Step,
  department: string | undefined,
): Promise<boolean> {
  const answer: Exchange = await context.service.request({
    method: "PATCH",
    to: { type: "User", id },
    title: `${String(operation["op"])} ${String(operation["path"]).slice(ENTERPRISE.length + 1)} of the enterprise extension`,
    body: [operation],
    intent: open("a path into an extension"),
  });
  needAnswer(answer);
  const key = keyOf(context, "PATCH User resource");
  const isToNothing = isRefusal(answer) && NO_SUCH_PATH.has(scimTypeOf(answer) ?? "");
  if (!isToNothing) needSaid(answer);
  // That a User is without a manager is for the server to allow, as is any change of one.
  if (!isSuccess(answer) && !isToNothing) {
    learn(context, `manager.${name}`, `A PATCH of ${name}`, `is refused with ${statusText(answer)}`);
    return false;
  }
  say(context, {
    requirement: URN_PATH,
    invariant: name,
    holds: isSuccess(answer),
    expected: ["a success, and the change"],
    actual: statusText(answer),
    message: `A PATCH with a path to ${name.split(" ")[0]} after the URN of the extension, which the server's own schema has, is refused as a path to nothing.`,
    operation: key,
  });
  if (!isSuccess(answer)) return true;
  const { resource } = await readThere(context, "User", id, (seen) => idIn(seen) === wanted);
  say(context, {
    requirement: wanted === undefined ? REMOVED : SINGLE,
    invariant: name,
    holds: idIn(resource) === wanted,
    expected: [wanted === undefined ? "no manager" : `manager ${wanted}`],
    actual: JSON.stringify(managerIn(resource) ?? null),
    message: "An acknowledged PATCH of the manager has not come to what it says.",
    operation: key,
  });
  if (department === undefined) return true;
  const now = textAttribute(extensionIn(resource), "department");
  say(context, {
    requirement: TARGET,
    invariant: `${name} beside`,
    holds: now === department,
    expected: [`department ${department}, as before`],
    actual: JSON.stringify(now ?? null),
    message: "A PATCH of the manager has changed what stands beside it in the extension.",
    operation: key,
  });
  return true;
}

/** Where the manager has a `$ref`, it leads to the manager. */
const managerReference: Scenario = serviceScenario({
  id: "service.extension.manager-reference",
  title: "`$ref` of the manager leads to the manager",
  requirements: [REF],
  needs: ["POST User collection", "GET User resource"],
  makes: { users: 2, groups: 0 },
  run: async (context) => {
    const { boss, shown } = await needKept(context);
    const uri = textAttribute(managerIn(shown) ?? {}, "$ref") ?? "";
    if (uri === "") throw new NoVerdict("not-applicable", "the server shows no `$ref` of a manager");
    await followAll(context, [{ where: "manager.$ref", uri: fromBase(uri), id: boss, on: "GET User resource" }]);
  },
});

/** The enterprise extension as far as it has an object in it. */
export const managerScenarios: readonly Scenario[] = [managerWritten, managerPatched, managerReference];
