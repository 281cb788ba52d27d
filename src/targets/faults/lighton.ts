import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, type Json, type JsonObject, omit } from "../core/json.ts";
import { property } from "../core/patch/operation.ts";
import { replaceResource } from "../core/replace.ts";
import { membersOf } from "../core/resource.ts";
import { ScimError } from "../core/scim-error.ts";
import { resourceReply } from "../core/show.ts";
import type { DialectName } from "../types.ts";
import { answerErrors, fault, showGroup, showMeta } from "./build.ts";
import { isGroupPatch, onGroupPatch, rewriteOperations, withoutEffect } from "./build-patch.ts";
import type { Fault } from "./fault.ts";

const dialects: readonly DialectName[] = ["lighton"];
const schema = "OPENAPI-BODY-SCHEMA";
const form = "OPENAPI-REQUEST-TYPE-ACCEPTED";
const URL_ENCODED = "application/x-www-form-urlencoded";
const MULTIPART = "multipart/form-data";

/** Faults against the page of LightOn: its forms, its paths, and what its schemas require. */
export const LIGHTON: readonly Fault[] = [
  fault(
    {
      id: "form-refused",
      title: "A form is refused with 415, in both of its media types",
      requirement: form,
      category: "media-type",
      difficulty: 1,
      dialects,
      source: { reference: "RFC 9110 §15.5.16", note: "only the JSON parser is switched on" },
    },
    () =>
      onForm((call) => {
        throw new ScimError(415, `Not supported: ${typeOf(call)}`);
      }),
  ),
  fault(
    {
      id: "form-first-operation-only",
      title: "Of a form of several operations the first is carried out alone",
      requirement: "RFC7644-3.5.2.3-SINGLE",
      category: "media-type",
      difficulty: 4,
      dialects,
      source: { reference: "RFC 7644 §3.5.2", note: "fields of one name overwrite each other" },
    },
    () =>
      onForm((_, body) => {
        const operations = property(body, "Operations");
        return Array.isArray(operations) ? { ...body, Operations: operations.slice(0, 1) } : undefined;
      }),
  ),
  fault(
    {
      id: "patch-rename-sets-external-id",
      title: "A PATCH of the name makes the name the externalId as well",
      requirement: "RFC7644-3.5.2-ONLY-NAMED",
      category: "attributes",
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7644 §3.5.2", note: "one column serves both" },
    },
    () =>
      onGroupPatch((_, attributes, before) =>
        attributes["displayName"] === before.attributes["displayName"]
          ? undefined
          : { ...attributes, externalId: attributes["displayName"] ?? null },
      ),
  ),
  fault(
    {
      id: "form-multipart-refused",
      title: "A body in multipart/form-data is refused with 415",
      requirement: form,
      category: "media-type",
      difficulty: 2,
      dialects,
      source: { reference: "RFC 9110 §15.5.16", note: "the parser of one declared type is missing" },
    },
    () =>
      onForm((call) => {
        if (typeOf(call) === MULTIPART) throw new ScimError(415, `Not supported: ${MULTIPART}`);
        return undefined;
      }),
  ),
  fault(
    {
      id: "form-claimed",
      title: "A form is acknowledged and changes nothing",
      requirement: "RFC7644-3.12-SUCCESS-MEANS-DONE",
      category: "media-type",
      difficulty: 2,
      dialects,
      source: { reference: "medplum/medplum#4143", note: "a body of a type without a parser was empty" },
    },
    () => onForm((_, body) => withoutEffect(body)),
  ),
  fault(
    {
      id: "form-500",
      title: "A form is answered 500",
      requirement: "RFC7644-3.12-NO-5XX",
      category: "media-type",
      difficulty: 1,
      dialects,
      source: { reference: "wso2/product-is#16097", note: "500 for client faults in a PATCH" },
    },
    () =>
      onForm(() => {
        throw new ScimError(500, "Internal error.");
      }),
  ),
  fault(
    {
      id: "form-plus-kept",
      title: "A space in a url-encoded form, written as a plus sign, is stored as a plus sign",
      requirement: "RFC7644-3.5.2.3-SINGLE",
      category: "names",
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7644 §3.5.2.3", note: "percent-decoding alone, without the rule for the plus sign" },
    },
    () => onFormNames(URL_ENCODED, (name, call) => (call.bytes.includes("+") ? name.replaceAll(" ", "+") : name)),
  ),
  fault(
    {
      id: "form-cut-at-ampersand",
      title: "A text in a url-encoded form ends at its first ampersand",
      requirement: "RFC7644-3.5.2.3-SINGLE",
      category: "names",
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7644 §3.5.2.3", note: "the form is decoded before it is split" },
    },
    () => onFormNames(URL_ENCODED, (name) => name.split("&")[0] ?? ""),
  ),
  fault(
    {
      id: "form-line-breaks-joined",
      title: "A line break of two characters in a multipart form is stored as one",
      requirement: "RFC7644-3.5.2.3-SINGLE",
      category: "names",
      difficulty: 4,
      dialects,
      source: { reference: "RFC 7644 §3.5.2.3", note: "the form is read line by line" },
    },
    () => onFormNames(MULTIPART, (name) => name.replaceAll("\r\n", "\n")),
  ),
  fault(
    {
      id: "form-latin1",
      title: "The text of a form is read as Latin-1",
      requirement: "RFC7644-3.8-UTF8",
      category: "names",
      difficulty: 2,
      dialects,
      source: { reference: "RFC 7644 §3.8", note: "a default of the parser that no one set" },
    },
    () => ({
      ...onForm((_, body) => deep(body, (text) => Buffer.from(text, "utf8").toString("latin1"))),
    }),
  ),
  fault(
    {
      id: "patch-empty-value-empties",
      title: "A removal by filter with an empty value beside it removes all members",
      requirement: "RFC7644-3.5.2.2-FILTER-VALUE",
      category: "membership",
      difficulty: 3,
      dialects,
      source: { reference: "simpleidserver/SimpleIdServer#244", note: "a value beside a removal emptied the group" },
    },
    () =>
      rewriteOperations((operation) => {
        const beside = property(operation, "op") === "remove" && property(operation, "value") === "";
        return beside ? { op: "remove", path: "members", value: "" } : operation;
      }),
  ),
  fault(
    {
      id: "put-taken",
      title: "PUT replaces the group, though it is said to be off",
      requirement: "LIGHTON-PUT-OFF",
      category: "lifecycle",
      difficulty: 2,
      dialects,
      source: { reference: "RFC 7644 §3.5.1", note: "the page says that PUT is off" },
    },
    () => ({
      onRequest(call) {
        const id = groupIdIn(call);
        if (call.method !== "PUT" || id === undefined) return undefined;
        call.type = "Group";
        call.id = id;
        return replaceResource(call);
      },
    }),
  ),
  fault(
    {
      id: "put-claimed",
      title: "PUT is answered 200 with the group as it is, and does nothing",
      requirement: "LIGHTON-PUT-OFF",
      category: "lifecycle",
      difficulty: 2,
      dialects,
      source: { reference: "RFC 7644 §3.5.1", note: "the method is switched off behind the success" },
    },
    () => ({
      onRequest(call) {
        const found = call.service.store.get("Group", groupIdIn(call) ?? "");
        return call.method === "PUT" && found !== undefined ? resourceReply(call, 200, found) : undefined;
      },
    }),
  ),
  fault(
    {
      id: "put-refused-applied",
      title: "PUT is answered 405 and replaces the name all the same",
      requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
      category: "lifecycle",
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7644 §3.12", note: "the check runs after the handler" },
    },
    () => ({
      onRequest(call) {
        const { store } = call.service;
        const found = store.get("Group", groupIdIn(call) ?? "");
        const name = displayNameIn(call.bytes);
        if (call.method === "PUT" && found !== undefined && name !== undefined) {
          store.save({ ...found, attributes: { ...found.attributes, displayName: name } });
        }
        return undefined;
      },
    }),
  ),
  fault(
    {
      id: "patch-collection-changes-all",
      title: "A PATCH of the path without an id is answered 405, and renames every group",
      requirement: "LIGHTON-LITERAL-PATH",
      category: "lifecycle",
      difficulty: 2,
      dialects,
      source: { reference: "RFC 7644 §3.5.2", note: "an update without a condition" },
    },
    () => ({
      onRequest(call) {
        const { store } = call.service;
        const name = displayNameIn(call.bytes);
        if (call.method !== "PATCH" || call.path !== "/scim/v2/Groups" || name === undefined) return undefined;
        for (const group of store.list("Group")) {
          store.save({ ...group, attributes: { ...group.attributes, displayName: name } });
        }
        return undefined;
      },
    }),
  ),
  fault(
    {
      id: "patch-without-schemas-refused",
      title: "A PATCH without schemas is refused with 400",
      requirement: "OPENAPI-STATUS-DECLARED",
      category: "schema",
      difficulty: 2,
      dialects,
      source: { reference: "imulab/go-scim#57", note: "400, schemas is required; the document has a default for it" },
    },
    () => ({
      onBody(call, body) {
        if (isGroupPatch(call) && property(body, "schemas") === undefined)
          throw new ScimError(400, "schemas is required.");
        return undefined;
      },
    }),
  ),
  fault(
    {
      id: "member-display-required-absent",
      title: "Members have no display, which the schema requires",
      requirement: schema,
      category: "schema",
      difficulty: 1,
      dialects,
      source: { reference: "RFC 7643 §4.2", note: "the document requires display, the RFC does not" },
    },
    () => showGroup((shown) => ({ ...shown, members: membersOf(shown).map(({ value }) => ({ value })) })),
  ),
  fault(
    {
      id: "external-id-required-absent",
      title: "A group without an external id is shown without externalId, which the schema requires",
      requirement: schema,
      category: "schema",
      difficulty: 1,
      dialects,
      source: { reference: "RFC 7643 §3.1", note: "the document requires externalId, the RFC does not" },
    },
    () => showGroup((shown) => (shown["externalId"] === "" ? omit(shown, "externalId") : shown)),
  ),
  fault(
    {
      id: "members-required-absent",
      title: "A group without members is shown without the attribute, which the schema requires",
      requirement: schema,
      category: "schema",
      difficulty: 2,
      dialects,
      source: { reference: "RFC 7643 §2.5", note: "the document requires members, where the RFC may leave them out" },
    },
    () => showGroup((shown) => (membersOf(shown).length === 0 ? omit(shown, "members") : shown)),
  ),
  fault(
    {
      id: "times-required-absent",
      title: "meta has neither created nor lastModified, which the schema requires",
      requirement: schema,
      category: "meta",
      difficulty: 1,
      dialects,
      source: { reference: "sourcegraph/sourcegraph-public-snapshot#48617", note: "both were missing" },
    },
    () => showMeta((meta) => omit(meta, "created", "lastModified")),
  ),
  fault(
    {
      id: "error-status-text",
      title: "The status of an error is a text, where the schema has a number",
      requirement: schema,
      category: "errors",
      difficulty: 1,
      dialects: ["lighton", "maia"],
      source: { reference: "RFC 7644 §3.12", note: "the RFC has a text, the document a whole number: both bind" },
    },
    () => answerErrors((body) => ({ ...body, status: String(Number(body["status"])) })),
  ),
  fault(
    {
      id: "error-detail-required-absent",
      title: "Errors have no detail, which the schema requires",
      requirement: schema,
      category: "errors",
      difficulty: 1,
      dialects,
      source: { reference: "RFC 7644 §3.12", note: "the document requires detail, the RFC does not" },
    },
    () => answerErrors((body) => omit(body, "detail")),
  ),
];

/** Hooks that read something else in a form, or refuse it. */
function onForm(change: (call: Call, body: JsonObject) => JsonObject | undefined): Hooks {
  return {
    onBody: (call, body) =>
      isGroupPatch(call) && [URL_ENCODED, MULTIPART].includes(typeOf(call)) ? change(call, body) : undefined,
  };
}

/** Hooks that read other names in a form of one media type. */
function onFormNames(type: string, change: (name: string, call: Call) => string): Hooks {
  return rewriteOperations((operation, call) => {
    const value = property(operation, "value");
    const isName = typeof value === "string" && property(operation, "path") === "displayName";
    return isName && typeOf(call) === type ? { ...operation, value: change(value, call) } : operation;
  });
}

function typeOf(call: Call): string {
  return (call.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

/** A body with every text in it changed. */
function deep(body: JsonObject, change: (text: string) => string): JsonObject {
  const walk = (value: Json): Json => {
    if (typeof value === "string") return change(value);
    if (Array.isArray(value)) return value.map(walk);
    return isJsonObject(value)
      ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item)]))
      : value;
  };
  return Object.fromEntries(Object.entries(body).map(([name, item]) => [name, walk(item)]));
}

function groupIdIn(call: Call): string | undefined {
  return /^\/scim\/v2\/Groups\/(?<id>[^/]+)$/u.exec(call.path)?.groups?.["id"];
}

/** The name in the raw body of a PUT or PATCH. */
function displayNameIn(bytes: Buffer): string | undefined {
  const [, quoted] = /"displayName"(?::|,"value":)("(?:[^"\\]|\\.)+")/u.exec(bytes.toString("utf8")) ?? [];
  return quoted === undefined ? undefined : String(JSON.parse(quoted));
}
