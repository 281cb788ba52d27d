import { describe, expect, test } from "vitest";
import { refuse } from "../../scenarios/service/testing/fake-service.ts";
import { type FakeWorldOptions } from "../testing/fake-context.ts";
import { one, overlay, patch, play, put, two, usersOf } from "../testing/play-user-history.ts";
import type { UserHistory } from "./history.ts";
import { tellUsers } from "./user-story.ts";

const WORK = { value: "v1", type: "work", primary: true } as const;
const HOME = { value: "v2", type: "home" } as const;

const isWrite = ({ method }: { readonly method: string }): boolean => method === "PATCH" || method === "PUT";

/** Every PUT or PATCH is acknowledged, and then these attributes are as follows. */
const left = (parts: Parameters<typeof overlay>[1], at = 0): Partial<FakeWorldOptions> => ({
  after: (request, answer, service) => {
    if (isWrite(request)) overlay(service, parts, at);
    return answer;
  },
});

const storyOf = async (history: UserHistory, options: Partial<FakeWorldOptions> = {}): Promise<string> =>
  tellUsers(history, (await play(history, options)).run).story;

test("a run is told step by step, what must be and what was side by side", async () => {
  const history = one(put({ title: "v1" }), put({ title: "v2" }));
  let writes = 0;
  const { run } = await play(history, {
    after: (request, answer, service) => {
      if (isWrite(request) && (writes += 1) === 2) overlay(service, { title: "Chief" });
      return answer;
    },
  });
  const told = tellUsers(history, run);
  expect(told.steps.map(({ number, words, parted }) => [number, words, parted])).toEqual([
    [0, "begin as made", false],
    [1, "PUT the User with title 1", false],
    [2, "PUT the User with title 2", true],
  ]);
  expect(told.steps.map(({ subjects }) => subjects)).toEqual([
    [{ id: "a", name: "the User", expected: [], actual: [] }],
    [{ id: "a", name: "the User", expected: ["title 1"], actual: ["title 1"] }],
    [{ id: "a", name: "the User", expected: ["title 2"], actual: ['title "Chief"'] }],
  ]);
  expect(told.steps.map(({ exchanges }) => exchanges)).toEqual(run.steps.map(({ exchanges }) => exchanges));
  expect([told.edits, told.members]).toEqual([2, 1]);
  expect(told.story).toBe(
    'PUT the User with title 1 → PUT the User with title 2 → title 2 is not there, title "Chief" is there',
  );
});

describe("how it ends, in words", () => {
  test("not at all, where it passed", async () => {
    expect(await storyOf(one(put({ title: "v1" })))).toBe("PUT the User with title 1");
  });

  test("several are missing, none too many", async () => {
    expect(await storyOf(one(put({ emails: [WORK, HOME] })), left({ emails: [] }))).toBe(
      "PUT the User with work e-mail 1 (primary) and home e-mail 2 → work e-mail 1 (primary) and home e-mail 2 are not there",
    );
  });

  test("several are there that must not be", async () => {
    const emails = [{ value: "x@example.test" }, { value: "y@example.test" }];
    expect(await storyOf(one(put({ emails: [] })), left({ emails }))).toBe(
      'PUT the User with no emails → e-mail "x@example.test" and e-mail "y@example.test" are there',
    );
  });

  test("which User it is, where there are two", async () => {
    expect(await storyOf(two(put({ title: "v1" })), left({ title: "Chief" }, 1))).toBe(
      'PUT the User with title 1 → the other User: title "Chief" is there',
    );
  });

  test("both Users, where both part", async () => {
    const { run } = await play(two(put({ title: "v1" })), {
      after: (request, answer, service) => {
        if (isWrite(request)) for (const at of [0, 1]) overlay(service, { title: "Chief" }, at);
        return answer;
      },
    });
    expect(tellUsers(two(put({ title: "v1" })), run).story).toBe(
      'PUT the User with title 1 → the User: title 1 is not there, title "Chief" is there; the other User: title "Chief" is there',
    );
  });

  test("in the words of the finding, where what a User has is right", async () => {
    const history = one(patch({ op: "replace", path: "title", to: "v1" }));
    const refused = await storyOf(history, { before: (request) => (isWrite(request) ? refuse(400) : undefined) });
    expect(refused).toBe("replace title 1 of the User → The server refuses a request that it is to carry out.");
  });

  test("of a User who is gone nothing is made up", async () => {
    const history = one(patch({ op: "replace", path: "title", to: "v1" }));
    const { run } = await play(history, {
      after: (request, answer, service) => {
        if (isWrite(request)) for (const [id] of usersOfEntries(service)) service.resources.delete(id);
        return answer;
      },
    });
    const told = tellUsers(history, run);
    expect(told.steps.at(-1)?.subjects).toEqual([{ id: "a", name: "the User", expected: [], actual: null }]);
    expect(told.story).toBe(`replace title 1 of the User → ${run.failed?.failures[0]?.message}`);
  });
});

/** The Users of a fake, with their ids. */
function usersOfEntries(service: Parameters<typeof usersOf>[0]): readonly (readonly [string, unknown])[] {
  return [...service.resources].filter(([, { type }]) => type === "User");
}
