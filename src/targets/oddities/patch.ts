import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, type JsonObject, omit } from "../core/json.ts";
import { property } from "../core/patch/operation.ts";
import { ScimError } from "../core/scim-error.ts";
import { PATCH_URN } from "../core/urns.ts";
import { isGroupPatch, PATCHERS, rewriteOperations, withoutEffect } from "../faults/build-patch.ts";
import type { DialectName } from "../types.ts";
import { makeIds, oddity, showMembers } from "./build.ts";
import type { Oddity } from "./oddity.ts";

const lighton: readonly DialectName[] = ["lighton"];
const strongdm: readonly DialectName[] = ["strongdm"];
const opKnown = "RFC7644-3.5.2-OP-KNOWN";
const format = "STRONGDM-400-FORMAT";
const integrity = "RFC7643-2.3.7-REF-INTEGRITY";
const ids = "RFC7643-3.1-ID-STABLE";
const anyId = "RFC 7643 §3.1: an id is any non-empty text";

/** Unusual and legal ways to take a PATCH. */
export const PATCH_ODDITIES: readonly Oddity[] = [
  oddity(
    {
      id: "patch-op-any-case",
      title: "op is taken in any case",
      requirement: opKnown,
      legal: "RFC 7644 §3.5.2 lists the names in lower case and is silent on others; the document says nothing",
      dialects: strongdm,
    },
    () =>
      rewriteOperations((operation) => {
        const op = property(operation, "op");
        return typeof op === "string" ? { ...omit(operation, "op", "Op", "OP"), op: op.toLowerCase() } : operation;
      }),
  ),
  oddity(
    {
      id: "patch-op-exact-case",
      title: "op is taken in lower case only; Add, Remove and Replace are refused with 400",
      requirement: opKnown,
      legal: "RFC 7644 §3.5.2 and the document list the names in lower case",
      dialects: lighton,
    },
    () =>
      rewriteOperations((operation) => {
        const op = property(operation, "op");
        if (typeof op === "string" && op !== op.toLowerCase()) throw new ScimError(400, "op is not known.");
        return operation;
      }),
  ),
  oddity(
    {
      id: "patch-schemas-optional",
      title: "A PATCH without schemas is applied",
      requirement: "RFC7644-3.5.2-SCHEMAS-URI",
      legal: "The document asks for schemas in a request and does not say that one without them is refused",
      dialects: strongdm,
    },
    () =>
      onPatchBody((body) => (property(body, "schemas") === undefined ? { ...body, schemas: [PATCH_URN] } : undefined)),
  ),
  oddity(
    {
      id: "patch-path-display-name",
      title: "A replace with the path displayName is taken",
      requirement: format,
      legal: "RFC 7644 §3.5.2.3: a replace may have a path; the document shows the form without",
      dialects: strongdm,
    },
    () =>
      rewriteOperations((operation) =>
        property(operation, "path") === "displayName" && property(operation, "op") === "replace"
          ? { op: "replace", value: { displayName: property(operation, "value") ?? "" } }
          : operation,
      ),
  ),
  oddity(
    {
      id: "patch-value-of-id-refused",
      title: "A value that has only an id is refused with 400",
      requirement: format,
      legal: "The document calls id a possible value and shows it only beside a displayName",
      dialects: strongdm,
    },
    () =>
      rewriteOperations((operation) => {
        const value = property(operation, "value");
        if (isJsonObject(value) && Object.keys(value).join() === "id") throw new ScimError(400, "Nothing to replace.");
        return operation;
      }),
  ),
  oddity(
    {
      id: "patch-empty-operations-taken",
      title: "An empty list of operations is taken and changes nothing",
      requirement: "RFC7644-3.5.2-OPS-NONEMPTY",
      legal: "The document does not say that an empty list is refused; nothing is asked, and nothing changes",
      dialects: strongdm,
    },
    () =>
      onPatchBody((body) => {
        const operations = property(body, "Operations");
        return Array.isArray(operations) && operations.length === 0 ? withoutEffect(body) : undefined;
      }),
  ),
  oddity(
    {
      id: "patch-extra-fields-refused",
      title: "An operation with a field that the page does not show is refused with 400",
      requirement: "STRONGDM-EXTRA-FIELDS",
      legal:
        "The document says that further fields are ignored in some cases, and that a body of another form is a 400",
      dialects: strongdm,
    },
    () =>
      rewriteOperations((operation) => {
        const odd = Object.keys(operation).find((name) => !["op", "path", "value"].includes(name.toLowerCase()));
        if (odd !== undefined) throw new ScimError(400, `Unknown field: ${odd}`);
        return operation;
      }),
  ),
  oddity(
    {
      id: "patch-json-text-refused",
      title: "Members as a JSON text are refused with 400: a list is taken",
      requirement: "OPENAPI-STATUS-DECLARED",
      legal: "The document types a value as text, and RFC 7644 §3.5.2.1 has a list: which is taken is learnt",
      dialects: lighton,
    },
    () => refuseMembers((value) => typeof value === "string" && /^\s*\[/u.test(value)),
  ),
  oddity(
    {
      id: "patch-text-and-id-add-only",
      title: "Members as a JSON text or as the bare id of one are taken to add; to replace them a list is asked for",
      requirement: "OPENAPI-STATUS-DECLARED",
      legal: "The document types a value as text and does not say in which operations the text of members is read",
      dialects: lighton,
    },
    () => refuseMembers((value, op) => /^replace$/iu.test(op) && typeof value === "string"),
  ),
  oddity(
    {
      id: "patch-bare-id-refused",
      title: "Members as the bare id of one are refused with 400",
      requirement: "OPENAPI-STATUS-DECLARED",
      legal: "The document types a value as text and does not say what the text of members is",
      dialects: lighton,
    },
    () => refuseMembers((value) => typeof value === "string" && !/^\s*[[{]/u.test(value) && value !== ""),
  ),
  oddity(
    {
      id: "patch-list-refused",
      title: "Members as a list are refused with 400: a text is taken, as the document has it",
      requirement: "RFC7644-3.5.2.1-MEMBER-ADD",
      legal: "The document types the value of an operation as a text",
      dialects: lighton,
    },
    () => refuseMembers((value) => Array.isArray(value)),
  ),
  oddity(
    {
      id: "patch-removal-with-value-only",
      title: "A removal by filter is taken only with a value beside it, which the document requires",
      requirement: "RFC7644-3.5.2.2-FILTER-VALUE",
      legal: "The document requires a value in every operation",
      dialects: lighton,
    },
    () =>
      rewriteOperations((operation) => {
        if (property(operation, "op") === "remove" && property(operation, "value") === undefined) {
          throw new ScimError(400, "value is required.");
        }
        return operation;
      }),
  ),
  oddity(
    {
      id: "patch-removal-without-value-only",
      title: "A removal by filter is refused with 400 when it has an empty value",
      requirement: "RFC7644-3.5.2.2-FILTER-VALUE",
      legal: "RFC 7644 §3.5.2.2 knows no value of a removal",
      dialects: lighton,
    },
    () =>
      rewriteOperations((operation) => {
        if (property(operation, "op") === "remove" && property(operation, "value") === "") {
          throw new ScimError(400, "remove takes no value.");
        }
        return operation;
      }),
  ),
  oddity(
    {
      id: "patch-forms-bracketed-only",
      title: "A form is read by bracketed names; Operations as one JSON text is refused with 400",
      requirement: "OPENAPI-REQUEST-TYPE-ACCEPTED",
      legal: "The document declares forms and does not say how lists are written in them",
      dialects: lighton,
    },
    () => refuseForm((text) => /(?:^|&|")Operations(?:=|")/u.test(text)),
  ),
  oddity(
    {
      id: "patch-forms-json-only",
      title: "A form is read with Operations as one JSON text; bracketed names are refused with 400",
      requirement: "OPENAPI-REQUEST-TYPE-ACCEPTED",
      legal: "The document declares forms and does not say how lists are written in them",
      dialects: lighton,
    },
    () => refuseForm((text) => /Operations(?:\[|%5B|\.)/iu.test(text)),
  ),
  oddity(
    {
      id: "patch-unknown-members-dropped",
      title: "Unknown members are left out, the others added",
      requirement: integrity,
      legal: "RFC 7643 §2.3.7: enforcing references is the server's choice; the answer shows what was stored",
      dialects: lighton,
    },
    () => ({ onUnknownMember: () => "drop" }),
  ),
  oddity(
    {
      id: "patch-unknown-members-stored",
      title: "Unknown members are stored like others",
      requirement: integrity,
      legal: "RFC 7643 §2.3.7: enforcing references is the server's choice",
      dialects: lighton,
    },
    () => ({ onUnknownMember: () => "store" }),
  ),
  oddity(
    {
      id: "patch-unknown-members-404",
      title: "An unknown member is refused with 404",
      requirement: integrity,
      legal: "RFC 7643 §2.3.7 leaves it open; the document declares 404, and nothing changes",
      dialects: lighton,
    },
    () => ({
      onUnknownMember(_, id) {
        throw new ScimError(404, `Resource ${id} not found`);
      },
    }),
  ),
  oddity(
    {
      id: "patch-members-reversed",
      title: "Members are answered in reverse",
      requirement: "RFC7644-3.5.2.1-MULTI-APPEND",
      legal: "RFC 7643 §2.4: a multi-valued attribute is a set without an order",
      dialects: PATCHERS,
    },
    () => showMembers((members) => members.toReversed()),
  ),
  oddity(
    {
      id: "patch-members-absent-when-empty",
      title: "A role without members is shown without the attribute",
      requirement: "RFC7644-3.5.2.2-FILTER-LAST",
      legal: "RFC 7643 §2.5: absent and empty are the same state; the document shows an empty list and demands none",
      dialects: strongdm,
    },
    () => showMembers((members) => (members.length === 0 ? undefined : members)),
  ),
  oddity(
    {
      id: "patch-member-display-own",
      title: "The display of a member is a name that nobody sent",
      requirement: "RFC7644-3.5.2.1-MEMBER-ADD",
      legal: "RFC 7643 §2.4: display is for people; the document's own example answers another than was sent",
      dialects: PATCHERS,
    },
    () => showMembers((members) => members.map(({ value }) => ({ value, display: `User ${value.slice(-4)}` }))),
  ),
  oddity(
    {
      id: "patch-member-extra-parts",
      title: "Members carry type, $ref and a part of the vendor's own",
      requirement: "OPENAPI-BODY-SCHEMA",
      legal: "RFC 7643 §4.2 defines type and $ref; the document's schema is open to further properties",
      dialects: PATCHERS,
    },
    () =>
      showMembers((members) =>
        members.map((member) =>
          Object.assign(member, { type: "User", $ref: `Users/${encodeURIComponent(member.value)}`, addedBy: "scim" }),
        ),
      ),
  ),
  oddity(
    {
      id: "patch-ids-integers",
      title: "Ids are integers as texts",
      requirement: ids,
      legal: anyId,
      dialects: PATCHERS,
    },
    () => makeIds((count) => String(1000 + count)),
  ),
  oddity(
    {
      id: "patch-ids-with-quote",
      title: "Ids contain a quotation mark and a backslash, which a filter writes as escapes",
      requirement: ids,
      legal: `${anyId}; RFC 7644 §3.4.2.2: a text in a filter is written as in JSON`,
      dialects: PATCHERS,
    },
    () => makeIds((count) => `"${count}\\`),
  ),
  oddity(
    {
      id: "patch-ids-with-brackets",
      title: "Ids contain brackets and a dot, which mean something in a path and nothing in a filter's text",
      requirement: ids,
      legal: `${anyId}; RFC 7644 §3.5.2: what is in quotation marks is the value`,
      dialects: PATCHERS,
    },
    () => makeIds((count) => `u[${count}].x and y`),
  ),
  oddity(
    {
      id: "put-501",
      title: "PUT is answered 501",
      requirement: "LIGHTON-PUT-OFF",
      legal: "RFC 7644 §3.12: 501 for an operation that the provider does not support; the document says PUT is off",
      dialects: lighton,
    },
    () => ({
      onError: (call, error) =>
        error.status === 405 && call.method === "PUT" ? new ScimError(501, "PUT is not supported.") : undefined,
    }),
  ),
  oddity(
    {
      id: "patch-collection-404",
      title: "PATCH of the path without an id is answered 404",
      requirement: "LIGHTON-LITERAL-PATH",
      legal: "The document declares 404; RFC 7644 §3.12 has it for an endpoint that is not there",
      dialects: lighton,
    },
    () => ({
      onError: (call, error) =>
        error.status === 405 && call.method === "PATCH" ? new ScimError(404, "Not found.") : undefined,
    }),
  ),
  oddity(
    {
      id: "patch-answer-plain-json",
      title: "Answers have the media type application/json",
      requirement: "OPENAPI-MEDIA-TYPE-DECLARED",
      legal: "The document names no media type, so both of RFC 7644 §8.1's neighbours are open",
      dialects: strongdm,
    },
    () => ({ onRespond: (_, reply) => ({ ...reply, mediaType: "application/json" }) }),
  ),
];

function onPatchBody(change: (body: JsonObject) => JsonObject | undefined): Hooks {
  return { onBody: (call, body) => (isGroupPatch(call) ? change(body) : undefined) };
}

/** Refuses one way of writing members. */
function refuseMembers(isRefused: (value: unknown, op: string) => boolean): Hooks {
  return rewriteOperations((operation) => {
    const path = property(operation, "path");
    const onMembers = typeof path === "string" && path.toLowerCase() === "members";
    const op = property(operation, "op");
    if (onMembers && isRefused(property(operation, "value"), typeof op === "string" ? op : ""))
      throw new ScimError(400, "The value is not valid.");
    return operation;
  });
}

/** Refuses one way of writing forms. */
function refuseForm(isRefused: (text: string) => boolean): Hooks {
  const isForm = (call: Call): boolean => /form/u.test(call.headers["content-type"] ?? "");
  return {
    onBody(call) {
      if (isForm(call) && isRefused(call.bytes.toString("utf8"))) throw new ScimError(400, "Operations are missing.");
      return undefined;
    },
  };
}
