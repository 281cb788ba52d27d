import { ENTERPRISE_URN, OWN_URN } from "../dialects/rfc-schema.ts";
import type { Answer } from "../testing/client.ts";
import type { Proof, See } from "../testing/observe.ts";
import { MAILS, patchedAfter, proveRfc, refusal } from "../testing/rfc.ts";
import { RFC_PATCH_USERS } from "./rfc-patch-users.ts";

const [work, home] = MAILS;
const name = { givenName: "Kim", familyName: "Li" };
const emails = ({ json }: Answer): unknown => json["emails"];
const ofName = ({ json }: Answer): unknown => json["name"];
const core = "urn:ietf:params:scim:schemas:core:2.0:User";
const op = (word: string, path: string | undefined, value?: unknown): object => ({ op: word, path, value });

/** PATCHes a user with both parts of a name. */
const renamed = (...operations: readonly object[]): See => patchedAfter({ name }, operations, ofName);
/** PATCHes a user with two emails, of whom one is at home. */
const mailed = (...operations: readonly object[]): See => patchedAfter({ emails: MAILS }, operations, emails);
/** PATCHes a user with three emails: the values that are left. */
const left = (path: string): See =>
  patchedAfter({ emails: [...MAILS, { value: "c", type: "other" }] }, [op("remove", path)], ({ json }) =>
    ((json["emails"] ?? []) as readonly { readonly value: string }[]).map(({ value }) => value.slice(0, 1)).join(""),
  );
const W = { ...work, display: "x" };
const H = { ...home, display: "x" };

const PROOFS: Readonly<Record<string, Proof>> = {
  "user-sub-path-ignored": {
    see: renamed(op("replace", "name.givenName", "Ann")),
    plain: [200, { ...name, givenName: "Ann" }],
    switched: [200, name],
  },
  "user-value-path-takes-all": {
    see: mailed(op("replace", 'emails[type eq "home"].display', "x")),
    plain: [200, [work, H]],
    switched: [200, [W, H]],
  },
  "user-value-path-takes-first": {
    see: mailed(op("replace", "emails[type pr].display", "x")),
    plain: [200, [W, H]],
    switched: [200, [W, home]],
  },
  "user-filter-and-ignored": { see: left('emails[type pr and value sw "b"]'), plain: [200, "ac"], switched: [200, ""] },
  "user-filter-or-ignored": {
    see: left('emails[type eq "home" or type eq "work"]'),
    plain: [200, "c"],
    switched: [200, "ac"],
  },
  "user-filter-not-ignored": { see: left('emails[not (type eq "home")]'), plain: [200, "b"], switched: [200, "ac"] },
  "user-filter-ends-anywhere": { see: left('emails[type ew "r"]'), plain: [200, "ab"], switched: [200, "b"] },
  "user-filter-unequal-is-equal": { see: left('emails[type ne "home"]'), plain: [200, "b"], switched: [200, "ac"] },
  "user-extension-by-urn-ignored": {
    see: patchedAfter(
      { [ENTERPRISE_URN]: { department: "R&D" } },
      [op("replace", ENTERPRISE_URN, { department: "IT" })],
      ({ json }) => json[ENTERPRISE_URN],
    ),
    plain: [200, { department: "IT" }],
    switched: [200, { department: "R&D" }],
  },
  "user-remove-unassigned-500": {
    see: patchedAfter({}, [op("remove", "title")], ({ json }) => json["title"]),
    plain: [200, undefined],
    switched: [500, undefined],
  },
  "user-remove-part-of-entry-ignored": {
    see: mailed(op("remove", 'emails[type eq "home"].type')),
    plain: [200, [work, { value: home.value }]],
    switched: [200, [work, home]],
  },
  "user-part-of-entry-written-everywhere": {
    see: mailed(op("replace", 'emails[type eq "home"].display', "x")),
    plain: [200, [work, H]],
    switched: [200, [W, H]],
  },
  "user-add-complex-replaces": {
    see: renamed(op("add", "name", { givenName: "Ann" })),
    plain: [200, { ...name, givenName: "Ann" }],
    switched: [200, { givenName: "Ann" }],
  },
  "user-replace-complex-drops": {
    see: renamed(op("replace", "name", { givenName: "Ann" })),
    plain: [200, { ...name, givenName: "Ann" }],
    switched: [200, { givenName: "Ann" }],
  },
  "user-no-path-complex-drops": {
    see: renamed(op("replace", undefined, { name: { givenName: "Ann" } })),
    plain: [200, { ...name, givenName: "Ann" }],
    switched: [200, { givenName: "Ann" }],
  },
  "user-primary-not-reset": {
    see: mailed(op("add", "emails", [{ value: "c", primary: true }])),
    plain: [200, [{ ...work, primary: false }, home, { value: "c", primary: true }]],
    switched: [200, [work, home, { value: "c", primary: true }]],
  },
  "user-primary-by-filter-not-reset": {
    see: mailed(op("replace", 'emails[type eq "home"].primary', true)),
    plain: [
      200,
      [
        { ...work, primary: false },
        { ...home, primary: true },
      ],
    ],
    switched: [200, [work, { ...home, primary: true }]],
  },
  "user-active-text-stored": {
    see: patchedAfter({ active: true }, [op("replace", "active", "False")], ({ json }) => json["active"]),
    plain: [400, true],
    switched: [200, "False"],
  },
  "user-core-urn-unknown": {
    see: refusal({}, op("add", `${core}:title`, "Dr")),
    plain: [200, undefined],
    switched: [400, "invalidPath"],
  },
  "user-extension-urn-unknown": {
    see: refusal({}, op("add", `${ENTERPRISE_URN}:division`, "V")),
    plain: [200, undefined],
    switched: [400, "invalidPath"],
  },
  "user-extension-manager-unknown": {
    see: refusal({}, op("add", `${ENTERPRISE_URN}:manager.value`, "m")),
    plain: [200, undefined],
    switched: [400, "invalidPath"],
  },
  "user-extension-patched-outside": {
    see: patchedAfter({}, [op("add", `${ENTERPRISE_URN}:division`, "V")], ({ json }) => [
      json["division"],
      json[ENTERPRISE_URN],
    ]),
    plain: [200, [undefined, { division: "V" }]],
    switched: [200, ["V", undefined]],
  },
  "user-extension-patch-replaces": {
    see: patchedAfter(
      { [ENTERPRISE_URN]: { costCenter: "C" } },
      [op("add", `${ENTERPRISE_URN}:division`, "V")],
      ({ json }) => json[ENTERPRISE_URN],
    ),
    plain: [200, { costCenter: "C", division: "V" }],
    switched: [200, { division: "V" }],
  },
  "user-extension-urn-not-added": {
    see: patchedAfter({}, [op("add", `${ENTERPRISE_URN}:division`, "V")], ({ json }) => json.schemas),
    plain: [200, [core, ENTERPRISE_URN]],
    switched: [200, [core]],
  },
  "user-replace-absent-refused": {
    see: refusal({}, op("replace", "title", "Dr")),
    plain: [200, undefined],
    switched: [400, "noTarget"],
  },
  "user-readded-email-twice": {
    see: mailed(op("add", "emails", [home])),
    plain: [200, [work, home]],
    switched: [200, [work, home, home]],
  },
  "user-no-change-modifies": {
    see: patchedAfter(
      { title: "Dr" },
      [op("add", "title", "Dr")],
      ({ json }, before) => json.meta["lastModified"] === before.json.meta["lastModified"],
    ),
    plain: [200, true],
    switched: [200, false],
  },
  "user-list-removed-first-only": { see: left("emails"), plain: [200, ""], switched: [200, "bc"] },
  "user-sub-removal-takes-whole": {
    see: renamed(op("remove", "name.givenName")),
    plain: [200, { familyName: "Li" }],
    switched: [200, undefined],
  },
  "user-sub-removal-takes-entry": {
    see: mailed(op("remove", 'emails[type eq "home"].type')),
    plain: [200, [work, { value: home.value }]],
    switched: [200, [work]],
  },
  "user-path-case-exact": {
    see: refusal({}, op("add", "TITLE", "Dr")),
    plain: [200, undefined],
    switched: [400, "invalidPath"],
  },
  "user-entry-case-exact": {
    see: patchedAfter({}, [op("add", "emails", [{ VALUE: "a@example.com" }])], ({ json }) => json["emails"]),
    plain: [200, [{ value: "a@example.com" }]],
    switched: [200, undefined],
  },
  "user-operations-backwards": {
    see: patchedAfter({}, [op("add", "title", "1"), op("add", "title", "2")], ({ json }) => json["title"]),
    plain: [200, "2"],
    switched: [200, "1"],
  },
  "user-immutable-patched": {
    see: patchedAfter(
      { [OWN_URN]: { badge: "1" } },
      [op("replace", `${OWN_URN}:badge`, "2")],
      ({ json }) => json[OWN_URN],
    ),
    plain: [400, { badge: "1" }],
    switched: [200, { badge: "2" }],
  },
  "password-shown-by-patch": {
    see: async (api) => {
      const { id } = (await api.newUser()).json;
      return (await api.patchUser(id, op("replace", "password", "p"))).json.password;
    },
    plain: undefined,
    switched: "p",
  },
  "patch-attributes-204": {
    see: async (api) => {
      const { id } = (await api.newUser()).json;
      const body = {
        schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        Operations: [op("add", "title", "Dr")],
      };
      const { status, json } = await api.send("PATCH", `/Users/${id}?attributes=title`, { body });
      return [status, json["title"]];
    },
    plain: [200, "Dr"],
    switched: [204, undefined],
  },
};

proveRfc(RFC_PATCH_USERS, PROOFS);
