import { expect, test } from "vitest";
import { PATCH_OP } from "../testing/client.ts";
import { dialectRows, edited, observeBoth, type Proof, type See } from "../testing/observe.ts";
import { PATCH_ODDITIES } from "./patch.ts";

/** Sends one operation to a group of one; sees the class of the status, and how many members there are afterwards. */
function sent(make: (stranger: string, member: string) => object): See {
  return async (api) => {
    const [member = "", stranger = ""] = await api.users(2);
    const id = await api.group("G", [member]);
    const { status } = await api.patch(id, make(stranger, member));
    return [Math.floor(status / 100), (await api.members(id)).length];
  };
}

/** Sends a body to a group; sees the class of the status. */
function body(make: (renaming: object) => object): See {
  return async (api) => {
    const id = await api.group("G");
    const { status } = await api.send("PATCH", `/Groups/${id}`, { body: make(api.renaming("New")) });
    return Math.floor(status / 100);
  };
}

/** Renames by a url-encoded form; sees the class of the status. */
function form(fields: Readonly<Record<string, string>>): See {
  return async (api) => {
    const raw = new URLSearchParams(fields).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    return Math.floor((await api.send("PATCH", `/Groups/${await api.group("G")}`, { raw, headers })).status / 100);
  };
}

/** Adds a known and an unknown member; sees the status, and how many members there are afterwards. */
const unknown: See = async (api) => {
  const { statuses, members } = await edited(api, "a", "+b?");
  return [statuses[0], members.length];
};

/** Adds and removes; sees the members afterwards and what was answered of them. */
const shown: See = async (api) => {
  const { answers } = await edited(api, "ab", "+c");
  return answers[0]?.text;
};

function sees(pick: (text: string) => unknown): See {
  return async (api) => pick(String(await shown(api)));
}

/** Adds two and removes one; sees the id of a user and how many members are left. */
const identified: See = async (api) => {
  const [a = "", b = ""] = await api.users(2);
  const id = await api.group("G");
  await api.patch(id, { op: "add", path: "members", value: [{ value: a }, { value: b }] });
  const { status } = await api.patch(id, { op: "remove", path: `members[value eq ${JSON.stringify(a)}]` });
  return [status, await api.members(id), b.length > 12];
};

const titled = sent((value) => ({ op: "Add", path: "members", value: [{ value }] }));
const asList = sent((value) => ({ op: "add", path: "members", value: [{ value }] }));
const asText = sent((value) => ({ op: "add", path: "members", value: JSON.stringify([{ value }]) }));
const asId = sent((value) => ({ op: "add", path: "members", value }));
const textReplaces = sent((value) => ({ op: "replace", path: "members", value: JSON.stringify([{ value }]) }));
const listReplaces = sent((value) => ({ op: "replace", path: "members", value: [{ value }] }));
const removal = sent((_, member) => ({ op: "remove", path: `members[value eq "${member}"]` }));
const removalWithEmpty = sent((_, member) => ({ op: "remove", path: `members[value eq "${member}"]`, value: "" }));
const operations = JSON.stringify([{ op: "replace", path: "displayName", value: "New" }]);
const bracketed = {
  "Operations[0][op]": "replace",
  "Operations[0][path]": "displayName",
  "Operations[0][value]": "New",
};

const PROOFS: Readonly<Record<string, Proof>> = {
  "patch-op-any-case": { see: titled, plain: [4, 1], switched: [2, 2] },
  "patch-op-exact-case": { see: titled, plain: [2, 2], switched: [4, 1] },
  "patch-schemas-optional": { see: body((renaming) => ({ Operations: [renaming] })), plain: 4, switched: 2 },
  "patch-path-display-name": {
    see: body(() => ({ schemas: [PATCH_OP], Operations: [{ op: "replace", path: "displayName", value: "New" }] })),
    plain: 4,
    switched: 2,
  },
  "patch-value-of-id-refused": {
    see: body(() => ({ schemas: [PATCH_OP], Operations: [{ op: "replace", value: { id: "r-1" } }] })),
    plain: 2,
    switched: 4,
  },
  "patch-empty-operations-taken": { see: body(() => ({ schemas: [PATCH_OP], Operations: [] })), plain: 4, switched: 2 },
  "patch-extra-fields-refused": {
    see: body((renaming) => ({ schemas: [PATCH_OP], Operations: [{ ...renaming, note: "x" }] })),
    plain: 2,
    switched: 4,
  },
  "patch-json-text-refused": { see: asText, plain: [2, 2], switched: [4, 1] },
  "patch-text-and-id-add-only": {
    see: async (api) => [await asText(api), await asId(api), await textReplaces(api), await listReplaces(api)],
    plain: [
      [2, 2],
      [2, 2],
      [2, 1],
      [2, 1],
    ],
    switched: [
      [2, 2],
      [2, 2],
      [4, 1],
      [2, 1],
    ],
  },
  "patch-bare-id-refused": { see: asId, plain: [2, 2], switched: [4, 1] },
  "patch-list-refused": { see: asList, plain: [2, 2], switched: [4, 1] },
  "patch-removal-with-value-only": { see: removal, plain: [2, 0], switched: [4, 1] },
  "patch-removal-without-value-only": { see: removalWithEmpty, plain: [2, 0], switched: [4, 1] },
  "patch-forms-bracketed-only": { see: form({ Operations: operations }), plain: 2, switched: 4 },
  "patch-forms-json-only": { see: form(bracketed), plain: 2, switched: 4 },
  "patch-unknown-members-dropped": { see: unknown, plain: [400, 1], switched: [200, 2] },
  "patch-unknown-members-stored": { see: unknown, plain: [400, 1], switched: [200, 3] },
  "patch-unknown-members-404": { see: unknown, plain: [400, 1], switched: [404, 1] },
  "patch-members-reversed": {
    see: sees((text) => text.indexOf("user-1@") < text.indexOf("user-3@")),
    plain: true,
    switched: false,
  },
  "patch-members-absent-when-empty": {
    see: async (api) => (await api.get(await api.group("G"))).text.includes('"members"'),
    plain: true,
    switched: false,
  },
  "patch-member-display-own": { see: sees((text) => text.includes("user-3@")), plain: true, switched: false },
  "patch-member-extra-parts": { see: sees((text) => text.includes('"addedBy"')), plain: false, switched: true },
  "patch-ids-integers": {
    see: identified,
    plain: [200, [expect.any(String)], true],
    switched: [200, ["1002"], false],
  },
  "patch-ids-with-quote": {
    see: identified,
    plain: [200, [expect.any(String)], true],
    switched: [200, ['"2\\'], false],
  },
  "patch-ids-with-brackets": {
    see: identified,
    plain: [200, [expect.any(String)], true],
    switched: [200, ["u[2].x and y"], false],
  },
  "put-501": { see: async (api) => (await api.put(await api.group("G"), "New")).status, plain: 405, switched: 501 },
  "patch-collection-404": {
    see: async (api) => (await api.send("PATCH", "/Groups", { body: { Operations: [] } })).status,
    plain: 405,
    switched: 404,
  },
  "patch-answer-plain-json": {
    see: async (api) => (await api.get("unknown")).headers.get("content-type"),
    plain: "application/scim+json",
    switched: "application/json",
  },
};

test.each(dialectRows(PATCH_ODDITIES, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { oddities: [id] }, dialect)).toEqual({ plain, switched });
});
