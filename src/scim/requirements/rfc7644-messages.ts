import type { Requirement } from "../../result/index.ts";
import { gated, rfc } from "./rfc.ts";

/** RFC 7644 sections 3.1, 3.8, 3.9, 3.12 and 3.13: media types, messages, projection, statuses and the base URL. */
export const RFC7644_MESSAGES: readonly Requirement[] = [
  rfc("RFC7644-3.1-MEDIA-TYPE", "MUST", "A SCIM answer is of the media type application/scim+json.", []),
  rfc(
    "RFC7644-3.1-MSG-URN",
    "MUST",
    "`schemas` of a message names a URI that begins with urn:ietf:params:scim:api:.",
    [],
    { refines: ["RFC7644-3.4.2-LIST-FORM", "RFC7644-3.12-ERR-SCHEMA"] },
  ),
  rfc("RFC7644-3.8-ACCEPT-SCIM", "MUST", "A request whose Accept is application/scim+json is served.", []),
  rfc("RFC7644-3.8-ACCEPT-JSON", "SHOULD", "A request whose Accept is application/json is served.", []),
  rfc(
    "RFC7644-3.9-ATTRS-ON-WRITE",
    "MUST",
    "The answer to a write with `attributes` has those that it names, and those that are always returned.",
    [],
  ),
  rfc(
    "RFC7644-3.9-EXCLUDED",
    "MUST",
    "`excludedAttributes` takes what it names out of an answer, but what is always returned.",
    [],
  ),
  rfc(
    "RFC7644-3.12-400-INVALIDVALUE",
    "SHOULD",
    "A value that is missing, or of the wrong type, is refused with 400.",
    ["patch.user.wrong-type.*", "patch.user.invalid.add-without-value"],
    { gate: "patch" },
  ),
  rfc(
    "RFC7644-3.12-SCIMTYPE-FITS",
    "SHOULD",
    "Where the RFC names the `scimType` of a refusal, an error that has one has that.",
    ["patch.user.*"],
    { gate: "patch" },
  ),
  rfc("RFC7644-3.12-412", "SHOULD", "A write whose precondition no longer holds is refused with 412.", [], {
    gate: "etag",
  }),
  rfc(
    "RFC7644-3.13-VERSION-SEG",
    "MUST",
    "Where the base URL has the version of the API in it, it comes before the endpoint, in `meta.location` too.",
    [],
    { gate: "versioned-url" },
  ),
];

/** RFC 7644 section 3.14: versions of resources, for servers that have them. */
export const RFC7644_VERSIONS: readonly Requirement[] = gated("etag", [
  rfc("RFC7644-3.14-ETAG-HEADER", "MUST", "The version of a resource is in the ETag header.", []),
  rfc("RFC7644-3.14-META-VERSION", "SHOULD", "The version of a resource is in its `meta.version` as well.", []),
  rfc("RFC7644-3.14-IFMATCH-OK", "MAY", "A write with the current version in If-Match is carried out.", []),
  rfc(
    "RFC9110-13.1.1-IF-MATCH-TRUE",
    "MUST",
    "A write is not refused with 412 where the condition in If-Match holds: by `*`, by the current strong version, or by a weak one that the server takes in another write.",
    [],
  ),
  rfc("RFC7644-3.14-IFMATCH-STALE", "MUST", "A write with an old version in If-Match changes nothing.", []),
  rfc("RFC7644-3.14-ETAG-CHANGES", "DERIVED", "The ETag changes when the resource does, and only then.", []),
  rfc(
    "RFC7644-3.14-ETAG-ON-WRITES",
    "DERIVED",
    "The answer to a write that shows the resource has the ETag that a read of it shows.",
    [],
  ),
  rfc(
    "RFC9110-15.3.5-METADATA",
    "MUST",
    "The header fields of a 204 are about the resource as it is after the write: its ETag is not the one from before.",
    ["service.versions.no-content-user", "service.versions.no-content-group"],
  ),
  rfc("RFC7644-3.14-304", "MUST", "A GET with the current version in If-None-Match is answered with 304.", []),
]);
