import type { Call } from "../core/call.ts";
import { isJsonObject, type Json, type JsonObject, omit, sameJson } from "../core/json.ts";
import { newId } from "../core/new-id.ts";
import { property } from "../core/patch/operation.ts";
import { membersOf, withMembers } from "../core/resource.ts";
import { ScimError } from "../core/scim-error.ts";
import { jsonReply, resourceReply, showResource } from "../core/show.ts";
import { fault, onGroupUpdate, without, writeNamesakes } from "./build.ts";
import { ALL_PATCHERS, answerPatch, isGroupPatch, onGroupPatch } from "./build-patch.ts";
import type { Fault } from "./fault.ts";

const dialects = ALL_PATCHERS;
const state = "RFC7644-3.1-RESPONSE-STATE";
const full = "RFC7644-3.5.2-200-FULL";
const done = "RFC7644-3.12-SUCCESS-MEANS-DONE";
const silent = "STRONGDM-204-NO-CHANGE";

/** Faults of what a PATCH answers, and of what becomes of it after the answer. */
export const PATCH_ANSWERS: readonly Fault[] = [
  fault(
    {
      id: "patch-answers-old-state",
      title: "The answer to a PATCH shows the group as it was before",
      requirement: state,
      category: "attributes",
      difficulty: 1,
      dialects,
      source: { reference: "MicrosoftDocs/azure-docs#60316", note: "the old resource came back: update not awaited" },
    },
    () =>
      answerPatch((reply, body, call) =>
        call.before === undefined ? reply : { ...reply, body: { ...body, ...shownAs(call, call.before.attributes) } },
      ),
  ),
  fault(
    {
      id: "patch-answers-removed-members",
      title: "The answer to a PATCH still lists the members that it removed",
      requirement: state,
      category: "membership",
      difficulty: 2,
      dialects,
      source: { reference: "wso2/product-is#7475", note: "the body still listed the removed member" },
    },
    () =>
      answerPatch((reply, body, call) => {
        const { before, after } = call;
        if (before === undefined || after === undefined) return reply;
        const now = membersOf(after.attributes);
        const all = [...now, ...without(membersOf(before.attributes), now)];
        return { ...reply, body: { ...body, ...shownAs(call, withMembers(after.attributes, all)) } };
      }),
  ),
  fault(
    {
      id: "patch-answers-only-added-members",
      title: "The answer to a PATCH lists only the members that the group did not have before",
      requirement: full,
      category: "membership",
      difficulty: 2,
      dialects,
      source: { reference: "Captain-P-Goldfish/SCIM-SDK#188", note: "a copy was answered, not what was stored" },
    },
    () =>
      answerPatch((reply, body, call) => {
        const { before, after } = call;
        if (before === undefined || after === undefined) return reply;
        const added = without(membersOf(after.attributes), membersOf(before.attributes));
        return { ...reply, body: { ...body, ...shownAs(call, withMembers(after.attributes, added)) } };
      }),
  ),
  fault(
    {
      id: "patch-answer-without-name",
      title: "The answer to a PATCH has no displayName",
      requirement: full,
      category: "schema",
      difficulty: 1,
      dialects,
      source: { reference: "RFC 7644 §3.5.2", note: "only the attributes that were changed are answered" },
    },
    () => answerPatch((reply, body) => ({ ...reply, body: omit(body, "displayName") })),
  ),
  fault(
    {
      id: "patch-answer-without-id",
      title: "The answer to a PATCH has no id",
      requirement: "RFC7643-3.1-COMMON",
      category: "identity",
      difficulty: 1,
      dialects,
      source: { reference: "RFC 7643 §3.1", note: "every representation has a non-empty id" },
    },
    () => answerPatch((reply, body) => ({ ...reply, body: omit(body, "id") })),
  ),
  fault(
    {
      id: "patch-answer-empty",
      title: "A PATCH is answered 200 without a body",
      requirement: full,
      category: "schema",
      difficulty: 1,
      dialects,
      source: { reference: "RFC 7644 §3.5.2", note: "200 where 204 was meant" },
    },
    () => answerPatch((reply) => ({ ...reply, body: undefined })),
  ),
  fault(
    {
      id: "patch-answer-echoes-request",
      title: "A PATCH is answered with the request",
      requirement: full,
      category: "schema",
      difficulty: 1,
      dialects,
      source: { reference: "GluuFederation/oxTrust#1203", note: "the answer echoed its input" },
    },
    () => answerPatch((reply, _, call) => ({ ...reply, body: call.body })),
  ),
  fault(
    {
      id: "patch-answers-202",
      title: "A PATCH is answered 202",
      requirement: "OPENAPI-STATUS-DECLARED",
      category: "schema",
      difficulty: 1,
      dialects,
      source: { reference: "RFC 7644 §3.5.2", note: "200 and 204 are what a PATCH answers" },
    },
    () => answerPatch((reply) => ({ ...reply, status: 202 })),
  ),
  fault(
    {
      id: "patch-answers-204-always",
      title: "A PATCH that changes the group is answered 204, which is not declared",
      requirement: "OPENAPI-STATUS-DECLARED",
      category: "schema",
      difficulty: 1,
      dialects: ["lighton"],
      source: { reference: "wso2/product-is#8589", note: "a mode that answers 204" },
    },
    () => answerPatch((reply) => ({ ...reply, status: 204, body: undefined })),
  ),
  fault(
    {
      id: "patch-204-on-change",
      title: "A PATCH that changes the role is answered 204",
      requirement: silent,
      category: "schema",
      difficulty: 1,
      dialects: ["strongdm"],
      source: { reference: "RFC 7644 §3.5.2", note: "the page keeps 204 for requests that change nothing" },
    },
    () => answerPatch((reply) => ({ ...reply, status: 204, body: undefined })),
  ),
  fault(
    {
      id: "patch-204-on-removal",
      title: "A PATCH that only removes members is answered 204",
      requirement: silent,
      category: "schema",
      difficulty: 2,
      dialects: ["strongdm"],
      source: { reference: "RFC 7644 §3.5.2", note: "204 is the habit of DELETE" },
    },
    () =>
      answerPatch((reply, _, { before, after }) => {
        const had = membersOf(before?.attributes ?? {});
        const has = membersOf(after?.attributes ?? {});
        const named = sameJson(before?.attributes["displayName"], after?.attributes["displayName"]);
        const onlyLess = named && without(has, had).length === 0 && has.length < had.length;
        return onlyLess ? { ...reply, status: 204, body: undefined } : reply;
      }),
  ),
  fault(
    {
      id: "patch-200-without-change",
      title: "A PATCH that changes nothing is answered 200 with the role",
      requirement: silent,
      category: "schema",
      difficulty: 2,
      dialects: ["strongdm"],
      source: { reference: "RFC 7644 §3.5.2", note: "the page says 204 for requests that change nothing" },
    },
    () => ({ onRespond: (call, reply) => (isSilent(call, reply.status) ? fullReply(call) : undefined) }),
  ),
  fault(
    {
      id: "patch-200-on-same-name",
      title: "A PATCH that gives the role the name that it has is answered 200",
      requirement: silent,
      category: "schema",
      difficulty: 3,
      dialects: ["strongdm"],
      source: { reference: "better-auth/better-auth#8549", note: "an update with the current value went another way" },
    },
    () => ({
      onRespond: (call, reply) =>
        isSilent(call, reply.status) && JSON.stringify(call.body).includes('"displayName"')
          ? fullReply(call)
          : undefined,
    }),
  ),
  fault(
    {
      id: "patch-200-on-there-and-back",
      title: "A PATCH whose operations undo each other is answered 200, as if it had changed the role",
      requirement: silent,
      category: "schema",
      difficulty: 4,
      dialects: ["strongdm"],
      source: { reference: "RFC 7644 §3.5.2", note: "each operation is looked at, not the result of all" },
    },
    () => {
      const touched = new WeakSet<Call>();
      return {
        onOperation(call, _, attributes) {
          if (!sameJson(attributes, call.before?.attributes)) touched.add(call);
          return undefined;
        },
        onRespond: (call, reply) => (isSilent(call, reply.status) && touched.has(call) ? fullReply(call) : undefined),
      };
    },
  ),
  fault(
    {
      id: "patch-204-on-replaced-by-as-many",
      title: "A PATCH that replaces members by as many others is answered 204: only their number is compared",
      requirement: silent,
      category: "membership",
      difficulty: 3,
      dialects: ["strongdm"],
      source: { reference: "RFC 7644 §3.5.2", note: "two lists compared by length" },
    },
    () =>
      answerPatch((reply, _, { before, after }) =>
        sameJson(before?.attributes["displayName"], after?.attributes["displayName"]) &&
        membersOf(before?.attributes ?? {}).length === membersOf(after?.attributes ?? {}).length
          ? { ...reply, status: 204, body: undefined }
          : reply,
      ),
  ),
  fault(
    {
      id: "patch-echo-without-store",
      title: "A PATCH is answered with the new state and stores none of it",
      requirement: state,
      category: "attributes",
      difficulty: 2,
      dialects,
      source: { reference: "NorthlandPositronics/Cogtrix#122", note: "200, and nothing happened" },
    },
    () => ({ onCommit: (call) => !isGroupPatch(call) }),
  ),
  fault(
    {
      id: "patch-third-lost",
      title: "Every third PATCH is acknowledged with the new state and not stored",
      requirement: done,
      category: "attributes",
      difficulty: 5,
      dialects,
      source: { reference: "fleetdm/fleet#50724", note: "rapid edits of one group lost members that nobody named" },
    },
    () => {
      let count = 0;
      return {
        onCommit(call) {
          if (isGroupPatch(call)) count += 1;
          return !isGroupPatch(call) || count % 3 !== 0;
        },
      };
    },
  ),
  fault(
    {
      id: "patch-fifth-update-of-group-lost",
      title: "A group takes four changes by PATCH; each later one is acknowledged and not stored",
      requirement: done,
      category: "attributes",
      difficulty: 4,
      dialects,
      source: { reference: "RFC 7644 §3.12", note: "a version counter that stops" },
    },
    () => ({ onCommit: (call, after) => !(isGroupPatch(call) && after.version > 5) }),
  ),
  fault(
    {
      id: "patch-after-patch-reads-old-copy",
      title: "A PATCH that follows another of the same group, with no read between them, undoes it",
      requirement: "RFC7644-3.5.2-ACKNOWLEDGED-KEPT",
      category: "membership",
      difficulty: 5,
      dialects,
      source: { reference: "fleetdm/fleet#50724", note: "a stale replica: members that nobody named were deleted" },
    },
    () => {
      const older = new Map<string, JsonObject>();
      return {
        onRequest(call) {
          if (call.method === "GET") older.clear();
          return undefined;
        },
        onLocate(call, id) {
          const copy = isGroupPatch(call) ? older.get(id) : undefined;
          const now = call.service.store.get("Group", id);
          if (copy !== undefined && now !== undefined) call.service.store.save({ ...now, attributes: copy });
          return undefined;
        },
        onStore(call, after, before) {
          if (before !== undefined && after !== before && isGroupPatch(call)) older.set(after.id, before.attributes);
          return undefined;
        },
      };
    },
  ),
  fault(
    {
      id: "patch-hits-same-name-group",
      title: "A PATCH changes the members of every group that has the same name",
      requirement: "RFC7644-3.5.2-TARGET-ONLY",
      category: "identity",
      difficulty: 5,
      dialects,
      source: { reference: "RFC 7644 §3.5.2", note: "an update by name where names are not unique" },
    },
    () => writeNamesakes((one, other) => one === other),
  ),
  fault(
    {
      id: "patch-hits-name-in-other-case",
      title: "A PATCH changes the members of every group that has the same name in another case",
      requirement: "RFC7644-3.5.2-TARGET-ONLY",
      category: "identity",
      difficulty: 5,
      dialects,
      source: { reference: "RFC 7644 §3.5.2", note: "an update by name under a collation that has no case" },
    },
    () => writeNamesakes((one, other) => one !== other && one.toLowerCase() === other.toLowerCase()),
  ),
  fault(
    {
      id: "patch-makes-new-id",
      title: "A PATCH gives the group another id",
      requirement: "RFC7643-3.1-ID-STABLE",
      category: "identity",
      difficulty: 1,
      dialects,
      source: { reference: "RFC 7643 §3.1", note: "a change done as delete and create" },
    },
    () =>
      onGroupUpdate((call, after, before) => {
        if (after === before) return undefined;
        call.service.store.remove(after.id);
        return { ...after, id: newId(call.service, "Group") };
      }),
  ),
  fault(
    {
      id: "patch-body-id-becomes-id",
      title: "An id beside the new name in a value becomes the id of the role",
      requirement: "RFC7643-3.1-ID-NOT-CLIENT",
      category: "identity",
      difficulty: 2,
      dialects: ["strongdm"],
      source: { reference: "RFC 7643 §3.1", note: "scim-patch 0.8.3 overwrites id with the one that Okta sends" },
    },
    () =>
      onGroupUpdate((call, after) => {
        const id = valueId(call.body);
        if (id === undefined || id === after.id || !isGroupPatch(call)) return undefined;
        call.service.store.remove(after.id);
        return { ...after, id };
      }),
  ),
  fault(
    {
      id: "patch-body-id-writes-other",
      title: "The id beside the new name in a value, not the one in the URL, decides which role is renamed",
      requirement: "RFC7643-3.1-ID-NOT-CLIENT",
      category: "identity",
      difficulty: 4,
      dialects: ["strongdm"],
      source: { reference: "keycloak/keycloak#46658", note: "the body's id decided which resource was written" },
    },
    () =>
      onGroupPatch((call, attributes, before) => {
        const { store } = call.service;
        const other = store.get("Group", valueId(call.body) ?? "");
        if (other === undefined || other.id === before.id) return undefined;
        const { displayName = "" } = attributes;
        store.save({ ...other, attributes: { ...other.attributes, displayName } });
        return before.attributes;
      }),
  ),
  fault(
    {
      id: "patch-answers-body-id",
      title: "The answer to a PATCH shows the id that the body sent, though the role keeps its own",
      requirement: "RFC7643-3.1-ID-STABLE",
      category: "identity",
      difficulty: 2,
      dialects: ["strongdm"],
      source: { reference: "GluuFederation/oxTrust#1203", note: "the answer echoed its input" },
    },
    () =>
      answerPatch((reply, body, call) => ({ ...reply, body: { ...body, id: valueId(call.body) ?? body["id"] ?? "" } })),
  ),
  fault(
    {
      id: "patch-unknown-creates",
      title: "A PATCH of an unknown id makes a group",
      requirement: "RFC7644-3.5.2-404",
      category: "lifecycle",
      difficulty: 1,
      dialects,
      source: { reference: "RFC 7644 §3.12", note: "an update that makes what it does not find" },
    },
    () => ({
      onLocate(call, id) {
        const { store, clock } = call.service;
        if (!isGroupPatch(call) || store.find(id) !== undefined) return undefined;
        const now = clock.next();
        const attributes = { displayName: "Made by a PATCH", members: [] };
        store.save({ type: "Group", id, attributes, created: now, lastModified: now, version: 1 });
        return undefined;
      },
    }),
  ),
  fault(
    {
      id: "patch-unknown-claimed",
      title: "A PATCH of an unknown id is answered 204, and there is no such group afterwards",
      requirement: "RFC7644-3.5.2-404",
      category: "lifecycle",
      difficulty: 1,
      dialects,
      source: { reference: "RFC 7644 §3.12", note: "an update of no rows taken for a success" },
    },
    () => ({
      onError: (call, error) =>
        error.status === 404 && isGroupPatch(call) && call.before === undefined
          ? { status: 204, headers: {}, body: undefined, mediaType: "" }
          : undefined,
    }),
  ),
  fault(
    {
      id: "patch-unknown-500",
      title: "A PATCH of an unknown id is answered 500",
      requirement: "RFC7644-3.12-NO-5XX",
      category: "lifecycle",
      difficulty: 1,
      dialects,
      source: { reference: "SAP-archive/scimono#235", note: "a PATCH of an unknown group was not answered 404" },
    },
    () => ({
      onError: (call, error) =>
        error.status === 404 && isGroupPatch(call) && call.before === undefined
          ? new ScimError(500, "Internal error.")
          : undefined,
    }),
  ),
];

/** The name and members of attributes, as the dialect shows them. */
function shownAs(call: Call, attributes: JsonObject): JsonObject {
  const { after } = call;
  if (after === undefined) return {};
  const { displayName = "", members = [] } = showResource(call, { ...after, attributes });
  return { displayName, members };
}

function isSilent(call: Call, status: number): boolean {
  return status === 204 && isGroupPatch(call) && call.after !== undefined;
}

function fullReply(call: Call): ReturnType<typeof jsonReply> {
  return call.after === undefined ? jsonReply(call, 200, {}) : resourceReply(call, 200, call.after);
}

/** The id in the value of an operation without a path. */
function valueId(body: Json | undefined): string | undefined {
  const operations = isJsonObject(body) ? property(body, "Operations") : undefined;
  const values = (Array.isArray(operations) ? operations : []).map((entry) =>
    isJsonObject(entry) ? property(entry, "value") : undefined,
  );
  const ids = values.map((value) => (isJsonObject(value) ? property(value, "id") : undefined));
  return ids.find((id): id is string => typeof id === "string");
}
