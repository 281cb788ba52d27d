import { URN } from "../../scim/index.ts";
import type { AnswerRule, Client, ClientStep, Json } from "./client.ts";
import { OKTA, OKTA_CAPTURE } from "./evidence.ts";
import { lookUpAgain, OKTA_BODIES, OKTA_HEADERS, oktaCommon, oktaUpdate, putUser } from "./okta-parts.ts";

const DEACTIVATE = "OKTA-AIW-DEACTIVATE-PUT";
const INACTIVE = "OKTA-AIW-DEACTIVATED-READABLE";
const REACTIVATE = "OKTA-AIW-REACTIVATE";
const PUSH = "OKTA-AIW-PUSH-PUT";
const REMOVE = "OKTA-AIW-REMOVE-PUT";
const RENAME = "OKTA-AIW-RENAME-PUT";

const entry = (who: "user" | "other"): Json => ({ value: `{${who}.id}`, display: `{${who}.userName}` });

function putGroup(
  title: string,
  displayName: string,
  members: readonly ("user" | "other")[],
  ...expect: AnswerRule[]
): ClientStep {
  const body = { schemas: [URN.group], id: "{group.id}", displayName, members: members.map(entry) };
  return { send: { title, method: "PUT", type: "Group", of: "group", body }, expect };
}

/** The answer is the updated Group; that it lists the members is not asked. */
const answered = (need: string): AnswerRule[] => [
  { need, is: "status", among: [200] },
  { need, is: "resource" },
];

/** An app made in Okta's App Integration Wizard. */
export const oktaAiw: Client = {
  name: "okta-aiw",
  title: "Okta (AIW)",
  about: "An app made in the App Integration Wizard: PUT for every change, of Users and of Groups.",
  headers: OKTA_HEADERS,
  bodies: OKTA_BODIES,
  capabilities: [
    ...oktaCommon({
      listUsers: "OKTA-AIW-LIST-USERS-COUNTERS",
      matchNobody: "OKTA-AIW-MATCH-NOBODY",
      matchUser: "OKTA-AIW-MATCH-USER",
      matchCase: "OKTA-AIW-MATCH-CASE",
      createAnswer: "OKTA-AIW-CREATE-ANSWER",
      createStored: "OKTA-AIW-CREATE-STORED",
      createConflict: "OKTA-AIW-CREATE-CONFLICT",
      listGroups: "OKTA-AIW-LIST-GROUPS-COUNTERS",
      createGroup: "OKTA-AIW-CREATE-GROUP",
      deleteGroup: "OKTA-AIW-DELETE-GROUP",
    }),
    oktaUpdate("OKTA-AIW-UPDATE-PUT", "OKTA-AIW-UPDATE-STORED"),
    {
      id: "deactivate",
      needs: [
        {
          id: DEACTIVATE,
          level: "DOCUMENT",
          text: "A PUT of what GET showed, with `active` false, is answered 200 with the User.",
          evidence: OKTA_CAPTURE,
          place: "the PUT that deactivates; the page says that such apps use PUT for it",
          remedy: "Take `active` in a PUT of a User, and answer with the whole User.",
        },
        {
          id: INACTIVE,
          level: "DOCUMENT",
          text: "A deactivated User can be read, and shows `active` false.",
          evidence: OKTA,
          place: "Delete Users",
          remedy: "Keep deactivated Users readable and show `active` as the boolean false: Okta never deletes a User.",
        },
      ],
      given: ["user"],
      steps: [
        { startsFrom: { of: "user", values: { userName: "{user.userName}" } } },
        ...putUser("deactivate the User", DEACTIVATE, { active: false }),
        { look: "user", expect: [{ need: INACTIVE, is: "values", values: { active: false } }] },
      ],
    },
    {
      id: "reactivate",
      needs: [
        {
          id: REACTIVATE,
          level: "DOCUMENT",
          text: "An inactive User is found by name, can be read, and a PUT with `active` true makes it active again.",
          evidence: OKTA,
          place: "Create Users, what an assignment sends; Update a specific User (PUT)",
          remedy: "Find and show inactive Users, and let a PUT set `active` back to true.",
        },
      ],
      given: ["user"],
      steps: [
        { send: { title: "read the User", method: "GET", type: "User", of: "user" }, expect: [] },
        {
          send: { title: "deactivate the User", method: "PUT", type: "User", of: "user", putsBack: { active: false } },
          expect: [],
        },
        { startsFrom: { of: "user", values: { active: false } } },
        lookUpAgain(REACTIVATE),
        ...putUser("reactivate the User", REACTIVATE, { active: true }),
        { look: "user", expect: [{ need: REACTIVATE, is: "values", values: { active: true } }] },
      ],
    },
    {
      id: "push-members",
      needs: [
        {
          id: PUSH,
          level: "DOCUMENT",
          text: "A PUT of a Group under its own name, with the members in full, is answered 200 with the Group and stores exactly those members.",
          evidence: OKTA,
          place: "Update specific Group membership, the PUT",
          remedy: "Take PUT of a Group with `members`; the name is its own, so that it is no conflict.",
        },
      ],
      given: ["user", "other", "group"],
      steps: [
        { startsFrom: { of: "group", displayName: "{group.displayName}", members: [] } },
        putGroup("push a member", "{group.displayName}", ["user"], ...answered(PUSH)),
        { look: "group", expect: [{ need: PUSH, is: "group", displayName: "{group.displayName}", members: ["user"] }] },
        putGroup("push both members", "{group.displayName}", ["user", "other"], ...answered(PUSH)),
        {
          look: "group",
          expect: [{ need: PUSH, is: "group", displayName: "{group.displayName}", members: ["user", "other"] }],
        },
      ],
    },
    {
      id: "remove-member",
      needs: [
        {
          id: REMOVE,
          level: "DOCUMENT",
          text: "A PUT that leaves a member out removes that member and nobody else; one without members empties the Group.",
          evidence: OKTA,
          place: "Update specific Group membership, the PUT",
          remedy: "Put the members of a PUT in place of all that were there, an empty array included.",
        },
      ],
      given: ["user", "other", "group"],
      steps: [
        putGroup("push both members", "{group.displayName}", ["user", "other"]),
        { startsFrom: { of: "group", displayName: "{group.displayName}", members: ["user", "other"] } },
        putGroup("push without one of the members", "{group.displayName}", ["other"], ...answered(REMOVE)),
        {
          look: "group",
          expect: [{ need: REMOVE, is: "group", displayName: "{group.displayName}", members: ["other"] }],
        },
        putGroup("push nobody", "{group.displayName}", [], ...answered(REMOVE)),
        { look: "group", expect: [{ need: REMOVE, is: "group", displayName: "{group.displayName}", members: [] }] },
      ],
    },
    {
      id: "rename-group",
      needs: [
        {
          id: RENAME,
          level: "DOCUMENT",
          text: "A PUT with a new name is answered 200; the Group keeps its id and has the members sent.",
          evidence: OKTA,
          place: "Update a specific Group name",
          remedy: "Take a new `displayName` in a PUT of the Group, under the same id.",
        },
      ],
      given: ["user", "group"],
      steps: [
        putGroup("push a member", "{group.displayName}", ["user"]),
        { startsFrom: { of: "group", displayName: "{group.displayName}", members: ["user"] } },
        putGroup("rename the Group", "{group.newName}", ["user"], ...answered(RENAME)),
        { look: "group", expect: [{ need: RENAME, is: "group", displayName: "{group.newName}", members: ["user"] }] },
      ],
    },
  ],
  notReplayed: [
    "password changes by PUT: sent where they are turned on",
    "entitlements, /ResourceTypes and /Schemas: only where Okta Identity Governance is used",
    "DELETE of a User: Okta never sends it",
  ],
};
