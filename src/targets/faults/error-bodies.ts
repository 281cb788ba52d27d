import { omit } from "../core/json.ts";
import { answerErrors, fault } from "./build.ts";
import type { Fault } from "./fault.ts";

const category = "errors";

/** Faults of the form of an error answer. */
export const ERROR_BODIES: readonly Fault[] = [
  fault(
    {
      id: "error-status-number",
      title: "status in an error body is a number",
      requirement: "RFC7644-3.12-STATUS-STRING",
      category,
      difficulty: 1,
      source: { reference: "pingidentity/scim2#87", note: "status was a number" },
    },
    () => answerErrors((body, reply) => ({ ...body, status: reply.status })),
  ),
  fault(
    {
      id: "error-without-status",
      title: "An error body has no status",
      requirement: "RFC7644-3.12-STATUS-STRING",
      category,
      difficulty: 1,
      source: { reference: "getsentry/sentry#117860", note: "neither status nor scimType" },
    },
    () => answerErrors((body) => omit(body, "status")),
  ),
  fault(
    {
      id: "error-status-mismatch",
      title: "status in an error body is 400 whatever the HTTP status",
      requirement: "RFC7644-3.12-STATUS-MATCH",
      category,
      difficulty: 2,
      source: { reference: "RFC 7644 §3.12", note: "a default that is never overwritten" },
    },
    () => answerErrors((body) => ({ ...body, status: "400" })),
  ),
  fault(
    {
      id: "error-without-schemas",
      title: "An error body has no schemas",
      requirement: "RFC7644-3.12-ERR-SCHEMA",
      category,
      difficulty: 1,
      source: { reference: "getsentry/sentry#45484", note: "the error schema was missing" },
    },
    () => answerErrors((body) => omit(body, "schemas")),
  ),
  fault(
    {
      id: "error-of-scim-1",
      title: "Errors have the form of SCIM 1.1",
      requirement: "RFC7644-3.12-ERR-SCHEMA",
      category,
      difficulty: 1,
      source: { reference: "RFC 7644 §3.12", note: "a library of the older version behind one route" },
    },
    () =>
      answerErrors((body, reply) => ({ Errors: [{ description: body["detail"] ?? "", code: String(reply.status) }] })),
  ),
  fault(
    {
      id: "error-nested",
      title: "The error is nested under a property of its own",
      requirement: "RFC7644-3.12-ERR-SCHEMA",
      category,
      difficulty: 1,
      source: { reference: "simpleidserver/SimpleIdServer#227", note: "the error was nested under response" },
    },
    () => answerErrors((body) => ({ response: body })),
  ),
  fault(
    {
      id: "error-in-error",
      title: "The error is a text of JSON inside another error",
      requirement: "RFC7644-3.12-ERR-SCHEMA",
      category,
      difficulty: 2,
      source: { reference: "wireapp/wire-server#5434", note: "the SCIM error was encoded inside another object" },
    },
    () => answerErrors((body, reply) => ({ code: reply.status, message: JSON.stringify(body) })),
  ),
  fault(
    {
      id: "error-scim-type-unknown",
      title: "scimType is a word that is in no register",
      requirement: "RFC7644-3.12-SCIMTYPE-KNOWN",
      category,
      difficulty: 3,
      source: { reference: "simpleidserver/SimpleIdServer#275", note: "scimType was schemaViolated" },
    },
    () => answerErrors((body) => ({ ...body, scimType: "schemaViolated" })),
  ),
  fault(
    {
      id: "error-plain-text",
      title: "Errors are plain text",
      requirement: "RFC7644-3.12-ERR-JSON",
      category,
      difficulty: 1,
      source: { reference: "Metatavu/keycloak-scim-server#114", note: "Okta showed: unrecognized token" },
    },
    () => ({
      onWire: (_, wire) =>
        wire.status < 400
          ? undefined
          : { ...wire, headers: typed(wire.headers, "text/plain"), bytes: Buffer.from("User or group not found") },
    }),
  ),
  fault(
    {
      id: "error-html",
      title: "Errors are a page of HTML",
      requirement: "RFC7644-3.12-ERR-JSON",
      category,
      difficulty: 1,
      source: { reference: "goauthentik/authentik#16678", note: "an HTML 404 made the client delete its link" },
    },
    () => ({ onWire: (_, wire) => (wire.status < 400 ? undefined : page(wire)) }),
  ),
  fault(
    {
      id: "error-401-html",
      title: "The gateway refuses a credential with a page of HTML; every other error is right",
      requirement: "RFC7644-3.12-ERR-JSON",
      category,
      difficulty: 3,
      source: { reference: "kortix-ai/suna#7297", note: "some requests were blocked at the edge, before the server" },
    },
    () => ({ onWire: (_, wire) => (wire.status === 401 ? page(wire) : undefined) }),
  ),
  fault(
    {
      id: "error-empty",
      title: "Errors have no body",
      requirement: "RFC7644-3.12-ERR-JSON",
      category,
      difficulty: 1,
      source: { reference: "RFC 7644 §3.12", note: "an error has a JSON body" },
    },
    () => ({ onRespond: (_, reply) => (reply.status < 400 ? undefined : { ...reply, body: undefined }) }),
  ),
];

type Headers = readonly (readonly [name: string, value: string])[];

function typed(headers: Headers, type: string): Headers {
  return headers.map(([name, value]) => [name, name === "Content-Type" ? type : value] as const);
}

function page<T extends { readonly headers: Headers; readonly status: number }>(wire: T): T & { bytes: Buffer } {
  const html = `<!DOCTYPE html><html><head><title>${wire.status}</title></head><body>Error</body></html>`;
  return { ...wire, headers: typed(wire.headers, "text/html"), bytes: Buffer.from(html) };
}
