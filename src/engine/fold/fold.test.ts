import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, test } from "vitest";
import {
  type Judgement,
  RESULT_SCHEMA,
  type RunEvent,
  type RunResult,
  type ScenarioResult,
} from "../../result/index.ts";
import { DEFAULT_SETTINGS, type RunSettings, type SuiteRun } from "../options.ts";
import { cubePlan, exchange, failure, PUT, SUITE, sinkOf } from "../testing.ts";
import { fold } from "./fold.ts";

const whole = await cubePlan();
const [first, second] = whole.scenarios;
if (first === undefined || second === undefined) throw new Error("Cube has scenarios");
const plan = {
  ...whole,
  scenarios: [first, second],
  leftOut: whole.scenarios.slice(2).map((scenario) => ({ scenario, reason: "not selected" })),
};
const run: SuiteRun = {
  suite: plan.suite,
  contract: plan.contract,
  target: {
    baseUrl: "https://acme.example/api",
    kind: "remote",
    credentials: [{ kind: "bearer", token: "secret-token", from: "CUBE_TOKEN" }],
    headers: {},
    insecure: false,
  },
};

interface Given {
  readonly outcomes?: readonly ScenarioResult["outcome"][];
  readonly failures?: readonly Judgement[];
  readonly confirmed?: boolean;
  readonly settings?: Partial<RunSettings>;
  readonly ended?: RunResult["ended"];
  readonly status?: number;
}

/** The result of a run of two scenarios. */
async function result(given: Given = {}): Promise<RunResult> {
  const { outcomes = ["passed", "passed"], failures = [], confirmed = true, status = 200 } = given;
  const response = { status, headers: [], body: "{}", bodyBytes: 2, utf8: true, bom: false };
  const events: RunEvent[] = [
    { type: "suite-started", suite: SUITE, url: run.target.baseUrl, seed: 7, runId: "abc" },
    { type: "exchange", suite: SUITE, exchange: exchange(`${plan.scenarios[0]?.id ?? ""}#1`, { response }) },
    ...failures.map((judgement): RunEvent => ({ type: "judgement", suite: SUITE, judgement })),
    ...(confirmed ? [{ type: "confirmed", suite: SUITE, operation: PUT, observedBy: "GET" } as const] : []),
    ...plan.scenarios.flatMap(({ id }, index): RunEvent[] => {
      const outcome = outcomes[index];
      const reason = outcome === "passed" || outcome === "failed" ? {} : { reason: "there is one" };
      return outcome === undefined
        ? []
        : [{ type: "scenario-ended", suite: SUITE, scenario: id, outcome, ...reason, durationMs: 1 }];
    }),
    { type: "cleanup", suite: SUITE, cleanup: { created: 2, removed: 1, left: [], restored: [] } },
    { type: "suite-ended", suite: SUITE, durationMs: 9, ended: "complete" },
  ];
  return await fold({
    sink: sinkOf(events),
    runs: [{ run, plan }],
    settings: { ...DEFAULT_SETTINGS, ...given.settings },
    startedAt: "2026-01-31T09:30:00.000Z",
    durationMs: 9,
    requests: 12,
    ended: given.ended ?? { how: "complete", detail: "" },
    selection: { allSuites: true },
  });
}

test("is what the published schema says", async () => {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  formats.default(ajv);
  const validate = ajv.compile(RESULT_SCHEMA);
  for (const each of [await result(), await result({ failures: [failure()], outcomes: ["failed", "blocked"] })]) {
    // As it is written: an absent field is not one that is undefined.
    expect(validate(JSON.parse(JSON.stringify(each))), JSON.stringify(validate.errors)).toBe(true);
  }
});

test("is the same however often it is folded", async () => {
  expect(await result({ failures: [failure()] })).toEqual(await result({ failures: [failure()] }));
});

describe("the verdict", () => {
  test("is conformant with a confirmed write and nothing against it", async () => {
    const { verdict, suites, cleanup, summary } = await result();
    expect(verdict).toBe("conformant");
    expect(suites[0]?.operations[0]).toMatchObject({ key: PUT, confirmed: true, observedBy: "GET" });
    expect(cleanup).toEqual({ created: 2, removed: 1, left: [], restored: [] });
    expect(summary).toMatchObject({ exchanges: 1, requests: 12, durationMs: 9 });
  });

  test("is nonconformant with an error, and the finding can be replayed", async () => {
    const { verdict, findings, suites, summary, requirements } = await result({
      failures: [failure({ scenario: first.id })],
    });
    expect(verdict).toBe("nonconformant");
    expect(summary.findings).toEqual({ error: 1, warning: 0, notice: 0, none: 0, waived: 0 });
    expect(findings[0]?.replay).toBe(`scimproof run --seed 7 -t '${first.id}'`);
    expect(suites[0]?.scenarios[0]?.findings).toEqual([findings[0]?.fingerprint]);
    expect(
      requirements
        .filter(({ outcome }) => outcome === "failed")
        .map(({ id }) => id)
        .sort(),
    ).toEqual(["CUBE-PUT-FULL-MEMBERSHIP", "RFC7644-3.5.1-MEMBERS-REPLACED"]);
  });

  test("is inconclusive when nothing was confirmed, or nothing was run", async () => {
    expect((await result({ confirmed: false })).verdict).toBe("inconclusive");
    const nothing = await fold({
      sink: sinkOf([]),
      runs: [],
      settings: DEFAULT_SETTINGS,
      startedAt: "",
      durationMs: 0,
      requests: 0,
      ended: { how: "complete", detail: "" },
      selection: { allSuites: true },
    });
    expect(nothing.verdict).toBe("inconclusive");
  });
});

describe("a scenario that broke in the harness", () => {
  test("ends the run as a harness error, never as a pass", async () => {
    const { ended, verdict } = await result({ outcomes: ["passed", "harness-error"] });
    expect(ended).toEqual({ how: "harness-error", detail: `${second.id}: there is one` });
    expect(verdict).toBe("inconclusive");
  });

  test("counts more than a spent budget", async () => {
    const spent = { how: "time-budget", detail: "the time budget was spent" } as const;
    const { ended } = await result({ outcomes: ["harness-error"], ended: spent });
    expect(ended.how).toBe("harness-error");
  });

  test("does not hide an interrupt", async () => {
    const interrupted = { how: "interrupted", detail: "by SIGINT", signal: "SIGINT" } as const;
    const { ended } = await result({ outcomes: ["harness-error", "passed"], ended: interrupted });
    expect(ended).toEqual(interrupted);
  });
});

test("what was not tested is listed, each with its reason", async () => {
  const { notTested, suites } = await result({ outcomes: ["blocked"] });
  expect(notTested.filter(({ reason }) => reason === "")).toEqual([]);
  const reasonOf = (id: string): string | undefined => notTested.find((each) => each.id === id)?.reason;
  expect(reasonOf(first.id)).toBe("there is one");
  expect(reasonOf(second.id)).toBe("the run ended before it began");
  expect(suites[0]?.scenarios[1]?.outcome).toBe("blocked");
  expect(reasonOf("put.group.credentials.wrong")).toBe("not selected");
  expect(reasonOf("CUBE-TOKEN-ISSUED")).toContain("outside of this interface");
  expect(reasonOf("RFC7644-3.12-401")).toBe("not selected");
});

test("what of the declaration was seen is counted, and what is beside it", async () => {
  const seen = async (status: number): Promise<unknown> => {
    const operation = (await result({ status })).suites[0]?.operations[0];
    return [operation?.statuses, operation?.undeclared, operation?.requestMediaTypes];
  };
  expect(await seen(404)).toEqual([
    [
      { status: "200", seen: 0 },
      { status: "404", seen: 1 },
    ],
    [],
    [{ type: "application/json", sent: 1 }],
  ]);
  expect(await seen(409)).toMatchObject([[{ seen: 0 }, { seen: 0 }], [{ status: 409, seen: 1 }], [{}]]);
});

test("no credential is in it", async () => {
  const text = JSON.stringify(await result({ failures: [failure()] }));
  expect(text).not.toContain("secret-token");
  expect(text).toContain("$CUBE_TOKEN");
});
