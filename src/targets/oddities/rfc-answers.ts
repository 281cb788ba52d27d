import { isJsonObject, omit } from "../core/json.ts";
import { notFound, ScimError } from "../core/scim-error.ts";
import { answerTo, onCall, onDiscovery } from "../faults/build-rfc.ts";
import type { OddityRecord } from "../types.ts";
import { oddity } from "./build.ts";
import type { Oddity } from "./oddity.ts";

const dialects: OddityRecord["dialects"] = ["rfc"];

/** The largest page of a server that likes them small. */
const SMALL_PAGE = 2;

/** Answers and refusals that the RFCs leave open. */
export const RFC_ANSWERS: readonly Oddity[] = [
  oddity(
    {
      id: "patch-204",
      title: "A PATCH is answered 204, unless its query asks for attributes",
      requirement: "RFC7644-3.5.2-204-EMPTY",
      legal: "RFC 7644 §3.5.2: 200 with the resource, or 204",
      dialects,
    },
    () =>
      answerTo("PATCH", (reply, _, { query }) =>
        query.has("attributes") ? reply : { ...reply, status: 204, body: undefined },
      ),
  ),
  oddity(
    {
      id: "patch-op-missing-replaces",
      title: "An operation without op is carried out as a replacement",
      requirement: "RFC7644-3.5.2-OP-ONE",
      legal: "RFC 7644 §3.5.2 says that an operation has one op, and names no refusal of one that has none",
      dialects,
    },
    () => ({
      onBody: (call, body) => {
        const { Operations } = body;
        if (call.method !== "PATCH" || !Array.isArray(Operations)) return undefined;
        const named = Operations.map((one) => (isJsonObject(one) ? Object.assign({ op: "replace" }, one) : one));
        return { ...body, Operations: named };
      },
    }),
  ),
  oddity(
    {
      id: "json-where-both-fit",
      title: "Answers are application/json wherever a request takes that, too",
      requirement: "RFC7644-3.1-MEDIA-TYPE",
      legal: "RFC 7644 §3.8: both are offered, and the request takes both",
      dialects,
    },
    () => ({
      onRespond: ({ headers: { accept = "*/*" } }, reply) =>
        /application\/json|\*\/\*|application\/\*/u.test(accept)
          ? { ...reply, mediaType: "application/json" }
          : undefined,
    }),
  ),
  oddity(
    {
      id: "filters-of-eq-alone",
      title: "Filters other than one comparison with eq are answered invalidFilter",
      requirement: "RFC7644-3.4.2.2-FILTER",
      legal: "RFC 7644 §3.4.2.2 and RFC 7644 §3.12: a filter that is not supported is 400 invalidFilter",
      dialects,
    },
    () =>
      onCall(({ query, method }) => {
        const filter = query.get("filter");
        if (
          method === "GET" &&
          filter !== null &&
          !/^\s*[\w.:$-]+\s+eq\s+(?:"(?:[^"\\]|\\.)*"|true|false|\d+)\s*$/iu.test(filter)
        ) {
          throw new ScimError(400, "Only eq is supported.", { scimType: "invalidFilter" });
        }
      }),
  ),
  oddity(
    {
      id: "pages-small",
      title: "No page has more than two resources, whatever count says",
      requirement: "RFC7644-3.4.2-LIST",
      legal: "RFC 7644 §3.4.2.4: count is the most; itemsPerPage tells what there is",
      dialects,
    },
    () => ({
      ...onCall(({ query }) => {
        const count = query.get("count");
        if (count === null || Number(count) > SMALL_PAGE) query.set("count", String(SMALL_PAGE));
      }),
      ...onDiscovery(/\/ServiceProviderConfig$/u, (body) => ({
        ...body,
        filter: { supported: true, maxResults: SMALL_PAGE },
      })),
    }),
  ),
  oddity(
    {
      id: "conflicts-of-updates-400",
      title: "A PUT or PATCH with a userName that is taken is answered 400 uniqueness",
      requirement: "RFC7644-3.12-409-UNIQ-PUTPATCH",
      legal: "RFC 7643 §7 has 400 for a value that is taken, RFC 7644 §3.12 has 409 with the same keyword",
      dialects,
    },
    () => ({
      onError: ({ method }, { status, message }) =>
        status === 409 && method !== "POST" ? new ScimError(400, message, { scimType: "uniqueness" }) : undefined,
    }),
  ),
  oddity(
    {
      id: "members-of-nobody-404",
      title: "A member that does not exist is answered 404, always",
      requirement: "RFC7643-2.3.7-REF-INTEGRITY",
      legal: "RFC 7643 §2.3.7: references may be enforced; RFC 7644 §3.12 has 404 for what does not exist",
      dialects,
    },
    () => ({
      onUnknownMember(_, id) {
        throw notFound(`There is no ${id}.`);
      },
    }),
  ),
  oddity(
    {
      id: "put-keeps-what-is-left-out",
      title: "A PUT of a user keeps what its body leaves out",
      requirement: "RFC7644-3.5.1-RW-OMITTED",
      legal: "RFC 7644 §3.5.1: what is left out may be kept, cleared or defaulted",
      dialects,
    },
    () => ({
      onPut(call, attributes, before) {
        if (before.type !== "User") return undefined;
        const body = call.body;
        const named =
          typeof body === "object" && body !== null ? Object.keys(body).map((name) => name.toLowerCase()) : [];
        const kept = Object.keys(before.attributes).filter((name) => named.includes(name.toLowerCase()));
        return { ...omit(before.attributes, ...kept), ...attributes };
      },
    }),
  ),
  oddity(
    {
      id: "numbers-for-ids",
      title: "Ids are numbers as texts, of users and groups from one count",
      requirement: "RFC7643-3.1-ID-STABLE",
      legal: "RFC 7643 §3.1: an id is any text that is not empty",
      dialects,
    },
    () => {
      let count = 0;
      return {
        onNewId() {
          count += 1;
          return String(count);
        },
      };
    },
  ),
  oddity(
    {
      id: "no-change-modifies-put",
      title: "A PUT that changes nothing moves lastModified, and the version with it",
      requirement: "RFC7644-3.14-ETAG-CHANGES",
      legal: "RFC 7644 §3.5.1 says nothing of a PUT without effect; RFC 7643 §3.1 has the time of the last update",
      dialects,
    },
    () => ({
      onStore: (call, after, before) =>
        call.method === "PUT" && after === before ? { ...after, lastModified: call.service.clock.next() } : undefined,
    }),
  ),
  oddity(
    {
      id: "not-acceptable-ignored",
      title: "An Accept that neither media type fits is answered all the same",
      requirement: "RFC7644-3.8-ACCEPT-SCIM",
      legal: "RFC 9110 §12.5.1: a server may disregard Accept instead of answering 406",
      dialects,
    },
    () => ({
      onAuth({ headers }) {
        if (!/json|\*/iu.test(headers.accept ?? "*/*")) headers.accept = "*/*";
        return undefined;
      },
    }),
  ),
];
