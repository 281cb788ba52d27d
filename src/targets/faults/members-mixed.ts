import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, type Json, type JsonObject, omit } from "../core/json.ts";
import { membersOf, withMembers } from "../core/resource.ts";
import { ScimError } from "../core/scim-error.ts";
import {
  answerPut,
  anyPutFault,
  fault,
  idsOf,
  nameOf,
  onGroupPut,
  onGroupUpdate,
  putFault,
  storeMembers,
  without,
  writeNamesakes,
} from "./build.ts";
import { objectsIn } from "./build-users.ts";
import type { Fault } from "./fault.ts";

const replaced = "RFC7644-3.5.1-MEMBERS-REPLACED";
const category = "membership";

/** Faults by which the wrong members, too many entries or other groups are hit. */
export const MEMBERS_MIXED: readonly Fault[] = [
  anyPutFault(
    {
      id: "put-rename-drops-members",
      title: "A PUT that changes the name empties the group",
      requirement: replaced,
      category,
      difficulty: 2,
      source: { reference: "langwatch/langwatch#7131", note: "a rename was read as an empty list of members" },
    },
    () => storeMembers(({ wanted, renamed }) => (renamed ? [] : wanted)),
  ),
  anyPutFault(
    {
      id: "put-same-name-skips-members",
      title: "A PUT that keeps the name is taken for no change, and its members are not stored",
      requirement: replaced,
      category,
      difficulty: 2,
      source: {
        reference: "better-auth/better-auth#8549",
        note: "an update with the current value found no valid fields",
      },
    },
    () => storeMembers(({ wanted, had, renamed }) => (renamed ? wanted : had)),
  ),
  anyPutFault(
    {
      id: "put-members-immutable-refused",
      title: "A PUT with other members than before is refused: members.value is called immutable",
      requirement: replaced,
      category,
      difficulty: 1,
      source: { reference: "simpleidserver/SimpleIdServer#844", note: "PUT: members.value is immutable" },
    },
    () =>
      storeMembers(({ wanted, had }) => {
        if (without(wanted, had).length + without(had, wanted).length === 0) return wanted;
        throw new ScimError(400, "members.value is immutable.");
      }),
  ),
  anyPutFault(
    {
      id: "put-members-name-case-ignored",
      title: "Members under the name `Members` are not seen, and the group is emptied",
      requirement: "RFC7643-2.1-NAME-CASE",
      category,
      difficulty: 5,
      source: { reference: "RFC 7643 §2.1", note: "a lookup by exact name; seen in scim-patch 0.8.3 and scimmy 1.3.5" },
    },
    () =>
      storeMembers(({ wanted, call }) =>
        isJsonObject(call.body) && Object.hasOwn(call.body, "members") ? wanted : [],
      ),
  ),
  putFault(
    {
      id: "put-members-by-display",
      title: "A member is looked up by its display when another user has that name",
      requirement: "RFC7643-4.2-MEMBER-VALUE",
      category,
      difficulty: 5,
      source: { reference: "wso2/product-is#16451", note: "the member was resolved by display instead of value" },
    },
    () =>
      storeMembers(({ wanted, call }) =>
        wanted.map((member) => {
          const named = call.service.store
            .list("User")
            .find((user) => user.attributes["userName"] === member["display"]);
          return named === undefined ? member : { ...member, value: named.id };
        }),
      ),
  ),
  fault(
    {
      id: "put-member-without-value-stored",
      title: "A member that a PUT sends without a value is stored and shown so",
      requirement: "RFC7643-4.2-MEMBER-VALUE",
      category,
      difficulty: 4,
      dialects: ["rfc"],
      source: {
        reference: "RFC 7643 §4.2",
        note: "required sub-attributes were asked for in POST and PATCH alone; seen in SCIM SDK 1.30.0",
      },
    },
    storesNobodies,
  ),
  anyPutFault(
    {
      id: "put-members-duplicated-on-repeat",
      title: "Sending the same members a second time lists each of them twice",
      requirement: "RFC7644-3.5.1-IDEMPOTENT",
      category,
      difficulty: 2,
      source: { reference: "wso2/product-is#5333", note: "adding a member again listed it twice" },
    },
    () =>
      storeMembers(({ wanted, had }) =>
        without(wanted, had).length + without(had, wanted).length === 0 ? [...wanted, ...wanted] : wanted,
      ),
  ),
  anyPutFault(
    {
      id: "put-members-repeats-stored",
      title: "A member that is named twice in one list is listed twice",
      requirement: "RFC7643-2.4-NO-DUP",
      category,
      difficulty: 3,
      source: { reference: "AzureAD/SCIMReferenceCode#10", note: "the same id could be added twice" },
    },
    () =>
      onGroupPut((call, attributes) =>
        isJsonObject(call.body) ? withMembers(attributes, membersOf(call.body)) : undefined,
      ),
  ),
  fault(
    {
      id: "put-absent-members-kept-unshown",
      title: "A PUT without members keeps them, and its answer shows none",
      requirement: "RFC7644-3.5.1-200-FULL",
      category,
      difficulty: 4,
      dialects: ["maia"],
      source: { reference: "RFC 7644 §3.5.1", note: "the answer is made of what was sent" },
    },
    () => ({
      ...onGroupPut((call, attributes, before) =>
        namesMembers(call) ? undefined : withMembers(attributes, membersOf(before.attributes)),
      ),
      ...answerPut((reply, body, call) => (namesMembers(call) ? reply : { ...reply, body: omit(body, "members") })),
    }),
  ),
  anyPutFault(
    {
      id: "put-members-leave-other-groups",
      title: "A user can be in one group only: naming it in a PUT takes it out of every other group",
      requirement: "RFC7644-3.5.1-TARGET-ONLY",
      category,
      difficulty: 4,
      source: {
        reference: "simpleidserver/SimpleIdServer#269",
        note: "adding a user who is in another group gave a duplicate-reference error",
      },
    },
    () =>
      onGroupUpdate((call, after) => {
        const { store } = call.service;
        const taken = idsOf(membersOf(after.attributes));
        for (const other of store.list("Group")) {
          const left = membersOf(other.attributes).filter((member) => !taken.has(member.value));
          if (other.id !== after.id) store.save({ ...other, attributes: withMembers(other.attributes, left) });
        }
        return undefined;
      }),
  ),
  anyPutFault(
    {
      id: "put-hits-same-name-group",
      title: "The group is found by its old name, so that every group of that name gets the new members",
      requirement: "RFC7644-3.5.1-TARGET-ONLY",
      category,
      difficulty: 5,
      source: { reference: "RFC 7644 §3.5.1", note: "an update by name where names are not unique" },
    },
    () => writeNamesakes((one, other) => one === other),
  ),
  anyPutFault(
    {
      id: "put-hits-name-in-other-case",
      title: "The group is found by its name in any case: another one of that name gets the new members",
      requirement: "RFC7644-3.5.1-TARGET-ONLY",
      category,
      difficulty: 5,
      source: { reference: "RFC 7644 §3.5.1", note: "an update by name under a collation that has no case" },
    },
    () => writeNamesakes((one, other) => one !== other && one.toLowerCase() === other.toLowerCase()),
  ),
  anyPutFault(
    {
      id: "put-renames-longer-names",
      title: "A new name is put in place of the old one in every group whose name begins with it",
      requirement: "RFC7644-3.5.1-TARGET-ONLY",
      category,
      difficulty: 5,
      source: { reference: "RFC 7644 §3.5.1", note: "groups that are kept as paths, renamed with all below them" },
    },
    () =>
      onGroupUpdate((call, after, before) => {
        const { store } = call.service;
        const [was, is] = [nameOf(before), nameOf(after)];
        if (was === is) return undefined;
        for (const other of store.list("Group")) {
          const name = nameOf(other);
          if (other.id === after.id || name === was || !name.startsWith(was)) continue;
          store.save({ ...other, attributes: { ...other.attributes, displayName: is + name.slice(was.length) } });
        }
        return undefined;
      }),
  ),
  anyPutFault(
    {
      id: "put-unknown-member-wipes",
      title: "A PUT that names an unknown member is refused after the group has been emptied",
      requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
      category,
      difficulty: 4,
      source: {
        reference: "Metatavu/keycloak-scim-server#107",
        note: "replace with an unknown id wiped the group first",
      },
    },
    () => ({
      onUnknownMember(call) {
        const { before } = call;
        if (before !== undefined) {
          call.service.store.save({ ...before, attributes: withMembers(before.attributes, []) });
        }
        return undefined;
      },
    }),
  ),
  anyPutFault(
    {
      id: "put-unknown-member-500",
      title: "A PUT that names an unknown member is answered 500",
      requirement: "RFC7644-3.12-NO-5XX",
      category,
      difficulty: 2,
      source: {
        reference: "lightdash/lightdash#24458",
        note: "500 for an unknown id; the identity provider retried for ever",
      },
    },
    () => ({
      onUnknownMember(call) {
        if (call.method === "PUT") throw new ScimError(500, "Internal error.");
        return undefined;
      },
    }),
  ),
];

function namesMembers({ body }: Call): boolean {
  return isJsonObject(body) && Object.keys(body).some((name) => name.toLowerCase() === "members");
}

const isGroupPut = ({ method, type }: Call): boolean => method === "PUT" && type === "Group";

/** True for a member that says something, though not who it is. */
function saysNobody(member: Json): boolean {
  return isJsonObject(member) && member["value"] === undefined && Object.keys(member).length > 0;
}

/** Members that say nobody are kept beside the others, and shown where members are. */
function storesNobodies(): Hooks {
  const kept = new Map<string, JsonObject[]>();
  return {
    onBody: (call, body) =>
      isGroupPut(call) && Array.isArray(body["members"])
        ? { ...body, members: body["members"].filter((member) => !saysNobody(member)) }
        : undefined,
    onStore(call, after) {
      const sent = isGroupPut(call) && isJsonObject(call.body) ? objectsIn(call.body["members"]) : [];
      kept.set(after.id, sent.filter(saysNobody));
      return undefined;
    },
    onShow(call, shown, { id }) {
      const nobodies = kept.get(id) ?? [];
      if (nobodies.length === 0 || !(call.query.get("attributes") ?? "members").includes("members")) return undefined;
      return { ...shown, members: [...objectsIn(shown["members"]), ...nobodies] };
    },
  };
}
