import { describe, expect, test } from "vitest";
import { HarnessError } from "../../result/index.ts";
import { removeById, removeIfOurs } from "./remove.ts";
import { fakeMeans, page, type Reply } from "./testing.ts";

const GROUP = { resource: "Group", id: "7", collectionPath: "/Groups" };
const replies =
  (...all: readonly Reply[]) =>
  (_: unknown, n: number): Reply =>
    all[Math.min(n, all.length) - 1] ?? [500];

test("a server that restarts is waited for, and asked again", async () => {
  const { means, sent } = fakeMeans(replies("reset", "refused", "refused", [204]));
  expect(await removeById(means, GROUP)).toEqual({ state: "removed", reason: "" });
  expect(sent).toHaveLength(4);
});

test("500 is asked again twice", async () => {
  expect(await removeById(fakeMeans(replies([500], [500], [204])).means, GROUP)).toMatchObject({ state: "removed" });
  const { means, sent } = fakeMeans(replies([500]));
  expect(await removeById(means, GROUP)).toEqual({ state: "left", reason: "DELETE was answered 500", status: 500 });
  expect(sent).toHaveLength(3);
});

test("one that is gone for good holds up nobody: patience is one for all, and in the end nothing is sent", async () => {
  const { means, sent } = fakeMeans(replies("refused"), { patienceMs: 100 });
  expect(await removeById(means, GROUP)).toMatchObject({ state: "unreachable" });
  for (let more = 0; more < 3; more += 1) await removeById(means, GROUP);
  const before = sent.length;
  await expect(removeById(means, GROUP)).rejects.toMatchObject({ code: "ABORTED" });
  expect(sent).toHaveLength(before);
});

test("one that never answered at all is not waited for", async () => {
  const { means, sent } = fakeMeans(replies("refused"), { answered: false });
  expect(await removeById(means, GROUP)).toMatchObject({ state: "unreachable" });
  expect(sent).toHaveLength(1);
});

test("a wait ends with the clean-up", async () => {
  const given = new AbortController();
  const { means } = fakeMeans(
    () => {
      given.abort();
      return "reset";
    },
    { signal: given.signal },
  );
  await expect(removeById(means, GROUP)).rejects.toMatchObject({ code: "ABORTED" });
});

describe("a DELETE that is answered 404", () => {
  const after = (get: Reply, list: Reply = [404]) =>
    fakeMeans(({ method, path }) => (method === "DELETE" ? [404] : path.includes("?") ? list : get));

  test("is no proof where a GET still shows the resource", async () => {
    const reason = "DELETE was answered 404, and a GET still shows it";
    expect(await removeById(after([200, { id: "7" }]).means, GROUP)).toEqual({ state: "left", reason, status: 404 });
  });

  test("nor where there is no GET and the list shows it, or nothing tells", async () => {
    expect(await removeById(after([405], [200, page([{ id: "7" }])]).means, GROUP)).toMatchObject({
      state: "left",
      reason: "DELETE was answered 404, and the list still shows it",
    });
    expect(await removeById(after([405], [403]).means, GROUP)).toMatchObject({
      state: "left",
      reason: "DELETE was answered 404, and nothing shows whether it is gone",
    });
  });

  test("means that it is gone where GET or the list says so too, and 410 means it by itself", async () => {
    expect(await removeById(after([404]).means, GROUP)).toEqual({ state: "gone", reason: "" });
    expect(await removeById(after([405], [200, page([])]).means, GROUP)).toEqual({ state: "gone", reason: "" });
    const { means, sent } = fakeMeans(replies([410]));
    expect(await removeById(means, GROUP)).toEqual({ state: "gone", reason: "" });
    expect(sent).toHaveLength(1);
  });

  test("is not taken on trust where the budget is spent, and looking takes nothing that is set aside", async () => {
    const asides: unknown[] = [];
    const { means } = fakeMeans(({ method, useReserved }) => {
      asides.push(useReserved);
      if (method === "DELETE") return [404];
      throw new HarnessError("BUDGET_SPENT", "spent");
    });
    expect(await removeById(means, GROUP)).toMatchObject({
      state: "left",
      reason: expect.stringContaining("no request"),
    });
    expect(asides).toEqual([true, false]);
  });
});

test.each(["..", ".", "\ud800", ""])("an id that names nothing in a path is not asked for: %j", async (id) => {
  const { means, sent } = fakeMeans(() => [204]);
  expect(await removeById(means, { ...GROUP, id })).toMatchObject({ state: "left" });
  expect(sent).toEqual([]);
});

test("an id that somebody else's resource has by now is left alone", async () => {
  const theirs = fakeMeans(() => [200, { id: "7", displayName: "Payroll" }]);
  expect(await removeIfOurs(theirs.means, GROUP, "abc123")).toMatchObject({ state: "left" });
  expect(theirs.sent).toEqual(["GET /Groups/7"]);
  const ours = fakeMeans((request) =>
    request.method === "GET" ? [200, { id: "7", displayName: "sp-abc123-x" }] : [204],
  );
  expect(await removeIfOurs(ours.means, GROUP, "abc123")).toMatchObject({ state: "removed" });
  expect(await removeIfOurs(fakeMeans(() => [404]).means, GROUP, "abc123")).toMatchObject({ state: "none" });
  const listed = fakeMeans((request) => (request.path.includes("?") ? [200, page([])] : [405]));
  expect(await removeIfOurs(listed.means, GROUP, "abc123")).toMatchObject({ state: "none" });
});
