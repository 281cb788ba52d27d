import type { ResourceTypeName } from "../../../document/index.ts";
import { attributeOf, isUnassigned, type JsonObject, type SchemaDescription, textOf } from "../../../scim/index.ts";
import { needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { bodyFor, keyOf, learn, needSaid, open, readThere, say, serviceScenario } from "../kit.ts";
import { makeExtended, setValues, withExtensions } from "./extended.ts";

const DECLARED = "RFC7643-3-SCHEMAS-DECLARED";
const REQUIRED = "RFC7643-6-EXTENSION-REQUIRED";

// Schemas of discovery documents and messages, which no resource is extended by.
const OF_THE_RFCS = /^urn:ietf:params:scim:(?:schemas:core|api):/iu;
// More than any server forgets; what comes beyond them is of the same kind.
const AT_MOST = 4;

const makes = (type: ResourceTypeName, count: number): { users: number; groups: number } =>
  type === "User" ? { users: count, groups: 0 } : { users: 0, groups: count };

/** A schema that no resource type has is one that no resource has: clients find extensions through resource types. */
const undeclared = (type: ResourceTypeName): Scenario =>
  serviceScenario({
    id: `service.schema.undeclared-extension-${type.toLowerCase()}`,
    title: `A ${type} shows nothing of a schema that /Schemas has and no resource type`,
    requirements: [DECLARED],
    needs: [`POST ${type} collection`, `GET ${type} resource`],
    makes: makes(type, 1),
    run: async (context) => {
      const { resourceTypes, schemas } = await context.service.discovery();
      if (!context.contract.profile.generic || resourceTypes.model === undefined || schemas.model === undefined)
        throw new NoVerdict("not-applicable", "the server does not describe its types and schemas");
      const named = new Set(
        resourceTypes.model
          .flatMap(({ schema, extensions }) => [{ schema }, extensions].flat())
          .map(({ schema }) => schema.toLowerCase()),
      );
      const left = schemas.model.filter(({ urn }) => !named.has(urn.toLowerCase()) && !OF_THE_RFCS.test(urn));
      if (left.length === 0)
        throw new NoVerdict("not-applicable", "every schema of the server is one of a resource type");
      let tested = 0;
      let refusal = "nothing can be made up of what no resource type has";
      for (const schema of left.slice(0, AT_MOST)) {
        const how = await shownWith(context, type, schema);
        if (typeof how === "string") {
          refusal = how;
          continue;
        }
        tested += 1;
        say(context, {
          requirement: DECLARED,
          invariant: `undeclared ${type}`,
          holds: !how.isShown,
          expected: [`nothing of ${schema.urn}, or the extension in the resource type ${type}`],
          actual: `${type} with ${schema.urn}`,
          message: `A ${type} shows an extension that its resource type does not have.`,
          operation: keyOf(context, `GET ${type} resource`),
        });
      }
      if (tested === 0) throw new NoVerdict("not-applicable", refusal);
    },
  });

/** Whether a resource that is made with values of a schema shows them; why not, in words, where none can be made. */
async function shownWith(
  context: ScenarioContext,
  type: ResourceTypeName,
  { urn, attributes }: SchemaDescription,
): Promise<{ readonly isShown: boolean } | string> {
  const values = setValues(context, attributes);
  if (Object.keys(values).length === 0) return `nothing can be made up of ${urn}`;
  const { exchange, id } = await context.service.create({
    type,
    body: withExtensions(bodyFor(context, type, "own"), { [urn]: values }),
    title: `make a ${type} with values of a schema that no resource type has`,
    intent: open("values that the server may not take"),
  });
  needAnswer(exchange);
  if (id === undefined) {
    needSaid(exchange);
    return `values of ${urn} are refused with ${statusText(exchange)}`;
  }
  const { resource } = await readThere(context, type, id);
  return { isShown: !isUnassigned(attributeOf(resource, urn)) };
}

/** What a resource type calls required is in every resource of it (RFC 7643 section 6). */
const required = (type: ResourceTypeName): Scenario =>
  serviceScenario({
    id: `service.schema.required-extension-${type.toLowerCase()}`,
    title: `Every ${type} has the extensions that its resource type calls required`,
    requirements: [REQUIRED],
    needs: [`POST ${type} collection`, `GET ${type} resource`],
    makes: makes(type, 2),
    run: async (context) => {
      const { resourceTypes } = await context.service.discovery();
      const own = resourceTypes.model?.find(({ name }) => name === type);
      const demanded = own?.extensions.filter((one) => one.required).map(({ schema }) => schema) ?? [];
      if (demanded.length === 0)
        throw new NoVerdict("not-applicable", `the resource type of a ${type} requires no extension`);
      const { exchange, id } = await context.service.create({
        type,
        body: bodyFor(context, type, "plain"),
        title: `make a ${type} without the extensions that are required`,
        intent: open("a resource without a required extension"),
      });
      needAnswer(exchange);
      const common = {
        requirement: REQUIRED,
        invariant: `required ${type}`,
        operation: keyOf(context, `POST ${type} collection`),
      };
      if (id === undefined) {
        needSaid(exchange);
        learn(context, `required-extension.${type}`, `A ${type} without a required extension`, "is refused");
        // Refused for what it lacks, or is none made at all?
        await makeExtended(context, type, "whole");
        say(context, { ...common, holds: true, expected: [], actual: "", message: "" });
        return;
      }
      const has = (seen: JsonObject): boolean => demanded.every((urn) => isIn(seen, urn));
      const { resource } = await readThere(context, type, id, has);
      say(context, {
        ...common,
        // Some fill in what was left out.
        holds: has(resource),
        expected: [`${demanded.join(", ")}, or a refusal`],
        actual: `a ${type} without ${demanded.filter((urn) => !isIn(resource, urn)).join(", ")}`,
        message: `A ${type} can be made, and is shown, without an extension that its resource type calls required.`,
        exchanges: [exchange, resourceTypes.exchange],
      });
    },
  });

function isIn(resource: JsonObject, urn: string): boolean {
  const schemas = attributeOf(resource, "schemas");
  const isNamed = Array.isArray(schemas) && schemas.some((one) => textOf(one).toLowerCase() === urn.toLowerCase());
  return isNamed || !isUnassigned(attributeOf(resource, urn));
}

/** What a resource type says of its extensions, held against resources. */
export const declaredExtensions: readonly Scenario[] = (["User", "Group"] as const).flatMap((type) => [
  undeclared(type),
  required(type),
]);
