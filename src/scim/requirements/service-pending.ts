import type { Requirement } from "../../result/index.ts";
import { rfc } from "./rfc.ts";

/** Requirements on the whole service that no other file of this folder has yet, in section order. */
export const SERVICE_PENDING: readonly Requirement[] = [
  rfc("RFC7643-2.3.7-REF-GET", "MUST", "A reference leads to the resource that it names.", [
    "service.groups.references",
  ]),
  rfc(
    "RFC7643-3-SCHEMAS-DECLARED",
    "MUST",
    "`schemas` of a resource names nothing but the base schema and the extensions of its resource type.",
    ["service.schema.extension"],
  ),
  rfc("RFC7643-3.3-EXT-CONTAINER", "MUST", "What an extension adds stands under the URN of the extension.", [
    "service.schema.extension",
  ]),
  rfc("RFC7643-3.1-EXTID-RW", "MUST", "`externalId` can be given to every resource, and is kept.", [
    "service.create.external-id-*",
  ]),
  rfc("RFC7643-3.1-EXTID-CLIENT", "MUST", "A server never makes up an `externalId`.", ["service.create.external-id-*"]),
  rfc("RFC7643-3.1-META-VERSION-ETAG", "MUST", "`meta.version` is the value of the ETag.", ["service.versions.shown"]),
  rfc("RFC7643-3.1-WEAK", "MUST", "A weak version is marked with W/ wherever it stands.", ["service.versions.shown"]),
  rfc("RFC7643-4.2-DANGLING", "DERIVED", "After the DELETE of a member the Group can be read, without that member.", [
    "service.delete.members",
  ]),
  rfc("RFC7643-4.2-MEMBERS-RW", "MUST", "A Group has the members that it was made with.", [
    "service.groups.made-with-members",
  ]),
  rfc("RFC7643-7-MUT-RO", "MUST", "What a schema calls readOnly is not taken from a client.", [
    "service.schema.read-only",
  ]),
  rfc("RFC7643-7-MUT-IMMUTABLE", "MUST", "What a schema calls immutable is not changed after it was set.", [
    "service.schema.immutable",
  ]),
  rfc("RFC7643-7-RET-ALWAYS", "MUST", "What a schema always returns is shown whatever is asked for.", [
    "service.schema.always",
  ]),
  rfc("RFC7643-7-RET-NEVER", "MUST", "What a schema never returns is in no answer.", ["service.schema.never"]),
  rfc("RFC7643-7-RET-DEFAULT", "MUST", "What a schema returns by default is shown unless it is left out.", [
    "service.schema.default",
  ]),
  rfc("RFC7643-7-RET-REQUEST", "MUST", "What a schema returns on request is shown when it is named, and only then.", [
    "service.schema.request",
  ]),
  rfc("RFC7643-7-UNIQ-SERVER", "SHOULD", "What a schema calls unique, no two resources have.", [
    "service.schema.unique",
  ]),
  rfc("RFC7643-7-SCHEMA-HONEST", "DERIVED", "The server does what its own schemas say.", [
    "service.schema.required",
    "service.schema.core",
    "service.create.minimal",
    "service.create.duplicate-case",
  ]),
  rfc("RFC7644-3.1-MEDIA-TYPE", "MUST", "SCIM content is of the media type application/scim+json.", [
    "service.media.*",
  ]),
  rfc("RFC7644-3.3-201", "MUST", "A creation is answered 201.", ["service.create.user", "service.create.group"]),
  rfc(
    "RFC7644-3.3-LOCATION",
    "MUST",
    "The answer to a creation gives the URI of the resource in Location and in `meta.location`.",
    ["service.create.user", "service.create.group"],
  ),
  rfc("RFC7644-3.3-RO-IGNORED", "MUST", "readOnly attributes in the body of a creation are ignored.", [
    "service.create.read-only-ignored",
  ]),
  rfc("RFC7644-3.3-409", "MUST", "A creation in conflict with another resource is refused with 409 and `uniqueness`.", [
    "service.create.duplicate",
  ]),
  rfc("RFC7644-3.5.2-ATTRIBUTES-200", "MUST", "A PATCH that asks for attributes is answered 200.", [
    "service.read.attributes-on-patch",
  ]),
  rfc("RFC7644-3.5.2-UNSUPPORTED-501", "SHOULD", "A server that offers no PATCH answers it with 501.", [
    "service.discovery.patch-unsupported",
  ]),
  rfc("RFC7644-3.6-204", "MUST", "A DELETE that was carried out is answered 204.", ["service.delete.*"]),
  rfc("RFC7644-3.6-OMITTED", "MUST", "No query shows what was deleted.", ["service.delete.*"]),
  rfc("RFC7644-3.6-REUSE", "SHOULD", "What was deleted is in no conflict with what is made after it.", [
    "service.delete.name-reusable",
  ]),
  rfc("RFC7644-3.8-ACCEPT-SCIM", "MUST", "Whoever accepts application/scim+json is answered.", [
    "service.media.accept-scim",
  ]),
  rfc("RFC7644-3.8-ACCEPT-JSON", "SHOULD", "Whoever accepts application/json is answered.", [
    "service.media.accept-json",
  ]),
  rfc(
    "RFC7644-3.9-ATTRS-ON-WRITE",
    "MUST",
    "The answer to a write that asks for attributes shows those, and what is always shown.",
    ["service.read.attributes-on-*"],
  ),
  rfc(
    "RFC7644-3.9-EXCLUDED",
    "MUST",
    "`excludedAttributes` leaves out what is named, and never what is always shown.",
    ["service.read.excluded*"],
  ),
  rfc(
    "RFC7644-3.12-400-INVALIDVALUE",
    "MUST",
    "A body that lacks a required value, or has one of the wrong type, is refused with 400.",
    ["service.create.*"],
  ),
  rfc(
    "RFC7644-3.12-SCIMTYPE-FITS",
    "DERIVED",
    "The `scimType` of a refusal, where there is one, is the keyword that Table 9 has for the cause.",
    ["service.create.*", "service.filter.*"],
  ),
  rfc("RFC7644-3.12-412", "SHOULD", "A write under a condition that does not hold is refused with 412.", [
    "service.versions.stale-*",
  ]),
  rfc("RFC7644-3.14-ETAG-HEADER", "MUST", "A server that has versions shows them as ETag.", ["service.versions.shown"]),
  rfc("RFC7644-3.14-META-VERSION", "SHOULD", "A server that has versions shows them as `meta.version` too.", [
    "service.versions.shown",
  ]),
  rfc("RFC7644-3.14-IFMATCH-OK", "MUST", "A write with the current version in If-Match is carried out.", [
    "service.versions.current-*",
  ]),
  rfc(
    "RFC7644-3.14-IFMATCH-STALE",
    "MUST",
    "A write with a version of the past in If-Match is not carried out.",
    ["service.versions.stale-*"],
    { source: { kind: "rfc", rfc: 9110, section: "13.1.1" } },
  ),
  rfc("RFC7644-3.14-ETAG-CHANGES", "DERIVED", "The version changes when the resource does, and only then.", [
    "service.versions.changes",
  ]),
  rfc("RFC7644-3.14-304", "MUST", "A GET with the current version in If-None-Match is answered 304.", [
    "service.versions.not-modified",
  ]),
];
