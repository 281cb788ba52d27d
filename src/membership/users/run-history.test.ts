import { describe, expect, test } from "vitest";
import { refuse } from "../../scenarios/service/testing/fake-service.ts";
import { type FakeWorldOptions, NO_ANSWER } from "../testing/fake-context.ts";
import { one, overlay, patch, play, put, two, usersOf } from "../testing/play-user-history.ts";
import type { UserEdit } from "./history.ts";

const HOME = { value: "v1", type: "home" } as const;
const WORK = { value: "v2", type: "work", primary: true } as const;
const TITLE: UserEdit = patch({ op: "replace", path: "title", to: "v1" });

const isWrite = ({ method }: { readonly method: string }): boolean => method === "PATCH" || method === "PUT";

test("a history is a step for its beginning and one for each edit, and all requests are told", async () => {
  const { run, discarded, context, failed } = await play(two(put({ title: "v1" }), put({ title: "v2" }, "b")));
  expect([failed, run.noVerdict]).toEqual([[], undefined]);
  expect(run.steps.map(({ kinds }) => kinds)).toEqual([[], ["title changed"], ["title changed"]]);
  expect(run.steps.flatMap(({ exchanges }) => exchanges)).toEqual(context.sent);
  expect(discarded).toHaveLength(2);
  expect([...run.users.keys()]).toEqual(["a", "b"]);
});

test("each step has what must be and what was, of every User", async () => {
  const { run } = await play(two(put({ title: "v1" }), put({ title: "v2" }, "b")));
  const titles = run.steps.map(({ expected, actual }) =>
    [expected, actual].map((users) => ["a", "b"].map((user) => users.get(user as "a")?.["title"])),
  );
  expect(titles).toEqual([
    [
      [undefined, undefined],
      [undefined, undefined],
    ],
    [
      ["Engineer", undefined],
      ["Engineer", undefined],
    ],
    [
      ["Engineer", expect.any(String)],
      ["Engineer", expect.any(String)],
    ],
  ]);
});

describe("the other User stays as it is", () => {
  const disturb: Partial<FakeWorldOptions> = {
    after: (request, answer, service) => {
      if (isWrite(request)) overlay(service, { displayName: "disturbed" }, 1);
      return answer;
    },
  };
  test.each<[string, UserEdit, string]>([
    ["PUT", put({ title: "v1" }), "RFC7644-3.5.1-TARGET-ONLY"],
    ["PATCH", TITLE, "RFC7644-3.5.2-TARGET-ONLY"],
  ])("%s", async (_, edit, requirement) => {
    const right = await play(two(edit));
    expect([right.failed, right.passed.includes(requirement)]).toEqual([[], true]);
    const wrong = await play(two(edit, edit), disturb);
    expect(wrong.failed).toEqual([`${requirement} displayName`]);
    expect(wrong.run.steps).toHaveLength(2);
    expect(wrong.run.failed).toBe(wrong.run.steps[1]);
    expect(wrong.run.failed?.actual.get("b")?.["displayName"]).toBe("disturbed");
  });

  test("and what is read of it is what it is held against next", async () => {
    const { run } = await play(two(TITLE, patch({ op: "replace", path: "title", to: "v2" })));
    expect(run.failed).toBeUndefined();
    expect(run.steps[2]?.expected.get("b")).toMatchObject({ userName: expect.any(String) as string });
  });
});

describe("where a history ends", () => {
  test("at a step without an answer", async () => {
    const { run, failed } = await play(one(TITLE, TITLE), {
      before: (request) => (isWrite(request) ? NO_ANSWER : undefined),
    });
    expect(failed).toEqual([]);
    expect(run.noVerdict?.message).toContain("no answer");
    expect(run.steps).toHaveLength(2);
  });

  test("before it begins, where the User cannot be read; it is given back all the same", async () => {
    const discarded: string[] = [];
    const more = { discard: async ({ id }: { readonly id: string }) => void discarded.push(id) };
    await expect(
      play(one(TITLE), { more, before: ({ method }) => (method === "GET" ? refuse(404) : undefined) }),
    ).rejects.toMatchObject({ outcome: "inconclusive", message: "a User that was made cannot be read" });
    expect(discarded).toHaveLength(1);
  });

  test("where no state is legal and the server says that it did it", async () => {
    const { failed } = await play(one(patch({ op: "invalid" }), TITLE), {
      before: (request, service) =>
        isWrite(request) ? service.strictly({ ...request, method: "GET", body: undefined }) : undefined,
    });
    expect(failed).toEqual(["RFC7644-3.5.2-OP-KNOWN refused"]);
  });

  test("a User who is gone is not among those who were seen", async () => {
    const { run, failed } = await play(one(TITLE), {
      after: (request, answer, service) => {
        if (isWrite(request))
          for (const [id, { type }] of service.resources) if (type === "User") service.resources.delete(id);
        return answer;
      },
    });
    expect(failed).toEqual(["RFC7644-3.4.1-GET readable RFC7644-3.5.2.3-SINGLE"]);
    expect(run.failed?.actual.size).toBe(0);
    expect(run.failed?.expected.size).toBe(1);
  });
});

test("a request that was refused as a whole is forgotten: what comes after meets what was there", async () => {
  const edits: readonly UserEdit[] = [
    patch({ op: "replace", path: "emails", entries: [HOME] }, { op: "invalid" }),
    patch({ op: "remove", path: "emails", where: { type: "home" } }),
  ];
  const { run, failed } = await play(one(...edits));
  expect([failed, run.noVerdict]).toEqual([[], undefined]);
  expect(run.steps.map(({ kinds }) => kinds)).toEqual([[], ["emails replace", "invalid"], ["emails remove where"]]);
});

test("kinds are told by what the list has become", async () => {
  const { run, failed } = await play(one(put({ emails: [WORK, HOME] }), put({ emails: [WORK] }), put({ emails: [] })));
  expect(failed).toEqual([]);
  expect(run.steps.map(({ kinds }) => kinds)).toEqual([[], ["emails more"], ["emails fewer"], ["emails emptied"]]);
});

test("a User keeps what PATCHes made of it", async () => {
  const { service, failed } = await play(one(patch({ op: "add", path: "emails", entries: [HOME] })));
  expect(failed).toEqual([]);
  expect(usersOf(service)[0]?.value["emails"]).toHaveLength(2);
});

describe("what is told of each step", () => {
  test("what passed apart from what failed, and nothing that was expected but not made", async () => {
    const { run } = await play(one(TITLE), {
      after: (request, answer, service) => {
        if (isWrite(request)) overlay(service, { active: false });
        return answer;
      },
    });
    expect(run.failed).toBeDefined();
    expect(run.passes.every(({ outcome }) => outcome === "passed")).toBe(true);
    expect(run.steps.map(({ expected, failures }) => [expected.size, failures.length > 0])).toEqual([
      [1, false],
      [1, true],
    ]);
  });

  test("what was sent by it, and not what was sent before", async () => {
    const { run, context } = await play(one(TITLE, patch({ op: "replace", path: "title", to: "v2" })));
    expect(run.steps.map(({ exchanges }) => exchanges.length)).toEqual([1, 2, 2]);
    expect(run.steps[2]?.exchanges).toEqual(context.sent.slice(3));
  });

  test("Users are looked at for what the history writes, and told as they are after a failure", async () => {
    const { looks } = await play(one(put({ title: "v1", emails: [WORK] })));
    expect(looks[0]).toMatchObject({ names: ["title", "emails"], held: true });
  });

  test("what PATCHes made is what the next PUT is held against", async () => {
    const edits = [
      patch({ op: "replace", path: "emails", entries: [WORK, HOME] }),
      put({ emails: [WORK, HOME] }),
    ] as const;
    const { run } = await play(one(...edits), { method: "PATCH" });
    expect(run.steps[2]?.kinds).toEqual(["again"]);
    const refused = [patch({ op: "remove", path: "emails" }, { op: "invalid" }), put({ emails: [WORK] })] as const;
    const after = await play(one(...refused), { method: "PATCH" });
    expect(after.run.steps[2]?.kinds).toEqual(["emails changed"]);
  });
});
