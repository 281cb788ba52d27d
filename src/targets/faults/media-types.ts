import type { Call, Wire } from "../core/call.ts";
import { ScimError } from "../core/scim-error.ts";
import { jsonReply, showResource } from "../core/show.ts";
import { fault, isGroupPut } from "./build.ts";
import type { Fault } from "./fault.ts";

const category = "media-type";
const declared = "OPENAPI-MEDIA-TYPE-DECLARED";

/** Faults of media types, encodings and bytes. */
export const MEDIA_TYPES: readonly Fault[] = [
  fault(
    {
      id: "answer-json-scim",
      title: "Answers have the media type application/json+scim",
      requirement: declared,
      category,
      difficulty: 1,
      source: { reference: "FusionAuth/fusionauth-issues#1769", note: "application/json+scim instead of scim+json" },
    },
    () => ({ onRespond: (_, reply) => ({ ...reply, mediaType: "application/json+scim" }) }),
  ),
  fault(
    {
      id: "request-charset-refused",
      title: "A request with a charset behind its media type is refused with 415",
      requirement: "OPENAPI-REQUEST-TYPE-ACCEPTED",
      category,
      difficulty: 3,
      dialects: ["cube", "maia", "lighton", "strongdm"],
      source: { reference: "RFC 8259 §11", note: "the header is compared as a whole" },
    },
    () => ({
      onRequest({ headers }) {
        if (headers["content-type"]?.includes("charset")) throw new ScimError(415, "Unsupported media type.");
        return undefined;
      },
    }),
  ),
  fault(
    {
      id: "answer-text-html",
      title: "Answers have the media type text/html",
      requirement: declared,
      category,
      difficulty: 1,
      source: { reference: "RFC 7644 §3.1", note: "the default of a framework" },
    },
    () => ({ onRespond: (_, reply) => ({ ...reply, mediaType: "text/html" }) }),
  ),
  fault(
    {
      id: "answer-without-type",
      title: "Answers have no Content-Type",
      requirement: declared,
      category,
      difficulty: 1,
      source: { reference: "RFC 7644 §3.1", note: "a body without a type" },
    },
    () => ({ onRespond: (_, reply) => ({ ...reply, mediaType: "" }) }),
  ),
  fault(
    {
      id: "error-problem-json",
      title: "Errors have the media type application/problem+json",
      requirement: declared,
      category,
      difficulty: 2,
      source: { reference: "RFC 7644 §3.12", note: "the default of a framework, for errors only" },
    },
    () => ({
      onRespond: (_, reply) => (reply.status < 400 ? undefined : { ...reply, mediaType: "application/problem+json" }),
    }),
  ),
  fault(
    {
      id: "scim-json-refused",
      title: "A request with the media type application/scim+json is refused with 415",
      requirement: "CUBE-SCIM-JSON-ACCEPTED",
      category,
      difficulty: 2,
      source: { reference: "PowerDMS/Owin.Scim#1", note: "scim+json was unsupported" },
    },
    () => ({
      onRequest(call) {
        if (isScimJson(call)) throw new ScimError(415, "Unsupported media type.");
        return undefined;
      },
    }),
  ),
  fault(
    {
      id: "scim-json-ignored",
      title: "The body of a request with the media type application/scim+json is not read: 200, unchanged",
      requirement: "CUBE-SCIM-JSON-ACCEPTED",
      category,
      difficulty: 3,
      source: { reference: "better-auth/better-auth#6365", note: "a body of scim+json was not parsed" },
    },
    () => ({
      onIncoming(call, attributes) {
        const { before } = call;
        return isScimJson(call) && before !== undefined ? { ...attributes, ...before.attributes } : undefined;
      },
    }),
  ),
  fault(
    {
      id: "answer-latin1",
      title: "Answers are encoded in ISO 8859-1",
      requirement: "RFC7644-3.8-UTF8",
      category,
      difficulty: 3,
      source: { reference: "RFC 7644 §3.8", note: "the default encoding of a platform" },
    },
    () => ({ onWire: (_, wire) => rewrite(wire, (text) => Buffer.from(text, "latin1")) }),
  ),
  fault(
    {
      id: "answer-bom",
      title: "Answers begin with a byte order mark",
      requirement: "OPENAPI-JSON",
      category,
      difficulty: 2,
      source: { reference: "RFC 8259 §8.1", note: "a sender must not add a byte order mark" },
    },
    () => ({ onWire: (_, wire) => rewrite(wire, (text) => Buffer.from(`\uFEFF${text}`)) }),
  ),
  fault(
    {
      id: "answer-name-twice",
      title: "The answer to a PUT names displayName twice, first with a value that is none of the group's",
      requirement: "RFC8259-4-UNIQUE-NAMES",
      category,
      difficulty: 2,
      source: { reference: "RFC 8259 §4", note: "a serializer that writes a base class and what overrides it" },
    },
    () => ({
      onWire: (call, wire) =>
        isGroupPut(call) && wire.status === 200
          ? rewrite(wire, (text) => Buffer.from(text.replace("{", '{"displayName":"none",')))
          : undefined,
    }),
  ),
  fault(
    {
      id: "answer-with-warning",
      title: "The answer to a PUT begins with a warning of the interpreter, before the JSON",
      requirement: "OPENAPI-JSON",
      category,
      difficulty: 1,
      source: { reference: "RFC 8259 §2", note: "debug output in front of the body" },
    },
    () => ({
      onWire: (call, wire) =>
        isGroupPut(call)
          ? rewrite(wire, (text) => Buffer.from(`Notice: Undefined index: members\n${text}`))
          : undefined,
    }),
  ),
  fault(
    {
      id: "answer-cut-at-4k",
      title: "Answers are cut after 4096 bytes",
      requirement: "OPENAPI-JSON",
      category,
      difficulty: 3,
      source: { reference: "RFC 8259 §2", note: "a buffer of fixed size on the way out" },
    },
    () => ({ onWire: (_, wire) => rewrite(wire, (text) => Buffer.from(text).subarray(0, 4096)) }),
  ),
  fault(
    {
      id: "put-answer-form-encoded",
      title: "The answer to a PUT is a list of pairs, not JSON",
      requirement: declared,
      category,
      difficulty: 1,
      source: { reference: "RFC 7644 §3.8", note: "a wrong choice of the answer's format" },
    },
    () => ({
      onWire(call, wire) {
        if (!isGroupPut(call) || call.after === undefined || wire.status !== 200) return undefined;
        const shown = jsonReply(call, 200, showResource(call, call.after)).body;
        const bytes = Buffer.from(`group=${encodeURIComponent(JSON.stringify(shown))}`);
        return { ...wire, headers: [["Content-Type", "application/x-www-form-urlencoded"]], bytes };
      },
    }),
  ),
];

function isScimJson(call: Call): boolean {
  return (call.headers["content-type"] ?? "").toLowerCase().startsWith("application/scim+json");
}

function rewrite(wire: Wire, change: (text: string) => Buffer): Wire {
  return wire.bytes.length === 0 ? wire : { ...wire, bytes: change(wire.bytes.toString("utf8")) };
}
