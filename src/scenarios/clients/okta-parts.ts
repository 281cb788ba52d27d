import { URN } from "../../scim/index.ts";
import type { ClientCapability, ClientNeed, ClientStep, Json } from "./client.ts";
import { OKTA, OKTA_SPEC_TEST } from "./evidence.ts";

/** Header lines as captured. */
export const OKTA_HEADERS = {
  accept: "application/scim+json",
  "accept-charset": "utf-8",
  "content-type": "application/scim+json; charset=utf-8",
  "user-agent": "Okta SCIM Client 1.0.0",
} as const;

/** What Okta makes Users and Groups from. */
export const OKTA_BODIES: { readonly User: Json; readonly Group: Json } = {
  User: {
    schemas: [URN.user],
    userName: "{it.userName}",
    name: { givenName: "Ada", familyName: "Okta" },
    emails: [{ primary: true, value: "{it.email}", type: "work" }],
    displayName: "Ada Okta",
    locale: "en-US",
    externalId: "{it.externalId}",
    groups: [],
    password: "{password}",
    active: true,
  },
  Group: { schemas: [URN.group], displayName: "{it.displayName}", members: [] },
};

/** A page of a collection, as an import reads it. */
function list(type: "User" | "Group", need: ClientNeed): ClientCapability {
  return {
    id: type === "User" ? "list-users" : "list-groups",
    needs: [need],
    given: [type === "User" ? "user" : "group"],
    steps: [
      {
        send: { title: `import the first page of ${type}s`, method: "GET", type, query: "startIndex=1&count=100" },
        expect: [
          { need: need.id, is: "status", among: [200] },
          { need: need.id, is: "counts" },
        ],
      },
    ],
  };
}

/** What both kinds of Okta app do in the same way, a page of Users first. */
export function oktaCommon(ids: {
  readonly listUsers: string;
  readonly matchNobody: string;
  readonly matchUser: string;
  readonly matchCase: string;
  readonly createAnswer: string;
  readonly createStored: string;
  readonly createConflict: string;
  readonly listGroups: string;
  readonly createGroup: string;
  readonly deleteGroup: string;
}): readonly ClientCapability[] {
  const numbers = (id: string, type: "User" | "Group"): ClientNeed => ({
    id,
    level: "DOCUMENT",
    text: `A page of ${type}s carries \`totalResults\`, \`startIndex\` and \`itemsPerPage\` as numbers.`,
    evidence: OKTA,
    place: `Retrieve ${type}s, the note on the three values; the SPEC test asserts them`,
    remedy:
      "Answer GET of the collection with a ListResponse whose three counters are JSON numbers, also on an empty page.",
  });
  const lookUp = (userName: string): string => `filter=userName%20eq%20%22${userName}%22&startIndex=1&count=100`;
  return [
    list("User", numbers(ids.listUsers, "User")),
    {
      id: "match-user",
      needs: [
        {
          id: ids.matchUser,
          level: "DOCUMENT",
          text: 'The filter `userName eq "…"` finds the User of that name, with its `id`.',
          evidence: OKTA,
          place: "Determine if the User already exists",
          remedy:
            'Evaluate `filter=userName eq "…"` on /Users, percent-encoded, and return the User with its `id` in a ListResponse.',
        },
        {
          id: ids.matchNobody,
          level: "DOCUMENT",
          text: "A look-up of a name that nobody has is answered with an empty list, or with 404.",
          evidence: OKTA,
          place: "Determine if the User already exists, the two answers for no match",
          remedy:
            "Answer a filter that matches nobody with 200 and `totalResults` 0: another User in that list is taken for the one looked for.",
        },
        {
          id: ids.matchCase,
          level: "SHOULD",
          text: "The filter finds a User whatever the case of the name looked for.",
          evidence: OKTA_SPEC_TEST,
          place: "step 9, the filter in upper case; that it finds somebody follows from RFC 7643 §4.1.1",
          remedy: "Compare `userName` without case: a User who is not found is created a second time.",
        },
      ],
      given: ["user"],
      steps: [
        {
          send: {
            title: "look a User up who is not there",
            method: "GET",
            type: "User",
            query: lookUp("{nobody.userName}"),
          },
          expect: [
            { need: ids.matchNobody, is: "status", among: [200, 404] },
            { need: ids.matchNobody, is: "finds-nobody" },
          ],
        },
        {
          send: { title: "look a User up by name", method: "GET", type: "User", query: lookUp("{user.userName}") },
          expect: [
            { need: ids.matchUser, is: "status", among: [200] },
            { need: ids.matchUser, is: "finds", role: "user" },
          ],
        },
        {
          send: {
            title: "look the User up by the name in upper case",
            method: "GET",
            type: "User",
            query: lookUp("{user.userName:upper}"),
          },
          expect: [
            { need: ids.matchCase, is: "status", among: [200] },
            { need: ids.matchCase, is: "finds", role: "user" },
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
          text: "POST of a User, placeholder password included, is answered 201 with the User and its `id` in the body.",
          evidence: OKTA,
          place: "Create the User",
          remedy:
            "Take the body that Okta sends, `password`, `locale` and an empty `groups` included, and answer 201 with the whole User: an empty body is an error to Okta.",
        },
        {
          id: ids.createStored,
          level: "DOCUMENT",
          text: "The created User can be read by its `id`, with the name sent, and active.",
          evidence: OKTA,
          place: "Retrieve a specific User",
          remedy: "Serve GET of /Users/{id} for the id that POST gave, with `userName` and `active` as sent.",
        },
        {
          id: ids.createConflict,
          level: "DOCUMENT",
          text: "POST of a User who exists is answered 409.",
          evidence: OKTA,
          place: "Create the User, the answer where the User exists",
          remedy: "Answer 409 with an error body when the `userName` is taken: Okta stops the job by it.",
        },
      ],
      given: [],
      steps: [
        {
          send: { title: "create the User", method: "POST", type: "User", body: OKTA_BODIES.User },
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
            { need: ids.createStored, is: "values", values: { userName: "{user.userName}", active: true } },
          ],
        },
        {
          send: { title: "create the User again", method: "POST", type: "User", body: OKTA_BODIES.User },
          makes: "user",
          expect: [{ need: ids.createConflict, is: "status", among: [409] }],
        },
      ],
    },
    list("Group", numbers(ids.listGroups, "Group")),
    {
      id: "create-group",
      needs: [
        {
          id: ids.createGroup,
          level: "DOCUMENT",
          text: "POST of a Group with an empty `members` is answered 201 with the Group and its `id`, which can be read.",
          evidence: OKTA,
          place: "Create Groups",
          remedy: "Take a Group with `members: []`, answer 201 with the Group, and serve GET of it.",
        },
      ],
      given: [],
      steps: [
        {
          send: { title: "push a Group that is not there", method: "POST", type: "Group", body: OKTA_BODIES.Group },
          makes: "group",
          expect: [
            { need: ids.createGroup, is: "status", among: [201] },
            { need: ids.createGroup, is: "resource" },
          ],
        },
        {
          send: { title: "see that the Group is there", method: "GET", type: "Group", of: "group" },
          expect: [
            { need: ids.createGroup, is: "status", among: [200] },
            { need: ids.createGroup, is: "resource" },
            { need: ids.createGroup, is: "values", values: { displayName: "{group.displayName}" } },
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
          text: "DELETE of a pushed Group is acknowledged, and the Group is gone.",
          evidence: OKTA,
          place: "Delete a specific Group",
          remedy: "Remove the Group, and answer 204 (an answer with a body is taken too).",
        },
      ],
      given: ["group"],
      steps: [
        { startsFrom: { of: "group", displayName: "{group.displayName}", members: [] } },
        {
          send: { title: "unlink the Group and delete it", method: "DELETE", type: "Group", of: "group" },
          expect: [{ need: ids.deleteGroup, is: "status", among: [200, 204] }],
        },
        { look: "group", expect: [{ need: ids.deleteGroup, is: "gone" }] },
      ],
    },
  ];
}

/** The PUT by which Okta updates a User: what GET showed, changed in one place. */
export function putUser(title: string, need: string, changed: Readonly<Record<string, Json>>): readonly ClientStep[] {
  return [
    {
      send: { title: "read the User before it is put", method: "GET", type: "User", of: "user" },
      expect: [
        { need, is: "status", among: [200] },
        { need, is: "resource" },
      ],
    },
    {
      send: { title, method: "PUT", type: "User", of: "user", putsBack: changed },
      expect: [
        { need, is: "status", among: [200] },
        { need, is: "resource" },
        { need, is: "values", values: changed },
      ],
    },
  ];
}

/** Updates a User: the same for both kinds of app. */
export function oktaUpdate(answer: string, state: string): ClientCapability {
  return {
    id: "update-user",
    needs: [
      {
        id: answer,
        level: "DOCUMENT",
        text: "A PUT of what GET showed of a User, with one attribute changed, is answered 200 with the updated User.",
        evidence: OKTA,
        place: "Update a specific User (PUT)",
        remedy:
          "Accept your own representation in a PUT, `id`, `meta` and `groups` included, and answer with the whole updated User.",
      },
      {
        id: state,
        level: "DOCUMENT",
        text: "After the PUT the User has the new value, and is as active and as named as before.",
        evidence: OKTA,
        place: "Update the User",
        remedy: "Store what the PUT changes, and keep what it sends back as it was.",
      },
    ],
    given: ["user"],
    steps: [
      ...putUser("update the family name", answer, { "name.familyName": "Changed" }),
      {
        look: "user",
        expect: [
          {
            need: state,
            is: "values",
            values: { "name.familyName": "Changed", userName: "{user.userName}", active: true },
          },
        ],
      },
    ],
  };
}

/** The look-up with which every assignment begins: an inactive User must be found, or it is created again. */
export function lookUpAgain(need: string): ClientStep {
  return {
    send: {
      title: "look the inactive User up on assignment",
      method: "GET",
      type: "User",
      query: "filter=userName%20eq%20%22{user.userName}%22&startIndex=1&count=100",
    },
    expect: [
      { need, is: "status", among: [200] },
      { need, is: "finds", role: "user" },
    ],
  };
}
