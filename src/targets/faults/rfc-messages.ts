import type { Call } from "../core/call.ts";
import { isJsonObject, type JsonObject, omit, textOf } from "../core/json.ts";
import { ScimError } from "../core/scim-error.ts";
import { answerErrors } from "./build.ts";
import { by, onCall, rfcFault } from "./build-rfc.ts";
import type { Fault } from "./fault.ts";

const scim = "application/scim+json";

/** Whether a call names neither resource nor any other endpoint. */
function isNowhere({ type, path }: Call): boolean {
  return type === undefined && !/\/(?:Schemas|ResourceTypes|ServiceProviderConfig)(?:\/|$)/u.test(path);
}

/** Faults of media types, error bodies and addresses. */
export const RFC_MESSAGES: readonly Fault[] = [
  rfcFault(
    {
      id: "accept-scim-406",
      title: "Accept: application/scim+json is answered 406",
      requirement: "RFC7644-3.8-ACCEPT-SCIM",
      category: "media-type",
      difficulty: 1,
      source: by("RFC 7644 §3.8", "a framework that knows application/json alone"),
    },
    () =>
      onCall(({ headers: { accept } }) => {
        if (accept === scim) throw new ScimError(406, "Not acceptable.");
      }),
  ),
  rfcFault(
    {
      id: "accept-json-406",
      title: "Accept: application/json is answered 406",
      requirement: "RFC7644-3.8-ACCEPT-JSON",
      category: "media-type",
      difficulty: 2,
      source: by("RFC 7644 §3.8", "a server that knows its own media type alone"),
    },
    () =>
      onCall(({ headers: { accept } }) => {
        if (accept === "application/json") throw new ScimError(406, "Not acceptable.");
      }),
  ),
  rfcFault(
    {
      id: "answer-json-for-scim",
      title: "Accept: application/scim+json is answered application/json",
      requirement: "RFC7644-3.1-MEDIA-TYPE",
      category: "media-type",
      difficulty: 1,
      source: by("RFC 7644 §3.1", "the default of a framework"),
    },
    () => ({
      onRespond: ({ headers: { accept } }, reply) =>
        accept?.startsWith(scim) ? { ...reply, mediaType: "application/json" } : undefined,
    }),
  ),
  rfcFault(
    {
      id: "body-scim-415",
      title: "A body of application/scim+json is answered 415",
      requirement: "RFC7644-3.1-MEDIA-TYPE",
      category: "media-type",
      difficulty: 1,
      source: by("RFC 7644 §3.1", "a framework that knows application/json alone"),
    },
    () =>
      onCall(({ headers }) => {
        if (headers["content-type"]?.startsWith(scim)) throw new ScimError(415, "Unsupported media type.");
      }),
  ),
  rfcFault(
    {
      id: "body-charset-415",
      title: "A body of application/scim+json; charset=utf-8 is answered 415",
      requirement: "RFC7644-3.1-REQUEST-TYPE",
      category: "media-type",
      difficulty: 3,
      source: by("RFC 7644 §3.8", "the header is compared as a whole"),
    },
    () =>
      onCall(({ headers }) => {
        if (headers["content-type"]?.includes("charset")) throw new ScimError(415, "Unsupported media type.");
      }),
  ),
  rfcFault(
    {
      id: "unknown-endpoint-html",
      title: "An endpoint that does not exist is answered with a page in HTML",
      requirement: "RFC7644-3.12-ERR-JSON",
      category: "errors",
      difficulty: 2,
      source: by("RFC 7644 §3.12", "the page of the web server"),
    },
    () => ({
      onWire: (call, wire) =>
        wire.status === 404 && isNowhere(call)
          ? {
              ...wire,
              headers: [["Content-Type", "text/html"]],
              bytes: Buffer.from("<!DOCTYPE html><title>404</title><h1>Not Found</h1>"),
            }
          : undefined,
    }),
  ),
  rfcFault(
    {
      id: "precondition-body-empty",
      title: "412 is answered without a body",
      requirement: "RFC7644-3.12-ERR-JSON",
      category: "errors",
      difficulty: 3,
      source: by("RFC 7644 §3.12", "the answer of a layer before SCIM"),
    },
    () => ({ onRespond: (_, reply) => (reply.status === 412 ? { ...reply, body: undefined } : undefined) }),
  ),
  rfcFault(
    {
      id: "not-found-status-number",
      title: "status in the body of a 404 is a number",
      requirement: "RFC7644-3.12-STATUS-STRING",
      category: "errors",
      difficulty: 1,
      source: by("RFC 7644 §3.12", "status is a string in JSON"),
    },
    () => answerErrors((body, { status }) => (status === 404 ? { ...body, status } : body)),
  ),
  rfcFault(
    {
      id: "conflict-status-other",
      title: "status in the body of a 409 is 400",
      requirement: "RFC7644-3.12-STATUS-MATCH",
      category: "errors",
      difficulty: 2,
      source: by("RFC 7644 §3.12", "all that is wrong with a request is a 400 to one layer"),
    },
    () => answerErrors((body, { status }) => (status === 409 ? { ...body, status: "400" } : body)),
  ),
  rfcFault(
    {
      id: "bad-request-without-schemas",
      title: "The body of a 400 has no schemas",
      requirement: "RFC7644-3.12-ERR-SCHEMA",
      category: "errors",
      difficulty: 2,
      source: by("RFC 7644 §3.12", "validation is answered by another layer"),
    },
    () => answerErrors((body, { status }) => (status === 400 ? omit(body, "schemas") : body)),
  ),
  rfcFault(
    {
      id: "conflict-scim-type-unknown",
      title: "scimType of a userName that is taken is duplicate",
      requirement: "RFC7644-3.12-SCIMTYPE-KNOWN",
      category: "errors",
      difficulty: 2,
      source: by("RFC 7644 §3.12", "a word that Table 9 has not"),
    },
    () =>
      answerErrors(
        (body): JsonObject => (body["scimType"] === "uniqueness" ? { ...body, scimType: "duplicate" } : body),
      ),
  ),
  rfcFault(
    {
      id: "invalid-value-as-path",
      title: "A value of the wrong type is answered invalidPath",
      requirement: "RFC7644-3.12-SCIMTYPE-FITS",
      category: "errors",
      difficulty: 3,
      source: by("RFC 7644 §3.12", "one keyword for all that is not valid"),
    },
    () =>
      answerErrors(
        (body): JsonObject => (body["scimType"] === "invalidValue" ? { ...body, scimType: "invalidPath" } : body),
      ),
  ),
  rfcFault(
    {
      id: "body-malformed-422",
      title: "A body that is not JSON is answered 422",
      requirement: "RFC7644-3.12-400-MALFORMED",
      category: "errors",
      difficulty: 2,
      source: by("RFC 7644 §3.12", "the default of a framework"),
    },
    () => ({
      onError: (call, { scimType, message }) =>
        scimType === "invalidSyntax" && !isJsonObject(call.body) ? new ScimError(422, message) : undefined,
    }),
  ),
  rfcFault(
    {
      id: "credential-missing-404",
      title: "A request without a credential is answered 404",
      requirement: "RFC7644-3.12-401",
      category: "security",
      difficulty: 1,
      source: by("RFC 7644 §3.12", "hidden, as from those who may not know"),
    },
    () => ({
      onError: (_, { status }) => (status === 401 ? new ScimError(404, "Resource not found.") : undefined),
    }),
  ),
  rfcFault(
    {
      id: "credential-without-challenge",
      title: "A 401 has no WWW-Authenticate",
      requirement: "RFC9110-15.5.2-CHALLENGE",
      category: "security",
      difficulty: 2,
      source: by("RFC 9110 §15.5.2", "a 401 says how to do better"),
    },
    () => ({
      onError: (_, { status, message }) => (status === 401 ? new ScimError(401, message) : undefined),
    }),
  ),
  rfcFault(
    {
      id: "location-without-version",
      title: "meta.location has no v2 in its path",
      requirement: "RFC7644-3.13-VERSION-SEG",
      category: "meta",
      difficulty: 2,
      source: by("RFC 7644 §3.13", "the base URL of another configuration"),
    },
    () => ({
      onShow(_, shown) {
        const { meta } = shown;
        if (!isJsonObject(meta)) return undefined;
        return { ...shown, meta: { ...meta, location: textOf(meta["location"]).replace("/scim/v2/", "/scim/") } };
      },
    }),
  ),
];
