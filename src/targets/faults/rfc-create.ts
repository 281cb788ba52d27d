import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, type Json, omit, textOf } from "../core/json.ts";
import { ScimError } from "../core/scim-error.ts";
import { resourceReply } from "../core/show.ts";
import { ENTERPRISE_URN } from "../dialects/rfc-schema.ts";
import { answerTo, by, extensionOf, rfcFault } from "./build-rfc.ts";
import { showUser } from "./build-users.ts";
import type { Fault } from "./fault.ts";

const category = "lifecycle";
const conflict = "RFC7644-3.3-409";

/** How long after the first one a resource is saved a second time, by a job in the background. */
const SECOND_SAVE_MS = 2000;

/** Hooks that do without the check of a userName where the method and the name are so. */
export function uncheckedName(isUnchecked: (call: Call, name: string) => boolean): Hooks {
  const names = new WeakMap<Call, Json>();
  return {
    onIncoming(call, attributes) {
      const { userName } = attributes;
      if (typeof userName !== "string" || !isUnchecked(call, userName)) return undefined;
      names.set(call, userName);
      // Past the check under a name that nobody has.
      return { ...attributes, userName: `unchecked-${call.service.clock.next()}` };
    },
    onStore(call, after) {
      const userName = names.get(call);
      return userName === undefined ? undefined : { ...after, attributes: { ...after.attributes, userName } };
    },
  };
}

/** Whether somebody has a name in just this case. */
function isTaken({ service }: Call, name: string): boolean {
  return service.store.list("User").some(({ attributes }) => attributes["userName"] === name);
}

/** Faults of POST. */
export const RFC_CREATE: readonly Fault[] = [
  rfcFault(
    {
      id: "post-200",
      title: "A POST that creates is answered 200",
      requirement: "RFC7644-3.3-201",
      category,
      difficulty: 1,
      source: by("RFC 7644 §3.3", "the default of a framework"),
    },
    () => answerTo("POST", (reply) => ({ ...reply, status: 200 })),
  ),
  rfcFault(
    {
      id: "post-without-location",
      title: "The answer to a POST has no header Location",
      requirement: "RFC7644-3.3-LOCATION",
      category,
      difficulty: 1,
      source: by("RFC 7644 §3.3", "the URI is in the header and in meta"),
    },
    () =>
      answerTo("POST", (reply) => {
        const { Location: _, ...headers } = reply.headers;
        return { ...reply, headers };
      }),
  ),
  rfcFault(
    {
      id: "post-location-of-collection",
      title: "The header Location of a POST names the collection",
      requirement: "RFC7644-3.3-LOCATION",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.3", "the URI is that of the new resource"),
    },
    () =>
      answerTo("POST", (reply) => {
        const { Location = "" } = reply.headers;
        return { ...reply, headers: { ...reply.headers, Location: Location.replace(/\/[^/]+$/u, "") } };
      }),
  ),
  rfcFault(
    {
      id: "post-id-taken",
      title: "The id in the body of a POST becomes the resource's",
      requirement: "RFC7643-3.1-ID-NOT-CLIENT",
      category: "identity",
      difficulty: 2,
      source: by("RFC 7643 §3.1", "the id is assigned by the server"),
    },
    () => ({
      onNewId: (call) => (isJsonObject(call.body) && typeof call.body["id"] === "string" ? call.body["id"] : undefined),
    }),
  ),
  rfcFault(
    {
      id: "post-created-taken",
      title: "meta.created in the body of a POST is stored",
      requirement: "RFC7643-3.1-META-IGNORED",
      category: "meta",
      difficulty: 3,
      source: by("RFC 7643 §3.1", "meta of the client is ignored"),
    },
    () => ({
      onStore(call, after, before) {
        const meta = isJsonObject(call.body) ? call.body["meta"] : undefined;
        const created = isJsonObject(meta) ? meta["created"] : undefined;
        return before === undefined && typeof created === "string" ? { ...after, created } : undefined;
      },
    }),
  ),
  rfcFault(
    {
      id: "post-duplicate-created",
      title: "A POST with a userName that is taken creates a second user",
      requirement: conflict,
      category,
      difficulty: 1,
      source: by("RFC 7644 §3.3", "no unique index on the column"),
    },
    () => uncheckedName((call) => call.method === "POST"),
  ),
  rfcFault(
    {
      id: "post-duplicate-by-case-created",
      title: "A POST with a userName that is taken in another case creates a second user",
      requirement: "RFC7643-4.1.1-USERNAME",
      category: "identity",
      difficulty: 3,
      source: by("ory/polis#4067", "a userName in another case was not found to be taken"),
    },
    () => uncheckedName((call, name) => call.method === "POST" && !isTaken(call, name)),
  ),
  rfcFault(
    {
      id: "post-duplicate-answered",
      title: "A POST with a userName that is taken is answered 201 with the user who has it",
      requirement: conflict,
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.3", "find or create, and nobody is told which"),
    },
    () => ({
      onError(call, { scimType }) {
        if (call.method !== "POST" || scimType !== "uniqueness" || !isJsonObject(call.body)) return undefined;
        const wanted = textOf(call.body["userName"]).toLowerCase();
        const found = call.service.store
          .list("User")
          .find(({ attributes }) => textOf(attributes["userName"]).toLowerCase() === wanted);
        return found === undefined ? undefined : resourceReply(call, 201, found);
      },
    }),
  ),
  rfcFault(
    {
      id: "post-conflict-without-type",
      title: "The 409 of a userName that is taken has no scimType",
      requirement: conflict,
      category: "errors",
      difficulty: 1,
      source: by("RFC 7644 §3.3", "scimType uniqueness goes with it"),
    },
    () => ({
      onError: (call, { status, message }) =>
        call.method === "POST" && status === 409 ? new ScimError(409, message) : undefined,
    }),
  ),
  rfcFault(
    {
      id: "post-conflict-400",
      title: "A POST with a userName that is taken is answered 400 invalidValue",
      requirement: conflict,
      category: "errors",
      difficulty: 2,
      source: by("RFC 7644 §3.3", "an error of the database, passed on as one of validation"),
    },
    () => ({
      onError: (call, { scimType, message }) =>
        call.method === "POST" && scimType === "uniqueness"
          ? new ScimError(400, message, { scimType: "invalidValue" })
          : undefined,
    }),
  ),
  rfcFault(
    {
      id: "post-password-shown",
      title: "The answer to a POST shows the password",
      requirement: "RFC7643-4.1.1-PASSWORD-NEVER",
      category: "security",
      difficulty: 1,
      source: by("RFC 7643 §7", "the answer is made of the request"),
    },
    () =>
      answerTo("POST", (reply, body, call) => {
        const password = isJsonObject(call.body) ? call.body["password"] : undefined;
        return password === undefined ? reply : { ...reply, body: { ...body, password } };
      }),
  ),
  rfcFault(
    {
      id: "post-read-only-refused",
      title: "A POST with an id or meta in its body is refused",
      requirement: "RFC7644-3.3-RO-IGNORED",
      category: "attributes",
      difficulty: 2,
      source: by("RFC 7644 §3.3", "readOnly attributes are ignored"),
    },
    () => ({
      onBody(call, body) {
        if (call.method === "POST" && (body["id"] !== undefined || body["meta"] !== undefined)) {
          throw new ScimError(400, "id and meta are read-only.", { scimType: "mutability" });
        }
        return undefined;
      },
    }),
  ),
  rfcFault(
    {
      id: "post-required-missing-accepted",
      title: "A POST without userName makes one up",
      requirement: "RFC7643-7-SCHEMA-HONEST",
      category: "attributes",
      difficulty: 2,
      source: by("RFC 7643 §4.1.1", "userName is required"),
    },
    () => ({
      onBody: (call, body) =>
        call.method === "POST" && call.type === "User" && body["userName"] === undefined
          ? { ...body, userName: `user-${call.service.clock.next()}` }
          : undefined,
    }),
  ),
  rfcFault(
    {
      id: "post-external-id-invented",
      title: "A POST without externalId gets one from the server",
      requirement: "RFC7643-3.1-EXTID-CLIENT",
      category: "identity",
      difficulty: 2,
      source: by("RFC 7643 §3.1", "externalId is the client's alone"),
    },
    () => ({
      onIncoming: (call, attributes) =>
        call.method === "POST" && attributes["externalId"] === undefined
          ? { ...attributes, externalId: `ext-${call.service.clock.next()}` }
          : undefined,
    }),
  ),
  rfcFault(
    {
      id: "post-last-modified-apart",
      title: "lastModified of a new resource is later than created",
      requirement: "RFC7643-3.1-META-LASTMOD-INIT",
      category: "meta",
      difficulty: 2,
      source: by("RFC 7643 §3.1", "what was never modified has both the same"),
    },
    () => ({
      onStore(call, after, before) {
        if (before !== undefined) return undefined;
        // One step of the digits may come of rounding, and a time on the full second may have been cut to it; the second
        // save waits for longer than that.
        return {
          ...after,
          lastModified: new Date(Date.parse(call.service.clock.next()) + SECOND_SAVE_MS).toISOString(),
        };
      },
    }),
  ),
  rfcFault(
    {
      id: "post-id-of-bulk",
      title: "Ids begin with bulkId",
      requirement: "RFC7643-3.1-ID-BULKID",
      category: "identity",
      difficulty: 1,
      source: by("RFC 7643 §3.1", "bulkId is a word that no id has"),
    },
    () => ({ onNewId: (_, id) => `bulkId-${id}` }),
  ),
  rfcFault(
    {
      id: "extension-flattened",
      title: "The attributes of the Enterprise User extension are shown beside those of the user",
      requirement: "RFC7643-3.3-EXT-CONTAINER",
      category: "schema",
      difficulty: 2,
      source: by("RFC 7643 §3.3", "an extension's attributes are in an object under its URN"),
    },
    () => showUser((shown) => ({ ...omit(shown, ENTERPRISE_URN), ...extensionOf(shown, ENTERPRISE_URN) })),
  ),
  rfcFault(
    {
      id: "extension-takes-schema",
      title: "A user with an extension does not name the schema of users any more",
      requirement: "RFC7643-3.3-BASE-SCHEMA",
      category: "schema",
      difficulty: 3,
      source: by("RFC 7643 §3.3", "schemas names the base schema and the extensions"),
    },
    () =>
      showUser((shown) => {
        const { schemas } = shown;
        return Array.isArray(schemas) && schemas.length > 1 ? { ...shown, schemas: schemas.slice(1) } : shown;
      }),
  ),
];
