import { attributeOf, isObject, isUnassigned, type JsonObject, textAttribute, textOf } from "../../../scim/index.ts";
import { isRefusal, needAnswer, statusText } from "../../answer.ts";
import type { Scenario } from "../../scenario.ts";
import { keyOf, open, readThere, say, serviceScenario } from "../kit.ts";

const IGNORED = "RFC7644-3.3-RO-IGNORED";
const NOT_CLIENT = "RFC7643-3.1-ID-NOT-CLIENT";
const WRITTEN = "2001-02-03T04:05:06Z";

/** What belongs to the server is no matter of a client's body: ignored, and no reason to refuse (RFC 7644 section 3.3). */
export const readOnlyIgnored: Scenario = serviceScenario({
  id: "service.create.read-only-ignored",
  title: "`id`, `meta` and `groups` in the body of a creation are ignored",
  requirements: [IGNORED, NOT_CLIENT, "RFC7643-3.1-META-IGNORED"],
  needs: ["POST User collection"],
  makes: { users: 1, groups: 0 },
  run: async (context) => {
    const operation = keyOf(context, "POST User collection");
    const id = context.name("id");
    const { exchange, id: made } = await context.service.create({
      type: "User",
      body: {
        ...context.userBody("own"),
        id,
        meta: { resourceType: "Group", created: WRITTEN, lastModified: WRITTEN, location: "https://host.example/x" },
        groups: [{ value: context.name("group"), display: "Not a member" }],
      },
      title: "make a User with `id`, `meta` and `groups` of the client's",
      intent: open("readOnly attributes in the body of a creation"),
    });
    needAnswer(exchange);
    const common = { requirement: IGNORED, operation, shape: "body-read-only" } as const;
    say(context, {
      ...common,
      invariant: "accepted",
      holds: !isRefusal(exchange),
      expected: ["201"],
      actual: statusText(exchange),
      message: "A creation is refused for readOnly attributes in its body, which are to be ignored.",
    });
    if (made === undefined) return;
    const { resource } = await readThere(context, "User", made);
    say(context, {
      requirement: NOT_CLIENT,
      operation,
      shape: "body-read-only",
      invariant: "id",
      holds: made !== id && textAttribute(resource, "id") !== id,
      expected: ["an `id` of the server's"],
      actual: JSON.stringify(id),
      message: "The `id` in the body of a creation became the User's.",
      alsoViolates: [IGNORED],
    });
    const taken = takenFrom(resource);
    say(context, {
      ...common,
      invariant: "stored",
      holds: taken.length === 0,
      expected: ["`meta` and `groups` of the server's"],
      actual: taken.join(", "),
      message: "readOnly attributes in the body of a creation were stored.",
      alsoViolates: taken.some((name) => name !== "groups") ? ["RFC7643-3.1-META-IGNORED"] : [],
    });
  },
});

function takenFrom(resource: JsonObject): readonly string[] {
  const meta = attributeOf(resource, "meta");
  const parts = isObject(meta) ? meta : {};
  return [
    ...["created", "lastModified"].filter(
      (name) => Date.parse(textOf(attributeOf(parts, name))) === Date.parse(WRITTEN),
    ),
    ...(attributeOf(parts, "resourceType") === "Group" ? ["resourceType"] : []),
    ...(textAttribute(parts, "location")?.startsWith("https://host.example/") === true ? ["location"] : []),
    ...(isUnassigned(attributeOf(resource, "groups")) ? [] : ["groups"]),
  ];
}
