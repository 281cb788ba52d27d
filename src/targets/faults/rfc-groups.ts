import { type JsonObject, textOf } from "../core/json.ts";
import { type Member, membersOf, withMembers } from "../core/resource.ts";
import { invalidValue } from "../core/scim-error.ts";
import { showGroup } from "./build.ts";
import { changeOperations, onAddition, onGroupPatch, onMemberEdit, onRemoval } from "./build-patch.ts";
import { by, rfcFault } from "./build-rfc.ts";
import { mapIn, objectsIn } from "./build-users.ts";
import type { Fault } from "./fault.ts";

const category = "membership";

/** Hooks that show the members of a group in another way. */
function membersAs(change: (member: JsonObject) => JsonObject): ReturnType<typeof showGroup> {
  return showGroup((shown) => ({ ...shown, members: objectsIn(shown["members"]).map(change) }));
}

/** Faults of groups, and of groups in groups. */
export const RFC_GROUPS: readonly Fault[] = [
  rfcFault(
    {
      id: "nested-group-refused",
      title: "A group as a member is refused, though the schema has members that are groups",
      requirement: "RFC7643-7-SCHEMA-HONEST",
      category,
      difficulty: 2,
      source: by("RFC 7643 §4.2", "referenceTypes of the example, and a server for users alone"),
    },
    () => ({
      onOperation(call, { op, value }) {
        const isGroup = objectsIn(value).some((one) => call.service.store.get("Group", textOf(one["value"])));
        if (op !== "remove" && isGroup) throw invalidValue("Only users can be members.");
        return undefined;
      },
    }),
  ),
  rfcFault(
    {
      id: "nested-group-not-stored",
      title: "A group that is added as a member is not stored",
      requirement: "RFC7644-3.5.2.1-MEMBER-ADD",
      category,
      difficulty: 2,
      source: by("RFC 7643 §4.2", "a join with the table of users"),
    },
    () =>
      onAddition(({ members, named, call }) => [
        ...members,
        ...named.filter(({ value }) => call.service.store.get("User", value) !== undefined),
      ]),
  ),
  rfcFault(
    {
      id: "nested-group-shown-as-user",
      title: "The type of every member is User, of groups, too",
      requirement: "RFC7643-4.2-MEMBER-TYPE",
      category,
      difficulty: 2,
      source: by("RFC 7643 §4.2", "a constant where a join was needed"),
    },
    () => membersAs((member) => ({ ...member, type: "User" })),
  ),
  rfcFault(
    {
      id: "nested-group-ref-to-users",
      title: "$ref of a group in a group is below /Users",
      requirement: "RFC7643-2.3.7-REF-GET",
      category,
      difficulty: 3,
      source: by("RFC 7643 §2.3.7", "a reference can be fetched"),
    },
    () => membersAs((member) => ({ ...member, $ref: textOf(member["$ref"]).replace("/Groups/", "/Users/") })),
  ),
  rfcFault(
    {
      id: "member-ref-not-found",
      title: "$ref of members has no version in its path, and cannot be fetched",
      requirement: "RFC7643-2.3.7-REF-GET",
      category,
      difficulty: 2,
      source: by("RFC 7643 §2.3.7", "the base URL of another configuration"),
    },
    () => membersAs((member) => ({ ...member, $ref: textOf(member["$ref"]).replace("/scim/v2/", "/scim/") })),
  ),
  rfcFault(
    {
      id: "member-ref-of-group",
      title: "$ref of members names the group that they are in",
      requirement: "RFC7643-4.2-MEMBER-REF",
      category,
      difficulty: 3,
      source: by("RFC 7643 §4.2", "the id of the wrong side of the join"),
    },
    () =>
      showGroup((shown, call) => ({
        ...shown,
        members: mapIn(shown["members"], (member) => ({
          ...member,
          $ref: `${call.service.origin}/scim/v2/Groups/${textOf(shown["id"])}`,
        })),
      })),
  ),
  rfcFault(
    {
      id: "member-value-changed",
      title: "A replace of the value of a member puts another one in its place",
      requirement: "RFC7643-4.2-MEMBERS-IMMUTABLE",
      category,
      difficulty: 3,
      source: by("pingidentity/scim2#78", "sub-attributes of members are immutable"),
    },
    () => ({
      onOperation(call, { op, path = "", value }, attributes) {
        const id = /^members\[value eq "(?<id>[^"]+)"\]\.value$/iu.exec(path)?.groups?.["id"];
        if (call.type !== "Group" || op !== "replace" || id === undefined || typeof value !== "string")
          return undefined;
        return withMembers(
          attributes,
          membersOf(attributes).map((member): Member => (member.value === id ? { value } : member)),
        );
      },
    }),
  ),
  rfcFault(
    {
      id: "member-filter-by-type-takes-all",
      title: "A removal of the members of one type takes all members",
      requirement: "RFC7644-3.5.2.2-FILTER-SUBATTR",
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.5.2.2", "only filters on value are read"),
    },
    () =>
      changeOperations((operations) =>
        operations.map((operation) =>
          operation.op === "remove" && /^members\[type /iu.test(operation.path ?? "")
            ? { ...operation, path: "members" }
            : operation,
        ),
      ),
  ),
  rfcFault(
    {
      id: "member-added-after-removal-lost",
      title: "What a request adds after it has removed a member is lost",
      requirement: "RFC7644-3.5.2.2-REMOVE-THEN-ADD",
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.5.2.2", "removals are carried out last"),
    },
    () =>
      changeOperations((operations) => {
        const at = operations.findIndex(({ op }) => op === "remove");
        return at === -1 ? operations : operations.filter(({ op }, index) => index <= at || op !== "add");
      }),
  ),
  rfcFault(
    {
      id: "member-id-without-case",
      title: "A removal compares ids without case, and takes a member of another id",
      requirement: "RFC7643-3.1-ID-CASE",
      category,
      difficulty: 4,
      source: by("RFC 7643 §3.1", "a collation of the database without case"),
    },
    () =>
      changeOperations((operations) =>
        operations.map((operation) =>
          operation.op === "remove" && operation.path !== undefined
            ? { ...operation, path: operation.path.replace(/"[^"]*"/gu, (text) => text.toLowerCase()) }
            : operation,
        ),
      ),
  ),
  rfcFault(
    {
      id: "nested-removal-takes-inner",
      title: "A removal of a group from a group takes out those who are in both, too",
      requirement: "RFC7644-3.5.2.2-FILTER-VALUE",
      category,
      difficulty: 4,
      source: by("RFC 7644 §3.5.2.2", "members of members are flattened on the way in and out"),
    },
    () =>
      onRemoval(({ members, named, call }) => {
        const gone = new Set(
          named.flatMap(({ value }) => [
            value,
            ...membersOf(call.service.store.get("Group", value)?.attributes ?? {}).map((inner) => inner.value),
          ]),
        );
        return members.filter(({ value }) => !gone.has(value));
      }),
  ),
  rfcFault(
    {
      id: "nested-add-flattens",
      title: "A group that is added makes its users members, too",
      requirement: "RFC7644-3.5.2-TARGET-ONLY",
      category,
      difficulty: 3,
      source: by("RFC 7643 §4.2", "members of members are flattened on the way in"),
    },
    () =>
      onMemberEdit(({ op, members, named, call }) =>
        op === "add"
          ? [
              ...members,
              ...named,
              ...named.flatMap(({ value }) => membersOf(call.service.store.get("Group", value)?.attributes ?? {})),
            ]
          : undefined,
      ),
  ),
  rfcFault(
    {
      id: "group-external-id-not-patched",
      title: "A PATCH does not store externalId of a group",
      requirement: "RFC7643-3.1-EXTID-RW",
      category: "identity",
      difficulty: 2,
      source: by("RFC 7643 §3.1", "externalId is a common attribute, of groups, too"),
    },
    () =>
      onGroupPatch((_, attributes, { attributes: { externalId: had } }) => {
        const { externalId: __, ...rest } = attributes;
        return had === undefined ? rest : { ...rest, externalId: had };
      }),
  ),
];
