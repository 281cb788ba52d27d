import { expect, test } from "vitest";
import type { Client } from "../testing/client.ts";
import { PATCH_OP } from "../testing/client.ts";
import { dialectRows, observeBoth, type Proof, type See } from "../testing/observe.ts";
import { USER_HISTORIES_PATCH } from "./user-histories-patch.ts";

const WORK = { value: "w", type: "work", primary: true };
const HOME = { value: "h", type: "home" };
const OTHER = { value: "o", type: "other" };

/** Makes a user with a work and a home email, and PATCHes it; sees the last status and an attribute of a read. */
function patched(name: string, ...requests: readonly (readonly object[])[]): See {
  return async (api) => {
    const id = await made(api, "kim");
    let status = 0;
    for (const operations of requests) status = await patch(api, id, operations);
    return [status, (await api.user(id)).json[name]];
  };
}

async function made(api: Client, name: string): Promise<string> {
  const body = {
    userName: `${name}@example.test`,
    name: { givenName: "Kim", familyName: "Li" },
    emails: [WORK, HOME],
    active: true,
  };
  return (await api.send("POST", "/Users", { body })).json.id;
}

async function patch(api: Client, id: string, operations: readonly object[]): Promise<number> {
  return (await api.send("PATCH", `/Users/${id}`, { body: { schemas: [PATCH_OP], Operations: operations } })).status;
}

const emails = (op: string, value?: unknown, path = "emails"): object => ({
  op,
  path,
  ...(value === undefined ? {} : { value }),
});

const PROOFS: Readonly<Record<string, Proof>> = {
  "user-patch-name-replaced-whole": {
    see: patched("name", [{ op: "replace", path: "name", value: { givenName: "Ada" } }]),
    plain: [200, { givenName: "Ada", familyName: "Li" }],
    switched: [200, { givenName: "Ada" }],
  },
  "user-patch-filter-hits-first": {
    see: patched("emails", [emails("replace", "n", 'emails[type eq "home"].value')]),
    plain: [200, [WORK, { ...HOME, value: "n" }]],
    switched: [200, [{ ...WORK, value: "n" }, HOME]],
  },
  "user-patch-filter-names-exact": {
    see: patched("emails", [emails("remove", undefined, 'emails[TYPE eq "home"]')]),
    plain: [200, [WORK]],
    switched: [400, [WORK, HOME]],
  },
  "user-patch-primary-not-reset": {
    see: patched("emails", [emails("add", [{ ...OTHER, primary: true }])]),
    plain: [200, [{ ...WORK, primary: false }, HOME, { ...OTHER, primary: true }]],
    switched: [200, [WORK, HOME, { ...OTHER, primary: true }]],
  },
  "user-patch-replace-appends": {
    see: patched("emails", [emails("replace", [OTHER])]),
    plain: [200, [OTHER]],
    switched: [200, [WORK, HOME, OTHER]],
  },
  "user-patch-add-replaces": {
    see: patched("emails", [emails("add", [OTHER])]),
    plain: [200, [WORK, HOME, OTHER]],
    switched: [200, [OTHER]],
  },
  "user-patch-remove-first-only": {
    see: patched("emails", [emails("remove")]),
    plain: [200, undefined],
    switched: [200, [HOME]],
  },
  "user-patch-filter-removes-others": {
    see: patched("emails", [emails("remove", undefined, 'emails[type eq "home"]')]),
    plain: [200, [WORK]],
    switched: [200, [HOME]],
  },
  "user-patch-filter-removes-one": {
    see: patched("emails", [emails("remove", undefined, "emails[value pr]")]),
    plain: [200, undefined],
    switched: [200, [HOME]],
  },
  "user-patch-part-refused": {
    see: patched("emails", [emails("replace", "n", 'emails[type eq "home"].value')]),
    plain: [200, [WORK, { ...HOME, value: "n" }]],
    switched: [400, [WORK, HOME]],
  },
  "user-patch-no-target-ignored": {
    see: patched("emails", [emails("replace", "n", 'emails[type eq "other"].value')]),
    plain: [400, [WORK, HOME]],
    switched: [200, [WORK, HOME]],
  },
  "user-patch-no-target-added": {
    see: patched("emails", [emails("replace", "n", 'emails[type eq "other"].value')]),
    plain: [400, [WORK, HOME]],
    switched: [200, [WORK, HOME, { value: "n" }]],
  },
  "user-patch-entry-parts-lost": {
    see: patched("emails", [emails("replace", "n", 'emails[type eq "home"].value')]),
    plain: [200, [WORK, { ...HOME, value: "n" }]],
    switched: [200, [WORK, { value: "n" }]],
  },
  "user-patch-not-atomic": {
    see: patched("emails", [emails("add", [OTHER]), emails("replace", "n", 'emails[type eq "none"].value')]),
    plain: [400, [WORK, HOME]],
    switched: [400, [WORK, HOME, OTHER]],
  },
  "user-patch-last-operation-only": {
    see: patched("emails", [emails("add", [OTHER]), { op: "replace", path: "active", value: false }]),
    plain: [200, [WORK, HOME, OTHER]],
    switched: [200, [WORK, HOME]],
  },
  "user-patch-active-add-ignored": {
    see: patched("active", [{ op: "add", path: "active", value: false }]),
    plain: [200, false],
    switched: [200, true],
  },
  "user-patch-emptied-list-dead": {
    see: patched("emails", [emails("remove")], [emails("add", [OTHER])]),
    plain: [200, [OTHER]],
    switched: [200, []],
  },
  "user-patch-others-follow": {
    see: async (api) => {
      const [a, b] = [await made(api, "kim"), await made(api, "li")];
      await patch(api, a, [emails("replace", [HOME])]);
      await patch(api, b, [emails("add", [OTHER])]);
      return (await api.user(a)).json["emails"];
    },
    plain: [HOME],
    switched: [HOME, OTHER],
  },
};

test.each(dialectRows(USER_HISTORIES_PATCH, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = await observeBoth(proof, { faults: [id] }, dialect);
  expect({ plain, switched }).toEqual({ plain: proof.plain, switched: proof.switched });
});
