import { isJsonObject, type JsonObject } from "../core/json.ts";
import { invalidValue } from "../core/scim-error.ts";
import { onUserListOperation } from "../faults/build-user-patch.ts";
import { objectsIn, showUser } from "../faults/build-users.ts";
import type { DialectName } from "../types.ts";
import { oddity } from "./build.ts";
import type { Oddity } from "./oddity.ts";

const maia: readonly DialectName[] = ["maia"];
const lighton: readonly DialectName[] = ["lighton"];

/** Unusual and legal behaviour that shows in a row of edits of a user. */
export const USER_HISTORY_ODDITIES: readonly Oddity[] = [
  oddity(
    {
      id: "user-lists-shuffled",
      title: "The entries of a user's lists are shown the last one first, with primary false where it is not said",
      requirement: "RFC7644-3.5.1-RW-REPLACED",
      legal: "RFC 7643 §2.4: the order of values means nothing, and primary is false where it is not said",
      dialects: [...maia, ...lighton],
    },
    () =>
      showUser((shown) =>
        Object.fromEntries(
          Object.entries(shown).map(([name, value]) => {
            const isList = Array.isArray(value) && name !== "groups" && value.some((entry) => isJsonObject(entry));
            return [name, isList ? objectsIn(value).toReversed().map(withPrimary) : value];
          }),
        ),
      ),
  ),
  oddity(
    {
      id: "user-texts-kept-lists-cleared",
      title: "Of what a PUT leaves out the texts are kept, and the lists are cleared",
      requirement: "RFC7644-3.5.1-OMITTED-CONSISTENT",
      legal: "RFC 7644 §3.5.1: what becomes of an attribute that is left out is the provider's choice",
      dialects: maia,
    },
    () => ({
      onPut(_, attributes, { type, attributes: before }) {
        if (type !== "User") return undefined;
        const texts = Object.entries(before).filter(([, value]) => typeof value === "string");
        return { ...Object.fromEntries(texts), ...attributes };
      },
    }),
  ),
  oddity(
    {
      id: "user-twins-refused",
      title: "The same value under two types is refused with 400",
      requirement: "RFC7644-3.5.1-RW-REPLACED",
      legal: "RFC 7643 §2.4 names a value once for each type at most; that one value may have two no RFC demands",
      dialects: maia,
    },
    () => ({
      onIncoming(call, attributes) {
        if (call.type !== "User") return undefined;
        for (const [name, list] of Object.entries(attributes)) {
          const values = objectsIn(list).flatMap(({ value }) => (typeof value === "string" ? [value] : []));
          if (new Set(values).size < values.length) throw invalidValue(`${name} has a value twice.`);
        }
        return undefined;
      },
    }),
  ),
  oddity(
    {
      id: "user-types-once",
      title: "Two entries of one type in a list are refused with 400",
      requirement: "RFC7644-3.5.1-RW-REPLACED",
      legal:
        "RFC 7643 §2.4 says what a type labels, and not how many entries may have one; seen in @better-auth/scim 1.7.5",
      dialects: [...maia, ...lighton],
    },
    () => ({
      onStore(_, after) {
        if (after.type !== "User") return undefined;
        for (const [name, list] of Object.entries(after.attributes)) {
          const types = objectsIn(list).flatMap(({ type }) => (typeof type === "string" ? [type.toLowerCase()] : []));
          if (new Set(types).size < types.length) throw invalidValue(`${name} has a type twice.`);
        }
        return undefined;
      },
    }),
  ),
  oddity(
    {
      id: "user-binaries-as-bytes",
      title: "Certificates are stored as bytes, and shown in base64 of the server's own making",
      requirement: "RFC7644-3.5.1-RW-REPLACED",
      legal: "RFC 7643 §2.3.6: a binary is the bytes that base64 stands for; seen in scim2-server 0.8.3",
      dialects: maia,
    },
    () => ({
      onStore(_, after) {
        const { x509Certificates: list } = after.attributes;
        if (after.type !== "User" || !Array.isArray(list)) return undefined;
        return { ...after, attributes: { ...after.attributes, x509Certificates: objectsIn(list).map(reencoded) } };
      },
    }),
  ),
  oddity(
    {
      id: "user-patch-record-merged",
      title: "A replacement of an entry behind a filter leaves the parts of it that are not named",
      requirement: "RFC7644-3.5.2.3-VALUEPATH-ALL",
      legal:
        "RFC 7644 §3.5.2.3 replaces the matching values, and keeps sub-attributes that are not named of a complex one",
      dialects: lighton,
    },
    () =>
      onUserListOperation(({ operation: { op, value }, target: { filter, part }, had, selected }) => {
        if (op !== "replace" || filter === undefined || part !== undefined || !isJsonObject(value)) return undefined;
        if (selected.length !== 1 || value["primary"] === true) return undefined;
        return had.map((entry) => (selected.includes(entry) ? { ...entry, ...value } : entry));
      }),
  ),
];

function reencoded(entry: JsonObject): JsonObject {
  const { value } = entry;
  return typeof value === "string" ? { ...entry, value: Buffer.from(value, "base64").toString("base64") } : entry;
}

function withPrimary(entry: JsonObject): JsonObject {
  return entry["type"] === undefined ? entry : { primary: false, ...entry };
}
