import type { ResourceTypeName } from "../../../document/index.ts";
import type { AttributeSchema } from "../../../scim/index.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { described } from "../described.ts";
import { keyOf, say, serviceScenario } from "../kit.ts";

const HONEST = "RFC7643-7-SCHEMA-HONEST";
type Core = Readonly<Record<string, Partial<AttributeSchema>>>;

/** What the RFC says of the attributes that clients depend on, and no server may say otherwise. */
const CORE: Readonly<Record<ResourceTypeName, Core>> = {
  User: {
    userName: { required: true, uniqueness: "server", multiValued: false, type: "string" },
    password: { returned: "never", multiValued: false },
    groups: { mutability: "readOnly", multiValued: true },
    emails: { multiValued: true, type: "complex" },
    active: { type: "boolean", multiValued: false },
    "groups.type": { type: "string" },
    "emails.type": { type: "string" },
  },
  Group: {
    // REQUIRED by section 4.2, and not required by the schema of 8.7.1: either may be said.
    displayName: { multiValued: false, type: "string" },
    members: { multiValued: true, type: "complex" },
    "members.type": { type: "string" },
  },
};

/** The attributes and their parts, by their paths. */
function withParts(attributes: readonly AttributeSchema[]): readonly (readonly [path: string, AttributeSchema])[] {
  return attributes.flatMap((attribute) => [
    [attribute.name, attribute] as const,
    ...(attribute.subAttributes ?? []).map((part) => [`${attribute.name}.${part.name}`, part] as const),
  ]);
}

/** Where three contracts exist, they may disagree: what the server says of itself and what the RFC says of it. */
export const coreSchema: Scenario = serviceScenario({
  id: "service.schema.core",
  title: "The server's schema says of the core attributes what the RFC says",
  requirements: [HONEST],
  needs: ["POST User collection"],
  makes: { users: 0, groups: 0 },
  run: async (context) => {
    const { schemas } = await context.service.discovery();
    let compared = 0;
    for (const type of ["User", "Group"] as const) {
      for (const [path, attribute] of withParts((await described(context, type))?.attributes ?? [])) {
        const core = CORE[type][path];
        if (core === undefined) continue;
        compared += 1;
        const differ = Object.entries(core).filter(([key, value]) => attribute[key as keyof AttributeSchema] !== value);
        say(context, {
          requirement: HONEST,
          invariant: type === "User" ? `core ${path}` : `core ${type} ${path}`,
          holds: differ.length === 0,
          expected: differ.map(([key, value]) => `${key} ${JSON.stringify(value)}`),
          actual: differ.map(([key]) => `${key} ${JSON.stringify(attribute[key as keyof AttributeSchema])}`).join(", "),
          message: `The server's schema says something else of \`${path}\` than RFC 7643 section 8.7.1.`,
          operation: keyOf(context, "POST User collection"),
          exchanges: [schemas.exchange],
        });
      }
    }
    if (compared === 0)
      throw new NoVerdict("not-applicable", "the server describes no attribute of a User that is of the core");
  },
});
