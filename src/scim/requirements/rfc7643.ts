import type { Requirement } from "../../result/index.ts";
import { rfc } from "./rfc.ts";

/** The requirements of RFC 7643 sections 2 and 3, and some of section 4, in our own words. */
export const RFC7643: readonly Requirement[] = [
  rfc("RFC7643-2.1-NAME-CASE", "MUST", "Attribute names in a body have no case: `Members` is `members`.", [
    "put.group.members.name-case",
    "patch.user.value-case",
    "patch.user.value-case.entry",
    "patch.user.no-path.value-case",
  ]),
  rfc("RFC7643-2.3.5-DATETIME", "MUST", "A DateTime value is a valid xsd:dateTime with both a date and a time.", [
    "resource.meta",
  ]),
  rfc(
    "RFC7643-2.3.7-REF-INTEGRITY",
    "MAY",
    "A server may insist that a referenced resource exists; whether it does is learnt from its answer to an unknown member.",
    ["put.group.member-unknown"],
  ),
  rfc("RFC7643-2.4-NO-DUP", "SHOULD", "A multi-valued attribute does not list the same value twice.", [
    "put.group.members.duplicates",
    "patch.group.members.add-twice-in-request",
    "put.group.twice-as-once",
    "put.user.twice-as-once",
  ]),
  rfc("RFC7643-2.4-PRIMARY-ONCE", "MUST", "Of the entries of a multi-valued attribute at most one is primary.", [
    "resource.primary-once",
    "put.user.lists.*",
  ]),
  rfc("RFC7643-3-SCHEMAS-NONEMPTY", "MUST", "Every representation carries a non-empty `schemas` array of URIs.", [
    "resource.shape",
  ]),
  rfc("RFC7643-3-SCHEMAS-NODUP", "MUST", "`schemas` names no URI twice.", ["resource.shape"]),
  rfc("RFC7643-3.1-COMMON", "MUST", "Every resource has a non-empty `id` and `meta`, both assigned by the server.", [
    "resource.shape",
  ]),
  rfc("RFC7643-3.1-ID-STABLE", "MUST", "A resource keeps its `id` whatever is written to it.", [
    "resource.id-is-url",
    "put.group.body-id-ignored",
    "put.user.body-id-ignored",
  ]),
  rfc("RFC7643-3.1-ID-NOT-REASSIGNED", "MUST", "The `id` of a resource that was deleted is given to no other.", []),
  rfc("RFC7643-3.1-ID-NOT-CLIENT", "MUST", "An `id` in a client's body never becomes the resource's `id`.", [
    "put.group.body-id-ignored",
    "put.user.body-id-ignored",
    "patch.group.body-id-ignored",
    "patch.group.body-id-by-path",
  ]),
  rfc("RFC7643-3.1-EXTID-CASE", "MUST", "`externalId` keeps the case in which it was sent, and differs by case.", [
    "put.user.external-id-case",
    "put.group.external-id",
    "patch.user.external-id",
  ]),
  rfc("RFC7643-3.1-META-IGNORED", "MUST", "`meta` in a client's body is ignored.", [
    "put.group.body-meta-ignored",
    "put.user.body-meta-ignored",
    "patch.user.read-only.meta-created",
  ]),
  rfc("RFC7643-3.1-META-TYPE", "MUST", "`meta.resourceType` is the name of the resource's type.", ["resource.meta"]),
  rfc("RFC7643-3.1-META-CREATED", "MUST", "`meta.created` is a DateTime and no update changes it.", [
    "resource.meta",
    "resource.times",
  ]),
  rfc(
    "RFC7643-3.1-META-LASTMOD-MOVES",
    "MUST",
    "`meta.lastModified` is the time of the last update: it advances when an update changes something and never goes back.",
    [
      "resource.meta",
      "resource.times",
      "put.group.last-modified-advances",
      "patch.group.last-modified-advances",
      "put.user.last-modified-advances",
      "patch.user.last-modified-advances",
    ],
  ),
  rfc(
    "RFC7643-3.1-META-LOCATION",
    "MUST",
    "`meta.location` is the URI of the resource it stands in, the same as Content-Location where that is sent.",
    ["resource.meta"],
  ),
  rfc("RFC7643-3.3-BASE-SCHEMA", "MUST", "`schemas` contains the URI of the resource type's base schema.", [
    "resource.shape",
  ]),
  rfc(
    "RFC7643-4.1.1-USERNAME",
    "MUST",
    "Every User has a `userName` that is not empty, and no two Users have the same one.",
    ["put.user.taken-name", "put.user.user-name-*", "patch.user.taken-name"],
  ),
  rfc("RFC7643-4.1.1-PASSWORD-NEVER", "MUST", "`password` is never returned.", [
    "resource.never-returned",
    "put.user.password",
    "patch.user.password",
  ]),
  rfc("RFC7643-4.1.1-ACTIVE", "MUST", "`active` is a JSON boolean.", ["put.user.active", "patch.user.active*"]),
  rfc("RFC7643-4.1.2-GROUPS-RO", "MUST", "`groups` of a User is readOnly: membership changes only through the Group.", [
    "put.user.groups-ignored",
    "put.user.groups-kept",
    "patch.user.read-only.add-groups",
  ]),
  rfc("RFC7643-4.1.2-GROUPS-FOLLOW", "DERIVED", "`groups` of a User tells what `members` of the Groups do.", [
    "put.group.histories.*",
    "patch.group.histories.*",
  ]),
  rfc("RFC7643-4.2-DISPLAYNAME", "MUST", "A Group has a `displayName`.", [
    "resource.shape",
    "put.group.name-absent",
    "put.group.invalid.*",
  ]),
  rfc(
    "RFC7643-4.2-MEMBER-VALUE",
    "MUST",
    "Each entry of `members` has a `value` that is the `id` of a SCIM resource.",
    [
      "resource.shape",
      "put.group.members.display",
      "put.group.members.same-display",
      "put.group.members.namesakes",
      "put.group.members.with-*",
    ],
  ),
  rfc(
    "RFC7643-4.2-MEMBER-TYPE",
    "MUST",
    "The `type` of a member, where it is shown, is the type of the resource that the member is.",
    ["put.group.member-types"],
  ),
  rfc(
    "RFC7643-4.2-NESTED",
    "MAY",
    "A Group may be a member of a Group where the server allows it.",
    ["put.group.member-group", "put.group.member-types", "patch.group.member-group"],
    { gate: "nested-groups" },
  ),
  rfc(
    "RFC7643-8.7.1-USERNAME-CASE",
    "MAY",
    "A `userName` that differs from another one in case alone is the same, unless the server's own schema has caseExact.",
    ["put.user.taken-name-case"],
  ),
  rfc("RFC7643-2.3.4-INTEGER", "MUST", "An integer has neither a fraction nor an exponent.", []),
  rfc("RFC7643-2.3.7-REF-GET", "MUST", "What a `$ref` of the service's own names can be fetched there.", [], {
    gate: "references",
  }),
  rfc("RFC7643-2.3.8-ORDER", "MUST", "The order of the attributes in a body means nothing.", [
    "put.user.attribute-order",
    "put.group.attribute-order",
    "patch.user.attribute-order",
  ]),
  rfc(
    "RFC7643-2.4-REF-EQUIV",
    "MUST",
    "A `$ref` with the version of the API in it names the same resource as one without.",
    ["put.group.members.ref-version"],
    { gate: "references" },
  ),
  rfc(
    "RFC7643-2.5-UNASSIGNED",
    "MUST",
    "An attribute that is null, an empty list or not there at all is unassigned: these are one state.",
    ["put.user.emptied.*", "patch.user.null.*", "put.group.members.null", "patch.group.members.null"],
  ),
  rfc(
    "RFC7643-3-SCHEMAS-DECLARED",
    "MUST",
    "`schemas` names nothing but the base schema and the extensions of the resource's type.",
    [],
    { gate: "discovery" },
  ),
  rfc(
    "RFC7643-3-SCHEMAS-ORDER",
    "MUST",
    "The order of the URIs in `schemas` means nothing.",
    ["put.user.extension.schemas-order"],
    { gate: "extension" },
  ),
  rfc("RFC7643-3.1-ID-CASE", "MUST", "`id` is compared with regard to case.", [], { gate: "filter" }),
  rfc("RFC7643-3.1-ID-BULKID", "MUST", "No `id` contains the reserved word `bulkId`.", ["resource.shape"]),
  rfc("RFC7643-3.1-EXTID-CLIENT", "MUST", "`externalId` is the client's: the server invents none.", []),
  rfc("RFC7643-3.1-EXTID-RW", "MUST", "A client can set `externalId` and change it, of Users and of Groups.", [
    "put.user.external-id-case",
    "put.group.external-id",
    "patch.user.external-id",
    "patch.group.external-id",
  ]),
  rfc(
    "RFC7643-3.1-META-LASTMOD-INIT",
    "MUST",
    "`meta.lastModified` of a resource that was never changed is its `meta.created`.",
    [],
  ),
  rfc("RFC7643-3.1-META-VERSION-ETAG", "MUST", "`meta.version` is the value of the ETag header.", [], { gate: "etag" }),
  rfc("RFC7643-3.1-WEAK", "MUST", "A weak version is marked as such, by `W/` before it.", [], { gate: "etag" }),
  rfc(
    "RFC7643-3.3-EXT-CONTAINER",
    "MUST",
    "The attributes of an extension stand under the URI of its schema.",
    ["patch.user.extension.*", "put.user.extension.*"],
    { gate: "extension" },
  ),
];
