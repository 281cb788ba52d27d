import { attributeOf, textOf } from "../../../scim/index.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { bodyFor, keyOf, make, readThere, say, serviceScenario } from "../kit.ts";

const DECLARED = "RFC7643-3-SCHEMAS-DECLARED";

/** `schemas` of a resource names what its resource type declares, and nothing that no client can look up. */
export const declaredUrns: readonly Scenario[] = (["User", "Group"] as const).map((type) =>
  serviceScenario({
    id: `service.schema.urns-${type.toLowerCase()}`,
    title: `\`schemas\` of a ${type} names the schema and the extensions of its resource type, and no other`,
    requirements: [DECLARED],
    needs: [`POST ${type} collection`, `GET ${type} resource`],
    makes: type === "User" ? { users: 1, groups: 0 } : { users: 0, groups: 1 },
    run: async (context) => {
      const { resourceTypes } = await context.service.discovery();
      const own = resourceTypes.model?.find(({ name }) => name === type);
      if (own === undefined)
        throw new NoVerdict("not-applicable", `the server does not describe a ${type} in /ResourceTypes`);
      const declared = new Set([own.schema, ...own.extensions.map(({ schema }) => schema)].map(lower));
      const made = await make(context, { type, body: bodyFor(context, type, "own"), title: `make a ${type}` });
      const { resource } = await readThere(context, type, made.id);
      const schemas = attributeOf(resource, "schemas");
      const strangers = Array.isArray(schemas) ? schemas.filter((urn) => !declared.has(lower(urn))) : [];
      say(context, {
        requirement: DECLARED,
        invariant: type,
        holds: strangers.length === 0,
        expected: ["the schema and the extensions that /ResourceTypes declares"],
        actual: strangers.map(textOf).join(", "),
        message: `\`schemas\` of a ${type} names what its resource type does not declare.`,
        operation: keyOf(context, `GET ${type} resource`),
      });
    },
  }),
);

const lower = (urn: unknown): string => textOf(urn).toLowerCase();
