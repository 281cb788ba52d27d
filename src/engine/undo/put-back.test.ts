import { expect, test } from "vitest";
import { type Borrowed, putBack } from "./put-back.ts";
import { fakeMeans } from "./testing.ts";

const BEFORE = { id: "7", displayName: "Payroll", members: [{ value: "a" }, { value: "b" }], meta: { version: "1" } };
const BORROWED: Borrowed = {
  resource: "Group",
  id: "7",
  path: "/Groups/7",
  before: BEFORE,
  ways: [
    { method: "PATCH", type: "application/scim+json", body: { as: "array" } },
    { method: "PATCH", type: "application/scim+json", body: { as: "json-text" } },
  ],
};
const shown = (isBack: boolean): object =>
  isBack ? { ...BEFORE, meta: {}, members: [{ value: "b" }, { value: "a" }] } : { ...BEFORE, members: [] };

test("the first way that brings it back is the last, and it is seen to be back", async () => {
  let isBack = false;
  const bodies: unknown[] = [];
  const { means, sent } = fakeMeans(({ method, body }) => {
    if (method === "GET") return [200, shown(isBack)];
    bodies.push(JSON.parse(body ?? ""));
    // The first is acknowledged, and does nothing.
    isBack = bodies.length === 2;
    return [200];
  });
  expect(await putBack(means, BORROWED)).toEqual({ state: "restored", reason: "" });
  expect(bodies).toEqual([{ as: "array" }, { as: "json-text" }]);
  expect(sent.map((line) => line.split(" ")[0])).toEqual(["GET", "PATCH", "GET", "PATCH", "GET"]);
});

test("nothing is written to what is as it was", async () => {
  const { means, sent } = fakeMeans(() => [200, shown(true)]);
  expect(await putBack(means, BORROWED)).toMatchObject({ state: "restored" });
  expect(sent).toEqual(["GET /Groups/7"]);
});

test("an acknowledgement alone is not believed", async () => {
  const { means } = fakeMeans(({ method }) => (method === "GET" ? [200, shown(false)] : [200]));
  expect(await putBack(means, BORROWED)).toEqual({
    state: "left",
    reason: "PATCH was answered 200, and it is not as it was",
  });
});

test("what cannot be read back is said not to be verified; what was refused is left", async () => {
  const end = async (status: number): Promise<unknown> =>
    (await putBack(fakeMeans(({ method }) => (method === "GET" ? [405] : [status])).means, BORROWED)).state;
  expect(await end(200)).toBe("not-verified");
  expect(await end(403)).toBe("left");
  const { means, sent } = fakeMeans(() => [200]);
  expect(await putBack(means, { ...BORROWED, before: undefined })).toMatchObject({ state: "not-verified" });
  expect(sent).toEqual([]);
});

test("a server that takes plain JSON alone is asked in plain JSON", async () => {
  let isBack = false;
  const { means } = fakeMeans(({ method, headers }) => {
    if (method === "GET") return [200, shown(isBack)];
    if (headers["content-type"] !== "application/json") return [415];
    isBack = true;
    return [204];
  });
  expect(await putBack(means, BORROWED)).toMatchObject({ state: "restored" });
});
