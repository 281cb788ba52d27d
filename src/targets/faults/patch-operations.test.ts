import { expect, test } from "vitest";
import {
  dialectRows,
  edited,
  membersPatched,
  observeBoth,
  type Proof,
  refusedPatch,
  type See,
} from "../testing/observe.ts";
import { PATCH_OPERATIONS } from "./patch-operations.ts";

/** Sends one operation to a group of two; sees the class of the status, and how many members there are afterwards. */
function sent(operation: object): See {
  return async (api) => {
    const id = await api.group("G", await api.users(2));
    const { status } = await api.patch(id, operation);
    return [Math.floor(status / 100), (await api.members(id)).length];
  };
}

/** The name and members after edits. */
function after(first: string, ...edits: readonly string[]): See {
  return async (api) => {
    const { name, members } = await edited(api, first, ...edits);
    return [name, members];
  };
}

/** Sends a body without Operations; sees the class of the status. */
const noOperations: See = async (api) => {
  const body = { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"] };
  return Math.floor((await api.send("PATCH", `/Groups/${await api.group("G")}`, { body })).status / 100);
};

const unknownOp = sent({ op: "purge", path: "members", value: [] });
const pathlessRemove = sent({ op: "remove" });

const PROOFS: Readonly<Record<string, Proof>> = {
  "patch-first-operation-only": { see: membersPatched("ab", "-a+c"), plain: "bc", switched: "b" },
  "patch-last-operation-only": { see: membersPatched("ab", "-a+c"), plain: "bc", switched: "abc" },
  "patch-operations-reversed": { see: membersPatched("ab", "-a+a"), plain: "ab", switched: "b" },
  "patch-removals-last": { see: membersPatched("ab", "-a+a"), plain: "ab", switched: "b" },
  "patch-operations-capped": { see: membersPatched("abcdef", "-abcdef"), plain: "", switched: "f" },
  "patch-not-atomic": { see: refusedPatch("ab", "-a+?"), plain: [true, "ab"], switched: [true, "b"] },
  "patch-refused-renames": { see: after("ab", "!New+?"), plain: ["Group", "ab"], switched: ["New", "ab"] },
  "patch-refused-moves-last-modified": {
    see: async (api) => {
      const { id } = await edited(api, "ab", "+?");
      const { meta } = (await api.get(id)).json;
      return meta["created"] === meta["lastModified"];
    },
    plain: true,
    switched: false,
  },
  "patch-rename-ignored": { see: after("ab", "!New"), plain: ["New", "ab"], switched: ["Group", "ab"] },
  "patch-rename-beside-members-ignored": {
    see: after("ab", "!First", "!New-a"),
    plain: ["New", "b"],
    switched: ["First", "b"],
  },
  "patch-rename-empties": { see: after("ab", "!New"), plain: ["New", "ab"], switched: ["New", ""] },
  "patch-without-path-ignored": { see: after("ab", "!New"), plain: ["New", "ab"], switched: ["Group", "ab"] },
  "patch-op-lower-case-refused": {
    // In lower case it is refused, in title case it is taken, whatever the dialect takes by itself.
    see: async (api) => {
      const id = await api.group("G");
      const { status } = await api.rename(id, "Lower");
      await api.patch(id, { ...api.renaming("Titled"), op: "Replace" });
      return [Math.floor(status / 100), await api.name(id)];
    },
    plain: [2, expect.any(String)],
    switched: [4, "Titled"],
  },
  "patch-op-unknown-claimed": { see: unknownOp, plain: [4, 2], switched: [2, 2] },
  "patch-op-unknown-as-replace": { see: unknownOp, plain: [4, 2], switched: [2, 0] },
  "patch-op-unknown-500": { see: unknownOp, plain: [4, 2], switched: [5, 2] },
  "patch-without-operations-claimed": { see: noOperations, plain: 4, switched: 2 },
  "patch-without-operations-500": { see: noOperations, plain: 4, switched: 5 },
  "patch-remove-without-path-claimed": { see: pathlessRemove, plain: [4, 2], switched: [2, 2] },
  "patch-remove-without-path-empties": { see: pathlessRemove, plain: [4, 2], switched: [2, 0] },
};

test.each(dialectRows(PATCH_OPERATIONS, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
