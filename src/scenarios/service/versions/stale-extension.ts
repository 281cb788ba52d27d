import { attributeOf, ENTERPRISE_USER, isObject, type JsonObject, textAttribute } from "../../../scim/index.ts";
import { PATIENCE_MS } from "../../advance.ts";
import { isRefusal, isSuccess, needAnswer, notTheServersFault, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { attributeNamed, claims, describedUser } from "../described.ts";
import { keyOf, type Made, makeUser, open, readThere, say, serviceScenario, VALID } from "../kit.ts";
import { NO_VERSION, needHeeded, tagOf, versionIn } from "./tag.ts";

const STALE = "RFC7644-3.14-IFMATCH-STALE";
const ENTERPRISE = ENTERPRISE_USER.urn;

const departmentOf = (user: JsonObject): string | undefined => {
  const extension = attributeOf(user, ENTERPRISE);
  return isObject(extension) ? textAttribute(extension, "department") : undefined;
};

/** The body of a User in a department. */
const inDepartment = (body: JsonObject, department: string): JsonObject => {
  const schemas = Array.isArray(body["schemas"]) ? (body["schemas"] as readonly unknown[]) : [];
  return { ...body, schemas: [...new Set([...schemas, ENTERPRISE])], [ENTERPRISE]: { department } };
};

/** An extension is part of the User: a version from before an edit of it alone is of the past. */
export const staleExtension: Scenario = serviceScenario({
  id: "service.versions.stale-extension",
  title: "A PUT of a User with the version from before an edit of an extension alone is refused",
  requirements: [STALE],
  needs: ["POST User collection", "GET User resource", "PUT User resource"],
  makes: { users: 1, groups: 0 },
  run: async (context) => {
    if ((await claims(context, "etag")) !== true)
      throw new NoVerdict("not-applicable", "the server does not say that it has versions (`etag`)");
    await needDepartment(context);
    const own = await makeUser(context, "own");
    const before = await put(context, own, inDepartment(own.body, "One"), { title: "give the User a department" });
    if (!isSuccess(before)) throw new NoVerdict("blocked", `PUT was answered ${statusText(before)}`);
    const tag = await versionOf(context, own, "One");
    let department = "Two";
    if ((await edited(context, own, department)) === tag) {
      // A version that is made of a time may be the same for some seconds.
      await context.wait(PATIENCE_MS);
      department = "Three";
      await edited(context, own, department);
    }
    const displayName = context.name("stale");
    const answer = await put(
      context,
      own,
      { ...inDepartment(own.body, department), displayName },
      {
        title: "PUT with the version from before the edit",
        tag,
      },
    );
    const why = notTheServersFault(answer);
    if (why !== undefined) throw new NoVerdict("inconclusive", why);
    if (!isSuccess(answer) && !isRefusal(answer))
      throw new NoVerdict("inconclusive", `the PUT was answered ${statusText(answer)}`);
    if (isSuccess(answer)) {
      const title = "PUT with a version that there never was";
      needHeeded(await put(context, own, inDepartment(own.body, department), { title, tag: NO_VERSION }));
    }
    say(context, {
      requirement: STALE,
      invariant: "extension",
      holds: isRefusal(answer),
      expected: ["412, and the User as it was"],
      actual: statusText(answer),
      message: "A PUT with the version from before an edit of an extension is answered with success.",
      operation: keyOf(context, "PUT User resource"),
      exchanges: [answer],
    });
  },
});

/** @throws NoVerdict `not-applicable` where the server's own schema has no department that a client sets and sees */
async function needDepartment(context: ScenarioContext): Promise<void> {
  const schema = await describedUser(context);
  const extension = schema?.extensions.find(({ urn }) => urn.toLowerCase() === ENTERPRISE.toLowerCase());
  const department = attributeNamed(extension?.attributes, "department");
  if (department?.mutability !== "readWrite" || department.returned === "never" || department.returned === "request")
    throw new NoVerdict("not-applicable", "the server's own schema has no `department` of the enterprise extension");
}

async function put(
  context: ScenarioContext,
  { id }: Made,
  body: JsonObject,
  { title, tag }: { readonly title: string; readonly tag?: string },
): ReturnType<ScenarioContext["service"]["request"]> {
  const answer = await context.service.request({
    method: "PUT",
    to: { type: "User", id },
    title,
    body,
    headers: tag === undefined ? {} : { "if-match": tag },
    intent: tag === undefined ? VALID : open("a condition on a write"),
  });
  needAnswer(answer);
  return answer;
}

/** Changes the department and nothing else, and tells the version then. */
async function edited(context: ScenarioContext, own: Made, department: string): Promise<string> {
  const answer = await put(context, own, inDepartment(own.body, department), { title: "change the department alone" });
  if (!isSuccess(answer)) throw new NoVerdict("blocked", `PUT was answered ${statusText(answer)}`);
  return await versionOf(context, own, department);
}

/** The version that a read shows with this department. @throws NoVerdict where it or a version is not shown */
async function versionOf(context: ScenarioContext, { id }: Made, department: string): Promise<string> {
  const { exchange, resource } = await readThere(context, "User", id, (seen) => departmentOf(seen) === department);
  if (departmentOf(resource) !== department)
    throw new NoVerdict("blocked", "the User does not show its department, as other scenarios tell");
  return tagOf(versionIn(exchange));
}
