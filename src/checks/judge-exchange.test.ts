import { describe, expect, test } from "vitest";
import type { Exchange, Judgement } from "../result/index.ts";
import { CHECKS } from "./catalogue.ts";
import { defineCheck, passed } from "./check.ts";
import { judgeExchange } from "./judge-exchange.ts";
import { contractWith, get, group, PUT, put } from "./testing.ts";

const contract = contractWith();
const judge = (exchange: Exchange, history: readonly Exchange[] = []): readonly Judgement[] =>
  judgeExchange(contract, exchange, history);
const failed = (...parts: Parameters<typeof judge>): readonly Judgement[] =>
  judge(...parts).filter(({ outcome }) => outcome === "failed");

test("an ordinary exchange passes, and each requirement that a check speaks about is one it lists", () => {
  const judgements = judge(put());
  expect(judgements.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
  for (const { by, requirement } of judgements) {
    expect(CHECKS.find(({ id }) => id === by)?.requirements).toContain(requirement);
  }
});

test("is pure: judging again, and judging a deep frozen copy, gives the same", () => {
  const exchange = put({ status: 404, body: { status: 400 } });
  const history = [put({ id: "test#1" })];
  const before = structuredClone({ exchange, history });
  const first = judge(exchange, history);
  expect(judge(structuredClone(exchange), history)).toEqual(first);
  expect({ exchange, history }).toEqual(before);
});

test("a failure carries the operation, the exchange and its place", () => {
  const [judgement] = failed(put({ body: group({ displayName: 7 }) }));
  expect(judgement).toMatchObject({
    by: "response.body-schema",
    scenario: "test",
    operation: PUT,
    shape: "none",
    pointer: "/displayName",
    exchanges: ["test#2"],
  });
});

test("earlier exchanges that belong to the proof come first", () => {
  const meta = { created: "2020-01-01T00:00:00Z" };
  const [judgement] = failed(put(), [put({ id: "test#1", body: group({ meta }) })]);
  expect(judgement?.exchanges).toEqual(["test#1", "test#2"]);
});

describe("a helper", () => {
  const odd = get({ body: group({ schemas: [], meta: { resourceType: "User" } }), disclosed: ["bearer token"] });

  test("decides nothing: what it does against the RFC is a notice, one for each thing", () => {
    const judgements = failed(odd);
    expect(new Set(judgements.map(({ requirement }) => requirement))).toEqual(new Set(["HELPER-CONFORMS"]));
    expect(judgements.map(({ invariant }) => invariant)).toEqual([
      "RFC7643-3-SCHEMAS-NONEMPTY schemas",
      "RFC7643-3.1-META-TYPE resourceType",
      "SECURITY-NO-DISCLOSURE credential",
    ]);
    expect(judgements.map(({ operation }) => operation)).toEqual(["GET Group", "GET Group", "GET Group"]);
  });

  test("decides once a declared write has been there: then it shows what that left behind", () => {
    const judgements = failed(odd, [put({ id: "test#1" })]);
    expect(judgements.map(({ requirement }) => requirement)).toContain("RFC7643-3.1-META-TYPE");
  });

  test.each([
    ["a refused write", put({ status: 409 })],
    ["a write without an answer", put({ silent: true })],
    ["another helper", get()],
    ["a redirect", put({ status: 300 })],
  ])("does not after %s", (_, earlier) => {
    const judgements = failed(odd, [earlier]);
    expect(judgements.map(({ requirement }) => requirement)).not.toContain("RFC7643-3.1-META-TYPE");
  });

  test("is held against the document's own schema all the same", () => {
    expect(failed(get({ body: group({ displayName: 7 }) })).map(({ requirement }) => requirement)).toContain(
      "OPENAPI-BODY-SCHEMA",
    );
  });

  test("may answer with any status", () => {
    expect(failed(get({ status: 418, body: "" })).map(({ by }) => by)).toEqual(["error.shape"]);
    const created = get({ method: "POST", status: 201, resource: { type: "Group", id: "" }, purpose: "fixture" });
    expect(failed(created)).toEqual([]);
  });
});

test("a pass of a helper names its exchange, as what is told; one of an operation, of which there are many, does not", () => {
  const helper = judge(get()).find(({ by }) => by === "resource.shape");
  expect(helper).toEqual({
    by: "resource.shape",
    scenario: "test",
    requirement: "HELPER-CONFORMS",
    operation: "GET Group",
    invariant: "RFC7643-3-SCHEMAS-NONEMPTY schemas",
    shape: "none",
    outcome: "passed",
    expected: [],
    actual: "",
    message: "",
    exchanges: ["test#2"],
  });
  const own = judge(put()).find(({ by }) => by === "resource.shape");
  expect(own).toEqual({
    ...helper,
    requirement: "RFC7643-3-SCHEMAS-NONEMPTY",
    operation: PUT,
    invariant: "schemas",
    exchanges: [],
  });
});

test("a helper on nothing in particular is named by its method", () => {
  const { resource: _, ...list } = get({ method: "OPTIONS", status: 500, body: "" });
  expect(failed(list).map(({ operation }) => operation)).toEqual(["OPTIONS helper"]);
});

describe("checks of one's own", () => {
  const own = defineCheck({
    id: "own.check",
    title: "Says what it was given",
    requirements: ["OWN"],
    scope: "declared",
    judge: ({ hasPatch }) => [passed("OWN", String(hasPatch))],
  });
  const byOwn = (exchange: Exchange, only?: ReadonlySet<string>, hasPatch?: boolean): readonly string[] =>
    judgeExchange(contract, exchange, [], undefined, only, [own], hasPatch).map(
      ({ by, invariant }) => `${by} ${invariant}`,
    );

  test("come after those of the catalogue", () => {
    expect(byOwn(put()).at(-1)).toBe("own.check false");
    expect(byOwn(put()).length).toBe(judge(put()).length + 1);
  });

  test("can be run alone, and are told whether the server has PATCH", () => {
    expect(byOwn(put(), new Set(["own.check"]), true)).toEqual(["own.check true"]);
  });

  test("are silent on helpers, by their scope, and where the answer broke off", () => {
    expect(byOwn(get()).filter((line) => line.startsWith("own"))).toEqual([]);
    expect(byOwn(put({ failure: { kind: "reset", message: "" } })).filter((line) => line.startsWith("own"))).toEqual(
      [],
    );
  });
});

describe("an answer that broke off", () => {
  // Our own doing, so that nothing but the rest of the answer can be judged.
  const failure = { kind: "aborted", message: "The run was interrupted during this request." } as const;

  test("says nothing about its body", () => {
    expect(failed(put({ body: '{"schemas":', failure }))).toEqual([]);
    expect(failed(put({ body: "", type: null, failure }))).toEqual([]);
    expect(failed(put({ status: 404, body: "", failure }))).toEqual([]);
  });

  test("still has its status", () => {
    expect(failed(put({ status: 302, failure })).map(({ by }) => by)).toEqual(["response.status-declared"]);
    expect(failed(put({ status: 500, failure })).map(({ by }) => by)).toEqual(["response.no-5xx"]);
  });

  test("no answer at all is nobody's fault but the network's", () => {
    expect(judge(put({ silent: true, failure: { kind: "refused", message: "" } }))).toEqual([]);
  });
});

test("a hostile body makes no check throw", () => {
  const bodies = [
    "null",
    "[]",
    "0",
    '""',
    '{"schemas":{}}',
    '{"meta":[],"members":{"value":{}}}',
    '{"__proto__":null}',
  ];
  for (const body of [...bodies, "[".repeat(5000), `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`]) {
    for (const status of [200, 404, 500]) {
      expect(() => judge(put({ status, body }), [put({ body })])).not.toThrow();
      expect(() => judge(get({ status, body }), [put({ body })])).not.toThrow();
    }
  }
});
