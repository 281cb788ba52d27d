import { type BodyShape, partsOfJsonSchema, partsOfScim } from "../../bodies/index.ts";
import { type BodySchema, declaredAttributes, jsonBody, type Operation } from "../../document/index.ts";
import { NoVerdict, type ScenarioContext } from "../../scenarios/index.ts";
import { baseSchemaOf, describedType } from "../../scim/index.ts";
import type { BodyMethod } from "./ground.ts";

/** What bodies are made of, and the document's schema where it is that. */
export interface FoundShape {
  readonly shape: BodyShape;
  readonly schema: BodySchema | undefined;
  /** Key of the operation that takes them. */
  readonly operation: string;
}

/**
 * What the bodies of a type are made of: a vendor's document says what its server takes; one that describes every server
 * says nothing of this one, and the server's own /Schemas does (RFC 7643 section 7).
 *
 * @throws NoVerdict `not-applicable` where the document declares no such operation, or nothing describes its bodies
 */
export async function shapeFor(
  context: ScenarioContext,
  method: BodyMethod,
  type: BodyShape["type"],
): Promise<FoundShape> {
  const operation = operationFor(context, method, type);
  if (operation === undefined) throw new NoVerdict("not-applicable", `the document declares no ${method} of a ${type}`);
  const { contract } = context;
  const schema = jsonBody(operation.request.content);
  if (!contract.profile.generic && schema !== undefined) {
    const declared = declaredAttributes(contract, type)?.attributes;
    const isShown = (path: string): boolean => declared?.get(path.toLowerCase())?.inAnswers ?? true;
    const shape = partsOfJsonSchema(type, baseSchemaOf(type), schema, isShown);
    if (shape.parts.length > 0) return { shape, schema, operation: operation.key };
  }
  const { shape, operation: key } = await published(context, operation, type);
  return { shape: method === "PUT" ? withoutImmutable(shape) : shape, schema: undefined, operation: key };
}

/**
 * What the server itself says that a type is made of, for its POST.
 *
 * @throws NoVerdict `not-applicable` where the document declares none, or the server publishes no such schema
 */
export async function publishedShape(context: ScenarioContext, type: BodyShape["type"]): Promise<FoundShape> {
  const operation = operationFor(context, "POST", type);
  if (operation === undefined) throw new NoVerdict("not-applicable", `the document declares no POST of a ${type}`);
  return await published(context, operation, type);
}

async function published(context: ScenarioContext, { key }: Operation, type: BodyShape["type"]): Promise<FoundShape> {
  const { resourceTypes, schemas } = await context.service.discovery();
  const described = describedType(resourceTypes.model, schemas.model, type);
  if (described === undefined || described.attributes.length === 0) {
    throw new NoVerdict("not-applicable", `the server does not describe a ${type} in /Schemas`);
  }
  const known = resourceTypes.model?.find(({ name }) => name === type)?.extensions ?? [];
  const needed = known.flatMap((one) => (one.required ? [one.schema] : []));
  return { shape: partsOfScim(type, described, needed), schema: undefined, operation: key };
}

function operationFor(context: ScenarioContext, method: BodyMethod, type: BodyShape["type"]): Operation | undefined {
  if (method === "PUT") return context.operation.method === "PUT" ? context.operation : undefined;
  return context.contract.operations.find(
    (one) => one.method === "POST" && one.resourceType === type && one.idParameter === undefined,
  );
}

/** A PUT may not change what is immutable (RFC 7644 section 3.5.1). */
function withoutImmutable(shape: BodyShape): BodyShape {
  const changeable = (parts: BodyShape["parts"]): BodyShape["parts"] =>
    parts
      .filter(({ immutable }) => !immutable)
      .map((part) => (part.isExtension ? Object.assign({}, part, { parts: changeable(part.parts) }) : part));
  return { ...shape, parts: changeable(shape.parts) };
}
