import { URN } from "../../scim/index.ts";
import type { AnswerRule, ClientCapability, ClientStep, Json } from "./client.ts";
import { ENTRA } from "./evidence.ts";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/** Header lines: the type of bodies as captured, the type of answers as the page wants it. */
export const ENTRA_HEADERS = {
  accept: "application/scim+json",
  "content-type": "application/scim+json; charset=utf-8",
} as const;

/** What Entra makes Users and Groups from. */
export const ENTRA_BODIES: { readonly User: Json; readonly Group: Json } = {
  User: {
    schemas: [URN.user, ENTERPRISE],
    externalId: "{it.externalId}",
    userName: "{it.userName}",
    active: true,
    emails: [{ primary: true, type: "work", value: "{it.email}" }],
    meta: { resourceType: "User" },
    name: { formatted: "Ada Entra", familyName: "Entra", givenName: "Ada" },
    roles: [],
  },
  Group: {
    schemas: [URN.group, "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
    externalId: "{it.externalId}",
    displayName: "{it.displayName}",
    meta: { resourceType: "Group" },
  },
};

/** The path of an attribute that only the enterprise extension has. */
export const EMPLOYEE_NUMBER: string = `${ENTERPRISE}:employeeNumber`;

/** Any PATCH may be answered with the resource, with a part of it, or without a body. */
export const PATCHED: readonly number[] = [200, 204];

/** The look-ups of Entra: nothing but `eq`. */
export function userByName(who: "user" | "nobody"): string {
  return `filter=userName%20eq%20%22{${who}.userName}%22`;
}

/** The same for a Group, members left out. */
export function groupByName(who: "group" | "nobody"): string {
  return `excludedAttributes=members&filter=displayName%20eq%20%22{${who}.displayName}%22`;
}

/** A PATCH of the User or the Group of a capability. */
export function patch(
  of: "user" | "other" | "group",
  title: string,
  operations: readonly Json[],
  ...expect: AnswerRule[]
): ClientStep {
  return {
    send: {
      title,
      method: "PATCH",
      type: of === "group" ? "Group" : "User",
      of,
      body: { schemas: [URN.patchOp], Operations: operations },
    },
    expect,
  };
}

/** What both modes of Entra do in the same way. */
export function entraCommon(ids: {
  readonly matchUser: string;
  readonly matchNobody: string;
  readonly createAnswer: string;
  readonly createStored: string;
  readonly deleteUser: string;
  readonly matchGroup: string;
  readonly matchNoGroup: string;
  readonly createGroup: string;
  readonly readGroup: string;
  readonly deleteGroup: string;
  readonly addMember: Json;
}): readonly ClientCapability[] {
  return [
    {
      id: "match-user",
      needs: [
        {
          id: ids.matchUser,
          level: "DOCUMENT",
          text: 'The filter `userName eq "…"` is answered with a ListResponse that holds the User of that name.',
          evidence: ENTRA,
          place: "Get User by query",
          remedy:
            'Evaluate `filter=userName eq "…"` on /Users and answer with a ListResponse, `totalResults` included.',
        },
        {
          id: ids.matchNobody,
          level: "DOCUMENT",
          text: "A look-up of a name that nobody has is answered 200 with an empty ListResponse.",
          evidence: ENTRA,
          place: "Get User by query - Zero results",
          remedy:
            "Answer a filter that matches nobody with 200 and `totalResults` 0, never with 404: the connection test does it.",
        },
      ],
      given: ["user"],
      steps: [
        {
          send: { title: "look a User up who is not there", method: "GET", type: "User", query: userByName("nobody") },
          expect: [
            { need: ids.matchNobody, is: "status", among: [200] },
            { need: ids.matchNobody, is: "finds-nobody" },
          ],
        },
        {
          send: { title: "look a User up by name", method: "GET", type: "User", query: userByName("user") },
          expect: [
            { need: ids.matchUser, is: "status", among: [200] },
            { need: ids.matchUser, is: "finds", role: "user" },
          ],
        },
      ],
    },
    {
      id: "create-user",
      needs: [
        {
          id: ids.createAnswer,
          level: "DOCUMENT",
          text: "POST of a User with both schemas, `meta` and empty `roles` is answered 201 with the User and its `id`.",
          evidence: ENTRA,
          place: "Create User",
          remedy:
            "Take the body that Entra sends; ignore `meta`, an empty `roles` and a schema without attributes; answer 201 with the User.",
        },
        {
          id: ids.createStored,
          level: "DOCUMENT",
          text: "The created User can be read by its `id`, with name and address as sent, and active.",
          evidence: ENTRA,
          place: "Get User; General, values are stored as sent",
          remedy: "Store the values as they are sent, and serve GET of /Users/{id} for the id that POST gave.",
        },
      ],
      given: [],
      steps: [
        {
          send: { title: "create the User", method: "POST", type: "User", body: ENTRA_BODIES.User },
          makes: "user",
          expect: [
            { need: ids.createAnswer, is: "status", among: [201] },
            { need: ids.createAnswer, is: "resource" },
          ],
        },
        {
          send: { title: "read the User", method: "GET", type: "User", of: "user" },
          expect: [
            { need: ids.createStored, is: "status", among: [200] },
            { need: ids.createStored, is: "resource" },
            {
              need: ids.createStored,
              is: "values",
              values: { userName: "{user.userName}", active: true, "emails.value": "{user.email}" },
            },
          ],
        },
      ],
    },
    {
      id: "delete-user",
      needs: [
        {
          id: ids.deleteUser,
          level: "DOCUMENT",
          text: "DELETE of a User is answered 204; after it the User is neither read nor found.",
          evidence: ENTRA,
          place: "Delete User; a hard-deleted User is the only one that is not returned",
          remedy: "Answer DELETE with 204, and let GET answer 404 and the filter find nobody from then on.",
        },
      ],
      given: ["user"],
      steps: [
        { startsFrom: { of: "user", values: { userName: "{user.userName}" } } },
        {
          send: { title: "delete the User", method: "DELETE", type: "User", of: "user" },
          expect: [{ need: ids.deleteUser, is: "status", among: [204] }],
        },
        { look: "user", expect: [{ need: ids.deleteUser, is: "gone" }] },
        {
          send: { title: "look the deleted User up", method: "GET", type: "User", query: userByName("user") },
          expect: [
            { need: ids.deleteUser, is: "status", among: [200] },
            { need: ids.deleteUser, is: "finds-nobody" },
          ],
        },
      ],
    },
    {
      id: "match-group",
      needs: [
        {
          id: ids.matchGroup,
          level: "DOCUMENT",
          text: 'The filter `displayName eq "…"` with `excludedAttributes=members` finds the Group of that name.',
          evidence: ENTRA,
          place: "Get Group by displayName",
          remedy: 'Evaluate `filter=displayName eq "…"` on /Groups, together with `excludedAttributes`.',
        },
        {
          id: ids.matchNoGroup,
          level: "DOCUMENT",
          text: "A look-up of a Group that is not there is answered 200 with an empty ListResponse.",
          evidence: ENTRA,
          place: "Retrieving Resources, the answer to a query is always a ListResponse",
          remedy: "Answer a filter that matches no Group with 200 and `totalResults` 0.",
        },
      ],
      given: ["group"],
      steps: [
        {
          send: {
            title: "look a Group up that is not there",
            method: "GET",
            type: "Group",
            query: groupByName("nobody"),
          },
          expect: [
            { need: ids.matchNoGroup, is: "status", among: [200] },
            { need: ids.matchNoGroup, is: "finds-nobody" },
          ],
        },
        {
          send: { title: "look a Group up by name", method: "GET", type: "Group", query: groupByName("group") },
          expect: [
            { need: ids.matchGroup, is: "status", among: [200] },
            { need: ids.matchGroup, is: "finds", role: "group" },
          ],
        },
      ],
    },
    {
      id: "create-group",
      needs: [
        {
          id: ids.createGroup,
          level: "DOCUMENT",
          text: "POST of a Group without members, with Microsoft's own schema beside the core one, is answered 201 with its `id`.",
          evidence: ENTRA,
          place: "Create Group",
          remedy:
            "Take a Group without `members`, ignore a schema that you do not know, and answer 201 with the Group.",
        },
      ],
      given: [],
      steps: [
        {
          send: { title: "create the Group", method: "POST", type: "Group", body: ENTRA_BODIES.Group },
          makes: "group",
          expect: [
            { need: ids.createGroup, is: "status", among: [201] },
            { need: ids.createGroup, is: "resource" },
          ],
        },
        {
          send: {
            title: "read the Group without its members",
            method: "GET",
            type: "Group",
            of: "group",
            query: "excludedAttributes=members",
          },
          expect: [
            { need: ids.createGroup, is: "status", among: [200] },
            { need: ids.createGroup, is: "resource" },
            { need: ids.createGroup, is: "values", values: { displayName: "{group.displayName}" } },
          ],
        },
      ],
    },
    {
      id: "read-group",
      needs: [
        {
          id: ids.readGroup,
          level: "DOCUMENT",
          text: "`excludedAttributes=members` leaves the members out when a Group is read, and nothing that it needs.",
          evidence: ENTRA,
          place: "the table of what an application must support; Get Group",
          remedy: "Leave `members` out of the answer where `excludedAttributes` names it (RFC 7644 §3.9); `id` stays.",
        },
      ],
      given: ["user", "group"],
      steps: [
        patch("group", "add a member", [ids.addMember]),
        { startsFrom: { of: "group", displayName: "{group.displayName}", members: ["user"] } },
        {
          send: {
            title: "read the Group without its members",
            method: "GET",
            type: "Group",
            of: "group",
            query: "excludedAttributes=members",
          },
          expect: [
            { need: ids.readGroup, is: "status", among: [200] },
            { need: ids.readGroup, is: "resource" },
            { need: ids.readGroup, is: "values", values: { displayName: "{group.displayName}" } },
            { need: ids.readGroup, is: "lacks", attribute: "members" },
          ],
        },
      ],
    },
    {
      id: "delete-group",
      needs: [
        {
          id: ids.deleteGroup,
          level: "DOCUMENT",
          text: "DELETE of a Group is answered 204, and the Group is gone.",
          evidence: ENTRA,
          place: "Delete Group",
          remedy: "Remove the Group, and answer 204.",
        },
      ],
      given: ["group"],
      steps: [
        { startsFrom: { of: "group", displayName: "{group.displayName}", members: [] } },
        {
          send: { title: "delete the Group", method: "DELETE", type: "Group", of: "group" },
          expect: [{ need: ids.deleteGroup, is: "status", among: [204] }],
        },
        { look: "group", expect: [{ need: ids.deleteGroup, is: "gone" }] },
      ],
    },
  ];
}
