import { describe, expect, test } from "vitest";
import { type FakeService, refuse } from "../../scenarios/service/testing/fake-service.ts";
import { isObject, type JsonObject } from "../../scim/index.ts";
import type { FakeWorldOptions } from "../testing/fake-context.ts";
import { one, overlay, patch, play } from "../testing/play-user-history.ts";
import type { UserEdit, UserOperation } from "./history.ts";
import { watchedPaths } from "./judge-patch.ts";

const HOME = { value: "v1", type: "home" } as const;
const TITLE: UserOperation = { op: "replace", path: "title", to: "v1" };
const NO_MATCH: UserOperation = { op: "replace", path: "emails", where: { type: "other" }, part: "value", to: "v1" };
const DONE = "RFC7644-3.12-SUCCESS-MEANS-DONE";

const isPatch = ({ method }: { readonly method: string }): boolean => method === "PATCH";
const refuses = (status: number): Partial<FakeWorldOptions> => ({
  before: (request) => (isPatch(request) ? refuse(status) : undefined),
});
const acknowledges: Partial<FakeWorldOptions> = {
  before: (request, service) =>
    isPatch(request) ? service.strictly({ ...request, method: "GET", body: undefined }) : undefined,
};
const breaks = (change: (service: FakeService) => void): Partial<FakeWorldOptions> => ({
  after: (request, answer, service) => {
    if (isPatch(request)) change(service);
    return answer;
  },
});

describe("a strict server passes", () => {
  test.each<[string, readonly UserOperation[], string]>([
    ["a text", [TITLE], "RFC7644-3.5.2.3-SINGLE"],
    ["an entry more", [{ op: "add", path: "emails", entries: [HOME] }], "RFC7644-3.5.2.1-MULTI-APPEND"],
    [
      "a removal by a filter",
      [{ op: "remove", path: "emails", where: { type: "work" } }],
      "RFC7644-3.5.2.2-FILTER-SUBATTR",
    ],
    ["a filter that selects nothing", [NO_MATCH], "RFC7644-3.12-REFUSED-UNCHANGED"],
    ["an operation that is not valid", [{ op: "invalid" }], "RFC7644-3.12-REFUSED-UNCHANGED"],
    ["several", [TITLE, { op: "remove", path: "emails" }], "RFC7644-3.5.2-SEQUENTIAL"],
  ])("%s", async (_, operations, requirement) => {
    const { failed, passed, run } = await play(one(patch(...operations)));
    expect([failed, run.noVerdict]).toEqual([[], undefined]);
    expect(passed).toContain(requirement);
  });

  test("what was asked is open, valid, or provoked as the oracle has it", async () => {
    const { writes } = await play(
      one(
        patch(TITLE),
        patch({ op: "invalid" }),
        patch({ op: "remove", path: "emails" }),
        patch({ op: "add", path: "title", to: "v1" }),
      ),
    );
    expect(writes.map(({ options }) => options.intent.kind)).toEqual(["valid", "provoked", "open", "valid"]);
  });
});

describe("acknowledged and not done fails under the rule of the operation", () => {
  test.each<[string, readonly UserOperation[], string]>([
    ["a text", [TITLE], `RFC7644-3.5.2.3-SINGLE title ${DONE}`],
    ["an entry more", [{ op: "add", path: "emails", entries: [HOME] }], `RFC7644-3.5.2.1-MULTI-APPEND emails ${DONE}`],
    [
      "several",
      [TITLE, { op: "add", path: "emails", entries: [HOME] }],
      `RFC7644-3.5.2-SEQUENTIAL title ${DONE} RFC7644-3.5.2.3-SINGLE RFC7644-3.5.2.1-MULTI-APPEND`,
    ],
  ])("%s", async (_, operations, told) => {
    const { failed } = await play(one(patch(...operations)), acknowledges);
    expect(failed[0]).toBe(told);
  });

  test("what no operation is about is looked at as well", async () => {
    const { failed } = await play(
      one(patch(TITLE)),
      breaks((service) => overlay(service, { active: false })),
    );
    expect(failed).toContain(`RFC7644-3.5.2.3-SINGLE active ${DONE}`);
  });

  test("a name may be made of its parts, where a part was written", async () => {
    const rename = breaks((service) => overlay(service, { displayName: "made of the parts" }));
    const named = await play(one(patch({ op: "replace", path: "name.givenName", to: "v1" })), rename);
    expect(named.failed.filter((each) => !each.includes("RESPONSE-STATE"))).toEqual([]);
    const lost = await play(one(patch({ op: "replace", path: "name.givenName", to: "v1" })), acknowledges);
    expect(lost.failed).toContain(`RFC7644-3.5.2.3-SINGLE name.givenName ${DONE}`);
    const other = await play(one(patch(TITLE)), rename);
    expect(other.failed.some((each) => each.includes(" displayName"))).toBe(true);
  });

  test.each<[string, readonly UserOperation[], string]>([
    ["an operation that is not valid", [{ op: "invalid" }], "RFC7644-3.5.2-OP-KNOWN refused"],
    ["a filter that selects nothing", [NO_MATCH], "RFC7644-3.5.2.3-VALUEPATH-NOTARGET refused"],
    [
      "several, of which one is not valid",
      [TITLE, { op: "invalid" }],
      "RFC7644-3.5.2-OP-KNOWN refused RFC7644-3.5.2-ATOMIC RFC7644-3.5.2-SEQUENTIAL RFC7644-3.5.2.3-SINGLE",
    ],
    [
      "several, of which one selects nothing and another is not valid",
      [NO_MATCH, { op: "invalid" }],
      "RFC7644-3.5.2-OP-KNOWN refused RFC7644-3.5.2-ATOMIC RFC7644-3.5.2-SEQUENTIAL RFC7644-3.5.2.3-VALUEPATH-SUBATTR RFC7644-3.5.2.3-VALUEPATH-NOTARGET",
    ],
    [
      "a removal, beside one that is not valid",
      [{ op: "remove", path: "emails", where: { type: "work" } }, { op: "invalid" }],
      "RFC7644-3.5.2-OP-KNOWN refused RFC7644-3.5.2-ATOMIC RFC7644-3.5.2-SEQUENTIAL RFC7644-3.5.2.2-FILTER-SUBATTR",
    ],
    [
      "several, of which one selects nothing",
      [TITLE, NO_MATCH],
      "RFC7644-3.5.2.3-VALUEPATH-NOTARGET refused RFC7644-3.5.2-ATOMIC RFC7644-3.5.2-SEQUENTIAL RFC7644-3.5.2.3-SINGLE RFC7644-3.5.2.3-VALUEPATH-SUBATTR",
    ],
  ])("taken although it must be refused: %s", async (_, operations, told) => {
    const { failed, run } = await play(one(patch(...operations), patch(TITLE)), acknowledges);
    expect(failed).toEqual([told]);
    expect(run.steps).toHaveLength(2);
  });

  test("answered with neither a success nor a refusal: no verdict", async () => {
    const { failed, run } = await play(one(patch({ op: "invalid" })), refuses(500));
    expect([failed, run.noVerdict?.message]).toEqual([[], "the PATCH was answered 500"]);
  });
});

describe("a refusal", () => {
  test.each<[string, readonly UserOperation[], string]>([
    ["of a text", [TITLE], "RFC7644-3.5.2.3-SINGLE accepted"],
    ["of several", [TITLE, { op: "add", path: "title", to: "v2" }], "RFC7644-3.5.2-SEQUENTIAL accepted"],
  ])("fails where the RFC has it carried out: %s", async (_, operations, told) => {
    const { failed, passed } = await play(one(patch(...operations)), refuses(400));
    expect(failed).toEqual([told]);
    expect(passed).toContain("RFC7644-3.12-REFUSED-UNCHANGED");
  });

  test.each<[string, UserOperation, string]>([
    ["a new entry", { op: "add", path: "emails", entries: [HOME] }, "RFC7644-3.5.2.1-MULTI-APPEND accepted"],
    [
      "a list with a value that was there",
      { op: "replace", path: "emails", entries: [{ value: "v0", type: "work" }] },
      "RFC7644-3.5.2.3-MULTI-ALL accepted",
    ],
  ])("fails where no rule of a server's own is likely: %s", async (_, operation, told) => {
    const { failed, run } = await play(one(patch(operation)), refuses(400));
    expect(failed).toEqual([told]);
    expect(run.steps[1]?.expected.get("a")).toEqual(run.steps[0]?.actual.get("a"));
  });

  test.each<[string, readonly UserOperation[]]>([
    ["a removal", [{ op: "remove", path: "emails" }]],
    ["an empty list", [{ op: "replace", path: "emails", entries: [] }]],
    ["which roles exist", [{ op: "add", path: "roles", entries: [{ value: "v1" }] }]],
    [
      "the same value under two types",
      [{ op: "replace", path: "emails", entries: [HOME, { value: "v1", type: "work" }] }],
    ],
    ["a value that is there", [{ op: "add", path: "emails", entries: [{ value: "v0", type: "home" }] }]],
    [
      "a value that is there beside another",
      [
        {
          op: "add",
          path: "emails",
          entries: [
            { value: "v0", type: "home" },
            { value: "v1", type: "other" },
          ],
        },
      ],
    ],
    [
      "a value that the operation before has brought: to take it again is only advised",
      [
        { op: "add", path: "emails", entries: [HOME] },
        { op: "add", path: "emails", entries: [HOME] },
      ],
    ],
    ["a second entry of a type", [{ op: "add", path: "emails", entries: [{ value: "v1", type: "work" }] }]],
  ])("is right where a server may have a rule of its own: %s", async (_, operations) => {
    const { failed, run, passed } = await play(one(patch(...operations)), refuses(400));
    expect([failed, run.noVerdict]).toEqual([[], undefined]);
    expect(passed).toContain("RFC7644-3.12-REFUSED-UNCHANGED");
  });

  test.each([
    ["one", [{ op: "remove", path: "emails" }] as const, "RFC7644-3.12-REFUSED-UNCHANGED emails"],
    [
      "several",
      [TITLE, { op: "remove", path: "emails" }] as const,
      "RFC7644-3.12-REFUSED-UNCHANGED emails RFC7644-3.5.2-ATOMIC",
    ],
  ])("that changes something fails: %s", async (_, operations, told) => {
    const { failed } = await play(one(patch(...operations)), {
      before: (request, service) => {
        if (!isPatch(request)) return undefined;
        overlay(service, { emails: [] });
        return refuse(400);
      },
    });
    expect(failed).toEqual([told]);
  });

  test.each([401, 429])("with %i says nothing", async (status) => {
    const { failed, run } = await play(one(patch(TITLE)), refuses(status));
    expect([failed, run.noVerdict?.outcome]).toEqual([[], "inconclusive"]);
  });
});

describe("a replacement through a filter that selects nothing", () => {
  const NO_TARGET = "RFC7644-3.5.2.3-VALUEPATH-NOTARGET";

  test("is refused with 400", async () => {
    const { failed, passed } = await play(one(patch(NO_MATCH)));
    expect([failed, passed.includes(NO_TARGET)]).toEqual([[], true]);
  });

  test("and one that selects something is not it", async () => {
    const match: UserOperation = { op: "replace", path: "emails", where: { type: "work" }, part: "value", to: "v1" };
    const { failed } = await play(one(patch(match)), refuses(404));
    expect(failed).toEqual(["RFC7644-3.5.2.3-VALUEPATH-SUBATTR accepted"]);
  });

  test("is none where a removal selects nothing", async () => {
    const { failed } = await play(
      one(patch({ op: "remove", path: "emails", where: { type: "other" } })),
      breaks((service) => overlay(service, { active: false })),
    );
    expect(failed[0]).toBe(`RFC7644-3.5.2.2-FILTER-SUBATTR active ${DONE}`);
  });

  test("is not taken and nothing done, where there is no list at all either", async () => {
    const edits: UserEdit = patch({
      op: "replace",
      path: "phoneNumbers",
      where: { value: "x1" },
      part: "value",
      to: "v2",
    });
    const { failed } = await play(one(edits), acknowledges);
    expect(failed).toEqual([`${NO_TARGET} refused`]);
  });

  test("not with another status", async () => {
    const { failed } = await play(one(patch(NO_MATCH)), refuses(404));
    expect(failed).toEqual([`${NO_TARGET} status`]);
  });

  test.each<[string, readonly UserOperation[]]>([
    ["in a request of several", [TITLE, NO_MATCH]],
    ["in a request of which it is the first", [NO_MATCH, TITLE]],
    ["where an operation is not valid", [{ op: "invalid" }]],
  ])("is judged in a request of its own alone: %s", async (_, operations) => {
    const { failed, passed } = await play(one(patch(...operations)), refuses(404));
    expect([failed, passed.includes(NO_TARGET)]).toEqual([[], false]);
  });

  test("is not judged by its status where the document has another", async () => {
    const { context } = await play(one(patch(NO_MATCH)));
    const operation = { ...context.operation, responses: [{ status: "404", content: [] }] };
    const { failed, passed } = await play(one(patch(NO_MATCH)), {
      ...refuses(404),
      more: { operation: operation as unknown as typeof context.operation },
    });
    expect([failed, passed.includes(NO_TARGET)]).toEqual([[], false]);
  });
});

describe("another way of writing paths", () => {
  const written = (form: "urn" | "case" | "no-path"): UserEdit => ({ ...patch(TITLE), form });
  const isOdd = (body: string | undefined): boolean =>
    /urn:ietf:params:scim:schemas:core|TITLE|"value":\{/u.test(body ?? "");

  test.each([
    ["urn", "RFC7644-3.10-URN-PATH"],
    ["case", "RFC7644-3.10-NAME-CASE"],
    ["no-path", "RFC7644-3.5.2.3-NO-PATH"],
  ] as const)("%s: is to blame where the same is taken with bare paths", async (form, rule) => {
    const { failed, writes } = await play(one(written(form)), {
      before: (request) => (isPatch(request) && isOdd(request.body) ? refuse(400) : undefined),
    });
    expect(failed).toEqual([`${rule} accepted`]);
    expect(
      writes.map(({ options }) => [options.title.includes("to tell what is refused"), options.intent.kind]),
    ).toEqual([
      [false, "valid"],
      [true, "valid"],
    ]);
  });

  test.each(["urn", "case", "no-path"] as const)("%s: is not where it is refused in any case", async (form) => {
    const { failed } = await play(one(written(form)), refuses(400));
    expect(failed).toEqual(["RFC7644-3.5.2.3-SINGLE accepted"]);
  });

  test("nothing more is sent where it may be refused", async () => {
    const open: UserEdit = { ...patch({ op: "remove", path: "emails" }), form: "urn" };
    const { failed, writes } = await play(one(open), refuses(400));
    expect([failed, writes.length]).toEqual([[], 1]);
    const wrong: UserEdit = { ...patch(NO_MATCH), form: "urn" };
    const refused = await play(one(wrong), refuses(400));
    expect([refused.failed, refused.writes.length]).toEqual([[], 1]);
  });

  test("that is acknowledged and not done breaks its rule first", async () => {
    const { failed } = await play(one(written("urn")), acknowledges);
    expect(failed[0]).toBe(`RFC7644-3.10-URN-PATH title ${DONE} RFC7644-3.5.2.3-SINGLE`);
  });
});

describe("a finding tells what was to happen, and what did", () => {
  test.each<[string, readonly UserOperation[], Partial<FakeWorldOptions>, unknown]>([
    [
      "refused",
      [TITLE],
      refuses(400),
      { expected: ["a success status, and what was asked for"], actual: "400", shape: "edit-values" },
    ],
    ["refused otherwise", [NO_MATCH], refuses(404), { expected: ["400"], actual: "404" }],
    ["taken", [{ op: "invalid" }], acknowledges, { expected: ["a refusal with 4xx"], actual: "200" }],
  ])("%s", async (_, operations, options, told) => {
    const { run } = await play(one(patch(...operations)), options);
    expect(run.failed?.failures).toMatchObject([told]);
    // Nothing was to become of it: what was there is what must be there.
    if (_ !== "refused otherwise") expect(run.failed?.expected.get("a")).toEqual(run.steps[0]?.actual.get("a"));
  });

  test("taken although it must be refused: in words that say which", async () => {
    const messages = async (operation: UserOperation): Promise<unknown> =>
      (await play(one(patch(operation)), acknowledges)).run.failed?.failures[0]?.message;
    expect(await messages({ op: "invalid" })).toContain("not valid");
    expect(await messages(NO_MATCH)).toContain("selects nothing");
  });
});

test("a refusal is asked about only once where paths are written plainly", async () => {
  const { writes } = await play(one(patch(TITLE)), refuses(400));
  expect(writes).toHaveLength(1);
});

describe("what a step is about in a request of several", () => {
  test("one that may lack its target is told beside the others, however few of them do", async () => {
    const record: UserOperation = { op: "replace", path: "emails", where: { type: "work" }, entry: HOME };
    const { failed } = await play(one(patch(TITLE, record)), acknowledges);
    expect(failed[0]).toBe(
      `RFC7644-3.5.2-SEQUENTIAL title ${DONE} RFC7644-3.5.2.3-SINGLE RFC7644-3.5.2.3-VALUEPATH-ALL`,
    );
  });

  test("a name is made of its parts, though another operation is about something else", async () => {
    const rename = breaks((service) => overlay(service, { displayName: "made of the parts" }));
    const { failed } = await play(one(patch(TITLE, { op: "replace", path: "name.givenName", to: "v1" })), rename);
    expect(failed.filter((each) => !each.includes("RESPONSE-STATE"))).toEqual([]);
  });

  test("a value that is there among several of a list may be refused", async () => {
    const operations: readonly UserOperation[] = [
      { op: "add", path: "phoneNumbers", entries: [{ value: "v1", type: "work" }] },
      { op: "add", path: "phoneNumbers", entries: [{ value: "v2", type: "mobile" }] },
      { op: "add", path: "phoneNumbers", entries: [{ value: "v2", type: "home" }] },
    ];
    let writes = 0;
    const { failed } = await play(one(...operations.map((each) => patch(each))), {
      before: (request) => (isPatch(request) && (writes += 1) === 3 ? refuse(400) : undefined),
    });
    expect([failed, writes]).toEqual([[], 3]);
  });
});

test("the answer shows what a read shows", async () => {
  const { failed } = await play(one(patch(TITLE)), {
    after: (request, answer) =>
      isPatch(request) && isObject(answer.body) ? { ...answer, body: { ...answer.body, title: "made up" } } : answer,
  });
  expect(failed).toEqual(["RFC7644-3.1-RESPONSE-STATE title"]);
});

test("what is watched: what is written first, and of what every User has that which this one has", () => {
  const seen: JsonObject = { userName: "a", emails: [], name: { familyName: "B" } };
  expect(watchedPaths(seen, ["title", "emails"])).toEqual(["title", "emails", "userName", "name.familyName"]);
});
