import { expect, test } from "vitest";
import { dialectRows, observeBoth, type Proof, putAnswer, type See } from "../testing/observe.ts";
import { META } from "./meta.ts";

/** Whether an update left `created` alone, and how `lastModified` moved: -1 back, 0 not, 1 on. */
const moves = putAnswer(({ json }, before) => [
  json.meta["created"] === before.json.meta["created"],
  Math.sign(Date.parse(json.meta["lastModified"] ?? "") - Date.parse(before.json.meta["lastModified"] ?? "")),
]);

const membersOnly: See = async (api) => {
  const id = await api.group("G");
  const before = await api.get(id);
  const after = await api.put(id, "G", await api.users(1));
  return after.json.meta["lastModified"] === before.json.meta["lastModified"];
};

/** Whether `lastModified` stands when a group loses its only member. */
const removalOnly: See = async (api) => {
  const id = await api.group("G", await api.users(1));
  const before = await api.get(id);
  const after = await api.send("PUT", `/Groups/${id}`, { body: { ...before.json, members: [] } });
  return after.json.meta["lastModified"] === before.json.meta["lastModified"];
};

/** Whether `lastModified` is at a read, two milliseconds after it was made, what it was at another one before. */
const stands: See = async (api) => {
  const id = await api.group("G");
  const before = await api.get(id);
  while (Date.now() <= Date.parse(before.json.meta["lastModified"] ?? "") + 1);
  const after = await api.get(id);
  return after.json.meta["lastModified"] === before.json.meta["lastModified"];
};

/** By how many hours the time of a group that was just made is off. */
const hoursOff: See = async (api) => {
  const [a = ""] = await api.users(1);
  const { json } = await api.get(await api.group("New", [a]));
  return Math.round(Math.abs(Date.parse(json.meta["created"] ?? "") - Date.now()) / 3_600_000);
};

const type = putAnswer(({ json }) => json.meta["resourceType"]);
const form = putAnswer(({ json }) => String(json.meta["created"]).replace(/\d/gu, "9"));

const PROOFS: Readonly<Record<string, Proof>> = {
  "put-resets-created": { see: moves, plain: [true, 1], switched: [false, 1] },
  "put-body-meta-stored": {
    see: putAnswer(({ json }) => json.meta["created"]?.startsWith("1999"), {
      meta: { created: "1999-01-01T00:00:00Z" },
    }),
    plain: false,
    switched: true,
  },
  "last-modified-stuck": { see: moves, plain: [true, 1], switched: [true, 0] },
  "last-modified-ignores-members": { see: membersOnly, plain: false, switched: true },
  "last-modified-goes-back": { see: moves, plain: [true, 1], switched: [true, -1] },
  "last-modified-ignores-removal": { see: removalOnly, plain: false, switched: true },
  "last-modified-of-answer": { see: stands, plain: true, switched: false },
  "resource-type-plural": { see: type, plain: "Group", switched: "Groups" },
  "resource-type-lower-case": { see: type, plain: "Group", switched: "group" },
  "times-with-space": { see: form, plain: "9999-99-99T99:99:99.999Z", switched: "9999-99-99 99:99:99.999Z" },
  "times-without-zone": { see: form, plain: "9999-99-99T99:99:99.999Z", switched: "9999-99-99T99:99:99.999" },
  "times-of-another-zone": {
    see: hoursOff,
    plain: 0,
    switched: 2,
  },
  "times-as-numbers": { see: form, plain: "9999-99-99T99:99:99.999Z", switched: "9999999999999" },
};

test.each(dialectRows(META, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
