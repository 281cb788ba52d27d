import { isJsonObject, type JsonObject, omit } from "../core/json.ts";
import type { DialectName } from "../types.ts";
import { fault } from "./build.ts";
import { onUserList, onUserPut } from "./build-users.ts";
import type { Fault } from "./fault.ts";

const dialects: readonly DialectName[] = ["maia"];
const replaced = "RFC7644-3.5.1-RW-REPLACED";
const category = "attributes";

/** Faults in what a PUT stores of a user: lists, texts, and what it leaves out. */
export const USER_VALUES: readonly Fault[] = [
  fault(
    {
      id: "user-phones-empty-ignored",
      title: "An empty list of phone numbers is taken for no change",
      requirement: replaced,
      category,
      difficulty: 4,
      dialects,
      source: { reference: "GluuFederation/oxTrust#336", note: "an empty list changed nothing" },
    },
    () => onUserList("phoneNumbers", (sent, had) => (sent.length === 0 ? had : sent)),
  ),
  fault(
    {
      id: "user-old-primary-kept",
      title: "An email that was the primary one stays it beside the new one",
      requirement: "RFC7643-2.4-PRIMARY-ONCE",
      category,
      difficulty: 3,
      dialects,
      source: { reference: "wso2/product-is#10033", note: "which email was primary got lost in updates" },
    },
    () =>
      onUserList("emails", (sent, had) => {
        const primary = new Set(had.filter((entry) => entry["primary"] === true).map(({ value }) => value));
        return sent.map((entry) => (primary.has(entry["value"] ?? "") ? { ...entry, primary: true } : entry));
      }),
  ),
  fault(
    {
      id: "user-phone-types-by-place",
      title: "Phone numbers get the types that stood in their places before",
      requirement: replaced,
      category,
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7643 §2.4", note: "rows updated by index: the order of entries means nothing" },
    },
    () =>
      onUserList("phoneNumbers", (sent, had) =>
        sent.map((entry, index) => ({ ...entry, type: had[index]?.["type"] ?? entry["type"] ?? "work" })),
      ),
  ),
  fault(
    {
      id: "user-addresses-last-kept",
      title: "An address that a PUT takes away stays when another one is still there",
      requirement: replaced,
      category,
      difficulty: 3,
      dialects,
      source: { reference: "keycloak/keycloak#52752", note: "a replacement that behaved as an addition" },
    },
    () =>
      onUserList("addresses", (sent, had) => {
        const streets = new Set(sent.map(({ streetAddress }) => streetAddress));
        const types = new Set(sent.map(({ type }) => type));
        const stale = had.filter(
          ({ streetAddress, type }) => !streets.has(streetAddress ?? "") && !types.has(type ?? ""),
        );
        return sent.length === 0 ? sent : [...sent, ...stale.map((entry) => omit(entry, "primary"))];
      }),
  ),
  fault(
    {
      id: "user-left-out-by-turns",
      title: "A title that a PUT leaves out is kept once, and cleared when it is left out again",
      requirement: "RFC7644-3.5.1-OMITTED-CONSISTENT",
      category,
      difficulty: 4,
      dialects,
      source: {
        reference: "attevon-llc/OpenTranscribe#582",
        note: "a PUT that merged in some cases and not in others",
      },
    },
    () => {
      const kept = new Set<string>();
      return onUserPut((attributes, { id, attributes: { title } }) => {
        if (attributes["title"] !== undefined || title === undefined) return attributes;
        if (kept.delete(id)) return attributes;
        kept.add(id);
        return { ...attributes, title };
      });
    },
  ),
  fault(
    {
      id: "user-title-cut",
      title: "A title of more than 255 characters is cut",
      requirement: replaced,
      category: "names",
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7644 §3.5.1", note: "a column of 255 characters that does not complain" },
    },
    () => onUserText("title", (text) => text.slice(0, 255)),
  ),
  fault(
    {
      id: "user-emoji-dropped",
      title: "Characters beyond the Basic Multilingual Plane are left out of a nickName",
      requirement: "RFC7644-3.8-UTF8",
      category: "names",
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7644 §3.8", note: "a column of three bytes a character" },
    },
    () => onUserText("nickName", (text) => text.replaceAll(/[\u{10000}-\u{10FFFF}]/gu, "")),
  ),
  fault(
    {
      id: "user-street-escaped",
      title: "Signs of HTML in a street are stored as entities",
      requirement: replaced,
      category: "names",
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7644 §3.5.1", note: "escaped for a web page when it is stored" },
    },
    () =>
      onUserList("addresses", (sent) =>
        sent.map((entry) => {
          const { streetAddress } = entry;
          if (typeof streetAddress !== "string") return entry;
          return { ...entry, streetAddress: streetAddress.replaceAll("&", "&amp;").replaceAll("<", "&lt;") };
        }),
      ),
  ),
  fault(
    {
      id: "user-formatted-name-stale",
      title: "The whole name stays what it was when its parts change",
      requirement: replaced,
      category: "names",
      difficulty: 3,
      dialects,
      source: { reference: "Captain-P-Goldfish/scim-for-keycloak#26", note: "parts of the name were ignored" },
    },
    () =>
      onUserPut((attributes, { attributes: { name: had } }) => {
        const { name } = attributes;
        if (!isJsonObject(name) || !isJsonObject(had) || had["formatted"] === undefined) return attributes;
        return { ...attributes, name: { ...name, formatted: had["formatted"] } };
      }),
  ),
];

/** Hooks that store another text than a PUT of a user sends. */
function onUserText(name: string, change: (text: string) => string): ReturnType<typeof onUserPut> {
  return onUserPut((attributes: JsonObject) => {
    const text = attributes[name];
    return typeof text === "string" ? { ...attributes, [name]: change(text) } : attributes;
  });
}
