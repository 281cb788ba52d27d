import { describe, expect, test } from "vitest";
import { refuse } from "../scenarios/service/testing/fake-service.ts";
import { isObject } from "../scim/index.ts";
import { bind } from "./bind.ts";
import { followGroups } from "./follow-groups.ts";
import type { GroupEdit } from "./history.ts";
import { startOf } from "./model.ts";
import { type FakeWorld, type FakeWorldOptions, failedIn, fakeWorld } from "./testing/fake-context.ts";

const EDIT: GroupEdit = { do: "put", group: "g1", users: ["u1", "u2", "u1", "x1"] };
const FOLLOWS = "RFC7643-4.1.2-GROUPS-FOLLOW groups";

/** Looks after so many histories, each of which leaves u1 in both Groups and u2 in the second. */
async function look(
  times: number,
  options: Partial<FakeWorldOptions> = {},
  edit: GroupEdit | "none" = EDIT,
): Promise<FakeWorld & { readonly failed: readonly string[] }> {
  const world = await fakeWorld({ method: "PUT", ...options });
  const binder = await bind(world.context, 3);
  const start = { g1: ["u1"], g2: ["u1", "u2"] };
  const ids = new Map<string, string>();
  for (const [group, members] of Object.entries(start)) {
    ids.set(group, (await world.context.group(members.map(binder.idOf))).id);
  }
  const after = followGroups(world.context, binder);
  const model = startOf({ kind: "group", start, edits: [] });
  for (let time = 0; time < times; time += 1) {
    await after({ world: model, idOf: (group) => ids.get(group) ?? "", last: edit === "none" ? undefined : edit });
  }
  return { ...world, failed: failedIn(world.judged) };
}

/** What a User shows as its groups. */
const shows = (change: (groups: readonly unknown[]) => unknown): Partial<FakeWorldOptions> => ({
  after: (request, answer) => {
    if (!request.path.startsWith("/Users") || !isObject(answer.body)) return answer;
    const { groups = [] } = answer.body;
    return { ...answer, body: { ...answer.body, groups: change(groups as readonly unknown[]) } };
  },
});

test("one history in three is looked at, two of its users who exist, and every Group", async () => {
  const two = await look(2);
  expect([two.judged, two.context.sent]).toEqual([[], []]);
  const three = await look(3);
  expect(three.failed).toEqual([]);
  expect([three.judged.length, three.context.sent.length]).toEqual([4, 2]);
  const six = await look(6);
  expect(six.judged).toHaveLength(8);
});

test("from the first that fails on, each history is looked at: what always fails is no matter of chance", async () => {
  const wrong = shows((groups) => groups.slice(0, 1));
  expect((await look(2, wrong)).failed).toEqual([]);
  expect((await look(5, wrong)).failed).toEqual([FOLLOWS, FOLLOWS, FOLLOWS]);
});

test("a recorded failure is looked for in the first history", async () => {
  const { context } = await fakeWorld({ method: "PUT" });
  const replay = { property: "put.group.histories.few-1" } as NonNullable<typeof context.effort.replay>;
  const { failed } = await look(1, {
    ...shows((groups) => groups.slice(0, 1)),
    more: { effort: { ...context.effort, replay } },
  });
  expect(failed).toEqual([FOLLOWS]);
});

describe("`groups` that do not tell what `members` do", () => {
  test("a Group that is not among them", async () => {
    const { failed, judged } = await look(
      3,
      shows((groups) => groups.slice(0, 1)),
    );
    expect(failed).toEqual([FOLLOWS]);
    expect(judged.find(({ outcome }) => outcome === "failed")).toMatchObject({
      expected: ["the Group among the user's `groups`"],
      actual: "1 groups, without it",
    });
  });

  test("a Group too many", async () => {
    const { failed, judged } = await look(
      3,
      shows((groups) => [...groups, { value: "group-4-0000" }, { value: "group-5-0000" }]),
    );
    expect(failed).toEqual([FOLLOWS]);
    expect(judged.find(({ outcome }) => outcome === "failed")).toMatchObject({
      expected: ["the Group not among the user's `groups`"],
      actual: expect.stringContaining("with it") as string,
    });
  });

  test("none at all, where another user has shown some", async () => {
    let looks = 0;
    const { failed, judged } = await look(
      3,
      shows((groups) => {
        looks += 1;
        return looks === 1 ? groups : undefined;
      }),
    );
    expect(failed).toEqual([FOLLOWS]);
    expect(judged.find(({ outcome }) => outcome === "failed")).toMatchObject({ actual: "no `groups`" });
  });
});

describe("nothing is said", () => {
  test.each<[string, Partial<FakeWorldOptions>]>([
    ["where no `groups` are ever shown", shows(() => undefined)],
    ["where they are always empty", shows(() => [])],
    ["where they are no list", shows(() => "some")],
    ["where entries have no value", shows(() => [{}, "a", { value: 1 }])],
    ["where no User can be read", { before: ({ method }) => (method === "GET" ? refuse(403) : undefined) }],
    ["where the document has no GET", { more: { canRead: false } }],
  ])("%s", async (_, options) => {
    const { judged } = await look(3, options);
    expect(judged).toEqual([]);
  });

  test.each<[string, GroupEdit | "none"]>([
    ["of no edit", "none"],
    ["whose last edit names nobody", { do: "put-back", group: "g1" }],
  ])("after a history %s", async (_, edit) => {
    const { context, judged } = await look(3, {}, edit);
    expect([context.sent, judged]).toEqual([[], []]);
  });
});
