import { URN } from "../../scim/index.ts";
import type { Client, ClientCapability, Json } from "./client.ts";
import { entraActive } from "./entra-active.ts";
import { entraGroups } from "./entra-groups.ts";
import { EMPLOYEE_NUMBER, ENTRA_BODIES, ENTRA_HEADERS, entraCommon, PATCHED, patch } from "./entra-parts.ts";
import { ENTRA, ENTRA_ANSWER, ENTRA_COMPATIBILITY } from "./evidence.ts";

const UPDATE = "ENTRA-UPDATE-REPLACE";
const UPDATE_EXTENSION = "ENTRA-UPDATE-EXTENSION";
const UPDATE_ABSENT = "ENTRA-UPDATE-ADD-EMAIL";

const add = (who: "user" | "other"): Json => ({
  op: "Add",
  path: "members",
  value: [{ $ref: null, value: `{${who}.id}` }],
});
const replace = (path: string, value: Json): Json => ({ op: "Replace", path, value });

const update: ClientCapability = {
  id: "update-user",
  needs: [
    {
      id: UPDATE,
      level: "DOCUMENT",
      text: "A PATCH with one `Replace` for each attribute, an address chosen by its type among them, changes exactly those.",
      evidence: ENTRA,
      place: "Update User [Multi-valued properties]; General, the case of `op`",
      remedy: 'Take `Replace` in this case, and paths such as `emails[type eq "work"].value` and `name.familyName`.',
    },
    {
      id: UPDATE_EXTENSION,
      level: "SHOULD",
      text: "An attribute of the enterprise extension is changed by its full path.",
      evidence: ENTRA_COMPATIBILITY,
      place: "the example of several replacements; an application need not have every attribute",
      remedy:
        "Take paths with a schema in front, `urn:…:User:employeeNumber`, or have the mapping of the extension removed.",
    },
    {
      id: UPDATE_ABSENT,
      level: "SHOULD",
      text: "An `Add` to the work address of a User who has none creates it.",
      evidence: ENTRA_ANSWER,
      place: "the answer of an employee of Microsoft; the RFC is silent",
      remedy: 'Make the entry where an `Add` to `emails[type eq "work"].value` finds none.',
    },
  ],
  given: ["user"],
  steps: [
    patch(
      "user",
      "update address and family name",
      [replace('emails[type eq "work"].value', "{user.newEmail}"), replace("name.familyName", "Changed")],
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
            "name.familyName": "Changed",
            "name.givenName": "Ada",
            userName: "{user.userName}",
            active: true,
          },
        },
      ],
    },
    patch("user", "update the employee number", [replace(EMPLOYEE_NUMBER, "E-1")], {
      need: UPDATE_EXTENSION,
      is: "status",
      among: PATCHED,
    }),
    { look: "user", expect: [{ need: UPDATE_EXTENSION, is: "values", values: { [EMPLOYEE_NUMBER]: "E-1" } }] },
  ],
};

/** A User without an address, to whom one is added; apart, so that what comes before cannot hide it. */
const withoutEmail: ClientCapability["steps"] = [
  {
    send: {
      title: "create a User without an address",
      method: "POST",
      type: "User",
      body: {
        schemas: [URN.user],
        userName: "{it.userName}",
        active: true,
        name: { familyName: "Entra", givenName: "Ada" },
      },
    },
    makes: "other",
    expect: [],
  },
  patch("other", "add a work address", [{ op: "Add", path: 'emails[type eq "work"].value', value: "{other.email}" }], {
    need: UPDATE_ABSENT,
    is: "status",
    among: PATCHED,
  }),
  { look: "other", expect: [{ need: UPDATE_ABSENT, is: "values", values: { "emails.value": "{other.email}" } }] },
];

/** Microsoft Entra ID as it is without a flag. */
export const entra: Client = {
  name: "entra",
  title: "Entra ID",
  about:
    "Microsoft Entra ID without a flag: capitalised operations, `active` as a text, members removed by a list of values.",
  headers: ENTRA_HEADERS,
  bodies: ENTRA_BODIES,
  capabilities: [
    ...entraCommon({
      matchUser: "ENTRA-MATCH-USER",
      matchNobody: "ENTRA-MATCH-NOBODY",
      createAnswer: "ENTRA-CREATE-ANSWER",
      createStored: "ENTRA-CREATE-STORED",
      deleteUser: "ENTRA-DELETE-USER",
      matchGroup: "ENTRA-MATCH-GROUP",
      matchNoGroup: "ENTRA-MATCH-NO-GROUP",
      createGroup: "ENTRA-CREATE-GROUP",
      readGroup: "ENTRA-READ-GROUP-EXCLUDED",
      deleteGroup: "ENTRA-DELETE-GROUP",
      addMember: add("user"),
    }),
    { ...update, steps: [...update.steps, ...withoutEmail] },
    ...entraActive({
      answer: "ENTRA-DEACTIVATE-TEXT",
      readable: "ENTRA-DISABLED-READABLE",
      reactivate: "ENTRA-REACTIVATE",
      text: 'A `Replace` of `active` by the text "False", and by the boolean false, disables the User, who shows the boolean.',
      remedy: 'Take the texts "True" and "False" for a boolean in any case, and store the boolean.',
      deactivate: [replace("active", "False"), replace("active", false)],
      activate: replace("active", "True"),
      evidence: ENTRA_COMPATIBILITY,
      place: "requests to disable users, before the flag; the tutorial shows the boolean",
    }),
    ...entraGroups({
      push: "ENTRA-PUSH-ADD",
      pushQuiet: "ENTRA-PUSH-WITHOUT-LIST",
      again: "ENTRA-PUSH-AGAIN",
      remove: "ENTRA-REMOVE-BY-VALUE",
      rename: "ENTRA-RENAME",
      add,
      removals: [
        { op: "Remove", path: "members", value: [{ value: "{user.id}" }] },
        { op: "Remove", path: "members", value: [{ $ref: null, value: "{other.id}" }] },
      ],
      removeText: "A `Remove` of `members` with a list of values takes those members out and nobody else.",
      removeRemedy:
        "Read the `value` of a `Remove` on `members` as the list of those to remove, with or without `$ref`: not as all of them. Or have customers set the flag aadOptscim062020.",
      removeEvidence: ENTRA_COMPATIBILITY,
      removePlace: "requests to remove a member, before the flag; with `$ref` in the tutorial",
      renaming: replace("displayName", "{group.newName}"),
      opText: "An `Add` on `members`, written with a capital and `$ref` null,",
      opRemedy: "Compare `op` without case, ignore `$ref` null, and take `Add` on `members` as an addition.",
    }),
  ],
  notReplayed: [
    "/Schemas: read for some gallery apps when the configuration is saved",
    "the manager, `Add` on `active`, additions with dotted keys: observed, and left to attribute mappings",
    "several PATCH requests on one Group at the same time: the parallel histories of the PATCH suite send them",
  ],
};
