import type { Requirement } from "../../result/index.ts";
import { rfc } from "./rfc.ts";

const PUT_WRITES: readonly string[] = [
  "put.user.attributes.*",
  "put.user.active",
  "put.group.rename",
  "put.group.name.*",
  "patch.group.name.*",
  "put.group.members.*",
  "put.group.media-type.*",
  "patch.group.media-type.*",
];

/** The requirements of RFC 7644 that are tested so far, in section order, in our own words. */
export const RFC7644: readonly Requirement[] = [
  rfc(
    "RFC7644-3.1-RESPONSE-STATE",
    "MUST",
    "A response shows the state that the server keeps: what it answers to a write is what a later read shows.",
    PUT_WRITES,
  ),
  rfc("RFC7644-3.5.1-NO-CREATE", "MUST", "PUT never creates a resource: an unknown id stays unknown.", [
    "put.group.unknown-id",
    "patch.group.unknown-id",
    "put.user.unknown-id",
    "put.group.deleted-id",
    "patch.group.deleted-id",
    "put.user.deleted-id",
  ]),
  rfc(
    "RFC7644-3.5.1-RW-REPLACED",
    "MUST",
    "The readWrite values of a PUT replace the stored ones, and a later read shows them.",
    PUT_WRITES,
  ),
  rfc(
    "RFC7644-3.5.1-RW-OMITTED",
    "MAY",
    "What becomes of a readWrite attribute that a PUT leaves out is the server's choice, made the same way each time.",
    ["put.group.members.absent", "put.user.left-out"],
  ),
  rfc(
    "RFC7644-3.5.1-OMITTED-CONSISTENT",
    "MUST",
    "After a PUT that leaves `members` out, its answer, a later read and every repetition agree.",
    ["put.group.members.absent", "put.user.left-out"],
    { source: { kind: "rfc", rfc: 7644, section: "3.5.1" } },
  ),
  rfc(
    "RFC7644-3.5.1-RO-IGNORED",
    "MUST",
    "readOnly values in a PUT are ignored: they change nothing and are no reason to refuse.",
    [
      "put.group.body-id-ignored",
      "put.user.body-id-ignored",
      "put.group.body-meta-ignored",
      "put.group.roundtrip",
      "put.user.roundtrip",
    ],
  ),
  rfc(
    "RFC7644-3.5.1-200-FULL",
    "MUST",
    "A successful PUT answers 200 with the whole resource in the body.",
    PUT_WRITES,
  ),
  rfc("RFC7644-3.5.1-ROUNDTRIP", "DERIVED", "What GET returned can be PUT back and changes nothing.", [
    "put.group.roundtrip",
    "put.user.roundtrip",
  ]),
  rfc(
    "RFC7644-3.5.1-IDEMPOTENT",
    "DERIVED",
    "Two identical PUTs leave the same state as one.",
    ["put.group.twice-as-once", "put.user.twice-as-once"],
    { source: { kind: "rfc", rfc: 9110, section: "9.2.2" } },
  ),
  rfc(
    "RFC7644-3.5.1-MEMBERS-REPLACED",
    "MUST",
    "After a PUT with a list of members exactly those are members, whatever the order: nobody is kept, lost or added.",
    ["put.group.members.*", "put.group.rename", "put.group.twice-as-once", "put.user.twice-as-once"],
  ),
  rfc(
    "RFC7644-3.5.1-TARGET-ONLY",
    "MUST",
    "A PUT changes the resource that its URL names and no other.",
    [
      "put.group.only-this-group",
      "put.user.only-this-user",
      "put.group.same-name",
      "put.group.body-id-ignored",
      "put.user.body-id-ignored",
      "put.group.body-id-of-another",
    ],
    { source: { kind: "rfc", rfc: 9110, section: "9.3.4" } },
  ),
  rfc("RFC7644-3.6-404-ALL", "MUST", "After a DELETE every operation on the resource answers 404.", [
    "put.group.deleted-id",
    "patch.group.deleted-id",
    "put.user.deleted-id",
  ]),
  rfc("RFC7644-3.8-UTF8", "MUST", "Bodies are UTF-8 in both directions: text comes back as it was sent.", [
    "response.json-well-formed",
    "put.group.name.*",
    "patch.group.name.*",
    "patch.group.media-type.*",
  ]),
  rfc(
    "RFC7644-3.10-NAME-CASE",
    "MUST",
    "In a path the names of attributes and sub-attributes have no case: `Members` is `members`.",
    ["patch.group.path-case"],
  ),
  rfc("RFC7644-3.10-URN-PATH", "SHOULD", "A path may have the URN of the schema before the attribute's name.", [
    "patch.group.path-urn",
  ]),
  rfc("RFC7644-3.12-ERR-JSON", "MUST", "Every error answer has a JSON body.", ["error.shape"]),
  rfc("RFC7644-3.12-ERR-SCHEMA", "MUST", "`schemas` of an error body contains the Error message URN.", ["error.shape"]),
  rfc("RFC7644-3.12-STATUS-STRING", "MUST", "An error body has a `status`, and it is a JSON string.", ["error.shape"]),
  rfc("RFC7644-3.12-STATUS-MATCH", "MUST", "`status` of an error body is the HTTP status code.", ["error.shape"]),
  rfc("RFC7644-3.12-SCIMTYPE-KNOWN", "MAY", "`scimType`, where given, is one of the registered keywords.", [
    "error.shape",
  ]),
  rfc("RFC7644-3.12-400-MALFORMED", "SHOULD", "A body that is not JSON is refused with 400.", [
    "put.group.invalid.malformed-*",
  ]),
  rfc("RFC7644-3.12-401", "SHOULD", "A missing or refused credential is answered with 401.", [
    "put.group.credentials.*",
    "patch.group.credentials.*",
    "put.user.credentials.*",
  ]),
  rfc(
    "RFC9110-15.5.2-CHALLENGE",
    "MUST",
    "A 401 carries WWW-Authenticate.",
    ["put.group.credentials.*", "patch.group.credentials.*", "put.user.credentials.*"],
    {
      advisory: "a provisioning client has its token beforehand and never reads the challenge",
    },
  ),
  rfc("RFC7644-3.12-404", "SHOULD", "An unknown resource is answered with 404.", [
    "put.group.unknown-id",
    "patch.group.unknown-id",
    "put.user.unknown-id",
  ]),
  rfc("RFC7644-3.12-NO-5XX", "DERIVED", "No request makes the server answer with a 5xx.", ["response.no-5xx"]),
  rfc(
    "RFC7644-3.12-REFUSED-UNCHANGED",
    "MUST",
    "An error status says that the operation failed: a refused request has changed nothing.",
    [
      "patch.group.schemas-absent",
      "patch.group.extra-fields",
      "patch.group.foreign-filter.*",
      "put.group.invalid.*",
      "patch.group.invalid.*",
      "put.user.invalid.*",
      "put.group.name.*",
      "patch.group.name.*",
      "put.group.members.duplicates",
      "put.group.member-*",
      "put.group.credentials.*",
      "patch.group.credentials.*",
      "put.user.credentials.*",
    ],
  ),
  rfc(
    "RFC7644-3.12-SUCCESS-MEANS-DONE",
    "MUST",
    "A success status says that the operation was done: a request answered 2xx has been applied.",
    [
      "put.group.invalid.*",
      "patch.group.invalid.*",
      "put.user.invalid.*",
      "put.group.unknown-id",
      "patch.group.unknown-id",
      "put.user.unknown-id",
    ],
  ),
];
