import { attributesIn } from "./attributes.ts";
import { readBody } from "./body.ts";
import type { Call } from "./call.ts";
import type { JsonObject } from "./json.ts";
import { membersOf, type Resource, type ResourceType, withMembers, withoutRepeats } from "./resource.ts";
import { invalidValue, ScimError } from "./scim-error.ts";

/** What the body of a POST or PUT asks to store: valid, unique and with members that exist. */
export function readAttributes(call: Call, type: ResourceType, before: Resource | undefined): JsonObject {
  const body = readBody(call);
  const { schemas } = body;
  if (schemas !== undefined && !(Array.isArray(schemas) && schemas.every((urn) => typeof urn === "string"))) {
    throw invalidValue("schemas must be an array of strings.");
  }
  const attributes = call.service.hooks.onIncoming(call, attributesIn(type, body));
  if (type === "User") {
    refuseTakenName(call, attributes, before);
    return attributes;
  }
  return withMembers(attributes, knownMembers(call, attributes));
}

/** `userName` is unique and compared without case (RFC 7643 section 4.1.1). */
function refuseTakenName(call: Call, attributes: JsonObject, before: Resource | undefined): void {
  const wanted = lower(attributes);
  const taken = call.service.store
    .list("User")
    .some((user) => user.id !== before?.id && lower(user.attributes) === wanted);
  if (taken) throw new ScimError(409, "userName is already taken.", { scimType: "uniqueness" });
}

function lower(attributes: JsonObject): string {
  const { userName } = attributes;
  return typeof userName === "string" ? userName.toLowerCase() : "";
}

/** References are enforced, as RFC 7643 section 2.3.7 allows; a repeated member counts once. */
function knownMembers(call: Call, attributes: JsonObject): ReturnType<typeof membersOf> {
  const { store, hooks } = call.service;
  return withoutRepeats(membersOf(attributes)).filter(({ value }) => {
    if (store.find(value) !== undefined) return true;
    const choice = hooks.onUnknownMember(call, value);
    if (choice === undefined) throw invalidValue(`members names an unknown resource: ${value}`);
    return choice === "store";
  });
}
