import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, type Json, type JsonObject, omit, sameJson } from "../core/json.ts";
import { invalidValue } from "../core/scim-error.ts";
import type { DialectName } from "../types.ts";
import { fault } from "./build.ts";
import { onUserPut, showUser } from "./build-users.ts";
import type { Fault } from "./fault.ts";

const dialects: readonly DialectName[] = ["maia"];
const never = "RFC7643-4.1.1-PASSWORD-NEVER";

/** Faults in who a user is, what of it is readOnly, and what of it is never shown. */
export const USER_IDENTITY: readonly Fault[] = [
  fault(
    {
      id: "user-name-never-changes",
      title: "Another userName is acknowledged and not stored",
      requirement: "RFC7644-3.5.1-RW-REPLACED",
      category: "identity",
      difficulty: 2,
      dialects,
      source: { reference: "RFC 7644 §3.5.1", note: "a name that is a key, and an answer that does not say so" },
    },
    () => onUserPut((attributes, { attributes: { userName } }) => ({ ...attributes, userName: userName ?? "" })),
  ),
  fault(
    {
      id: "user-put-without-name",
      title: "A PUT without userName takes the name of a user away",
      requirement: "RFC7643-4.1.1-USERNAME",
      category: "identity",
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7643 §4.1.1", note: "the document does not require it; the RFC does" },
    },
    () => unnamed((sent) => sent === undefined),
  ),
  fault(
    {
      id: "user-put-empty-name",
      title: "A PUT with an empty userName is taken, and leaves a user with an empty name",
      requirement: "RFC7643-4.1.1-USERNAME",
      category: "identity",
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7643 §4.1.1", note: "tested for being there, not for being empty" },
    },
    () => unnamed((sent) => sent === ""),
  ),
  fault(
    {
      id: "user-taken-name-half-applied",
      title: "A PUT that is refused because its userName is taken has stored the rest",
      requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
      category: "identity",
      difficulty: 4,
      dialects,
      source: { reference: "RFC 7644 §3.12", note: "no transaction: the name comes last" },
    },
    () => ({
      onError(call, { scimType }) {
        const { store } = call.service;
        const user = store.get("User", call.before?.id ?? "");
        if (scimType !== "uniqueness" || call.method !== "PUT" || user === undefined || !isJsonObject(call.body)) {
          return undefined;
        }
        const { nickName } = call.body;
        if (nickName !== undefined) store.save({ ...user, attributes: { ...user.attributes, nickName } });
        return undefined;
      },
    }),
  ),
  fault(
    {
      id: "user-groups-refused",
      title: "A PUT of a user with groups in its body is refused",
      requirement: "RFC7644-3.5.1-RO-IGNORED",
      category: "membership",
      difficulty: 2,
      dialects,
      source: { reference: "RFC 7644 §3.5.1", note: "what is readOnly was taken for an error" },
    },
    () => ({
      onBody(call, body) {
        const { groups } = body;
        if (call.method === "PUT" && call.type === "User" && Array.isArray(groups) && groups.length > 0) {
          throw invalidValue("groups is readOnly.");
        }
        return undefined;
      },
    }),
  ),
  fault(
    {
      id: "user-body-meta-taken",
      title: "created in the meta of a body becomes the user's",
      requirement: "RFC7643-3.1-META-IGNORED",
      category: "meta",
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7643 §3.1", note: "the body is stored as it is" },
    },
    () => ({
      onStore(call, after) {
        const meta = isJsonObject(call.body) ? call.body["meta"] : undefined;
        const created = isJsonObject(meta) ? meta["created"] : undefined;
        return call.method === "PUT" && after.type === "User" && typeof created === "string"
          ? { ...after, created }
          : undefined;
      },
    }),
  ),
  fault(
    {
      id: "user-last-modified-stands",
      title: "lastModified of a user stays what it was however often a PUT changes it",
      requirement: "RFC7643-3.1-META-LASTMOD-MOVES",
      category: "meta",
      difficulty: 2,
      dialects,
      source: { reference: "RFC 7643 §3.1", note: "set once, with created" },
    },
    () => ({
      onStore: (_, after, before) =>
        after.type === "User" && before !== undefined ? { ...after, lastModified: before.lastModified } : undefined,
    }),
  ),
  fault(
    {
      id: "user-last-modified-ignores-lists",
      title: "lastModified of a user does not move when a PUT changes nothing but the emails, or `active`",
      requirement: "RFC7643-3.1-META-LASTMOD-MOVES",
      category: "meta",
      difficulty: 4,
      dialects,
      source: { reference: "wso2/product-is#22244", note: "a change in another table left lastModified as it was" },
    },
    () => ({
      onStore: (_, after, before) =>
        after.type === "User" &&
        before !== undefined &&
        sameJson(omit(after.attributes, "emails", "active"), omit(before.attributes, "emails", "active"))
          ? { ...after, lastModified: before.lastModified }
          : undefined,
    }),
  ),
  fault(
    {
      id: "user-password-in-get",
      title: "The password of a user is in the answer to a GET, and nowhere else",
      requirement: never,
      category: "security",
      difficulty: 2,
      dialects,
      source: { reference: "RFC 7643 §7", note: "left out where it is written, not where it is read" },
    },
    () => showPassword("password", (call) => call.method === "GET" && call.id !== undefined),
  ),
  fault(
    {
      id: "user-password-in-list",
      title: "The passwords of users are in the list of them, and nowhere else",
      requirement: never,
      category: "security",
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7643 §7", note: "left out of one resource, not of a list" },
    },
    () => showPassword("password", (call) => call.method === "GET" && call.id === undefined),
  ),
  fault(
    {
      id: "user-password-renamed",
      title: "The password of a user is in the answer to a GET under another name",
      requirement: never,
      category: "security",
      difficulty: 4,
      dialects,
      source: { reference: "RFC 7643 §4.1.1", note: "an entity answered with all its fields" },
    },
    () => showPassword("credential", (call) => call.method === "GET"),
  ),
];

/** Hooks that show the password of a user under a name, in some answers. */
function showPassword(name: string, when: (call: Call) => boolean): Hooks {
  return showUser((shown, { attributes: { password } }, call) =>
    password !== undefined && when(call) ? { ...shown, [name]: password } : shown,
  );
}

/** Hooks that let a PUT of a user pass without a name: the core's rule is met with a stand-in, which is not stored. */
function unnamed(when: (sent: Json | undefined) => boolean): Hooks {
  const names = new WeakMap<Call, Json | undefined>();
  return {
    onBody(call, body) {
      const { userName } = body;
      if (call.method !== "PUT" || call.type !== "User" || !when(userName)) return undefined;
      names.set(call, userName);
      return { ...body, userName: `${call.id ?? ""}@unnamed.example.test` };
    },
    onPut(call, attributes): JsonObject | undefined {
      if (!names.has(call)) return undefined;
      const userName = names.get(call);
      return userName === undefined ? omit(attributes, "userName") : { ...attributes, userName };
    },
  };
}
