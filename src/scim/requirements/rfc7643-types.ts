import type { Requirement } from "../../result/index.ts";
import { rfc } from "./rfc.ts";

/** What RFC 7643 says of Groups in section 4.2 and of the characteristics of attributes in section 7, in our own words. */
export const RFC7643_TYPES: readonly Requirement[] = [
  rfc(
    "RFC7643-4.2-MEMBERS-RW",
    "MAY",
    "Members of a Group can be added and removed.",
    ["patch.group.members.*", "put.group.members.*", "put.group.histories.*", "patch.group.histories.*"],
    { refines: ["RFC7644-3.5.2.1-MEMBER-ADD", "RFC7644-3.5.2.2-FILTER-VALUE", "RFC7644-3.5.1-MEMBERS-REPLACED"] },
  ),
  rfc(
    "RFC7643-4.2-MEMBERS-IMMUTABLE",
    "MUST",
    "What an entry of `members` says does not change: another member is another entry.",
    ["patch.group.members.immutable"],
    {
      advisory:
        "a replacement of a member's `value` can be read as the removal of one member and the addition of another, and servers do either",
    },
  ),
  rfc(
    "RFC7643-4.2-MEMBER-REF",
    "MUST",
    "The `$ref` of a member is the URI of the resource that its `value` names.",
    ["resource.member-ref"],
    { gate: "references" },
  ),
  rfc("RFC7643-4.2-DANGLING", "DERIVED", "When a User is deleted, the Groups that it was in can still be read.", [], {
    gate: "delete",
  }),
  rfc(
    "RFC7643-7-CASEEXACT",
    "MUST",
    "A text that is caseExact keeps the case in which it was sent.",
    ["put.user.external-id-case", "put.group.external-id", "patch.user.external-id", "patch.group.external-id"],
    { refines: ["RFC7643-3.1-EXTID-CASE"] },
  ),
  rfc(
    "RFC7643-7-MUT-RO",
    "MUST",
    "No client changes a readOnly attribute.",
    [
      "put.user.groups-*",
      "put.user.body-*",
      "put.group.body-*",
      "patch.group.body-id-*",
      "patch.user.read-only.*",
      "resource.id-is-url",
    ],
    {
      refines: [
        "RFC7643-4.1.2-GROUPS-RO",
        "RFC7643-3.1-META-IGNORED",
        "RFC7643-3.1-ID-NOT-CLIENT",
        "RFC7643-3.1-ID-STABLE",
        "RFC7644-3.5.2-RO-REJECTED",
      ],
    },
  ),
  rfc("RFC7643-7-MUT-IMMUTABLE", "MUST", "An immutable attribute that has a value keeps it.", [], {
    gate: "immutable-attribute",
  }),
  rfc(
    "RFC7643-7-MUT-WO",
    "MUST",
    "A writeOnly value is never returned.",
    ["resource.never-returned", "put.user.password", "patch.user.password"],
    { refines: ["RFC7643-4.1.1-PASSWORD-NEVER"] },
  ),
  rfc(
    "RFC7643-7-RET-ALWAYS",
    "MUST",
    "What is always returned is returned whatever a request asks for or leaves out.",
    [],
  ),
  rfc(
    "RFC7643-7-RET-NEVER",
    "MUST",
    "What is never returned is in no answer, to a write or to a read.",
    ["resource.never-returned", "put.user.password", "patch.user.password"],
    { refines: ["RFC7643-4.1.1-PASSWORD-NEVER"] },
  ),
  rfc("RFC7643-7-RET-DEFAULT", "MUST", "What is returned by default is left out only where a request says so.", []),
  rfc(
    "RFC7643-7-RET-REQUEST",
    "MUST",
    "What is returned on request is in the answer to a write that sent it, and in a read that names it.",
    [],
  ),
  rfc("RFC7643-7-UNIQ-SERVER", "SHOULD", "A value that is unique on the server is no other resource's.", [
    "put.user.taken-name",
    "patch.user.taken-name",
  ]),
  rfc(
    "RFC7643-7-SCHEMA-HONEST",
    "DERIVED",
    "What the server's own schemas say is required or can be written is what the server does.",
    [],
    { gate: "discovery" },
  ),
];
