import { expect, test } from "vitest";
import { type Answer, valuesOf } from "../testing/client.ts";
import { dialectRows, edited, membersPatched, observeBoth, type Proof, type See } from "../testing/observe.ts";
import { PATCH_ANSWERS } from "./patch-answers.ts";

/** Replaces a member and the name of a group of two; what is seen of the answer is up to the caller. */
function answer(pick: (answer: Answer) => unknown): See {
  return async (api) => {
    const [last] = (await edited(api, "ab", "-a+c!New")).answers;
    return last === undefined ? undefined : pick(last);
  };
}

/** The statuses of edits of a group of two. */
function statuses(...edits: readonly string[]): See {
  return async (api) => (await edited(api, "ab", ...edits)).statuses;
}

/** The status of a PATCH of an unknown id, and of a GET after it. */
const unknown: See = async (api) => [(await api.rename("r-0", "New")).status, (await api.get("r-0")).status];

/** Renames a group with an id in the value; sees both groups' names, the id answered and whether the group is there. */
const withId: See = async (api) => {
  const other = await api.group("Other");
  const id = await api.group("Own");
  const sent = await api.patch(id, { op: "replace", value: { id: other, displayName: "New" } });
  return [await api.name(id), await api.name(other), sent.json.id === id];
};

/** Adds somebody to a group; sees how many members another one of this name has then. */
function joinedBeside(name: string): See {
  return async (api) => {
    const other = await api.group(name);
    const [value] = await api.users(1);
    await api.patch(await api.group("Same"), { op: "add", path: "members", value: [{ value }] });
    return (await api.members(other)).length;
  };
}

const PROOFS: Readonly<Record<string, Proof>> = {
  "patch-answers-old-state": { see: answer(({ json }) => json.displayName), plain: "New", switched: "Group" },
  "patch-answers-removed-members": { see: answer((seen) => valuesOf(seen).length), plain: 2, switched: 3 },
  "patch-answers-only-added-members": { see: answer((seen) => valuesOf(seen).length), plain: 2, switched: 1 },
  "patch-answer-without-name": { see: answer(({ json }) => json.displayName), plain: "New", switched: undefined },
  "patch-answer-without-id": { see: answer(({ text }) => text.includes('"id"')), plain: true, switched: false },
  "patch-answer-empty": {
    see: answer(({ status, text }) => [status, text === ""]),
    plain: [200, false],
    switched: [200, true],
  },
  "patch-answer-echoes-request": {
    see: answer(({ text }) => text.includes("Operations")),
    plain: false,
    switched: true,
  },
  "patch-answers-202": { see: statuses("-a"), plain: [200], switched: [202] },
  "patch-answers-204-always": { see: statuses("-a"), plain: [200], switched: [204] },
  "patch-204-on-change": { see: statuses("-a"), plain: [200], switched: [204] },
  "patch-204-on-removal": { see: statuses("+c", "-a"), plain: [200, 200], switched: [200, 204] },
  "patch-200-without-change": { see: statuses("+a"), plain: [204], switched: [200] },
  "patch-200-on-same-name": { see: statuses("+a", "!Group"), plain: [204, 204], switched: [204, 200] },
  "patch-200-on-there-and-back": { see: statuses("+a", "+c-c"), plain: [204, 204], switched: [204, 200] },
  "patch-204-on-replaced-by-as-many": { see: statuses("=c", "=d"), plain: [200, 200], switched: [200, 204] },
  "patch-echo-without-store": { see: membersPatched("ab", "-a"), plain: "b", switched: "ab" },
  "patch-third-lost": { see: membersPatched("abcd", "-a", "-b", "-c"), plain: "d", switched: "cd" },
  "patch-fifth-update-of-group-lost": {
    see: membersPatched("abcdef", "-a", "-b", "-c", "-d", "-e"),
    plain: "f",
    switched: "ef",
  },
  "patch-after-patch-reads-old-copy": { see: membersPatched("a", "+b", "+c"), plain: "abc", switched: "ac" },
  "patch-hits-same-name-group": { see: joinedBeside("Same"), plain: 0, switched: 1 },
  "patch-hits-name-in-other-case": { see: joinedBeside("SAME"), plain: 0, switched: 1 },
  "patch-makes-new-id": {
    see: async (api) => {
      const id = await api.group("Old");
      await api.rename(id, "New");
      return (await api.get(id)).status;
    },
    plain: 200,
    switched: 404,
  },
  "patch-body-id-becomes-id": { see: withId, plain: ["New", "Other", true], switched: [undefined, "New", false] },
  "patch-body-id-writes-other": { see: withId, plain: ["New", "Other", true], switched: ["Own", "New", false] },
  "patch-answers-body-id": { see: withId, plain: ["New", "Other", true], switched: ["New", "Other", false] },
  "patch-unknown-creates": { see: unknown, plain: [404, 404], switched: [200, 200] },
  "patch-unknown-claimed": { see: unknown, plain: [404, 404], switched: [204, 404] },
  "patch-unknown-500": { see: unknown, plain: [404, 404], switched: [500, 404] },
};

test.each(dialectRows(PATCH_ANSWERS, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
