import { URN } from "../../scim/index.ts";
import type { AnswerRule, Client, ClientStep, Json } from "./client.ts";
import { OKTA, OKTA_EMPTY_PUSH } from "./evidence.ts";
import { lookUpAgain, OKTA_BODIES, OKTA_HEADERS, oktaCommon, oktaUpdate } from "./okta-parts.ts";

const DEACTIVATE = "OKTA-OIN-DEACTIVATE-PATCH";
const INACTIVE = "OKTA-OIN-DEACTIVATED-READABLE";
const REACTIVATE = "OKTA-OIN-REACTIVATE";
const PUSH = "OKTA-OIN-PUSH-ADD";
const PUSH_NAME = "OKTA-OIN-PUSH-NAME-AGAIN";
const REMOVE = "OKTA-OIN-REMOVE-FILTERED";
const SWAP = "OKTA-OIN-REMOVE-AND-ADD";
const REPLACE = "OKTA-OIN-PUSH-REPLACE";
const EMPTY = "OKTA-OIN-PUSH-EMPTY";
const RENAME = "OKTA-OIN-RENAME-ID-IN-VALUE";

/** Any PATCH may be answered with the resource or without a body. */
const PATCHED: readonly number[] = [200, 204];

function patch(type: "User" | "Group", title: string, operations: Json, ...expect: AnswerRule[]): ClientStep {
  return {
    send: {
      title,
      method: "PATCH",
      type,
      of: type === "User" ? "user" : "group",
      body: { schemas: [URN.patchOp], Operations: operations },
    },
    expect,
  };
}

const entry = (who: "user" | "other"): Json => ({ value: `{${who}.id}`, display: `{${who}.userName}` });
const add = (...who: readonly ("user" | "other")[]): Json => ({ op: "add", path: "members", value: who.map(entry) });
const remove = (who: "user" | "other"): Json => ({ op: "remove", path: `members[value eq "{${who}.id}"]` });
const setActive = (active: boolean): Json => [{ op: "replace", value: { active } }];
const named = (name: string): Json => [{ op: "replace", value: { id: "{group.id}", displayName: name } }];

/** An app of the Okta Integration Network. */
export const oktaOin: Client = {
  name: "okta-oin",
  title: "Okta (OIN)",
  about:
    "An app of the Okta Integration Network: PATCH for `active` and for Groups, PUT for every other change of a User.",
  headers: OKTA_HEADERS,
  bodies: OKTA_BODIES,
  capabilities: [
    ...oktaCommon({
      listUsers: "OKTA-OIN-LIST-USERS-COUNTERS",
      matchNobody: "OKTA-OIN-MATCH-NOBODY",
      matchUser: "OKTA-OIN-MATCH-USER",
      matchCase: "OKTA-OIN-MATCH-CASE",
      createAnswer: "OKTA-OIN-CREATE-ANSWER",
      createStored: "OKTA-OIN-CREATE-STORED",
      createConflict: "OKTA-OIN-CREATE-CONFLICT",
      listGroups: "OKTA-OIN-LIST-GROUPS-COUNTERS",
      createGroup: "OKTA-OIN-CREATE-GROUP",
      deleteGroup: "OKTA-OIN-DELETE-GROUP",
    }),
    oktaUpdate("OKTA-OIN-UPDATE-PUT", "OKTA-OIN-UPDATE-STORED"),
    {
      id: "deactivate",
      needs: [
        {
          id: DEACTIVATE,
          level: "DOCUMENT",
          text: "A PATCH that replaces `active` without a path is answered 200 with the User, or 204.",
          evidence: OKTA,
          place: "Update a specific User (PATCH)",
          remedy: "Take `replace` without `path` whose value is an object of attributes (RFC 7644 §3.5.2.3).",
        },
        {
          id: INACTIVE,
          level: "DOCUMENT",
          text: "A deactivated User can be read, and shows `active` false.",
          evidence: OKTA,
          place: "Update a specific User (PATCH), the answer; Delete Users",
          remedy: "Keep deactivated Users readable and show `active` as the boolean false: Okta never deletes a User.",
        },
      ],
      given: ["user"],
      steps: [
        { startsFrom: { of: "user", values: { userName: "{user.userName}" } } },
        patch(
          "User",
          "deactivate the User",
          setActive(false),
          { need: DEACTIVATE, is: "status", among: PATCHED },
          { need: DEACTIVATE, is: "values", values: { active: false } },
        ),
        { look: "user", expect: [{ need: INACTIVE, is: "values", values: { active: false } }] },
      ],
    },
    {
      id: "reactivate",
      needs: [
        {
          id: REACTIVATE,
          level: "DOCUMENT",
          text: "An inactive User is found by name, and a PATCH of `active` to true makes it active again.",
          evidence: OKTA,
          place: "Create Users, what an assignment sends; Update a specific User (PATCH)",
          remedy: "Find inactive Users by `userName` too, and let `active` be set back to true.",
        },
      ],
      given: ["user"],
      steps: [
        patch("User", "deactivate the User", setActive(false)),
        { startsFrom: { of: "user", values: { active: false } } },
        lookUpAgain(REACTIVATE),
        patch("User", "reactivate the User", setActive(true), { need: REACTIVATE, is: "status", among: PATCHED }),
        { look: "user", expect: [{ need: REACTIVATE, is: "values", values: { active: true } }] },
      ],
    },
    {
      id: "push-members",
      needs: [
        {
          id: PUSH,
          level: "DOCUMENT",
          text: "Members added by PATCH, `value` and `display` without `type`, are in the Group beside those that were there; who is in already may be added again.",
          evidence: OKTA,
          place: "Update specific Group membership",
          remedy: "Take `add` on `members` as an addition: nobody else leaves, and who is in already is no error.",
        },
        {
          id: PUSH_NAME,
          level: "DOCUMENT",
          text: "The name that is sent again with every change of membership is taken, and changes nothing.",
          evidence: OKTA,
          place: "Update a specific Group name, when it is triggered",
          remedy:
            "Take a `replace` without `path` whose value has the Group's own `id` beside the name that it has already, and leave the members alone.",
        },
      ],
      given: ["user", "other", "group"],
      steps: [
        { startsFrom: { of: "group", displayName: "{group.displayName}", members: [] } },
        patch("Group", "add a member", [add("user")], { need: PUSH, is: "status", among: PATCHED }),
        { look: "group", expect: [{ need: PUSH, is: "group", displayName: "{group.displayName}", members: ["user"] }] },
        patch("Group", "send the name again", named("{group.displayName}"), {
          need: PUSH_NAME,
          is: "status",
          among: PATCHED,
        }),
        {
          look: "group",
          expect: [{ need: PUSH_NAME, is: "group", displayName: "{group.displayName}", members: ["user"] }],
        },
        patch("Group", "add another member", [add("other")], { need: PUSH, is: "status", among: PATCHED }),
        patch("Group", "add a member who is in", [add("user")], { need: PUSH, is: "status", among: PATCHED }),
        {
          look: "group",
          expect: [{ need: PUSH, is: "group", displayName: "{group.displayName}", members: ["user", "other"] }],
        },
      ],
    },
    {
      id: "replace-members",
      needs: [
        {
          id: REPLACE,
          level: "DOCUMENT",
          text: "A full push by `replace` leaves exactly the members sent.",
          evidence: OKTA,
          place: "Update specific Group membership, full push",
          remedy: "Put the members of a `replace` in place of all that were there.",
        },
        {
          id: EMPTY,
          level: "DOCUMENT",
          text: "A full push of nobody empties the Group.",
          evidence: OKTA_EMPTY_PUSH,
          place: "the request of “Push now” on an empty group",
          remedy: "Take an empty array in a `replace` of `members`: the Group has no members afterwards.",
        },
      ],
      given: ["user", "other", "group"],
      steps: [
        patch("Group", "add a member", [add("user")]),
        { startsFrom: { of: "group", displayName: "{group.displayName}", members: ["user"] } },
        patch("Group", "push the whole membership", [{ op: "replace", path: "members", value: [entry("other")] }], {
          need: REPLACE,
          is: "status",
          among: PATCHED,
        }),
        {
          look: "group",
          expect: [{ need: REPLACE, is: "group", displayName: "{group.displayName}", members: ["other"] }],
        },
        patch("Group", "push an empty membership", [{ op: "replace", path: "members", value: [] }], {
          need: EMPTY,
          is: "status",
          among: PATCHED,
        }),
        { look: "group", expect: [{ need: EMPTY, is: "group", displayName: "{group.displayName}", members: [] }] },
      ],
    },
    {
      id: "remove-member",
      needs: [
        {
          id: REMOVE,
          level: "DOCUMENT",
          text: "A removal that names its member in the path takes that member out and nobody else.",
          evidence: OKTA,
          place: "Update specific Group membership",
          remedy: 'Take `remove` with the path `members[value eq "…"]` (RFC 7644 §3.5.2.2), one member at a time.',
        },
        {
          id: SWAP,
          level: "DOCUMENT",
          text: "A removal and an addition in one request both take effect.",
          evidence: OKTA,
          place: "Update specific Group membership, the example with two operations",
          remedy: "Apply the operations of one PATCH in their order, each on the result of the one before it.",
        },
      ],
      given: ["user", "other", "group"],
      steps: [
        patch("Group", "add the members", [add("user", "other")]),
        { startsFrom: { of: "group", displayName: "{group.displayName}", members: ["user", "other"] } },
        patch("Group", "remove a member", [remove("user")], { need: REMOVE, is: "status", among: PATCHED }),
        {
          look: "group",
          expect: [{ need: REMOVE, is: "group", displayName: "{group.displayName}", members: ["other"] }],
        },
        patch("Group", "remove one and add another", [remove("other"), add("user")], {
          need: SWAP,
          is: "status",
          among: PATCHED,
        }),
        { look: "group", expect: [{ need: SWAP, is: "group", displayName: "{group.displayName}", members: ["user"] }] },
      ],
    },
    {
      id: "rename-group",
      needs: [
        {
          id: RENAME,
          level: "DOCUMENT",
          text: "A rename whose value holds the Group's own `id` beside the new name is taken; the Group keeps its id and its members.",
          evidence: OKTA,
          place: "Update a specific Group name",
          remedy:
            "Ignore an `id` that is the resource's own in the value of a `replace`, and store the name beside it.",
        },
      ],
      given: ["user", "group"],
      steps: [
        patch("Group", "add a member", [add("user")]),
        { startsFrom: { of: "group", displayName: "{group.displayName}", members: ["user"] } },
        patch("Group", "rename the Group", named("{group.newName}"), { need: RENAME, is: "status", among: PATCHED }),
        { look: "group", expect: [{ need: RENAME, is: "group", displayName: "{group.newName}", members: ["user"] }] },
      ],
    },
  ],
  notReplayed: [
    "password changes by PATCH: sent where they are turned on",
    "entitlements, /ResourceTypes and /Schemas: only where Okta Identity Governance is used",
    "DELETE of a User: Okta never sends it",
  ],
};
