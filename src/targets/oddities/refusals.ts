import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { isJsonObject } from "../core/json.ts";
import { invalidValue, notFound, ScimError } from "../core/scim-error.ts";
import { oddity, sameName } from "./build.ts";
import type { Oddity } from "./oddity.ts";

const named = "NAME-REFUSED";
const offered = "HELPER-CONFORMS";

/** Requests that are refused here and taken elsewhere. */
export const REFUSAL_ODDITIES: readonly Oddity[] = [
  oddity(
    {
      id: "long-names-refused",
      title: "Names of more than 100 characters are refused with 400",
      requirement: named,
      legal: "RFC 7643 §2.3.1 sets no least length that must be taken; the refusal is explicit and changes nothing",
    },
    () => refuseNames((name) => Array.from(name).length > 100),
  ),
  oddity(
    {
      id: "emoji-names-refused",
      title: "Names with characters beyond the Basic Multilingual Plane are refused with 400",
      requirement: named,
      legal: "RFC 7643 §7: a server may restrict values; the refusal is explicit and changes nothing",
    },
    () => refuseNames((name) => /[\u{10000}-\u{10FFFF}]/u.test(name)),
  ),
  oddity(
    {
      id: "markup-names-refused",
      title: "Names with <, >, double quotes or backslashes are refused with 400",
      requirement: named,
      legal: "RFC 7643 §7: a server may restrict values; the refusal is explicit and changes nothing",
    },
    () => refuseNames((name) => /[<>"\\]/u.test(name)),
  ),
  oddity(
    {
      id: "names-unique",
      title: "A name that another group has, in whatever case, is refused with 409",
      requirement: "OPENAPI-STATUS-DECLARED",
      legal: "RFC 7644 §3.12: uniqueness is the server's to demand; no RFC says that group names may repeat",
    },
    () => ({
      onIncoming(call, { displayName }) {
        const { type, id, service } = call;
        if (type !== "Group") return undefined;
        const taken = service.store
          .list("Group")
          .some((one) => one.id !== id && sameName(one.attributes["displayName"], displayName));
        if (taken) throw new ScimError(409, "displayName is already taken.", { scimType: "uniqueness" });
        return undefined;
      },
    }),
  ),
  oddity(
    {
      id: "schemas-required",
      title: "A POST or PUT without schemas is refused with 400",
      requirement: "OPENAPI-STATUS-DECLARED",
      legal: "RFC 7643 §3: schemas is required in every representation, requests included",
    },
    () => ({
      onIncoming(call) {
        const given =
          isJsonObject(call.body) && Object.keys(call.body).some((name) => name.toLowerCase() === "schemas");
        if (!given) throw invalidValue("schemas is required.");
        return undefined;
      },
    }),
  ),
  oddity(
    {
      id: "group-get-405",
      title: "GET of one group is not offered: 405",
      requirement: offered,
      legal: "The document declares PUT alone",
    },
    () => refuse(isGroupGet, () => new ScimError(405, "Method not allowed.", { headers: { Allow: "PUT" } })),
  ),
  oddity(
    {
      id: "group-get-404",
      title: "GET of one group is not offered: 404 for every id",
      requirement: offered,
      legal: "The document declares PUT alone; a gateway answers 404 for routes it does not know",
    },
    () => refuse(isGroupGet, () => notFound()),
  ),
  oddity(
    {
      id: "lists-405",
      title: "Lists are not offered: 405",
      requirement: offered,
      legal: "The document declares PUT alone",
    },
    () =>
      refuse(
        (call) => call.method === "GET" && /\/(?:Users|Groups)$/u.test(call.path),
        () => new ScimError(405, "Method not allowed.", { headers: { Allow: "POST" } }),
      ),
  ),
  oddity(
    {
      id: "group-delete-405",
      title: "DELETE of a group is not offered: 405",
      requirement: offered,
      legal: "The document declares PUT alone",
    },
    () =>
      refuse(
        (call) => call.method === "DELETE" && call.path.includes("/Groups/"),
        () => new ScimError(405, "Method not allowed.", { headers: { Allow: "GET, PUT" } }),
      ),
  ),
  oddity(
    {
      id: "updates-only",
      title: "Nothing is offered but PUT of a group: what exists has to be given as a fixture",
      requirement: offered,
      legal: "The document declares PUT alone",
    },
    () =>
      refuse(
        (call) => call.method !== "PUT" || !call.path.includes("/Groups/"),
        () => new ScimError(405, "Method not allowed.", { headers: { Allow: "PUT" } }),
      ),
  ),
];

function refuse(applies: (call: Call) => boolean, error: () => ScimError): Hooks {
  return {
    onRequest(call) {
      if (applies(call)) throw error();
      return undefined;
    },
  };
}

function refuseNames(odd: (name: string) => boolean): Hooks {
  return {
    onIncoming(call, { displayName }) {
      if (call.type === "Group" && typeof displayName === "string" && odd(displayName)) {
        throw invalidValue("displayName has a form that is not allowed.");
      }
      return undefined;
    },
  };
}

function isGroupGet(call: Call): boolean {
  return call.method === "GET" && call.path.includes("/Groups/");
}
