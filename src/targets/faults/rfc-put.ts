import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, type Json, type JsonObject, omit } from "../core/json.ts";
import { mutability } from "../core/patch/path.ts";
import type { Resource } from "../core/resource.ts";
import { ScimError } from "../core/scim-error.ts";
import { ENTERPRISE_URN, OWN_URN } from "../dialects/rfc-schema.ts";
import { answerTo, by, extensionOf, rfcFault } from "./build-rfc.ts";
import { onUserPut } from "./build-users.ts";
import type { Fault } from "./fault.ts";

const category = "attributes";
const replaced = "RFC7644-3.5.1-RW-REPLACED";

/** Hooks that keep what a user had where the body of a PUT has a certain nothing. */
function keepWhere(isNothing: (sent: Json) => boolean): Hooks {
  return {
    onPut(call, attributes, before) {
      if (!isJsonObject(call.body)) return undefined;
      const named = Object.entries(call.body).filter(([, sent]) => isNothing(sent));
      const had = named.flatMap(([name]) =>
        name in before.attributes ? [[name, before.attributes[name]] as const] : [],
      );
      return { ...attributes, ...(Object.fromEntries(had) as JsonObject) };
    },
  };
}

/** Hooks that take the badge out of the body of a PUT, and may do something of their own with it. */
function onBadge(put: (attributes: JsonObject, badge: Json, before: Resource) => JsonObject): Hooks {
  const badges = new WeakMap<Call, Json>();
  return {
    onBody(call, body) {
      const own = extensionOf(body, OWN_URN);
      if (call.method !== "PUT" || own["badge"] === undefined) return undefined;
      badges.set(call, own["badge"]);
      return { ...body, [OWN_URN]: omit(own, "badge") };
    },
    onPut(call, attributes, before) {
      const badge = badges.get(call);
      return badge === undefined ? undefined : put(attributes, badge, before);
    },
  };
}

function withBadge(attributes: JsonObject, badge: Json): JsonObject {
  return { ...attributes, [OWN_URN]: { ...extensionOf(attributes, OWN_URN), badge } };
}

/** Faults of PUT. */
export const RFC_PUT: readonly Fault[] = [
  rfcFault(
    {
      id: "put-immutable-changed",
      title: "A PUT changes what is immutable",
      requirement: "RFC7643-7-MUT-IMMUTABLE",
      category,
      difficulty: 2,
      source: by("RFC 7643 §7", "mutability is in the schema alone"),
    },
    () => onBadge(withBadge),
  ),
  rfcFault(
    {
      id: "put-immutable-ignored",
      title: "A PUT with another value for what is immutable is answered 200, and leaves it",
      requirement: "RFC7644-3.5.1-IMMUTABLE-DIFF",
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.5.1", "immutable was taken for readOnly"),
    },
    () =>
      onBadge((attributes, badge, before) =>
        withBadge(attributes, extensionOf(before.attributes, OWN_URN)["badge"] ?? badge),
      ),
  ),
  rfcFault(
    {
      id: "put-immutable-same-refused",
      title: "A PUT that repeats the value of what is immutable is refused",
      requirement: "RFC7644-3.5.1-IMMUTABLE-SAME",
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.5.1", "refused for being named"),
    },
    () =>
      onBadge((attributes, badge, before) => {
        if (extensionOf(before.attributes, OWN_URN)["badge"] !== undefined)
          throw mutability("badge cannot be changed.");
        return withBadge(attributes, badge);
      }),
  ),
  rfcFault(
    {
      id: "put-immutable-unset-lost",
      title: "A PUT does not set what is immutable and was not set before",
      requirement: "RFC7644-3.5.1-IMMUTABLE-UNSET",
      category,
      difficulty: 4,
      source: by("RFC 7644 §3.5.1", "immutable is set by POST alone"),
    },
    () =>
      onBadge((attributes, badge, before) =>
        extensionOf(before.attributes, OWN_URN)["badge"] === badge ? withBadge(attributes, badge) : attributes,
      ),
  ),
  rfcFault(
    {
      id: "put-extension-dropped",
      title: "A PUT stores nothing of the Enterprise User extension",
      requirement: replaced,
      category,
      difficulty: 2,
      source: by("RFC 7643 §3.3", "only the core's attributes are mapped"),
    },
    () => onUserPut((attributes) => omit(attributes, ENTERPRISE_URN)),
  ),
  rfcFault(
    {
      id: "put-manager-dropped",
      title: "A PUT stores the extension without the manager, who is an object in it",
      requirement: replaced,
      category,
      difficulty: 4,
      source: by("RFC 7643 §4.3", "a mapper that goes one level deep"),
    },
    () =>
      onUserPut((attributes) =>
        attributes[ENTERPRISE_URN] === undefined
          ? attributes
          : { ...attributes, [ENTERPRISE_URN]: omit(extensionOf(attributes, ENTERPRISE_URN), "manager") },
      ),
  ),
  rfcFault(
    {
      id: "put-null-kept",
      title: "null in a PUT does not clear an attribute",
      requirement: "RFC7643-2.5-UNASSIGNED",
      category,
      difficulty: 2,
      source: by("RFC 7643 §2.5", "null is skipped by the mapper"),
    },
    () => keepWhere((sent) => sent === null),
  ),
  rfcFault(
    {
      id: "put-empty-list-kept",
      title: "An empty list in a PUT does not clear an attribute",
      requirement: "RFC7643-2.5-UNASSIGNED",
      category,
      difficulty: 3,
      source: by("GluuFederation/oxTrust#336", "an empty list changed nothing"),
    },
    () => keepWhere((sent) => Array.isArray(sent) && sent.length === 0),
  ),
  rfcFault(
    {
      id: "put-required-missing-kept",
      title: "A PUT without userName is accepted",
      requirement: "RFC7644-3.12-400-INVALIDVALUE",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.5.1", "PUT was built as a merge"),
    },
    () => ({
      onBody(call, body) {
        const { userName } = call.before?.attributes ?? {};
        return call.method === "PUT" && body["userName"] === undefined && userName !== undefined
          ? { ...body, userName }
          : undefined;
      },
    }),
  ),
  rfcFault(
    {
      id: "put-read-only-refused",
      title: "A PUT with id, meta or groups in its body is refused",
      requirement: "RFC7644-3.5.1-RO-IGNORED",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.5.1", "what a GET shows could not be sent back"),
    },
    () => ({
      onBody(call, body) {
        const sent = ["id", "meta", "groups"].find((name) => body[name] !== undefined);
        if (call.method === "PUT" && sent !== undefined) throw mutability(`${sent} is read-only.`);
        return undefined;
      },
    }),
  ),
  rfcFault(
    {
      id: "put-conflict-without-type",
      title: "The 409 of a PUT with a userName that is taken has no scimType",
      requirement: "RFC7644-3.12-409-UNIQ-PUTPATCH",
      category: "errors",
      difficulty: 2,
      source: by("RFC 7644 §3.12", "uniqueness belongs to PUT, too"),
    },
    () => ({
      onError: (call, { status, message }) =>
        call.method === "PUT" && status === 409 ? new ScimError(409, message) : undefined,
    }),
  ),
  rfcFault(
    {
      id: "put-204-for-200",
      title: "A PUT is answered 204, without the resource",
      requirement: "RFC7644-3.5.1-200-FULL",
      category: "errors",
      difficulty: 1,
      source: by("RFC 7644 §3.5.1", "200 with the resource, unless told otherwise"),
    },
    () => answerTo("PUT", (reply) => ({ ...reply, status: 204, body: undefined })),
  ),
  rfcFault(
    {
      id: "put-answer-without-defaults",
      title: "The answer to a PUT has only what was sent, without groups",
      requirement: "RFC7643-7-RET-DEFAULT",
      category: "schema",
      difficulty: 3,
      source: by("RFC 7644 §3.5.1", "the answer is made of the request"),
    },
    () => answerTo("PUT", (reply, body) => ({ ...reply, body: omit(body, "groups") })),
  ),
];
