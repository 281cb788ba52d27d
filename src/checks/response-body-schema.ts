import type { BodySchema, Contract, Operation, ResourceTypeName, SchemaViolation } from "../document/index.ts";
import { isObject } from "../scim/index.ts";
import { type Check, type CheckInput, type CheckVerdict, defineCheck, failed, passed } from "./check.ts";
import { inDeclaredNames } from "./declared-names.ts";
import { isDeclared } from "./response-media-type-declared.ts";
import { isPartial, isProjection } from "./shown-resource.ts";

const REQUIREMENT = "OPENAPI-BODY-SCHEMA";

/**
 * The body fits the declared schema. A helper that shows a resource is judged by the schema which the document
 * declares for the same resource, where there is one.
 */
export const responseBodySchema: Check = defineCheck({
  id: "response.body-schema",
  title: "The body fits the declared schema",
  requirements: [REQUIREMENT],
  scope: "always",
  example: { group: { displayName: 7 } },
  judge: (input) => {
    const { exchange, body } = input;
    const status = exchange.response?.status ?? 0;
    // A failure is a finding by its status; nobody gains from its form.
    if (status >= 500) return [];
    const schema = schemaFor(input);
    if (schema === undefined) return [];
    if (body.kind === "none") {
      // HEAD, 204 and 304 have no body by nature; whether one is declared for them is the document's affair.
      if (status === 204 || status === 304 || input.operation === undefined) return [];
      return [
        failed(REQUIREMENT, `body-missing ${input.declared?.pointer ?? ""}`.trim(), {
          expected: [`a body that fits ${schema.pointer}`],
          actual: "no body",
          message: `The answer ${status} has no body; the document declares one.`,
        }),
      ];
    }
    if (body.kind === "not-json") return [];
    const violations = violationsOf(schema, body.value, input.contract);
    if (violations.length === 0) return [passed(REQUIREMENT, "schema")];
    return violations.map(
      (violation): CheckVerdict =>
        failed(REQUIREMENT, `${violation.keyword} ${violation.schemaPointer}`, {
          expected: [`${violation.expected} (${violation.schemaPointer})`],
          actual: violation.actual,
          message: `${violation.instancePointer === "" ? "The body" : violation.instancePointer} does not fit the declared schema: ${violation.expected}.`,
          pointer: violation.instancePointer,
        }),
    );
  },
});

/**
 * A vendor's page names its attributes as its server writes them; what describes every server cannot know how one does.
 * Only what does not fit as it stands is looked at again.
 */
function violationsOf(schema: BodySchema, value: unknown, { profile }: Contract): readonly SchemaViolation[] {
  const violations = schema.validate(value);
  if (violations.length === 0 || !profile.generic) return violations;
  return schema.validate(inDeclaredNames(value, schema));
}

function schemaFor(input: CheckInput): BodySchema | undefined {
  const { declared, mediaType, exchange, operation, contract, body } = input;
  if (operation !== undefined) {
    if (declared === undefined || isPartial(exchange.request.url)) return undefined;
    const exact = declared.content.find((candidate) => isDeclared([candidate], mediaType ?? ""));
    // An undeclared media type is another check's finding; the body is still held against the first schema declared.
    return (exact ?? declared.content[0])?.body;
  }
  // A helper: only a single resource of a type that a declared operation answers with.
  const type = exchange.resource?.type;
  if (exchange.response?.status !== 200 || exchange.purpose !== "observation" || type === undefined) return undefined;
  if (body.kind !== "json" || !isObject(body.value) || isProjection(exchange.request.url)) return undefined;
  return resourceSchema(contract, type);
}

/** The schema that the document declares for a resource type in a 200 answer of PUT, PATCH or GET. */
export function resourceSchema(contract: Contract, type: string): BodySchema | undefined {
  const declares = (operation: Operation): boolean => operation.resourceType === (type as ResourceTypeName);
  for (const operation of contract.operations.filter(declares)) {
    const body = operation.responses.find(({ status }) => status === "200")?.content[0]?.body;
    if (body !== undefined && operation.idParameter !== undefined) return body;
  }
  return undefined;
}
