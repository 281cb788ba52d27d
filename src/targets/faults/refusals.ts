import type { Call, Reply } from "../core/call.ts";
import { isJsonObject, type JsonObject } from "../core/json.ts";
import { ScimError } from "../core/scim-error.ts";
import { jsonReply, showResource } from "../core/show.ts";
import { fault, isGroupPut } from "./build.ts";
import type { Fault } from "./fault.ts";

const category = "errors";

/** Faults in what happens to an invalid request. */
export const REFUSALS: readonly Fault[] = [
  fault(
    {
      id: "malformed-json-500",
      title: "A body that is not JSON is answered 500",
      requirement: "RFC7644-3.12-NO-5XX",
      category,
      difficulty: 1,
      source: { reference: "wso2/product-is#3572", note: "500 for a fault of the client" },
    },
    () => ({ onError: (_, error) => (error.scimType === "invalidSyntax" ? internal() : undefined) }),
  ),
  fault(
    {
      id: "malformed-json-claimed",
      title: "A body that is not JSON is answered 200 and ignored",
      requirement: "RFC7644-3.12-SUCCESS-MEANS-DONE",
      category,
      difficulty: 2,
      source: { reference: "RFC 7644 §3.12", note: "a parser that gives an empty object for what it cannot read" },
    },
    () => ({ onError: (call, error) => (error.scimType === "invalidSyntax" ? unchanged(call) : undefined) }),
  ),
  fault(
    {
      id: "malformed-json-422",
      title: "A body that is not JSON is answered 422",
      requirement: "RFC7644-3.12-400-MALFORMED",
      category,
      difficulty: 3,
      source: { reference: "RFC 7644 §3.12", note: "400 is the status for a body that cannot be parsed" },
    },
    () => ({
      onError: (_, error) =>
        error.scimType === "invalidSyntax"
          ? new ScimError(422, error.message, { scimType: "invalidSyntax" })
          : undefined,
    }),
  ),
  fault(
    {
      id: "invalid-value-500",
      title: "A value of the wrong type is answered 500",
      requirement: "RFC7644-3.12-NO-5XX",
      category,
      difficulty: 1,
      source: { reference: "NorthlandPositronics/Cogtrix#311", note: "500 for a null value" },
    },
    () => ({ onError: (_, error) => (error.scimType === "invalidValue" ? internal() : undefined) }),
  ),
  fault(
    {
      id: "invalid-value-claimed",
      title: "A value of the wrong type is answered 200, and nothing of the request is done",
      requirement: "RFC7644-3.12-SUCCESS-MEANS-DONE",
      category,
      difficulty: 2,
      source: { reference: "NorthlandPositronics/Cogtrix#2803", note: "200, ignored" },
    },
    () => ({ onError: (call, error) => (error.scimType === "invalidValue" ? unchanged(call) : undefined) }),
  ),
  fault(
    {
      id: "invalid-name-applied",
      title: "Of a PUT that is refused for its members the new name is stored all the same",
      requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
      category,
      difficulty: 3,
      source: { reference: "zulip/zulip#39869", note: "the name was committed, the request reported as failed" },
    },
    () => ({
      onError(call, error) {
        const name = sent(call)["displayName"];
        if (error.status < 500 && typeof name === "string") keep(call, { displayName: name });
        return undefined;
      },
    }),
  ),
  fault(
    {
      id: "invalid-members-applied",
      title: "Of a PUT that is refused for its name the members are stored all the same",
      requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
      category,
      difficulty: 4,
      source: { reference: "Captain-P-Goldfish/SCIM-SDK#200", note: "the first part was kept after the second failed" },
    },
    () => ({
      onError(call, error) {
        const { members } = sent(call);
        const list = Array.isArray(members) ? members.filter((member) => isJsonObject(member)) : [];
        if (error.status < 500 && Array.isArray(members)) keep(call, { members: list });
        return undefined;
      },
    }),
  ),
  fault(
    {
      id: "put-without-name-empties-name",
      title: "A PUT without displayName is accepted and leaves a group with an empty name",
      requirement: "RFC7643-4.2-DISPLAYNAME",
      category: "attributes",
      difficulty: 3,
      source: { reference: "RFC 7643 §4.2", note: "displayName is required; the default of a field is an empty text" },
    },
    () => ({
      onError(call, error) {
        if (call.before === undefined || error.message !== "displayName is required.") return undefined;
        const { members } = sent(call);
        const attributes = {
          ...call.before.attributes,
          displayName: "",
          ...(members === undefined ? {} : { members }),
        };
        const after = { ...call.before, attributes, lastModified: call.service.clock.next() };
        call.service.store.save(after);
        return jsonReply(call, 200, showResource(call, after));
      },
    }),
  ),
  fault(
    {
      id: "put-without-name-unnames",
      title: "A PUT without displayName is accepted and leaves a group without a name",
      requirement: "OPENAPI-BODY-SCHEMA",
      category: "attributes",
      difficulty: 3,
      source: { reference: "RFC 7643 §4.2", note: "displayName is required" },
    },
    () => ({
      onError(call, error) {
        if (call.before === undefined || error.message !== "displayName is required.") return undefined;
        const { displayName: _, ...attributes } = call.before.attributes;
        const after = { ...call.before, attributes, lastModified: call.service.clock.next() };
        call.service.store.save(after);
        return jsonReply(call, 200, showResource(call, after));
      },
    }),
  ),
];

function internal(): ScimError {
  return new ScimError(500, "Internal error.");
}

/** 200 with the resource as it is. */
function unchanged(call: Call): Reply | undefined {
  return isGroupPut(call) && call.before !== undefined
    ? jsonReply(call, 200, showResource(call, call.before))
    : undefined;
}

/** The body of a refused PUT of a group. */
function sent(call: Call): JsonObject {
  return isGroupPut(call) && isJsonObject(call.body) ? call.body : {};
}

function keep(call: Call, part: JsonObject): void {
  const { before, service } = call;
  if (before === undefined) return;
  service.store.save({
    ...before,
    attributes: { ...before.attributes, ...part },
    lastModified: service.clock.next(),
    version: before.version + 1,
  });
}
