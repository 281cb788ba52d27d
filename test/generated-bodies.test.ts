import { describe, expect, test } from "vitest";
import { line, runEmbedded, speaks } from "../bench/embedded.ts";
import type { Counterexample, RunResult } from "../src/result/index.ts";

const SETTINGS = { concurrency: 1, seed: 1, timeoutMs: 5000 } as const;
const MADE = { ...SETTINGS, selection: { grep: /^service\.bodies\.user /u } } as const;

const loud = (result: RunResult): readonly string[] => result.findings.filter(speaks).map(line);

function counterexampleIn({ findings }: RunResult): Counterexample {
  const found = findings.find(({ counterexample }) => counterexample !== null)?.counterexample ?? null;
  if (found === null) throw new Error("nothing was found");
  return found;
}

describe("an attribute that is lost only beside another one", () => {
  test("is shown by the smallest body that has both, which fails again when it is replayed", async () => {
    const faults = ["body-title-lost-beside-nick-name"];
    const { result, left } = await runEmbedded({ dialect: "rfc", faults, settings: MADE });
    const found = counterexampleIn(result);
    const { body } = found.history as { readonly body: object };
    expect(Object.keys(body).toSorted()).toEqual(["nickName", "title", "userName"]);
    expect(found.story).toMatch(/^POST a User with .*nickName .* → title is nothing$/u);
    expect(found.reruns).toEqual({ failed: 2, of: 2 });
    expect(found.steps[0]?.exchanges.length).toBeGreaterThan(1);
    expect(left).toEqual({ users: [], groups: [] });
    const again = await runEmbedded({ dialect: "rfc", faults, settings: { ...MADE, replay: found } });
    expect(counterexampleIn(again.result).story).toBe(found.story);
    const mended = await runEmbedded({ dialect: "rfc", settings: { ...MADE, replay: found } });
    expect(loud(mended.result)).toEqual([]);
  });
});

describe("a server with rules of its own", () => {
  test("is asked for what it takes, and what it does not is told and held against nobody", async () => {
    const settings = { ...MADE, runs: 8 };
    const { result } = await runEmbedded({ dialect: "rfc", oddities: ["body-signs-refused"], settings });
    expect(result.findings.map(line)).toEqual([]);
    const told = result.suites.flatMap(({ capabilities }) => capabilities).find(({ id }) => id.endsWith(".nickName"));
    expect(told?.value).toContain("is refused with 400; an ordinary value is taken");
    // What it takes of the rest is tested all the same.
    expect(result.suites.flatMap(({ scenarios }) => scenarios).map(({ outcome }) => outcome)).toEqual(["passed"]);
  });
});

test("a server that says 404 of a member who is not there may say so of a text in a member's place", async () => {
  const settings = { ...SETTINGS, selection: { grep: /^service\.bodies\.violations-group /u } } as const;
  const { result } = await runEmbedded({ dialect: "rfc", oddities: ["members-of-nobody-404"], settings });
  expect(loud(result)).toEqual([]);
  expect(result.summary.requests).toBeGreaterThan(10);
});

describe("the JSON Schema of a vendor's document", () => {
  const PUT = { ...SETTINGS, runs: 6, selection: { grep: /^put\.(?:user|group)\.bodies /u } } as const;

  test("gives bodies of Users and Groups, the same for the same seed at any concurrency", async () => {
    const [one, many] = [
      await runEmbedded({ dialect: "maia", settings: PUT }),
      await runEmbedded({ dialect: "maia", settings: { ...PUT, concurrency: 8 } }),
    ];
    expect(loud(one.result)).toEqual([]);
    expect(one.result.suites.flatMap(({ scenarios }) => scenarios).map(({ outcome }) => outcome)).toEqual([
      "passed",
      "passed",
    ]);
    expect(many.result.summary.requests).toBe(one.result.summary.requests);
    expect(one.left).toEqual({ users: [], groups: [] });
  });

  test("shows what a PUT does not keep", async () => {
    const { result } = await runEmbedded({ dialect: "maia", faults: ["user-nick-name-lost"], settings: PUT });
    expect(loud(result).join("\n")).toContain("body nickName");
    expect(counterexampleIn(result).history).toMatchObject({ method: "PUT", type: "User" });
  });
});
