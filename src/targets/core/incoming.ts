import { attributesIn } from "./attributes.ts";
import { readBody } from "./body.ts";
import type { Call } from "./call.ts";
import type { JsonObject } from "./json.ts";
import { property } from "./patch/operation.ts";
import { type Member, membersOf, type Resource, type ResourceType, withMembers, withoutRepeats } from "./resource.ts";
import { withoutEmpty } from "./same-state.ts";
import { rulesFor } from "./schema-table.ts";
import { invalidValue, ScimError } from "./scim-error.ts";

/** What the body of a POST or PUT asks to store: valid, unique and with members that exist. */
export function readAttributes(call: Call, type: ResourceType, before: Resource | undefined): JsonObject {
  const body = readBody(call);
  const schemas = property(body, "schemas");
  if (schemas !== undefined && !(Array.isArray(schemas) && schemas.every((urn) => typeof urn === "string"))) {
    throw invalidValue("schemas must be an array of strings.");
  }
  call.service.dialect.checkBody?.(type, body, call);
  const read = attributesIn(type, body, rulesFor(call.service, type));
  const attributes = call.service.hooks.onIncoming(
    call,
    call.service.dialect.schema === undefined ? read : withoutEmpty(read),
  );
  if (type === "User") {
    refuseTakenName(call, attributes, before);
    return attributes;
  }
  return withMembers(attributes, knownMembers(call, membersOf(attributes)));
}

/**
 * `userName` is unique and compared without case (RFC 7643 section 4.1.1).
 *
 * @throws {@link ScimError} 409 `uniqueness` when another user has it.
 */
export function refuseTakenName(call: Call, attributes: JsonObject, before: Resource | undefined): void {
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

/**
 * The members that exist, each once: references are enforced, as RFC 7643 section 2.3.7 allows.
 *
 * @throws {@link ScimError} 400 `invalidValue`, or the dialect's own refusal, for one that does not exist.
 */
export function knownMembers(call: Call, members: readonly Member[]): Member[] {
  const { store, hooks, dialect } = call.service;
  const { memberTypes = ["User", "Group"] } = dialect;
  const known = withoutRepeats(members).filter(({ value }) => {
    if (memberTypes.some((type) => store.get(type, value) !== undefined)) return true;
    const choice = hooks.onUnknownMember(call, value);
    if (choice === undefined) {
      throw dialect.unknownMember?.(value) ?? invalidValue(`members names an unknown resource: ${value}`);
    }
    return choice === "store";
  });
  return known.map((member) => formMember(call, member));
}

/** A member as the dialect stores it. */
export function formMember(call: Call, member: Member): Member {
  const { dialect, store } = call.service;
  return dialect.formMember?.(member, store.find(member.value)) ?? member;
}
