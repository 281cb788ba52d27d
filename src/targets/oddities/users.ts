import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, type Json, type JsonObject, omit } from "../core/json.ts";
import { invalidValue } from "../core/scim-error.ts";
import type { DialectName } from "../types.ts";
import { oddity } from "./build.ts";
import type { Oddity } from "./oddity.ts";

const dialects: readonly DialectName[] = ["maia"];
const replaced = "RFC7644-3.5.1-RW-REPLACED";

/** The one domain whose addresses the oddity `user-mail-domain` takes. */
export const MAIL_DOMAIN = "corp.example.test";

/** Unusual and legal behaviour with users. */
export const USER_ODDITIES: readonly Oddity[] = [
  oddity(
    {
      id: "user-mail-domain",
      title: `Only addresses of ${MAIL_DOMAIN} are taken, as userName and in emails`,
      requirement: replaced,
      legal: "RFC 7643 §4.1 leaves open which addresses exist; the document has 400 for an invalid request",
      dialects,
    },
    () => ({
      onIncoming(call, attributes) {
        const { userName } = attributes;
        const mails = [userName, ...objectsIn(attributes["emails"]).map(({ value }) => value)];
        if (
          call.type === "User" &&
          mails.some((mail) => typeof mail === "string" && !mail.endsWith(`@${MAIL_DOMAIN}`))
        ) {
          throw invalidValue(`Only addresses of ${MAIL_DOMAIN} are taken.`);
        }
        return undefined;
      },
    }),
  ),
  oddity(
    {
      id: "user-values-canonical",
      title: "Addresses, numbers and handles are stored in the form that their RFCs prefer",
      requirement: replaced,
      legal: "RFC 7643 §4.1.2: service providers SHOULD canonicalize emails, phoneNumbers (RFC 3966) and ims",
      dialects,
    },
    () =>
      onUser((attributes) => ({
        ...attributes,
        ...changed(attributes, "emails", (value) => value.toLowerCase()),
        ...changed(attributes, "phoneNumbers", (value) => `tel:${value.replaceAll(" ", "-")}`),
        ...changed(attributes, "ims", (value) => value.toLowerCase().replaceAll(/\s/gu, "")),
      })),
  ),
  oddity(
    {
      id: "user-name-as-text",
      title: "A name is shown as one text, and never in its parts",
      requirement: replaced,
      legal: "RFC 7643 §4.1.1: a service provider may return formatted alone, or the parts, or both",
      dialects,
    },
    () => ({
      onShow(_, shown, { type }) {
        const { name } = shown;
        if (type !== "User" || !isJsonObject(name)) return undefined;
        const words = [name["givenName"], name["middleName"], name["familyName"]].filter(
          (word) => typeof word === "string",
        );
        return { ...shown, name: { formatted: name["formatted"] ?? words.join(" ") } };
      },
    }),
  ),
  oddity(
    {
      id: "user-attributes-on-request",
      title: "A GET shows photos, certificates and addresses only when it asks for them",
      requirement: replaced,
      legal: "RFC 7643 §7: an attribute may have returned request",
      dialects,
    },
    () => ({
      onShow(call, shown, { type }) {
        if (type !== "User" || call.method !== "GET" || call.query.has("attributes")) return undefined;
        return omit(shown, "photos", "x509Certificates", "addresses");
      },
    }),
  ),
  oddity(
    {
      id: "user-emails-demanded",
      title: "A PUT of a user without an email is refused",
      requirement: replaced,
      legal: "RFC 7644 §3.12: invalidValue for a value that the server needs; the document has 400",
      dialects,
    },
    () => ({
      onIncoming(call, attributes) {
        if (call.type === "User" && call.method === "PUT" && objectsIn(attributes["emails"]).length === 0) {
          throw invalidValue("A user needs an email.");
        }
        return undefined;
      },
    }),
  ),
  oddity(
    {
      id: "user-name-fixed",
      title: "Another userName is refused: names are for ever",
      requirement: replaced,
      legal: "RFC 7643 §2.2: a service provider may make an attribute immutable; it says so with 400 mutability",
      dialects,
    },
    () => ({
      onPut(_, attributes, before) {
        if (before.type === "User" && attributes["userName"] !== before.attributes["userName"]) {
          throw invalidValue("userName cannot be changed.");
        }
        return undefined;
      },
    }),
  ),
  oddity(
    {
      id: "user-defaults",
      title: "A user without a locale gets one, and one without active is active",
      requirement: "RFC7644-3.5.1-RW-OMITTED",
      legal: "RFC 7644 §3.5.1: what a body leaves out may be defaulted",
      dialects,
    },
    () => onUser((attributes) => ({ locale: "fr-FR", active: true, displayName: "Nobody", ...attributes })),
  ),
  oddity(
    {
      id: "user-primary-chosen",
      title: "Where no email is the primary one, the first is made it",
      requirement: "RFC7643-2.4-PRIMARY-ONCE",
      legal: "RFC 7643 §2.4: primary is true for one entry at most; whose choice it is stays open",
      dialects,
    },
    () =>
      onUser((attributes) => {
        const emails = objectsIn(attributes["emails"]);
        const [first, ...rest] = emails;
        const chosen = first === undefined || emails.some((entry) => entry["primary"] === true);
        return chosen ? attributes : { ...attributes, emails: [{ ...first, primary: true }, ...rest] };
      }),
  ),
  oddity(
    {
      id: "user-name-by-case",
      title: "userNames that differ in case alone are two names",
      requirement: "RFC7643-8.7.1-USERNAME-CASE",
      legal: "RFC 7643 §7: caseExact is what the server's own schema says",
      dialects,
    },
    () => {
      const names = new WeakMap<Call, Json>();
      return {
        onIncoming(call, attributes) {
          const { userName } = attributes;
          const { store } = call.service;
          if (call.type !== "User" || typeof userName !== "string") return undefined;
          const taken = store
            .list("User")
            .some((user) => user.id !== call.id && user.attributes["userName"] === userName);
          if (taken || call.method !== "PUT") return undefined;
          names.set(call, userName);
          // Past the core's check, which knows no case, under a name that nobody has.
          return { ...attributes, userName: `${call.id ?? ""}@unchecked.example.test` };
        },
        onPut: (call, attributes) => (names.has(call) ? { ...attributes, userName: names.get(call) ?? "" } : undefined),
      };
    },
  ),
];

/** Hooks that keep another state of a user than a client sends. */
function onUser(change: (attributes: JsonObject) => JsonObject): Hooks {
  return { onIncoming: (call, attributes) => (call.type === "User" ? change(attributes) : undefined) };
}

/** A list with other values, where it is there. */
function changed(attributes: JsonObject, name: string, change: (value: string) => string): JsonObject {
  if (attributes[name] === undefined) return {};
  const list = objectsIn(attributes[name]);
  return {
    [name]: list.map((entry) => {
      const { value } = entry;
      return typeof value === "string" ? Object.assign(entry, { value: change(value) }) : entry;
    }),
  };
}

function objectsIn(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter((entry) => isJsonObject(entry)) : [];
}
