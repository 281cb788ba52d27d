import { errorReply } from "../core/answer.ts";
import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, type Json, textOf } from "../core/json.ts";
import { refuseStale } from "../core/preconditions.ts";
import type { Resource } from "../core/resource.ts";
import { ScimError } from "../core/scim-error.ts";
import { by, namedBy, onCall, rfcFault } from "./build-rfc.ts";
import type { Fault } from "./fault.ts";

const category = "meta";
const changes = "RFC7644-3.14-ETAG-CHANGES";
const stale = "RFC7644-3.14-IFMATCH-STALE";
const current = "RFC7644-3.14-IFMATCH-OK";

/** Hooks that give resources other versions, in meta and so in the header. */
export function versionAs(change: (version: string, resource: Resource, call: Call) => string): Hooks {
  return {
    onShow(call, shown, resource) {
      const { meta } = shown;
      if (!isJsonObject(meta)) return undefined;
      return { ...shown, meta: { ...meta, version: change(textOf(meta["version"]), resource, call) } };
    },
  };
}

/** Hooks that change the header ETag alone; undefined leaves it out. */
function tagAs(change: (tag: string, call: Call) => string | undefined): Hooks {
  return {
    onRespond(call, reply) {
      const { ETag, ...headers } = reply.headers;
      if (ETag === undefined) return undefined;
      const tag = change(ETag, call);
      return { ...reply, headers: tag === undefined ? headers : { ...headers, ETag: tag } };
    },
  };
}

/** Hooks that do not look at If-Match where the method is so. */
function withoutMatch(isSo: (method: string) => boolean): Hooks {
  return onCall((call) => {
    if (isSo(call.method)) delete call.headers["if-match"];
  });
}

/** Faults of versions and of requests that depend on them. */
export const RFC_VERSIONS: readonly Fault[] = [
  rfcFault(
    {
      id: "version-kept-by-patch",
      title: "A PATCH leaves the version as it was",
      requirement: changes,
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.14", "only PUT counts it up"),
    },
    () => {
      const kept = new Map<string, string>();
      return {
        onStore(call, after) {
          if (call.method !== "PATCH") kept.delete(after.id);
          return undefined;
        },
        ...versionAs((version, { id }) => {
          const known = kept.get(id) ?? version;
          kept.set(id, known);
          return known;
        }),
      };
    },
  ),
  rfcFault(
    {
      id: "version-moves-when-read",
      title: "Every answer has another version",
      requirement: changes,
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.14", "a hash of an answer with a time in it"),
    },
    () => {
      const read = new Map<string, number>();
      return {
        ...onCall((call) => {
          const { id = "" } = namedBy(call) ?? {};
          if (call.method === "GET") read.set(id, (read.get(id) ?? 0) + 1);
        }),
        ...versionAs((version, { id }) => version.replace(/"$/u, `-${read.get(id) ?? 0}"`)),
      };
    },
  ),
  rfcFault(
    {
      id: "version-moves-without-change",
      title: "A PATCH that changes nothing gives another version",
      requirement: changes,
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.14", "every save counts it up"),
    },
    () => {
      const saved = new Map<string, number>();
      return {
        onStore(call, after) {
          if (call.method === "PATCH") saved.set(after.id, (saved.get(after.id) ?? 0) + 1);
          return undefined;
        },
        ...versionAs((version, { id }) => version.replace(/"$/u, `-${saved.get(id) ?? 0}"`)),
      };
    },
  ),
  rfcFault(
    {
      id: "if-match-ignored",
      title: "If-Match is ignored",
      requirement: stale,
      category,
      difficulty: 1,
      source: by("RFC 7644 §3.14", "ETags are shown and never asked for"),
    },
    () => withoutMatch(() => true),
  ),
  rfcFault(
    {
      id: "if-match-ignored-by-patch",
      title: "If-Match is ignored by PATCH alone",
      requirement: stale,
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.14", "the check is in the handler of PUT"),
    },
    () => withoutMatch((method) => method === "PATCH"),
  ),
  rfcFault(
    {
      id: "if-match-ignored-by-delete",
      title: "If-Match is ignored by DELETE alone",
      requirement: stale,
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.14", "the check is in the handlers of PUT and PATCH"),
    },
    () => withoutMatch((method) => method === "DELETE"),
  ),
  rfcFault(
    {
      id: "if-match-refused-applied",
      title: "A write with a version that is not the current one is answered 412, and carried out",
      requirement: stale,
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.14", "the check comes after the save"),
    },
    () => {
      const refused = new WeakMap<Call, ScimError>();
      return {
        ...onCall((call) => {
          const found = namedBy(call);
          if (found === undefined || call.headers["if-match"] === undefined) return;
          try {
            refuseStale(call, found);
          } catch (error) {
            if (error instanceof ScimError) refused.set(call, error);
            delete call.headers["if-match"];
          }
        }),
        onRespond(call) {
          const error = refused.get(call);
          return error === undefined ? undefined : errorReply(call, error);
        },
      };
    },
  ),
  rfcFault(
    {
      id: "if-match-current-refused",
      title: "If-Match with the current version is answered 412, since weak tags are compared strongly",
      requirement: current,
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.14", "weak tags never match in a strong comparison"),
    },
    () =>
      onCall(({ method, headers }) => {
        const sent = headers["if-match"];
        if (method !== "GET" && sent?.includes("W/")) throw new ScimError(412, "The version is another one.");
      }),
  ),
  rfcFault(
    {
      id: "if-match-star-refused",
      title: "If-Match: * is answered 412",
      requirement: current,
      category,
      difficulty: 3,
      source: by("RFC 9110 §13.1.1", "compared as if it were a tag"),
    },
    () =>
      onCall(({ headers }) => {
        if (headers["if-match"] === "*") throw new ScimError(412, "The version is another one.");
      }),
  ),
  rfcFault(
    {
      id: "if-match-list-refused",
      title: "If-Match with several tags, of which one is current, is answered 412",
      requirement: current,
      category,
      difficulty: 4,
      source: by("RFC 9110 §13.1.1", "compared as if it were one tag"),
    },
    () =>
      onCall(({ headers }) => {
        if (headers["if-match"]?.includes(",")) throw new ScimError(412, "The version is another one.");
      }),
  ),
  rfcFault(
    {
      id: "if-match-stale-409",
      title: "A write with a version that is not the current one is answered 409",
      requirement: "RFC7644-3.12-412",
      category: "errors",
      difficulty: 2,
      source: by("RFC 7644 §3.12", "a conflict, in the words of the database"),
    },
    () => ({
      onError: (_, { status, message }) => (status === 412 ? new ScimError(409, message) : undefined),
    }),
  ),
  rfcFault(
    {
      id: "not-modified-never",
      title: "A GET with the current version in If-None-Match is answered 200",
      requirement: "RFC7644-3.14-304",
      category,
      difficulty: 1,
      source: by("RFC 7644 §3.14", "ETags are shown and never asked for"),
    },
    () =>
      onCall((call) => {
        if (call.method === "GET") delete call.headers["if-none-match"];
      }),
  ),
  rfcFault(
    {
      id: "not-modified-always",
      title: "A GET with any version in If-None-Match is answered 304",
      requirement: "RFC7644-3.14-304",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.14", "the header is there, and that is enough"),
    },
    () =>
      onCall(({ method, headers }) => {
        if (method === "GET" && headers["if-none-match"] !== undefined) headers["if-none-match"] = "*";
      }),
  ),
  rfcFault(
    {
      id: "version-not-the-tag",
      title: "meta.version is not what the header has",
      requirement: "RFC7643-3.1-META-VERSION-ETAG",
      category,
      difficulty: 1,
      source: by("RFC 7643 §3.1", "two ways to make it"),
    },
    () => tagAs((tag) => tag.replace(/"$/u, '-gzip"')),
  ),
  rfcFault(
    {
      id: "version-not-in-meta",
      title: "meta has no version, though there is a header ETag",
      requirement: "RFC7644-3.14-META-VERSION",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.14", "a filter of the web server makes the header"),
    },
    () => ({
      onRespond(_, reply) {
        if (!isJsonObject(reply.body) || reply.headers["ETag"] === undefined) return undefined;
        const { meta } = reply.body;
        const { version: __, ...rest } = isJsonObject(meta) ? meta : ({} as Record<string, Json>);
        return { ...reply, body: { ...reply.body, ...(meta === undefined ? {} : { meta: rest }) } };
      },
    }),
  ),
  rfcFault(
    {
      id: "tag-on-get-alone",
      title: "The header ETag is on answers to GET alone",
      requirement: "RFC7644-3.14-ETAG-ON-WRITES",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.14", "a client that writes does not know the new version"),
    },
    () => tagAs((tag, { method }) => (method === "GET" ? tag : undefined)),
  ),
  rfcFault(
    {
      id: "tag-weak-in-lower-case",
      title: "Versions are marked weak by w/ in lower case",
      requirement: "RFC7643-3.1-WEAK",
      category,
      difficulty: 2,
      source: by("RFC 9110 §8.8.3", "W/ has case"),
    },
    () => versionAs((version) => version.replace(/^W/u, "w")),
  ),
];
