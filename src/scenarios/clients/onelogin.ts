import { URN } from "../../scim/index.ts";
import type { Client, ClientStep, Json } from "./client.ts";
import { ONELOGIN_LOG, ONELOGIN_PATCH, ONELOGIN_REMOVE } from "./evidence.ts";

const MATCH = "ONELOGIN-MATCH-USER";
const UPDATE = "ONELOGIN-UPDATE-OLD-SCHEMAS";
const PUSH = "ONELOGIN-PUSH-ADD";
const REMOVE = "ONELOGIN-REMOVE-BY-VALUE";

function patch(title: string, operation: Json, need?: string): ClientStep {
  return {
    send: {
      title,
      method: "PATCH",
      type: "Group",
      of: "group",
      query: "",
      body: { schemas: [URN.patchOp], Operations: [operation] },
    },
    expect: need === undefined ? [] : [{ need, is: "status", among: [200, 204] }],
  };
}

const add = (who: "user" | "other"): Json => ({ op: "add", path: "members", value: [{ value: `{${who}.id}` }] });

/** OneLogin, as far as its requests were seen. */
export const onelogin: Client = {
  name: "onelogin",
  title: "OneLogin",
  about: "OneLogin, as far as its requests were seen on the network; its maker documents none.",
  headers: { accept: "application/json", "content-type": "application/json" },
  // How it makes them was not seen: these are the harness's own.
  bodies: {
    User: {
      schemas: [URN.user],
      userName: "{it.userName}",
      externalId: "{it.externalId}",
      name: { givenName: "Ada", familyName: "Onelogin" },
      emails: [{ value: "{it.email}", type: "work", primary: true }],
      active: true,
    },
    Group: { schemas: [URN.group], displayName: "{it.displayName}" },
  },
  capabilities: [
    {
      id: "match-user",
      needs: [
        {
          id: MATCH,
          level: "DOCUMENT",
          text: 'The filter `userName eq "…"` finds the User, spaces written as `+` and with an `&` at the end of the query.',
          evidence: ONELOGIN_LOG,
          place: "the first line of the log",
          remedy: "Decode `+` in a query as a space, and ignore an empty parameter.",
        },
      ],
      given: ["user"],
      steps: [
        {
          send: {
            title: "look a User up by name",
            method: "GET",
            type: "User",
            query: "filter=userName+eq+%22{user.userName}%22&",
          },
          expect: [
            { need: MATCH, is: "status", among: [200] },
            { need: MATCH, is: "finds", role: "user" },
          ],
        },
      ],
    },
    {
      id: "update-user",
      needs: [
        {
          id: UPDATE,
          level: "SHOULD",
          text: "A PUT of a User with schema URNs of before the RFC, to a URL that ends in a bare `?`, is taken and stored.",
          evidence: ONELOGIN_LOG,
          place: "the second line of the log; templates can be edited, so that not every app need send it",
          remedy:
            "Take `urn:scim:schemas:core:2.0` for the core schema in a PUT, or have the template of the app changed to the URNs of RFC 7643.",
        },
      ],
      given: ["user"],
      steps: [
        {
          send: {
            title: "update the User",
            method: "PUT",
            type: "User",
            of: "user",
            query: "",
            body: {
              schemas: ["urn:scim:schemas:core:2.0", "urn:scim:schemas:extension:enterprise:2.0"],
              userName: "{user.userName}",
              name: { familyName: "Changed", givenName: "Ada" },
              emails: [{ value: "{user.email}", type: "work", primary: true }],
            },
          },
          expect: [{ need: UPDATE, is: "status", among: [200, 204] }],
        },
        {
          look: "user",
          expect: [
            { need: UPDATE, is: "values", values: { "name.familyName": "Changed", userName: "{user.userName}" } },
          ],
        },
      ],
    },
    {
      id: "push-members",
      needs: [
        {
          id: PUSH,
          level: "DOCUMENT",
          text: "A PATCH with `add`, in small letters, puts a member into the Group beside those that were there.",
          evidence: ONELOGIN_PATCH,
          place: "the request that failed where `Add` worked; PATCH of a Group also in authentik issue 11249",
          remedy: "Take `add` in small letters, as the RFC writes it, as well as with a capital.",
        },
      ],
      given: ["user", "other", "group"],
      steps: [
        { startsFrom: { of: "group", displayName: "{group.displayName}", members: [] } },
        patch("add a member", add("user"), PUSH),
        { look: "group", expect: [{ need: PUSH, is: "group", displayName: "{group.displayName}", members: ["user"] }] },
        patch("add another member", add("other"), PUSH),
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
          level: "SHOULD",
          text: "A `remove` of `members` with a list of values takes those members out and nobody else.",
          evidence: ONELOGIN_REMOVE,
          place: "what its reporter says OneLogin sends; nobody else has confirmed it",
          remedy: "Read the `value` of a `remove` on `members` as the list of those to remove, not as all of them.",
        },
      ],
      given: ["user", "other", "group"],
      steps: [
        patch("add a member", add("user")),
        patch("add another member", add("other")),
        { startsFrom: { of: "group", displayName: "{group.displayName}", members: ["user", "other"] } },
        patch("remove a member", { op: "remove", path: "members", value: [{ value: "{user.id}" }] }, REMOVE),
        {
          look: "group",
          expect: [{ need: REMOVE, is: "group", displayName: "{group.displayName}", members: ["other"] }],
        },
      ],
    },
  ],
  notReplayed: [
    "how it creates Users and Groups, deactivates and deletes: no request of it was found, so that those rows are empty",
  ],
};
