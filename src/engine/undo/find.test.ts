import { expect, test } from "vitest";
import { findMade, scan, type Wanted } from "./find.ts";
import { asked, fakeMeans, page } from "./testing.ts";

const WANTED: Wanted = {
  resource: "User",
  collectionPath: "/Users",
  keys: [
    { attribute: "userName", value: "sp-abc123-1@example.com" },
    { attribute: "externalId", value: "sp-abc123-1" },
  ],
};
const OURS = { id: "7", userName: "SP-abc123-1@Example.com" };
const others = (count: number, from = 0): readonly object[] =>
  Array.from({ length: count }, (_, index) => ({ id: `o${from + index}`, userName: `other-${from + index}` }));

test("found by the name, in whatever case it is shown", async () => {
  const { means, sent } = fakeMeans(() => [200, page([OURS])]);
  expect(await findMade(means, WANTED)).toEqual({ kind: "found", ids: ["7"] });
  expect(sent).toEqual(['GET /Users?filter=userName eq "sp-abc123-1@example.com"']);
});

test("a server that ignores the filter and pages: found on the last page, and what is not ours is left alone", async () => {
  const all = [...others(250), OURS];
  const { means } = fakeMeans((request) => {
    const start = Number(asked(request).query.get("startIndex") ?? 1);
    return [200, page(all.slice(start - 1, start + 99), all.length)];
  });
  expect(await findMade(means, WANTED)).toEqual({ kind: "found", ids: ["7"] });
});

test("a first page without it is not the whole answer", async () => {
  const { means } = fakeMeans(() => [200, page(others(100), 251)]);
  // It shows the same page whatever is asked for: nobody knows what is on the others.
  expect(await findMade(means, WANTED)).toMatchObject({ kind: "unknown", undone: { state: "left" } });
});

test("found by externalId where the name is not shown", async () => {
  const { means } = fakeMeans((request) =>
    asked(request).query.get("filter")?.startsWith("externalId") === true
      ? [200, page([{ id: "7", externalId: "sp-abc123-1" }])]
      : [200, page([])],
  );
  expect(await findMade(means, WANTED)).toEqual({ kind: "found", ids: ["7"] });
});

test("found in the list where no filter is taken", async () => {
  const { means, sent } = fakeMeans((request) =>
    asked(request).query.has("filter") ? [400, { detail: "no" }] : [200, page([...others(3), OURS])],
  );
  expect(await findMade(means, WANTED)).toEqual({ kind: "found", ids: ["7"] });
  expect(sent).toHaveLength(3);
});

test("ids that are numbers, also where they are beyond what a number holds", async () => {
  const { userName } = OURS;
  expect(await findMade(fakeMeans(() => [200, page([{ id: 7, userName }])]).means, WANTED)).toEqual({
    kind: "found",
    ids: ["7"],
  });
  const text = JSON.stringify(page([{ id: "ID", userName }])).replace('"ID"', "9007199254740993");
  expect(await findMade(fakeMeans(() => [200, text]).means, WANTED)).toEqual({
    kind: "found",
    ids: ["9007199254740993"],
  });
  // What has no id cannot be removed, and is not nothing.
  const bare = await findMade(fakeMeans(() => [200, page([{ id: 0.5, userName }])]).means, WANTED);
  expect(bare).toMatchObject({ kind: "unknown", undone: { state: "left", reason: "it is shown without an id" } });
});

test("both of two that a repeated create made", async () => {
  const { means } = fakeMeans(() => [200, page([OURS, { ...OURS, id: "8" }])]);
  expect(await findMade(means, WANTED)).toEqual({ kind: "found", ids: ["7", "8"] });
});

test("nothing where every search is complete and shows nothing; not known where none is answered", async () => {
  expect(await findMade(fakeMeans(() => [200, page([])]).means, WANTED)).toEqual({ kind: "none" });
  expect(await findMade(fakeMeans(() => [403]).means, WANTED)).toMatchObject({
    kind: "unknown",
    undone: { state: "left", status: 403 },
  });
  expect(await findMade(fakeMeans(() => [200, { html: true }]).means, WANTED)).toMatchObject({ kind: "unknown" });
});

test("the whole list, where a search goes by an index that does not know it yet", async () => {
  const { means } = fakeMeans((request) =>
    asked(request).query.has("filter") ? [200, page([])] : [200, page([OURS])],
  );
  expect(await findMade(means, WANTED)).toEqual({ kind: "none" });
  expect(await scan(means, WANTED)).toEqual({ kind: "found", ids: ["7"] });
});
