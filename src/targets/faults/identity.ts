import type { Call } from "../core/call.ts";
import { isJsonObject, type JsonObject, omit } from "../core/json.ts";
import { newId } from "../core/new-id.ts";
import { ScimError } from "../core/scim-error.ts";
import { answerPut, isGroupPut, onGroupUpdate, putFault, showMeta } from "./build.ts";
import type { Fault } from "./fault.ts";

const category = "identity";

/** Faults by which a resource is not, or does not stay, itself. */
export const IDENTITY: readonly Fault[] = [
  putFault(
    {
      id: "put-body-id-becomes-id",
      title: "An id in the body of a PUT becomes the id of the group",
      requirement: "RFC7643-3.1-ID-NOT-CLIENT",
      category,
      difficulty: 2,
      source: { reference: "RFC 7643 §3.1", note: "scim-patch 0.8.3 overwrites id with the one that Okta sends" },
    },
    () =>
      onGroupUpdate((call, after) => {
        const id = bodyId(call);
        if (id === undefined || id === after.id) return undefined;
        call.service.store.remove(after.id);
        return { ...after, id };
      }),
  ),
  putFault(
    {
      id: "put-body-id-writes-other",
      title: "The id in the body, not the one in the URL, decides which group is written",
      requirement: "RFC7644-3.5.1-RO-IGNORED",
      category,
      difficulty: 4,
      source: { reference: "keycloak/keycloak#46658", note: "the body's id decided which resource was written" },
    },
    () => ({
      onLocate(call) {
        // Called before the core parses the body, and only for a target that exists.
        const id = isGroupPut(call) ? bodyId(call) : undefined;
        return id !== undefined && call.service.store.get("Group", id) !== undefined ? id : undefined;
      },
    }),
  ),
  putFault(
    {
      id: "put-answers-body-id",
      title: "The answer to a PUT shows the id that the body sent, though the group keeps its own",
      requirement: "RFC7643-3.1-ID-STABLE",
      category,
      difficulty: 2,
      source: { reference: "GluuFederation/oxTrust#1203", note: "the answer echoed its input" },
    },
    () => answerPut((reply, body, call) => ({ ...reply, body: { ...body, id: bodyId(call) ?? body["id"] ?? "" } })),
  ),
  putFault(
    {
      id: "put-makes-new-id",
      title: "PUT deletes the group and makes another one under a new id",
      requirement: "RFC7643-3.1-ID-STABLE",
      category,
      difficulty: 1,
      source: { reference: "RFC 7643 §3.1", note: "replacing done as delete and create" },
    },
    () =>
      onGroupUpdate((call, after) => {
        call.service.store.remove(after.id);
        return { ...after, id: newId(call.service, "Group") };
      }),
  ),
  putFault(
    {
      id: "put-readonly-refused",
      title: "A PUT with id or meta in its body is refused with 400",
      requirement: "RFC7644-3.5.1-RO-IGNORED",
      category,
      difficulty: 2,
      source: { reference: "pingidentity/scim2#93", note: "400, attribute id is read-only" },
    },
    () => ({
      onIncoming(call) {
        const readOnly = isJsonObject(call.body) && ("id" in call.body || "meta" in call.body);
        if (isGroupPut(call) && readOnly) throw new ScimError(400, "Attribute id is read-only.");
        return undefined;
      },
    }),
  ),
  putFault(
    {
      id: "put-answer-without-id",
      title: "The answer to a PUT has no id",
      requirement: "RFC7643-3.1-COMMON",
      category,
      difficulty: 1,
      source: { reference: "RFC 7643 §3.1", note: "every representation has a non-empty id" },
    },
    () => answerPut((reply, body) => ({ ...reply, body: omit(body, "id") })),
  ),
  putFault(
    {
      id: "location-of-other-group",
      title: "meta.location is the URL of another resource",
      requirement: "RFC7643-3.1-META-LOCATION",
      category: "meta",
      difficulty: 2,
      source: { reference: "RFC 7643 §3.1", note: "the URL is made from the wrong key" },
    },
    () => showMeta((meta) => relocate(meta, (url) => url.replace(/[^/]*$/u, "4711"))),
  ),
  putFault(
    {
      id: "location-of-collection",
      title: "meta.location is the URL of the collection",
      requirement: "RFC7643-3.1-META-LOCATION",
      category: "meta",
      difficulty: 2,
      source: { reference: "RFC 7643 §3.1", note: "the id was never appended" },
    },
    () => showMeta((meta) => relocate(meta, (url) => url.replace(/\/[^/]*$/u, ""))),
  ),
  putFault(
    {
      id: "location-among-users",
      title: "meta.location of a group is below /Users",
      requirement: "RFC7643-3.1-META-LOCATION",
      category: "meta",
      difficulty: 3,
      source: { reference: "RFC 7643 §3.1", note: "one function makes the URL of every type" },
    },
    () => showMeta((meta) => relocate(meta, (url) => url.replace("/Groups/", "/Users/"))),
  ),
];

function relocate(meta: JsonObject, change: (url: string) => string): JsonObject {
  const { location } = meta;
  return typeof location === "string" ? { ...meta, location: change(location) } : meta;
}

/** The id in a body, read from the bytes because hooks before the handler see it unparsed. */
function bodyId(call: Call): string | undefined {
  try {
    const body: unknown = JSON.parse(call.bytes.toString("utf8"));
    const id = isJsonObject(body) ? body["id"] : undefined;
    return typeof id === "string" ? id : undefined;
  } catch {
    return undefined;
  }
}
