import { isJsonObject, type JsonObject } from "../core/json.ts";
import { membersOf } from "../core/resource.ts";
import { onGroupUpdate, putFault, showMeta } from "./build.ts";
import type { Fault } from "./fault.ts";

const category = "meta";
const TIMES: ReadonlySet<string> = new Set(["created", "lastModified"]);

/** Faults of `meta` apart from its location. */
export const META: readonly Fault[] = [
  putFault(
    {
      id: "put-resets-created",
      title: "PUT sets meta.created to the time of the update",
      requirement: "RFC7643-3.1-META-CREATED",
      category,
      difficulty: 2,
      source: { reference: "RFC 7643 §3.1", note: "replacing done as delete and create" },
    },
    () => onGroupUpdate((_, after) => ({ ...after, created: after.lastModified })),
  ),
  putFault(
    {
      id: "put-body-meta-stored",
      title: "meta.created is taken from the body of a PUT",
      requirement: "RFC7643-3.1-META-IGNORED",
      category,
      difficulty: 3,
      source: { reference: "keycloak/keycloak#51155", note: "a client could write meta.created" },
    },
    () =>
      onGroupUpdate((call, after) => {
        const meta = isJsonObject(call.body) ? call.body["meta"] : undefined;
        const created = isJsonObject(meta) ? meta["created"] : undefined;
        return typeof created === "string" ? { ...after, created } : undefined;
      }),
  ),
  putFault(
    {
      id: "last-modified-stuck",
      title: "meta.lastModified stays what it was when the group was made",
      requirement: "RFC7643-3.1-META-LASTMOD-MOVES",
      category,
      difficulty: 2,
      source: { reference: "wso2/product-is#5390", note: "lastModified was always the same as created" },
    },
    () => onGroupUpdate((_, after, before) => ({ ...after, lastModified: before.lastModified })),
  ),
  putFault(
    {
      id: "last-modified-ignores-members",
      title: "meta.lastModified does not move when only the members change",
      requirement: "RFC7643-3.1-META-LASTMOD-MOVES",
      category,
      difficulty: 3,
      source: { reference: "wso2/product-is#22244", note: "a change of members left lastModified as it was" },
    },
    () =>
      onGroupUpdate((_, after, before) =>
        after.attributes["displayName"] === before.attributes["displayName"]
          ? { ...after, lastModified: before.lastModified }
          : undefined,
      ),
  ),
  putFault(
    {
      id: "last-modified-goes-back",
      title: "An update sets meta.lastModified one hour too early: local time written as UTC",
      requirement: "RFC7643-3.1-META-LASTMOD-MOVES",
      category,
      difficulty: 2,
      source: { reference: "RFC 7643 §3.1", note: "the time of the last update cannot be before the creation" },
    },
    () =>
      onGroupUpdate((_, after) => ({
        ...after,
        lastModified: new Date(Date.parse(after.lastModified) - 3_600_000).toISOString(),
      })),
  ),
  putFault(
    {
      id: "last-modified-ignores-removal",
      title: "meta.lastModified does not move when the group has fewer members than before",
      requirement: "RFC7643-3.1-META-LASTMOD-MOVES",
      category,
      difficulty: 4,
      source: { reference: "wso2/product-is#22244", note: "a change of members left lastModified as it was" },
    },
    () =>
      onGroupUpdate((_, after, before) =>
        membersOf(after.attributes).length < membersOf(before.attributes).length
          ? { ...after, lastModified: before.lastModified }
          : undefined,
      ),
  ),
  putFault(
    {
      id: "last-modified-of-answer",
      title: "A read shows the time of the answer as meta.lastModified",
      requirement: "RFC7643-3.1-META-LASTMOD-MOVES",
      category,
      difficulty: 3,
      dialects: ["cube", "maia", "lighton", "rfc"],
      source: { reference: "RFC 7643 §3.1", note: "the time is taken while the answer is written" },
    },
    () => ({
      onShow(call, shown) {
        const { meta } = shown;
        return call.method === "GET" && isJsonObject(meta)
          ? { ...shown, meta: { ...meta, lastModified: new Date().toISOString() } }
          : undefined;
      },
    }),
  ),
  putFault(
    {
      id: "resource-type-plural",
      title: "meta.resourceType is the name of the endpoint, Groups",
      requirement: "RFC7643-3.1-META-TYPE",
      category,
      difficulty: 1,
      source: { reference: "RFC 7643 §3.1", note: "it is the name of the resource type, Group" },
    },
    () => showMeta((meta) => ({ ...meta, resourceType: "Groups" })),
  ),
  putFault(
    {
      id: "resource-type-lower-case",
      title: "meta.resourceType is group, in lower case",
      requirement: "RFC7643-3.1-META-TYPE",
      category,
      difficulty: 2,
      source: { reference: "RFC 7643 §3.1", note: "resourceType is compared with case" },
    },
    () => showMeta((meta) => ({ ...meta, resourceType: "group" })),
  ),
  putFault(
    {
      id: "times-with-space",
      title: "The times in meta have a space between date and time",
      requirement: "RFC7643-2.3.5-DATETIME",
      category,
      difficulty: 1,
      source: { reference: "RFC 7643 §2.3.5", note: "the form in which a database prints a time" },
    },
    () => showMeta((meta) => retime(meta, (time) => time.replace("T", " "))),
  ),
  putFault(
    {
      id: "times-without-zone",
      title: "The times in meta have no zone, which the document's date-time demands",
      requirement: "OPENAPI-BODY-SCHEMA",
      category,
      difficulty: 3,
      source: { reference: "RFC 3339 §5.6", note: "legal for SCIM's DateTime, not for the document's format" },
    },
    () => showMeta((meta) => retime(meta, (time) => time.replace("Z", ""))),
  ),
  putFault(
    {
      id: "times-of-another-zone",
      title: "The times in meta are those of a clock two hours east, written with a Z",
      requirement: "RFC7643-3.1-META-LASTMOD-MOVES",
      category,
      difficulty: 3,
      dialects: ["cube", "maia", "lighton", "rfc"],
      source: { reference: "RFC 7643 §2.3.5", note: "a local time, to which the sign for UTC was added" },
    },
    () => showMeta((meta) => retime(meta, (time) => new Date(Date.parse(time) + 7_200_000).toISOString())),
  ),
  putFault(
    {
      id: "times-as-numbers",
      title: "The times in meta are numbers of milliseconds",
      requirement: "OPENAPI-BODY-SCHEMA",
      category,
      difficulty: 1,
      source: { reference: "RFC 7643 §2.3.5", note: "a time is a string" },
    },
    () => showMeta((meta) => retime(meta, (time) => Date.parse(time))),
  ),
];

function retime(meta: JsonObject, change: (time: string) => string | number): JsonObject {
  return Object.fromEntries(
    Object.entries(meta).map(([name, value]) => [
      name,
      TIMES.has(name) && typeof value === "string" ? change(value) : value,
    ]),
  );
}
