import type { Requirement } from "../../result/index.ts";

/** A requirement that every document states by what it declares; findings point at the operation's own declaration. */
function declared(id: string, text: string, by: readonly string[], extra: Partial<Requirement> = {}): Requirement {
  return {
    id,
    level: "DOCUMENT",
    party: "server-document",
    text,
    source: { kind: "document", pointer: "/paths" },
    tested: { by },
    ...extra,
  };
}

/** What any OpenAPI document demands of its server, in our own words. */
export const OPENAPI: readonly Requirement[] = [
  declared("OPENAPI-STATUS-DECLARED", "The operation answers with a status that its document declares.", [
    "response.status-declared",
  ]),
  declared("OPENAPI-MEDIA-TYPE-DECLARED", "The answer's media type is one that the document declares for its status.", [
    "response.media-type-declared",
  ]),
  declared("OPENAPI-BODY-SCHEMA", "The answer's body fits the schema that the document declares for its status.", [
    "response.body-schema",
  ]),
  declared("OPENAPI-NO-BODY", "An answer has no body where its status or the document declares none.", [
    "response.no-body",
  ]),
  declared("OPENAPI-JSON", "A body of a JSON media type is well-formed JSON in UTF-8, without a byte order mark.", [
    "response.json-well-formed",
  ]),
  declared("OPENAPI-RESPONSE-RECEIVED", "The operation answers every request with a complete HTTP message.", [
    "response.received",
  ]),
  declared("OPENAPI-REQUEST-TYPE-ACCEPTED", "The operation takes each request media type that the document names.", [
    "put.group.media-type.*",
    "patch.group.media-type.*",
    "put.user.media-type.*",
  ]),
  declared(
    "OPENAPI-404-UNKNOWN",
    "Where the document declares 404, an id that names no resource is answered with it.",
    [
      "put.group.unknown-id",
      "patch.group.unknown-id",
      "put.group.id-with-more",
      "patch.group.id-with-more",
      "put.user.unknown-id",
      "put.group.deleted-id",
      "patch.group.deleted-id",
      "put.user.deleted-id",
      "patch.user.unknown-id",
      "patch.user.deleted-id",
    ],
  ),
  declared(
    "OPENAPI-PUT-ABSENT-MEMBERS",
    "A PUT without `members` clears them where the document's prose says that it replaces the full list.",
    ["put.group.members.absent"],
    { level: "SHOULD" },
  ),
  declared(
    "OPENAPI-PATCH-NO-CHANGE-STATUS",
    "A PATCH answers with the status that the document's prose names for one that changes nothing exactly then.",
    ["patch.group.no-change", "patch.group.operations-undone", "patch.group.members.*"],
  ),
  declared("OPENAPI-REFUSAL-NAMED", "What the document's prose says is refused is refused, with the status it names.", [
    "patch.group.foreign-filter.*",
    "patch.group.invalid.*",
    "patch.group.empty-name",
    "patch.group.members.unknown-*",
    "patch.group.members.remove-*",
    "put.group.member-unknown",
  ]),
  declared("OPENAPI-IGNORING-NAMED", "What the document's prose says is ignored is no error and changes nothing.", [
    "patch.group.members.stranger",
    "patch.group.members.unknown-in-remove",
  ]),
  declared(
    "OPENAPI-PUT-OFF",
    "PUT is off where the document's prose says so: it does not succeed and changes nothing.",
    ["patch.group.put-off"],
  ),
  declared(
    "OPENAPI-PATH-WITHOUT-ID",
    "The path of the collection names no resource: an update sent there changes none.",
    ["patch.group.literal-path"],
  ),
  declared(
    "OPENAPI-SECURITY-ENFORCED",
    "An operation that declares security refuses a request whose credential is missing or wrong.",
    [
      "put.group.credentials.missing",
      "patch.group.credentials.*",
      "put.user.credentials.*",
      "put.group.credentials.wrong",
      "patch.user.credentials.*",
    ],
    { level: "SECURITY", source: { kind: "document", pointer: "/security" } },
  ),
  declared(
    "SECURITY-OTHER-TENANT-WRITE",
    "What belongs to one tenant cannot be changed with the credential of another: the write is refused and changes nothing.",
    ["put.group.other-tenant", "patch.group.other-tenant", "put.user.other-tenant"],
    { level: "SECURITY", party: "server-rfc", source: { kind: "rfc", rfc: 7644, section: "6" } },
  ),
  declared(
    "SECURITY-OTHER-TENANT-READ",
    "What belongs to one tenant is not shown to the credential of another, neither by its id nor in a list.",
    ["put.group.other-tenant", "patch.group.other-tenant", "put.user.other-tenant"],
    { level: "SECURITY", party: "server-rfc", source: { kind: "rfc", rfc: 7644, section: "6" } },
  ),
  declared(
    "OPENAPI-OTHER-TENANT-STATUS",
    "A write to what belongs to another tenant is answered with the status that the document's prose gives it.",
    ["put.group.other-tenant", "patch.group.other-tenant", "put.user.other-tenant"],
  ),
  declared(
    "SECURITY-NO-DISCLOSURE",
    "No answer discloses a credential, a secret or a stack trace.",
    ["response.no-secret"],
    { level: "SECURITY" },
  ),
  declared(
    "DOCUMENT-STATUS-MISSING",
    "The document declares a status for each kind of refusal that its server gives.",
    ["response.status-declared"],
    { party: "document" },
  ),
  declared(
    "HELPER-CONFORMS",
    "An endpoint that the document does not declare, used to prepare and to observe, follows the RFC.",
    ["response.status-declared", "resource.shape", "error.shape"],
    { level: "MAY", party: "server-rfc", source: { kind: "rfc", rfc: 7644, section: "3.2" } },
  ),
  declared(
    "NAME-REFUSED",
    "A server may refuse a long or unusual name, as long as it says so and keeps what it had.",
    ["put.group.name.*", "patch.group.name.*", "put.user.text.*"],
    { level: "MAY", party: "server-rfc", source: { kind: "rfc", rfc: 7643, section: "4.2" } },
  ),
  declared(
    "VALUE-REFUSED",
    "A server may know which values of an attribute exist, and refuse others, as long as it says so.",
    ["put.user.attributes.*", "put.user.lists.*", "put.user.emptied.*"],
    { level: "MAY", party: "server-rfc", source: { kind: "rfc", rfc: 7643, section: "4.1.2" } },
  ),
  declared(
    "NAME-NORMALISED",
    "A name comes back as it was sent, without trimming or another Unicode form.",
    ["put.group.name.*", "patch.group.name.*", "patch.group.media-type.*", "put.user.text.*"],
    { level: "SHOULD", party: "server-rfc", source: { kind: "rfc", rfc: 7643, section: "2.3.1" } },
  ),
  declared(
    "HISTORY-REPEATS",
    "A recorded history that failed once fails again.",
    ["put.group.histories.*", "patch.group.histories.*", "put.user.histories.*", "patch.user.histories.*"],
    { level: "MAY" },
  ),
  declared(
    "LENIENT-ACCEPTED",
    "A request that breaks the declared schema was accepted, the broken part dropped or converted.",
    [
      "put.group.invalid.*",
      "patch.group.invalid.*",
      "patch.user.invalid.no-op",
      "put.user.invalid.*",
      "put.user.lists.two-primaries",
      "put.user.emptied.*",
    ],
    { level: "MAY" },
  ),
];
