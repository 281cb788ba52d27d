import type { AttributeSchema } from "../../../scim/index.ts";
import type { Scenario } from "../../scenario.ts";
import { keyOf, say, serviceScenario } from "../kit.ts";
import { attributesThat } from "./attributes.ts";

const HONEST = "RFC7643-7-SCHEMA-HONEST";
const TYPE = "User";

/** What the RFC says of the attributes that clients depend on, and no server may say otherwise. */
const CORE: Readonly<Record<string, Partial<AttributeSchema>>> = {
  userName: { required: true, uniqueness: "server", multiValued: false, type: "string" },
  password: { returned: "never", multiValued: false },
  groups: { mutability: "readOnly", multiValued: true },
  emails: { multiValued: true, type: "complex" },
  active: { type: "boolean", multiValued: false },
};

/** Where three contracts exist, they may disagree: what the server says of itself and what the RFC says of it. */
export const coreSchema: Scenario = serviceScenario({
  id: "service.schema.core",
  title: "The server's schema says of the core attributes what the RFC says",
  requirements: [HONEST],
  needs: ["POST User collection"],
  makes: { users: 0, groups: 0 },
  run: async (context) => {
    const all = await attributesThat(context, TYPE, "of the core", ({ name }) => Object.hasOwn(CORE, name));
    const { schemas } = await context.service.discovery();
    const userName = (schemas.model ?? [])
      .flatMap(({ attributes }) => attributes)
      .find(({ name }) => name === "userName");
    const both: readonly AttributeSchema[] = [
      ...(userName === undefined ? [] : [userName]),
      ...all.map(({ attribute }) => attribute),
    ];
    for (const attribute of both) {
      const differ = Object.entries(CORE[attribute.name] ?? {}).filter(
        ([key, value]) => attribute[key as keyof AttributeSchema] !== value,
      );
      say(context, {
        requirement: HONEST,
        invariant: `core ${attribute.name}`,
        holds: differ.length === 0,
        expected: differ.map(([key, value]) => `${key} ${JSON.stringify(value)}`),
        actual: differ.map(([key]) => `${key} ${JSON.stringify(attribute[key as keyof AttributeSchema])}`).join(", "),
        message: `The server's schema says something else of \`${attribute.name}\` than RFC 7643 section 8.7.1.`,
        operation: keyOf(context, "POST User collection"),
        exchanges: [schemas.exchange],
      });
    }
  },
});
