import type { BodySchema, DeclaredResponse, Operation } from "../document/index.ts";
import { type AuditDocument, follow } from "./document.ts";
import { below } from "./pointer.ts";
import { itemsOf, propertyOf } from "./schema.ts";

/** A body that an operation declares, with its schema. */
export interface Body {
  readonly operation: Operation;
  /** Absent on a request. */
  readonly response?: DeclaredResponse;
  /** The media type as declared. */
  readonly type: string;
  /** Pointer to the media type's own entry, where its examples stand. */
  readonly media: string;
  /** Pointer to the schema. */
  readonly schema: string;
  readonly body: BodySchema;
}

/** The request bodies of the SCIM operations. */
export function requestsOf(document: AuditDocument): readonly Body[] {
  return document.contract.operations.flatMap((operation) =>
    operation.request.content.flatMap(({ type, body }) =>
      body === undefined
        ? []
        : [{ operation, type, body, schema: body.pointer, media: mediaAt(document, operation.request.pointer, type) }],
    ),
  );
}

/** The response bodies of the SCIM operations. */
export function responsesOf(document: AuditDocument): readonly Body[] {
  return document.contract.operations.flatMap((operation) =>
    operation.responses.flatMap((response) =>
      response.content.flatMap(({ type, body }) =>
        body === undefined
          ? []
          : [
              {
                operation,
                response,
                type,
                body,
                schema: body.pointer,
                media: mediaAt(document, response.pointer, type),
              },
            ],
      ),
    ),
  );
}

function mediaAt(document: AuditDocument, holder: string, type: string): string {
  return follow(document, below(holder, "content", type)).pointer;
}

/** True for a status that says that all went well. */
export function isSuccess({ response }: Body): boolean {
  return response?.status.startsWith("2") === true;
}

/** True for a status that says that something went wrong, `default` among them. */
export function isError({ response }: Body): boolean {
  return response !== undefined && !/^[123]/u.test(response.status);
}

/** True for a problem document (RFC 9457), which has rules of its own. */
export function isProblem({ type }: Body): boolean {
  return /^application\/problem\+json\b/iu.test(type.trim());
}

/** Pointers to the schemas of the resources in a body: the body's own, or those of the list that it answers with. */
export function resourcesIn(document: AuditDocument, { schema }: Body): readonly string[] {
  const resources = propertyOf(document, schema, "Resources");
  return resources === undefined ? [schema] : itemsOf(document, resources.pointer);
}

/** Pointers to the schemas of the entries of `Operations` in a PATCH request. */
export function patchEntriesIn(document: AuditDocument, { schema }: Body): readonly string[] {
  const operations = propertyOf(document, schema, "Operations");
  return operations === undefined ? [] : itemsOf(document, operations.pointer);
}

/** The requests that send a whole resource. */
export function resourceRequestsOf(document: AuditDocument): readonly Body[] {
  return requestsOf(document).filter(({ operation: { method } }) => method === "PUT" || method === "POST");
}

/** The requests that send changes. */
export function patchRequestsOf(document: AuditDocument): readonly Body[] {
  return requestsOf(document).filter(({ operation: { method } }) => method === "PATCH");
}
