import { isJsonObject, type JsonObject, omit } from "../core/json.ts";
import { answerTo, onDiscovery, onEach } from "../faults/build-rfc.ts";
import { objectsIn } from "../faults/build-users.ts";
import type { OddityRecord } from "../types.ts";
import { oddity } from "./build.ts";
import type { Oddity } from "./oddity.ts";

const CONFIG = /\/ServiceProviderConfig$/u;
const DISCOVERY = /\/(?:ServiceProviderConfig|ResourceTypes|Schemas)(?:\/|$)/u;
const dialects: OddityRecord["dialects"] = ["rfc"];

/** An extension that only one oddity has. */
const LOCKER_URN = "urn:example:params:scim:schemas:extension:locker:1.0:User";

const LOCKER: JsonObject = {
  name: "locker",
  type: "string",
  multiValued: false,
  description: "The number of the user's locker.",
  required: false,
  caseExact: false,
  mutability: "readOnly",
  returned: "default",
  uniqueness: "none",
};

/** Discovery that is unusual, and servers that have less or more than most. */
export const RFC_DISCOVERY_ODDITIES: readonly Oddity[] = [
  oddity(
    {
      id: "versions-none",
      title: "There are no versions: no ETag, no meta.version, and ServiceProviderConfig says so",
      requirement: "RFC7644-3.14-ETAG-HEADER",
      legal: "RFC 7644 §3.14: versions are optional; If-Match on what has no tag is not asked for",
      dialects,
    },
    () => ({
      onRequest(call) {
        delete call.headers["if-match"];
        delete call.headers["if-none-match"];
        return undefined;
      },
      onShow(_, shown) {
        const { meta } = shown;
        return isJsonObject(meta) ? { ...shown, meta: omit(meta, "version") } : undefined;
      },
      ...onDiscovery(CONFIG, (body) => ({ ...body, etag: { supported: false } })),
    }),
  ),
  oddity(
    {
      id: "discovery-open",
      title: "Discovery asks for no credential",
      requirement: "RFC7644-3.12-401",
      legal: "RFC 7644 §4: nothing there is a secret; RFC 7644 §2 leaves open what is for everybody",
      dialects,
    },
    () => ({ onAuth: (call, granted) => granted || (call.method === "GET" && DISCOVERY.test(call.path)) }),
  ),
  oddity(
    {
      id: "cursors-announced",
      title: "ServiceProviderConfig has pagination, and lists have nextCursor",
      requirement: "RFC7644-3.4.2-LIST",
      legal: "RFC 9865 §2 and §4 add them to RFC 7643 and RFC 7644; startIndex works as before",
      dialects,
    },
    () => {
      const page = answerTo("GET", (reply, body, { id }) =>
        id === undefined ? { ...reply, body: { ...body, nextCursor: "bmV4dA" } } : reply,
      );
      const config = onDiscovery(CONFIG, (body) => ({
        ...body,
        pagination: { cursor: true, index: true, defaultPaginationMethod: "index", maxPageSize: 200 },
      }));
      return {
        onRespond: (call, reply) => config.onRespond?.(call, reply) ?? page.onRespond?.(call, reply),
      };
    },
  ),
  oddity(
    {
      id: "config-with-more",
      title: "ServiceProviderConfig has members that no RFC knows, and no meta",
      requirement: "RFC7644-4-DISCOVERY",
      legal: "RFC 7643 §5 lists what there is at least; RFC 7643 §3.1 has no meta for it to be demanded by",
      dialects,
    },
    () =>
      onDiscovery(CONFIG, (body) => ({
        ...omit(body, "meta"),
        interopProfileConformant: true,
        "urn:example:limits": { requestsPerMinute: 600 },
      })),
  ),
  oddity(
    {
      id: "schemas-without-defaults",
      title: "Schemas leave out the characteristics that are as the RFC has them by default",
      requirement: "RFC7643-7-SCHEMA-HONEST",
      legal:
        "RFC 7643 §2.2: required false, caseExact false, readWrite, default, none and string hold where nothing is said",
      dialects,
    },
    () =>
      onEach("Schemas", (schema) => ({ ...schema, attributes: objectsIn(schema["attributes"]).map(withoutDefaults) })),
  ),
  oddity(
    {
      id: "schemas-of-its-own",
      title: "Schemas say that no userName is given twice in the world, and know other types of email than the RFC",
      requirement: "RFC7643-7-SCHEMA-HONEST",
      legal: "RFC 7643 §7: global promises more than server does, and canonical values are only suggested",
      dialects,
    },
    () => onEach("Schemas", (schema) => ({ ...schema, attributes: objectsIn(schema["attributes"]).map(withOwnWords) })),
  ),
  oddity(
    {
      id: "extension-of-the-server",
      title: "Users have an extension that the server fills, declared like any other",
      requirement: "RFC7643-3-SCHEMAS-DECLARED",
      legal: "RFC 7643 §3.3: a provider may have extensions of its own, whose attributes may be readOnly",
      dialects,
    },
    () => ({
      onShow(_, shown, { type }) {
        const { schemas } = shown;
        if (type !== "User" || !Array.isArray(schemas)) return undefined;
        return { ...shown, schemas: [...schemas, LOCKER_URN], [LOCKER_URN]: { locker: "12" } };
      },
      onRespond(call, reply) {
        const { body } = reply;
        if (reply.status !== 200 || !isJsonObject(body)) return undefined;
        if (/\/ResourceTypes(?:\/|$)/u.test(call.path)) return { ...reply, body: each(body, withLocker) };
        if (!call.path.endsWith("/Schemas")) return undefined;
        const all = objectsIn(body["Resources"]);
        const [first = {}] = all;
        const meta = { resourceType: "Schema" };
        const own = { ...first, id: LOCKER_URN, name: "Locker", description: "Locker", attributes: [LOCKER], meta };
        return {
          ...reply,
          body: { ...body, totalResults: all.length + 1, itemsPerPage: all.length + 1, Resources: [...all, own] },
        };
      },
    }),
  ),
];

function each(body: JsonObject, change: (one: JsonObject) => JsonObject): JsonObject {
  return body["Resources"] === undefined
    ? change(body)
    : { ...body, Resources: objectsIn(body["Resources"]).map(change) };
}

function withLocker(type: JsonObject): JsonObject {
  if (type["id"] !== "User") return type;
  return {
    ...type,
    schemaExtensions: [...objectsIn(type["schemaExtensions"]), { schema: LOCKER_URN, required: false }],
  };
}

const DEFAULTS: Readonly<Record<string, unknown>> = {
  required: false,
  caseExact: false,
  mutability: "readWrite",
  returned: "default",
  uniqueness: "none",
  type: "string",
};

/** An attribute as a schema has it that is not word for word the RFC's. */
function withOwnWords(attribute: JsonObject): JsonObject {
  const { name, subAttributes } = attribute;
  if (name === "userName") return { ...attribute, uniqueness: "global" };
  if (name !== "emails") return attribute;
  return { ...attribute, subAttributes: objectsIn(subAttributes).map(withOwnTypes) };
}

function withOwnTypes(part: JsonObject): JsonObject {
  return part["name"] === "type" ? { ...part, canonicalValues: ["work", "private"] } : part;
}

function withoutDefaults(attribute: JsonObject): JsonObject {
  const kept = Object.fromEntries(Object.entries(attribute).filter(([name, value]) => DEFAULTS[name] !== value));
  const parts = objectsIn(attribute["subAttributes"]);
  return parts.length === 0 ? kept : { ...kept, subAttributes: parts.map(withoutDefaults) };
}
