import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, type Json, type JsonObject } from "../core/json.ts";
import { parsePath } from "../core/patch/path.ts";
import { membersOf, withMembers } from "../core/resource.ts";
import { ScimError } from "../core/scim-error.ts";
import type { DialectName } from "../types.ts";
import { fault, putFault, showGroup } from "./build.ts";
import { onGroupPatch } from "./build-patch.ts";
import type { Fault } from "./fault.ts";

const lighton: readonly DialectName[] = ["lighton"];
const maia: readonly DialectName[] = ["maia"];

/** Faults of what stands where in a body, of ids, and of what names another resource. */
export const ORDER_AND_REFERENCES: readonly Fault[] = [
  putFault(
    {
      id: "put-order-demanded",
      title: "A PUT of a group is refused unless schemas is the first attribute of the body",
      requirement: "RFC7643-2.3.8-ORDER",
      category: "attributes",
      difficulty: 3,
      source: { reference: "RFC 7643 §2.3.8", note: "a reader of streams that takes attributes as they come" },
    },
    () => ({ onBody: (call, body) => (call.type === "Group" ? demandOrder(call.method, body) : undefined) }),
  ),
  fault(
    {
      id: "user-order-demanded",
      title: "A PUT of a user is refused unless schemas is the first attribute of the body",
      requirement: "RFC7643-2.3.8-ORDER",
      category: "attributes",
      difficulty: 3,
      dialects: maia,
      source: { reference: "RFC 7643 §2.3.8", note: "a reader of streams that takes attributes as they come" },
    },
    () => ({ onBody: (call, body) => (call.type === "User" ? demandOrder(call.method, body) : undefined) }),
  ),
  putFault(
    {
      id: "ids-with-reserved-word",
      title: "The id of a group contains bulkId",
      requirement: "RFC7643-3.1-ID-BULKID",
      category: "identity",
      difficulty: 2,
      source: { reference: "RFC 7643 §3.1", note: "ids that were made by a bulk import" },
    },
    () => ({ onNewId: (_, id, type) => (type === "Group" ? `bulkId-${id}` : undefined) }),
  ),
  fault(
    {
      id: "member-ref-of-another",
      title: "The $ref of each member is the address of the first one",
      requirement: "RFC7643-4.2-MEMBER-REF",
      category: "membership",
      difficulty: 3,
      source: { reference: "RFC 7643 §4.2", note: "an address that was made once for the whole list" },
    },
    () =>
      showGroup((shown) => {
        const { members } = shown;
        if (!Array.isArray(members)) return shown;
        const entries = members.filter((member) => isJsonObject(member));
        const $ref = `/Users/${textOf(entries[0]?.["value"])}`;
        return { ...shown, members: entries.map((entry) => Object.assign({}, entry, { $ref })) };
      }),
  ),
  fault(
    {
      id: "patch-member-value-empties",
      title: "Another value for a member takes all members out of the group",
      requirement: "RFC7644-3.5.2.3-VALUEPATH-SUBATTR",
      category: "membership",
      difficulty: 3,
      dialects: lighton,
      source: { reference: "pingidentity/scim2#78", note: "what becomes of a member whose value is replaced" },
    },
    () => ({
      onOperation(call, { op, path }, attributes) {
        if (call.type !== "Group" || op !== "replace" || path === undefined || !/\]\.value$/iu.test(path))
          return undefined;
        parsePath(path, "Group");
        return withMembers(attributes, []);
      },
    }),
  ),
  fault(
    {
      id: "plain-group-external-id-lower",
      title: "externalId of a group is stored in small letters by a PATCH",
      requirement: "RFC7643-3.1-EXTID-CASE",
      category: "attributes",
      difficulty: 2,
      dialects: lighton,
      source: { reference: "RFC 7643 §3.1", note: "externalId is caseExact" },
    },
    () =>
      onGroupPatch((_, attributes) => {
        const { externalId } = attributes;
        return typeof externalId === "string" ? { ...attributes, externalId: externalId.toLowerCase() } : undefined;
      }),
  ),
  fault(
    {
      id: "plain-group-ref-version-refused",
      title: "A member whose $ref does not have the version of the API in it is refused",
      requirement: "RFC7643-2.4-REF-EQUIV",
      category: "membership",
      difficulty: 3,
      dialects: lighton,
      source: { reference: "RFC 7643 §2.4", note: "addresses that were compared as texts" },
    },
    refVersionRefused,
  ),
  fault(
    {
      id: "member-ref-version-refused",
      title: "A member whose $ref does not have the version of the API in it is refused",
      requirement: "RFC7643-2.4-REF-EQUIV",
      category: "membership",
      difficulty: 3,
      dialects: ["rfc"],
      source: { reference: "RFC 7643 §2.4", note: "addresses that were compared as texts" },
    },
    refVersionRefused,
  ),
  fault(
    {
      id: "plain-group-nested-alone",
      title: "A group that is added as a member takes the place of all users",
      requirement: "RFC7644-3.5.2.1-MULTI-APPEND",
      category: "membership",
      difficulty: 3,
      dialects: lighton,
      source: { reference: "RFC 7644 §3.5.2.1", note: "a list of each kind, of which one was stored" },
    },
    () =>
      onGroupPatch((call, attributes) => {
        const members = membersOf(attributes);
        const groups = members.filter(({ value }) => call.service.store.get("Group", value) !== undefined);
        return groups.length === 0 ? undefined : withMembers(attributes, groups);
      }),
  ),
];

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function demandOrder(method: string, body: JsonObject): undefined {
  if (method === "PUT" && Object.keys(body)[0]?.toLowerCase() !== "schemas") {
    throw new ScimError(400, "schemas must come first.", { scimType: "invalidSyntax" });
  }
  return undefined;
}

function refVersionRefused(): Hooks {
  return {
    onBody(call, { members }) {
      const refs = (Array.isArray(members) ? members : []).flatMap((member) =>
        isJsonObject(member) && typeof member["$ref"] === "string" ? [member["$ref"]] : [],
      );
      if (call.type === "Group" && refs.some((ref) => !ref.includes("/v2/"))) {
        throw new ScimError(400, "A reference is not an address of this service.", { scimType: "invalidValue" });
      }
      return undefined;
    },
  };
}
