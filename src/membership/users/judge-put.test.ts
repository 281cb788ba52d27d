import { describe, expect, test } from "vitest";
import { refuse } from "../../scenarios/service/testing/fake-service.ts";
import { isObject } from "../../scim/index.ts";
import type { FakeWorldOptions } from "../testing/fake-context.ts";
import { one, overlay, play, put } from "../testing/play-user-history.ts";
import type { Content } from "./history.ts";
import { hasTwins, hasTypeTwins, watched } from "./judge-put.ts";

const WORK = { value: "v1", type: "work", primary: true } as const;
const HOME = { value: "v2", type: "home" } as const;
const FULL = put({ title: "v1", emails: [WORK] });

const isPut = ({ method }: { readonly method: string }): boolean => method === "PUT";
const stores = (change: Parameters<typeof overlay>[1]): Partial<FakeWorldOptions> => ({
  after: (request, answer, service) => {
    if (isPut(request) && answer.status < 300) overlay(service, change);
    return answer;
  },
});
const refuses = (status: number): Partial<FakeWorldOptions> => ({
  before: (request) => (isPut(request) ? refuse(status) : undefined),
});

describe("what a PUT sends is there afterwards", () => {
  test("a strict server passes", async () => {
    const { failed, passed, run, writes } = await play(one(FULL));
    expect([failed, run.noVerdict]).toEqual([[], undefined]);
    expect(passed).toContain("RFC7644-3.5.1-RW-REPLACED");
    expect(writes[0]?.options.intent).toEqual({ kind: "valid" });
  });

  test.each([
    ["what the history writes", { title: "other" }, "title"],
    ["what every body carries", { displayName: "other" }, "displayName"],
  ])("%s", async (_, change, path) => {
    const { failed } = await play(one(FULL), stores(change));
    expect(failed).toContain(`RFC7644-3.5.1-RW-REPLACED ${path} RFC7644-3.12-SUCCESS-MEANS-DONE`);
  });

  test("a refusal of a valid PUT fails", async () => {
    const { failed } = await play(one(FULL), refuses(400));
    expect(failed).toEqual(["RFC7644-3.5.1-RW-REPLACED accepted"]);
  });
});

describe("a refusal is right where a server may have a rule of its own", () => {
  test.each<[string, Readonly<Record<string, Content>>]>([
    ["a list that is emptied", { emails: [] }],
    ["which roles exist", { roles: [{ value: "v1" }] }],
    [
      "the same value twice",
      {
        emails: [
          { value: "v1", type: "work" },
          { value: "v1", type: "home" },
        ],
      },
    ],
    [
      "two entries of one type",
      {
        emails: [
          { value: "v1", type: "work" },
          { value: "v2", type: "work" },
        ],
      },
    ],
  ])("%s", async (_, set) => {
    const { failed, passed, run, writes } = await play(one(put(set)), refuses(400));
    expect([failed, run.noVerdict]).toEqual([[], undefined]);
    expect(passed).toContain("RFC7644-3.12-REFUSED-UNCHANGED");
    expect(writes[0]?.options.intent.kind).toBe("open");
    // What must be is what was.
    expect(run.steps[1]?.expected.get("a")).toEqual(run.steps[0]?.actual.get("a"));
  });

  test("and must change nothing", async () => {
    const { failed } = await play(one(put({ emails: [] })), {
      before: (request, service) => {
        if (!isPut(request)) return undefined;
        overlay(service, { emails: [] });
        return refuse(400);
      },
    });
    expect(failed).toEqual(["RFC7644-3.12-REFUSED-UNCHANGED emails"]);
  });

  test.each([401, 429])("%i says nothing about it", async (status) => {
    const { failed, run, passed } = await play(one(put({ emails: [] })), refuses(status));
    expect([failed, run.noVerdict?.outcome]).toEqual([[], "inconclusive"]);
    expect(passed).not.toContain("RFC7644-3.12-REFUSED-UNCHANGED");
  });

  test("also where something that the history writes is left out of this one", async () => {
    let writes = 0;
    const { failed, run } = await play(one(FULL, put({ emails: [WORK] })), {
      before: (request) => {
        writes += isPut(request) ? 1 : 0;
        return writes === 2 && isPut(request) ? refuse(400) : undefined;
      },
    });
    expect([failed, run.noVerdict]).toEqual([[], undefined]);
  });
});

describe("what a PUT leaves out", () => {
  const leaving = [FULL, put({ emails: [HOME] }), put({ title: "v2", emails: [WORK] }), put({ emails: [HOME] })];
  /** Does something to the title that is stored, at each PUT without one. */
  const treat = (at: (time: number, had: unknown) => unknown): Partial<FakeWorldOptions> => {
    let times = 0;
    let had: unknown;
    return {
      after: (request, answer, service) => {
        if (!isPut(request) || answer.status >= 300 || !isObject(answer.body)) return answer;
        const { title } = JSON.parse(request.body ?? "{}") as { readonly title?: string };
        if (title !== undefined) {
          had = title;
          return answer;
        }
        times += 1;
        const treated = at(times, had);
        overlay(service, { title: treated });
        return { ...answer, body: { ...answer.body, title: treated } };
      },
    };
  };

  test.each<[string, (time: number, had: unknown) => unknown]>([
    ["is cleared each time", () => undefined],
    ["is kept each time", (_, had) => had],
    ["gets the same default each time", () => "default"],
  ])("%s", async (_, at) => {
    const { failed, passed, run } = await play(one(...leaving), treat(at));
    expect([failed, run.noVerdict]).toEqual([[], undefined]);
    expect(passed.filter((rule) => rule === "RFC7644-3.5.1-OMITTED-CONSISTENT")).toHaveLength(2);
  });

  test("is not kept once and cleared the next time", async () => {
    const { run, failed } = await play(
      one(...leaving),
      treat((time, had) => (time === 1 ? had : undefined)),
    );
    expect(failed).toEqual(["RFC7644-3.5.1-OMITTED-CONSISTENT title RFC7644-3.5.1-RW-OMITTED"]);
    expect(run.failed?.failures[0]).toMatchObject({
      expected: ["kept or set to a default, as before"],
      actual: "absent",
      pointer: "/title",
    });
  });

  test("the answer shows what a read shows", async () => {
    const { failed } = await play(one(...leaving), {
      after: (request, answer) =>
        isPut(request) && isObject(answer.body) && answer.body["title"] === undefined
          ? { ...answer, body: { ...answer.body, title: "made up" } }
          : answer,
    });
    expect(failed).toEqual([
      "RFC7644-3.5.1-OMITTED-CONSISTENT title RFC7644-3.5.1-RW-OMITTED RFC7644-3.1-RESPONSE-STATE",
    ]);
  });

  test("null in the answer and nothing in the read are the same", async () => {
    const { failed } = await play(one(...leaving), {
      after: (request, answer) =>
        isPut(request) && isObject(answer.body) && answer.body["title"] === undefined
          ? { ...answer, body: { ...answer.body, title: null } }
          : answer,
    });
    expect(failed).toEqual([]);
  });

  test("a part of a name that is shown whole is not judged", async () => {
    const named = [put({ "name.givenName": "v1", title: "v1" }), put({ title: "v2" })];
    const { failed, passed } = await play(one(...named), {
      after: (_, answer) =>
        isObject(answer.body) && isObject(answer.body["name"])
          ? { ...answer, body: { ...answer.body, name: { formatted: "Ada" } } }
          : answer,
    });
    expect(failed).toEqual([]);
    expect(passed).not.toContain("RFC7644-3.5.1-OMITTED-CONSISTENT");
  });
});

test("twins are one value twice, type twins one type twice, in any case", () => {
  expect([[], [WORK], [WORK, HOME], [WORK, { ...HOME, value: "v1" }]].map(hasTwins)).toEqual([
    false,
    false,
    false,
    true,
  ]);
  const types = (...names: readonly unknown[]): boolean => hasTypeTwins(names.map((type) => ({ type })));
  expect([types(), types("work", "home"), types("work", "WORK"), types(undefined, undefined), types(1, 1)]).toEqual([
    false,
    false,
    true,
    false,
    false,
  ]);
});

test("what is waited for: what was sent, and of what was left out what the answer tells", async () => {
  const { looks } = await play(one(FULL, put({ emails: [HOME] })), {
    after: (request, answer, service) => {
      if (!isPut(request) || !isObject(answer.body) || answer.body["title"] !== undefined) return answer;
      overlay(service, { title: "kept" });
      return { ...answer, body: { ...answer.body, title: "another" } };
    },
  });
  const last = looks.at(-1);
  expect(looks.some(({ names = [] }) => names.includes("title"))).toBe(true);
  expect(last).toBeDefined();
  expect(looks[2]).toMatchObject({ held: false });
});

test("what is watched beside it: what the body has, and the document declares", async () => {
  const { context } = await play(one(FULL));
  expect(watched(context, { userName: "a", active: true, emails: [] }, ["title", "emails"])).toEqual([
    "title",
    "emails",
    "userName",
    "active",
  ]);
});
