import { HarnessError } from "../result/index.ts";
import { type Candidate, candidatesIn, METHODS } from "./candidates.ts";
import type { BodySchema, DeclaredResponse, MediaType, Operation } from "./contract.ts";
import type { DocumentView } from "./document-view.ts";
import { didYouMean } from "./nearest.ts";
import { parametersOf } from "./parameters.ts";
import { below, isObject, members, own, text } from "./pointer.ts";
import { isSecured } from "./security.ts";
import type { Direction } from "./standalone.ts";

/** Makes the validator of the schema at a pointer. */
export type CompileBody = (pointer: string, direction: Direction) => BodySchema;

/**
 * The SCIM operations of a document on users and groups, in document order.
 *
 * @param focus the one operation that a documentation page is about; the others of its document are left out
 * @throws HarnessError `DOCUMENT_INVALID` when there is none, or when something in one of them cannot be read.
 */
export function operationsOf(
  view: DocumentView,
  compile: CompileBody,
  focus?: { readonly method: string; readonly path: string },
): readonly Operation[] {
  const paths = own(view.root, "paths");
  if (!isObject(paths)) {
    throw view.invalid(
      "the document has no paths",
      paths === undefined ? "" : "/paths",
      "add the SCIM endpoints under paths:",
    );
  }
  if (focus !== undefined) checkFocus(view, paths, focus);
  const { scim, generic } = candidatesIn(view, paths);
  const operations = scim
    .filter(({ path, method }) => focus === undefined || (focus.path === path && focus.method === method))
    .map((candidate) => operationAt(view, compile, candidate));
  if (operations.length > 0) return operations;
  const [unnamed] = generic;
  if (unnamed !== undefined && focus === undefined) {
    throw view.invalid(
      `the path ${unnamed.path} stands for every resource type, and its parameter ${JSON.stringify(unnamed.parameter)} does not say which there are`,
      below("/paths", unnamed.path),
      `list them with an Overlay (--overlay FILE): give the schema of that parameter enum: [Users, Groups]`,
    );
  }
  throw view.invalid(
    focus === undefined
      ? "the document declares no SCIM operation on Users or Groups"
      : `${focus.method} ${focus.path}, which the page is about, is no SCIM operation on Users or Groups`,
    "/paths",
    "a path like /scim/v2/Groups/{id} with get, post, put, patch or delete is needed",
  );
}

/** Every operation of a document, whatever it is about, as `GET /ServiceProviderConfig`. */
export function declaredIn(view: DocumentView): readonly string[] {
  const paths = own(view.root, "paths");
  if (!isObject(paths)) return [];
  return Object.keys(paths).flatMap((path) => {
    const { value } = view.follow(below("/paths", path));
    return (isObject(value) ? Object.keys(value) : [])
      .map((key) => key.toUpperCase())
      .filter((method) => METHODS.has(method))
      .map((method) => `${method} ${path}`);
  });
}

function operationAt(
  view: DocumentView,
  compile: CompileBody,
  { path, method, resourceType, collectionPath, idParameter, stoodFor, ...at }: Candidate,
): Operation {
  const { value, pointer } = view.follow(at.pointer);
  if (!isObject(value)) throw view.invalid("an operation is not a mapping", pointer, "write the operation's fields");
  const operationId = text(value, "operationId");
  const body = view.follow(below(pointer, "requestBody"));
  return {
    key: `${method} ${path}`,
    ...(operationId === undefined ? {} : { operationId }),
    method: method as Operation["method"],
    path,
    resourceType,
    collectionPath,
    ...(idParameter === undefined ? {} : { idParameter }),
    pointer,
    place: view.placeOf(pointer),
    summary: text(value, "summary") ?? "",
    parameters: parametersOf(view, at.item, pointer).filter(
      (parameter) => parameter.in !== "path" || parameter.name !== stoodFor,
    ),
    request: {
      required: own(body.value, "required") === true,
      pointer: body.pointer,
      content: contentOf(view, compile, body.pointer, body.value, "request"),
    },
    responses: responsesOf(view, compile, pointer, value),
    secured: isSecured(view.root, value),
  };
}

function responsesOf(
  view: DocumentView,
  compile: CompileBody,
  pointer: string,
  operation: unknown,
): readonly DeclaredResponse[] {
  return members(operation, "responses")
    .filter(([status]) => !status.startsWith("x-"))
    .map(([status]) => {
      const declared = below(pointer, "responses", status);
      if (!/^([1-5]\d\d|[1-5]XX|default)$/i.test(status)) {
        throw view.invalid(
          `${JSON.stringify(status)} is no status`,
          declared,
          "write a status such as '200', 4XX or default",
        );
      }
      const response = view.follow(declared);
      if (!isObject(response.value)) {
        throw view.invalid(`the response ${status} is not a mapping`, declared, "give it at least a description");
      }
      return {
        status: status === "default" ? status : status.toUpperCase(),
        pointer: response.pointer,
        description: text(response.value, "description") ?? "",
        content: contentOf(view, compile, response.pointer, response.value, "response"),
      };
    });
}

function contentOf(
  view: DocumentView,
  compile: CompileBody,
  pointer: string,
  holder: unknown,
  direction: Direction,
): readonly MediaType[] {
  return members(holder, "content").map(([type]) => {
    const media = view.follow(below(pointer, "content", type));
    if (own(media.value, "schema") === undefined) return { type };
    return { type, body: compile(below(media.pointer, "schema"), direction) };
  });
}

function checkFocus(
  view: DocumentView,
  paths: Readonly<Record<string, unknown>>,
  focus: { readonly method: string; readonly path: string },
): void {
  const { path, method } = focus;
  const declared = Object.keys(paths).flatMap((p) => members(paths, p).map(([key]) => `${key.toUpperCase()} ${p}`));
  if (Object.hasOwn(paths, path) && (declared.includes(`${method} ${path}`) || isReference(paths[path]))) return;
  throw new HarnessError(
    "DOCUMENT_INVALID",
    `the page's fenced block is headed ${method} ${path}, which its document does not declare.${didYouMean(`${method} ${path}`, declared)}`,
    { place: view.placeOf("/paths"), remedy: "correct the line that opens the block, or the path in the document" },
  );
}

function isReference(value: unknown): boolean {
  return typeof own(value, "$ref") === "string";
}
