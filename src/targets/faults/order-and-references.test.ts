import { expect, test } from "vitest";
import { type Client, PATCH_OP } from "../testing/client.ts";
import { dialectRows, observeBoth, type Proof, putAnswer } from "../testing/observe.ts";
import { ORDER_AND_REFERENCES } from "./order-and-references.ts";

const SCHEMAS = ["urn:ietf:params:scim:schemas:core:2.0:Group"];
const META = { resourceType: "Group" };

/** PUTs a group whose body has `schemas` last. */
const lastSchemas = async (api: Client): Promise<unknown> => {
  const id = await api.group("Old");
  const body = { displayName: "New", meta: META, schemas: SCHEMAS };
  return [(await api.send("PUT", `/Groups/${id}`, { body })).status, await api.name(id)];
};

/** PATCHes a group of two users; sees the status and what is picked of a read, ids as letters. */
const patched =
  (operations: (ids: readonly string[]) => readonly object[], pick: "externalId" | "members"): Proof["see"] =>
  async (api) => {
    const ids = await api.users(3);
    const [a = "", b = ""] = ids;
    const id = await api.group("Group", [a, b]);
    const body = { schemas: [PATCH_OP], Operations: operations(ids) };
    const { status } = await api.send("PATCH", `/Groups/${id}`, { body });
    if (pick === "members") return [status, (await api.members(id)).length];
    return [status, (await api.get(id)).json.externalId];
  };

/** POSTs a group with a member whose `$ref` has no version in it. */
const REF_VERSION: Proof = {
  see: async (api) => {
    const [a = ""] = await api.users(1);
    const members = [{ value: a, $ref: `https://x.example/Users/${a}` }];
    const body = { schemas: SCHEMAS, displayName: "Group", members };
    return (await api.send("POST", "/Groups", { body })).status;
  },
  plain: 201,
  switched: 400,
};

const PROOFS: Readonly<Record<string, Proof>> = {
  "put-order-demanded": { see: lastSchemas, plain: [200, "New"], switched: [400, "Old"] },
  "user-order-demanded": {
    see: async (api) => {
      const body = { userName: "kim@example.test", meta: { resourceType: "User" } };
      const { id } = (await api.send("POST", "/Users", { body })).json;
      return (await api.send("PUT", `/Users/${id}`, { body })).status;
    },
    plain: 200,
    switched: 400,
  },
  "ids-with-reserved-word": {
    see: async (api) => (await api.group("Group")).includes("bulkId"),
    plain: false,
    switched: true,
  },
  "member-ref-of-another": {
    see: putAnswer(({ json }) => {
      const members = json.members as readonly { readonly value: string; readonly $ref?: string }[];
      return members.map(({ value, $ref }) => $ref?.endsWith(value));
    }),
    plain: [undefined, undefined],
    switched: [true, false],
  },
  "patch-member-value-empties": {
    see: patched(
      ([a = "", , c = ""]) => [{ op: "replace", path: `members[value eq "${a}"].value`, value: c }],
      "members",
    ),
    plain: [400, 2],
    switched: [200, 0],
  },
  "plain-group-external-id-lower": {
    see: patched(() => [{ op: "replace", path: "externalId", value: "Ext" }], "externalId"),
    plain: [200, "Ext"],
    switched: [200, "ext"],
  },
  "plain-group-ref-version-refused": REF_VERSION,
  "member-ref-version-refused": REF_VERSION,
};

// What a group does as a member is seen where groups may be members: in `test/plain-groups.test.ts`.
const SEEN = ORDER_AND_REFERENCES.filter(({ id }) => id !== "plain-group-nested-alone");

test.each(dialectRows(SEEN, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
