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
  return bodies.length === 0 || bodies.some((body) => misfitsIn(body, { [name]: value }, `/${name}`).length === 0);
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
  let fitting = body;
  // Each turn takes something away, and there is no more to take than there are entries.
  for (let turn = 0; turn < MOST; turn += 1) {
    const misfit = misfitsIn(schema, fitting, "/").find(({ instancePointer: at }) => at.split("/").length > 2);
    if (misfit === undefined) break;
    fitting = withoutPlace(fitting, misfit.instancePointer);
  }
  return fitting;
}

const MOST = 50;

/** What the document asks of a new resource and a body does not fulfil; undefined where it fits. */
export function misfitOfNew(contract: Contract, type: ResourceTypeName, body: JsonObject): SchemaViolation | undefined {
  return schemaOfNew(contract, type)?.validate(body)[0];
}

function schemaOfNew(contract: Contract, type: ResourceTypeName): BodySchema | undefined {
  const post = contract.operations.find(({ method, resourceType }) => method === "POST" && resourceType === type);
  return jsonBody(post?.request.content ?? []);
}

function misfitsIn(schema: BodySchema, body: unknown, from: string): readonly SchemaViolation[] {
  return schema
    .validate(body)
    .filter(
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
