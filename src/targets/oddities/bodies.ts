import type { Wire } from "../core/call.ts";
import { isJsonObject, type Json, omit } from "../core/json.ts";
import { onGroupPut } from "../faults/build.ts";
import { oddity } from "./build.ts";
import type { Oddity } from "./oddity.ts";

const EXTENSION = "urn:example:params:scim:schemas:extension:cost:2.0:Group";
const schema = "OPENAPI-BODY-SCHEMA";
const json = "OPENAPI-JSON";

/** Unusual bodies of answers. */
export const BODY_ODDITIES: readonly Oddity[] = [
  oddity(
    {
      id: "extra-attributes",
      title: "Resources carry attributes that neither the document nor the RFC names",
      requirement: schema,
      legal: "The document's schema is open to further properties; RFC 7643 §2.5 lets a server decide what it shows",
    },
    () => ({ onShow: (_, shown) => ({ ...shown, tenant: { name: "acme", tier: 2 }, archived: false }) }),
  ),
  oddity(
    {
      id: "extension-schema",
      title: "Groups carry an extension, and schemas names it before the base schema",
      requirement: "RFC7643-3.3-BASE-SCHEMA",
      legal: "RFC 7643 §3 and §3.3: extensions are allowed, and the order of schemas has no meaning",
    },
    () => ({
      onShow: (_, shown, { type }) => {
        const { schemas } = shown;
        if (type !== "Group" || !Array.isArray(schemas)) return undefined;
        return { ...shown, schemas: [EXTENSION, ...schemas], [EXTENSION]: { costCenter: "4130" } };
      },
    }),
  ),
  oddity(
    {
      id: "external-id-null",
      title: "A resource without externalId shows it as null",
      requirement: schema,
      legal: "RFC 7643 §2.5: null and absent are the same state; the document says nothing of externalId",
    },
    () => ({ onShow: (_, shown) => ({ externalId: null, ...shown }) }),
  ),
  oddity(
    {
      id: "external-id-unsupported",
      title: "externalId is ignored on groups",
      requirement: "RFC7644-3.5.1-RW-REPLACED",
      legal: "RFC 7643 §3.1: externalId is an option; the document's Group has none",
    },
    () => ({ onIncoming: (call, attributes) => (call.type === "Group" ? omit(attributes, "externalId") : undefined) }),
  ),
  oddity(
    {
      id: "rename-of-case-alone-kept",
      title: "A new name that differs only in upper and lower case is taken for the old one",
      requirement: "RFC7644-3.5.1-RW-REPLACED",
      legal: "RFC 7643 §8.7.1 has displayName not caseExact, and §7 asks to preserve the case of caseExact values only",
    },
    () =>
      onGroupPut((_, attributes, { attributes: { displayName = "" } }) =>
        lower(displayName) === lower(attributes["displayName"]) ? { ...attributes, displayName } : undefined,
      ),
  ),
  oddity(
    {
      id: "keys-reversed",
      title: "The properties of every object come in reverse order",
      requirement: schema,
      legal: "RFC 7643 §2.3.8 and RFC 8259 §4: the order of properties has no meaning",
    },
    () => ({
      onRespond: (_, reply) => (reply.body === undefined ? undefined : { ...reply, body: reversed(reply.body) }),
    }),
  ),
  oddity(
    {
      id: "error-extra-fields",
      title: "Errors carry further properties and the schema of an extension",
      requirement: "RFC7644-3.12-ERR-SCHEMA",
      legal: "RFC 7644 §3.12 names what an error has, and forbids nothing more; the document's schema is open",
    },
    () => ({
      onRespond(_, { body, ...reply }) {
        if (reply.status < 400 || !isJsonObject(body) || !Array.isArray(body["schemas"])) return undefined;
        const schemas = ["urn:example:params:scim:api:messages:2.0:ErrorDetail", ...body["schemas"]];
        return { ...reply, body: { ...body, schemas, errorId: "E-4711", helpUrl: "https://docs.example.test/errors" } };
      },
    }),
  ),
  oddity(
    {
      id: "error-detail-absent",
      title: "Errors have neither detail nor scimType",
      requirement: "RFC7644-3.12-ERR-SCHEMA",
      legal: "RFC 7644 §3.12: detail and scimType are options; the document requires neither",
    },
    () => ({
      onRespond: (_, reply) =>
        reply.status >= 400 && isJsonObject(reply.body)
          ? { ...reply, body: omit(reply.body, "detail", "scimType") }
          : undefined,
    }),
  ),
  oddity(
    {
      id: "json-names-alike",
      title: "One name stands in many objects, and in a text that looks like JSON",
      requirement: "RFC8259-4-UNIQUE-NAMES",
      legal: "RFC 8259 §4: names are unique within one object; a text may hold anything",
    },
    () => ({
      onShow: (_, shown) => ({
        ...shown,
        labels: [{ name: "a" }, { name: "a", labels: { name: "a" } }],
        comment: '","id":"x","id":"y',
      }),
    }),
  ),
  oddity(
    {
      id: "json-indented",
      title: "JSON is indented and ends in a line break",
      requirement: json,
      legal: "RFC 8259 §2: white space between tokens has no meaning",
    },
    () => ({ onWire: (_, wire) => rewrite(wire, (text) => `${JSON.stringify(JSON.parse(text), null, 2)}\n`) }),
  ),
  oddity(
    {
      id: "json-escaped",
      title: "All characters beyond ASCII, and the slash, are written as escapes",
      requirement: "RFC7644-3.8-UTF8",
      legal: "RFC 8259 §7: any character may be escaped",
    },
    () => ({
      onWire: (_, wire) =>
        rewrite(wire, (text) =>
          text
            .replaceAll("/", "\\/")
            .replace(/[\u0080-\uFFFF]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
        ),
    }),
  ),
];

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, item]): [string, Json] => [name, reversed(item)])
      .toReversed(),
  );
}

function rewrite(wire: Wire, change: (text: string) => string): Wire {
  return wire.bytes.length === 0 ? wire : { ...wire, bytes: Buffer.from(change(wire.bytes.toString("utf8"))) };
}

function lower(name: unknown): string {
  return typeof name === "string" ? name.toLowerCase() : "";
}
