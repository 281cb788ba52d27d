import { isJsonObject, omit, sameJson } from "../core/json.ts";
import { membersOf } from "../core/resource.ts";
import { ScimError } from "../core/scim-error.ts";
import { showResource } from "../core/show.ts";
import { answerPut, fault, onGroupPut } from "./build.ts";
import type { Fault } from "./fault.ts";

const category = "schema";

/** Faults of the answer to a PUT that was carried out. */
export const ANSWERS: readonly Fault[] = [
  fault(
    {
      id: "put-answers-old-state",
      title: "PUT is carried out and answers the group as it was before",
      requirement: "RFC7644-3.1-RESPONSE-STATE",
      category: "attributes",
      difficulty: 2,
      source: { reference: "open-webui/open-webui#30074", note: "the answer was the resource before the change" },
    },
    () =>
      answerPut((reply, _, call) =>
        call.before === undefined ? reply : { ...reply, body: showResource(call, call.before) },
      ),
  ),
  fault(
    {
      id: "put-answers-removed-members",
      title: "PUT answers the new name together with the members it has just removed",
      requirement: "RFC7644-3.1-RESPONSE-STATE",
      category: "membership",
      difficulty: 3,
      source: { reference: "wso2/product-is#7475", note: "the answer still listed the removed member" },
    },
    () =>
      answerPut((reply, body, call) => {
        const now = membersOf(body);
        const gone = membersOf(call.before?.attributes ?? {}).filter(
          (old) => !now.some((member) => member.value === old.value),
        );
        return { ...reply, body: { ...body, members: [...now, ...gone] } };
      }),
  ),
  fault(
    {
      id: "put-answers-old-last-modified",
      title: "PUT answers the new state with the lastModified of the old one",
      requirement: "RFC7644-3.1-RESPONSE-STATE",
      category: "meta",
      difficulty: 3,
      source: {
        reference: "RFC 7644 §3.5.1",
        note: "the time is set when the transaction ends, after the answer was made",
      },
    },
    () =>
      answerPut((reply, body, call) => {
        const { lastModified } = call.before ?? {};
        return isJsonObject(body["meta"]) && lastModified !== undefined
          ? { ...reply, body: { ...body, meta: { ...body["meta"], lastModified } } }
          : reply;
      }),
  ),
  fault(
    {
      id: "put-answer-lists-first-twice",
      title: "The answer to a PUT lists the first member twice",
      requirement: "RFC7643-2.4-NO-DUP",
      category: "membership",
      difficulty: 2,
      source: { reference: "wso2/product-is#5333", note: "a member was listed twice" },
    },
    () =>
      answerPut((reply, body) => {
        const members = membersOf(body);
        return { ...reply, body: { ...body, members: [...members, ...members.slice(0, 1)] } };
      }),
  ),
  fault(
    {
      id: "put-answer-without-members",
      title: "The answer to a PUT leaves out the members that the group has",
      requirement: "RFC7644-3.5.1-200-FULL",
      category: "membership",
      difficulty: 2,
      source: { reference: "graphql-hive/console#8352", note: "members were never part of an answer" },
    },
    () => answerPut((reply, body) => ({ ...reply, body: omit(body, "members") })),
  ),
  fault(
    {
      id: "put-answer-empty",
      title: "PUT answers 200 without a body",
      requirement: "RFC7644-3.5.1-200-FULL",
      category,
      difficulty: 1,
      source: { reference: "RFC 7644 §3.5.1", note: "success is a 200 with the whole resource" },
    },
    () => answerPut((reply) => ({ ...reply, body: undefined })),
  ),
  fault(
    {
      id: "put-answers-204",
      title: "PUT answers 204, which the document does not declare",
      requirement: "OPENAPI-STATUS-DECLARED",
      category: "lifecycle",
      difficulty: 1,
      source: { reference: "RFC 7644 §3.5.1", note: "a habit from PATCH, where 204 is allowed" },
    },
    () => answerPut((reply) => ({ ...reply, status: 204, body: undefined })),
  ),
  fault(
    {
      id: "put-answers-201",
      title: "PUT of an existing group answers 201 as if it had made it",
      requirement: "OPENAPI-STATUS-DECLARED",
      category: "lifecycle",
      difficulty: 1,
      source: { reference: "RFC 7644 §3.5.1", note: "one handler serves POST and PUT" },
    },
    () => answerPut((reply) => ({ ...reply, status: 201 })),
  ),
  fault(
    {
      id: "put-answer-without-name",
      title: "The answer to a PUT has no displayName",
      requirement: "OPENAPI-BODY-SCHEMA",
      category,
      difficulty: 1,
      source: { reference: "RFC 7643 §4.2", note: "displayName is required, by the document too" },
    },
    () => answerPut((reply, body) => ({ ...reply, body: omit(body, "displayName") })),
  ),
  fault(
    {
      id: "put-answer-members-bare",
      title: "The answer to a PUT lists members as bare ids",
      requirement: "OPENAPI-BODY-SCHEMA",
      category,
      difficulty: 1,
      source: { reference: "RFC 7643 §4.2", note: "an entry of members is an object with a value" },
    },
    () => answerPut((reply, body) => ({ ...reply, body: { ...body, members: membersOf(body).map((m) => m.value) } })),
  ),
  fault(
    {
      id: "put-answer-id-number",
      title: "The id in the answer to a PUT is a JSON number",
      requirement: "OPENAPI-BODY-SCHEMA",
      category,
      difficulty: 1,
      source: { reference: "limosa-io/laravel-scim-server#40", note: "id was a number; JumpCloud refused it" },
    },
    () => answerPut((reply, body) => ({ ...reply, body: { ...body, id: 4711 } })),
  ),
  fault(
    {
      id: "put-answer-wrapped",
      title: "The answer to a PUT wraps the group in an object of its own",
      requirement: "OPENAPI-BODY-SCHEMA",
      category,
      difficulty: 1,
      source: {
        reference: "simpleidserver/SimpleIdServer#227",
        note: "an error was nested where it belongs at the root; here it is the resource",
      },
    },
    () => answerPut((reply, body) => ({ ...reply, body: { data: body } })),
  ),
  fault(
    {
      id: "put-own-name-refused",
      title: "A PUT that keeps the name is refused with 409: the group is in its own way",
      requirement: "OPENAPI-STATUS-DECLARED",
      category: "lifecycle",
      difficulty: 2,
      source: { reference: "lightdash/lightdash#15035", note: "409, a group with this name exists: itself" },
    },
    () =>
      onGroupPut((_, attributes, before) => {
        if (attributes["displayName"] !== before.attributes["displayName"]) return undefined;
        throw new ScimError(409, "Group with this name already exists.", { scimType: "uniqueness" });
      }),
  ),
  fault(
    {
      id: "put-no-change-refused",
      title: "A PUT that changes nothing is refused with 400",
      requirement: "OPENAPI-STATUS-DECLARED",
      category: "lifecycle",
      difficulty: 3,
      source: { reference: "better-auth/better-auth#8549", note: "400, no valid fields to update" },
    },
    () =>
      onGroupPut((_, attributes, before) => {
        if (!sameJson(attributes, before.attributes)) return undefined;
        throw new ScimError(400, "No valid fields to update.");
      }),
  ),
];
