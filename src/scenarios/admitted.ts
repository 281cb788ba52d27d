import {
  type BodySchema,
  type Contract,
  jsonBody,
  type Operation,
  type ResourceTypeName,
  type SchemaViolation,
} from "../document/index.ts";
import { isObject, type JsonObject } from "../scim/index.ts";
import { declares, successBodies } from "./declares.ts";

/**
 * True unless the document says that an attribute never has this value: by the request's schema, of a PATCH by that of the
 * resource in its answer.
 *
 * @param name the name of an attribute of the resource, not of a part of it
 */
export function admits(operation: Operation, name: string, value: unknown): boolean {
  const request = jsonBody(operation.request.content);
  const bodies = operation.method === "PATCH" ? successBodies(operation) : request === undefined ? [] : [request];
  return bodies.length === 0 || admitsBy(bodies, name, value);
}

function admitsBy(bodies: readonly BodySchema[], name: string, value: unknown): boolean {
  return bodies
    .flatMap(validatorsOf)
    .some((validate) => misfitsIn(validate, { [name]: value }, `/${name}`).length === 0);
}

/** True when the document has the attribute and takes ordinary text for it. @param path `title`, `name.givenName` */
export function takesText(operation: Operation, path: string): boolean {
  const [name = path, part] = path.split(".");
  return declares(operation, path) && admits(operation, name, part === undefined ? "Ada" : { [part]: "Ada" });
}

/**
 * A body without what the document excludes from a new resource, entries of a list one by one: enough for what is only
 * made to be there. What it excludes of a text at the top is left, since it may be needed.
 */
export function fittingBody(contract: Contract, type: ResourceTypeName, body: JsonObject): JsonObject {
  const schema = schemaOfNew(contract, type);
  if (schema === undefined) return body;
  const [first, ...others] = validatorsOf(schema).map((validate) => fitted(validate, body));
  return others.reduce((best, other) => (other.taken < best.taken ? other : best), first ?? { body, taken: 0 }).body;
}

const MOST = 50;

/** The body without what one schema excludes, and how many places that took. */
function fitted(
  validate: BodySchema["validate"],
  body: JsonObject,
): { readonly body: JsonObject; readonly taken: number } {
  let fitting = body;
  // Each turn takes something away, and there is no more to take than there are entries.
  for (let taken = 0; taken < MOST; taken += 1) {
    const misfit = misfitsIn(validate, fitting, "/").find(({ instancePointer: at }) => at.split("/").length > 2);
    if (misfit === undefined) return { body: fitting, taken };
    fitting = withoutPlace(fitting, misfit.instancePointer);
  }
  return { body: fitting, taken: MOST };
}

/** By each alternative that a schema leaves to a body: what one of them excludes another may take. */
function validatorsOf(schema: BodySchema): readonly BodySchema["validate"][] {
  return schema.alternatives?.() ?? [schema.validate];
}

/** True unless the document says that an attribute of a new resource never has this value. */
export function admitsNew(contract: Contract, type: ResourceTypeName, name: string, value: unknown): boolean {
  const schema = schemaOfNew(contract, type);
  return schema === undefined || admitsBy([schema], name, value);
}

/** What the document asks of a new resource and a body does not fulfil; undefined where it fits. */
export function misfitOfNew(contract: Contract, type: ResourceTypeName, body: JsonObject): SchemaViolation | undefined {
  return schemaOfNew(contract, type)?.validate(body)[0];
}

function schemaOfNew(contract: Contract, type: ResourceTypeName): BodySchema | undefined {
  const post = contract.operations.find(({ method, resourceType }) => method === "POST" && resourceType === type);
  return jsonBody(post?.request.content ?? []);
}

function misfitsIn(validate: BodySchema["validate"], body: unknown, from: string): readonly SchemaViolation[] {
  return validate(body).filter(
    ({ instancePointer: at, keyword }) =>
      keyword !== "required" && (at === from || at.startsWith(from === "/" ? from : `${from}/`)),
  );
}

/** Without the entry of the list, or the part of the object, that a pointer leads into. */
function withoutPlace(body: JsonObject, pointer: string): JsonObject {
  const [, name = "", second = ""] = pointer.split("/");
  const value = body[name];
  if (Array.isArray(value)) return { ...body, [name]: value.filter((_, index) => String(index) !== second) };
  if (!isObject(value)) return body;
  const part = second.replaceAll("~1", "/").replaceAll("~0", "~");
  return { ...body, [name]: Object.fromEntries(Object.entries(value).filter(([key]) => key !== part)) };
}
