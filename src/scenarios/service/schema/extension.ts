import { attributeOf, isObject, textAttribute, textOf } from "../../../scim/index.ts";
import { needAnswer, statusText } from "../../answer.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { keyOf, learn, open, readThere, say, serviceScenario } from "../kit.ts";

const DECLARED = "RFC7643-3-SCHEMAS-DECLARED";
const CONTAINER = "RFC7643-3.3-EXT-CONTAINER";
const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/** What an extension adds stands under its URN, which stands in `schemas` and in the resource type. */
export const extension: Scenario = serviceScenario({
  id: "service.schema.extension",
  title: "The enterprise extension, where it is kept, stands under its URN and is declared",
  requirements: [CONTAINER, DECLARED],
  needs: ["POST User collection", "GET User resource"],
  makes: { users: 1, groups: 0 },
  run: async (context) => {
    const operation = keyOf(context, "POST User collection");
    const body = context.userBody("own");
    const schemas: readonly unknown[] = Array.isArray(body["schemas"]) ? body["schemas"] : [];
    const { exchange, id } = await context.service.create({
      type: "User",
      body: { ...body, schemas: [...schemas, ENTERPRISE], [ENTERPRISE]: { department: "Tour Operations" } },
      title: "make a User with the enterprise extension",
      intent: open("an extension that the server may not have"),
    });
    needAnswer(exchange);
    if (id === undefined) {
      learn(context, "enterprise", "The enterprise extension", `is refused with ${statusText(exchange)}`);
      throw new NoVerdict("not-applicable", `the enterprise extension is refused with ${statusText(exchange)}`);
    }
    const { resource } = await readThere(context, "User", id);
    const under = attributeOf(resource, ENTERPRISE);
    const loose = textAttribute(resource, "department");
    learn(context, "enterprise", "The enterprise extension", under === undefined ? "is not kept" : "is kept");
    const { resourceTypes, schemas: own } = await context.service.discovery();
    const user = resourceTypes.model?.find(({ name }) => name === "User");
    const isOwn = user?.extensions.some(({ schema }) => schema.toLowerCase() === ENTERPRISE.toLowerCase()) === true;
    if (under === undefined && loose === undefined && !isOwn) {
      throw new NoVerdict("not-applicable", "the server does not have the enterprise extension");
    }
    const shown = isObject(under) ? textAttribute(under, "department") : undefined;
    const listed = attributeOf(resource, "schemas");
    const isListed =
      Array.isArray(listed) && listed.some((uri) => textOf(uri).toLowerCase() === ENTERPRISE.toLowerCase());
    say(context, {
      requirement: CONTAINER,
      invariant: "enterprise",
      holds: shown === "Tour Operations" && isListed,
      expected: [`the department under ${ENTERPRISE}, and that in \`schemas\``],
      actual: `${JSON.stringify(under ?? null)}, schemas ${JSON.stringify(listed ?? null)}`.slice(0, 300),
      message: "What was sent of the enterprise extension does not stand under its URN.",
      operation,
    });
    if (user === undefined || under === undefined) return;
    say(context, {
      requirement: DECLARED,
      invariant: "enterprise",
      holds: isOwn,
      expected: ["the extension in the resource type User"],
      actual: user.extensions.map(({ schema }) => schema).join(", ") || "no extensions",
      message: "A User shows an extension that its resource type does not have.",
      operation,
      exchanges: [resourceTypes.exchange, own.exchange],
    });
  },
});
