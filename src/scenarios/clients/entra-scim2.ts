import type { Client, ClientCapability, Json } from "./client.ts";
import { entraActive } from "./entra-active.ts";
import { entraGroups } from "./entra-groups.ts";
import { EMPLOYEE_NUMBER, ENTRA_BODIES, ENTRA_HEADERS, entraCommon, PATCHED, patch } from "./entra-parts.ts";
import { ENTRA_COMPATIBILITY } from "./evidence.ts";

const UPDATE = "ENTRA-SCIM2-UPDATE-DOTTED";
const UPDATE_EXTENSION = "ENTRA-SCIM2-UPDATE-EXTENSION";

const add = (who: "user" | "other"): Json => ({ op: "add", path: "members", value: [{ value: `{${who}.id}` }] });
const remove = (who: "user" | "other"): Json => ({ op: "remove", path: `members[value eq "{${who}.id}"]` });
const replace = (path: string, value: Json): Json => ({ op: "replace", path, value });

const update: ClientCapability = {
  id: "update-user",
  needs: [
    {
      id: UPDATE,
      level: "DOCUMENT",
      text: "A PATCH of an address by its type, and of several attributes without a path whose names have dots, changes exactly those.",
      evidence: ENTRA_COMPATIBILITY,
      place: "requests to update several attributes, with the flag",
      remedy:
        "Read a name such as `name.givenName` in the value of a `replace` without `path` as the sub-attribute, not as a name of its own.",
    },
    {
      id: UPDATE_EXTENSION,
      level: "SHOULD",
      text: "An attribute of the enterprise extension is changed by its full name in the value.",
      evidence: ENTRA_COMPATIBILITY,
      place: "requests to update several attributes, with the flag; an application need not have every attribute",
      remedy:
        "Read `urn:…:User:employeeNumber` in the value as the attribute of the extension, or have its mapping removed.",
    },
  ],
  given: ["user"],
  steps: [
    patch(
      "user",
      "update address and names",
      [
        replace('emails[type eq "work"].value', "{user.newEmail}"),
        {
          op: "replace",
          value: { displayName: "Ada Changed", "name.givenName": "Grace", "name.familyName": "Changed" },
        },
      ],
      { need: UPDATE, is: "status", among: PATCHED },
    ),
    {
      look: "user",
      expect: [
        {
          need: UPDATE,
          is: "values",
          values: {
            "emails.value": "{user.newEmail}",
            displayName: "Ada Changed",
            "name.givenName": "Grace",
            "name.familyName": "Changed",
            userName: "{user.userName}",
            active: true,
          },
        },
      ],
    },
    patch("user", "update the employee number", [{ op: "replace", value: { [EMPLOYEE_NUMBER]: "E-1" } }], {
      need: UPDATE_EXTENSION,
      is: "status",
      among: PATCHED,
    }),
    { look: "user", expect: [{ need: UPDATE_EXTENSION, is: "values", values: { [EMPLOYEE_NUMBER]: "E-1" } }] },
  ],
};

/** Microsoft Entra ID with the flag for SCIM 2.0. */
export const entraScim2: Client = {
  name: "entra-scim2",
  title: "Entra ID (aadOptscim062020)",
  about:
    "Microsoft Entra ID with `aadOptscim062020` on the tenant URL: small letters, booleans, filters in the path; still dotted names.",
  headers: ENTRA_HEADERS,
  bodies: ENTRA_BODIES,
  capabilities: [
    ...entraCommon({
      matchUser: "ENTRA-SCIM2-MATCH-USER",
      matchNobody: "ENTRA-SCIM2-MATCH-NOBODY",
      createAnswer: "ENTRA-SCIM2-CREATE-ANSWER",
      createStored: "ENTRA-SCIM2-CREATE-STORED",
      deleteUser: "ENTRA-SCIM2-DELETE-USER",
      matchGroup: "ENTRA-SCIM2-MATCH-GROUP",
      matchNoGroup: "ENTRA-SCIM2-MATCH-NO-GROUP",
      createGroup: "ENTRA-SCIM2-CREATE-GROUP",
      readGroup: "ENTRA-SCIM2-READ-GROUP-EXCLUDED",
      deleteGroup: "ENTRA-SCIM2-DELETE-GROUP",
      addMember: add("user"),
    }),
    update,
    ...entraActive({
      answer: "ENTRA-SCIM2-DEACTIVATE",
      readable: "ENTRA-SCIM2-DISABLED-READABLE",
      reactivate: "ENTRA-SCIM2-REACTIVATE",
      text: "A `replace` of `active` by false disables the User.",
      remedy: "Take `replace` with the path `active`, and store it.",
      deactivate: [replace("active", false)],
      activate: replace("active", true),
      evidence: ENTRA_COMPATIBILITY,
      place: "requests to disable users, with the flag",
    }),
    ...entraGroups({
      push: "ENTRA-SCIM2-PUSH-ADD",
      pushQuiet: "ENTRA-SCIM2-PUSH-WITHOUT-LIST",
      again: "ENTRA-SCIM2-PUSH-AGAIN",
      remove: "ENTRA-SCIM2-REMOVE-FILTERED",
      rename: "ENTRA-SCIM2-RENAME",
      add,
      removals: [remove("user"), remove("other")],
      removeText: "A `remove` that names its member in the path takes that member out and nobody else.",
      removeRemedy: 'Take `remove` with the path `members[value eq "…"]` (RFC 7644 §3.5.2.2).',
      removeEvidence: ENTRA_COMPATIBILITY,
      removePlace: "requests to remove a member, with the flag",
      renaming: { op: "replace", value: { displayName: "{group.newName}" } },
      opText: "An `add` on `members`",
      opRemedy: "Take `add` on `members` as an addition: nobody else leaves.",
    }),
  ],
  notReplayed: [
    "provisioning on demand: the flag has no effect on it, so that it sends what `entra` sends",
    "`$ref` null beside a member's value: seen without the flag, not known with it",
  ],
};
