import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type EmbeddedRun, line, runEmbedded } from "../bench/embedded.ts";
import { parseResult } from "../src/report/index.ts";
import type { Exchange, Finding, RunResult } from "../src/result/index.ts";
import type { DialectName } from "../src/targets/index.ts";
import { type CliEnd, cli, cube, tempFolder } from "./support/cli-run.ts";

const HISTORIES = { grep: /\.group\.(?:histories|parallel)/u };

async function histories(run: EmbeddedRun & { readonly only?: RegExp }): Promise<RunResult> {
  const settings = { concurrency: 8, selection: { grep: run.only ?? HISTORIES.grep }, ...run.settings };
  return (await runEmbedded({ ...run, settings })).result;
}

const speaking = ({ findings }: RunResult): readonly Finding[] =>
  findings.filter(({ severity }) => severity === "error" || severity === "warning");

describe("a right server", () => {
  test.each<[DialectName, number]>([
    ["cube", 11],
    ["maia", 12],
    ["lighton", 13],
    ["strongdm", 14],
  ])("%s passes every history of seed %i, and nothing of it is left", async (dialect, seed) => {
    const { result, left } = await runEmbedded({
      dialect,
      settings: { concurrency: 8, seed, runs: 15, selection: { grep: /\.(?:histories\.few-[12]|parallel)/u } },
    });
    expect(speaking(result).map(line)).toEqual([]);
    expect(result.suites.flatMap(({ scenarios }) => scenarios).map(({ outcome }) => outcome)).not.toContain("failed");
    expect(left).toEqual({ users: [], groups: [] });
  });
});

describe("the smallest history is small", () => {
  // Each with the most edits and users that its fault needs.
  test.each<[DialectName, string, number, number]>([
    ["cube", "put-members-merged", 1, 2],
    ["cube", "put-members-readd-blocked", 2, 2],
    ["lighton", "patch-add-replaces", 1, 2],
    ["strongdm", "patch-removals-last", 1, 2],
    ["lighton", "patch-fifth-update-of-group-lost", 5, 5],
  ])("%s with %s: at most %i edits and %i users", async (dialect, fault, edits, users) => {
    const result = await histories({ dialect, faults: [fault], only: /histories\.few-1/u });
    const found = result.findings.flatMap(({ counterexample }) => (counterexample === null ? [] : [counterexample]));
    expect(found.length).toBeGreaterThan(0);
    const smallest = found.toSorted((left, right) => left.edits - right.edits || left.members - right.members)[0];
    expect(smallest?.edits, smallest?.story).toBeLessThanOrEqual(edits);
    expect(smallest?.members, smallest?.story).toBeLessThanOrEqual(users);
    expect(smallest?.reruns).toEqual({ failed: 2, of: 2 });
    expect(smallest?.steps.filter(({ parted }) => parted)).toHaveLength(1);
  });
});

/** What was sent, without what differs from run to run: the port and times. */
function requests(out: string): readonly string[] {
  const lines = gunzipSync(readFileSync(join(out, "exchanges.ndjson.gz")))
    .toString("utf8")
    .trimEnd()
    .split("\n");
  return lines
    .map((each) => JSON.parse(each) as Exchange)
    .filter(({ scenario }) => scenario.includes("histories"))
    .map(
      ({ id, request }) =>
        `${id} ${request.method} ${new URL(request.url).pathname.length} ${request.body?.length ?? 0}`,
    )
    .sort();
}

test("the same seed sends the same requests at any concurrency, also while it makes a failure small", async () => {
  const sent: (readonly string[])[] = [];
  for (const concurrency of [1, 8]) {
    const out = tempFolder();
    await histories({ faults: ["put-members-merged"], only: /few-[12]/u, settings: { out, concurrency, runs: 8 } });
    sent.push(requests(out));
  }
  expect(sent[0]?.length).toBeGreaterThan(50);
  expect(sent[1]).toEqual(sent[0]);
});

describe("limits are kept", () => {
  test("a request budget is never exceeded, what was made goes, and the run is inconclusive", async () => {
    const { result, left } = await runEmbedded({
      settings: { selection: HISTORIES, maxRequests: 150, concurrency: 4 },
    });
    expect(result.summary.requests).toBeLessThanOrEqual(150);
    expect(result.verdict).toBe("inconclusive");
    expect(left).toEqual({ users: [], groups: [] });
  });

  test("a failure found before the budget was spent is told", async () => {
    const result = await histories({
      faults: ["put-members-merged"],
      only: /few-1/u,
      settings: { maxRequests: 160, concurrency: 1 },
    });
    expect(result.summary.requests).toBeLessThanOrEqual(160);
    expect(result.verdict).toBe("nonconformant");
    expect(result.findings.some(({ counterexample }) => counterexample !== null)).toBe(true);
  });

  test("--runs says how many histories", async () => {
    const few = await histories({ only: /few-1/u, settings: { runs: 2 } });
    const more = await histories({ only: /few-1/u, settings: { runs: 12 } });
    expect(few.summary.requests).toBeLessThan(more.summary.requests / 2);
  });

  test("where nothing can be deleted, Groups are reset and used again", async () => {
    const result = await histories({
      oddities: ["group-delete-405"],
      only: /few-1/u,
      settings: { allowLeftovers: true },
    });
    expect(speaking(result).map(line)).toEqual([]);
    // Two for the histories, one to try entries on, one of the preflight.
    expect(result.cleanup.left.filter(({ type }) => type === "Group").length).toBeLessThanOrEqual(4);
  });

  test("where Groups cannot be made, the named ones do, each put back", async () => {
    const end = await onNamedFixtures([]);
    expect(end.code, end.out).toBe(0);
    expect(end.result.suites[0]?.scenarios).toMatchObject([{ outcome: "passed" }]);
    expect(end.result.cleanup.restored.map(({ state }) => state)).toEqual(["restored"]);
  });

  test("and a fault is found on one named Group as well", async () => {
    const end = await onNamedFixtures(["put-members-merged"]);
    expect(end.code, end.out).toBe(1);
    expect(end.result.findings.map(({ requirement }) => requirement)).toContain("RFC7644-3.5.1-MEMBERS-REPLACED");
  });
});

/** A run on a server that is not ours to make Groups on: one Group and five users are named. */
async function onNamedFixtures(faults: readonly string[]): Promise<CliEnd & { readonly result: RunResult }> {
  const target = await cube({ faults });
  const headers = { authorization: `Bearer ${target.token}`, "content-type": "application/json" };
  const make = async (path: string, body: object): Promise<string> => {
    const answer = await fetch(`${target.url}/scim/v2/${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    return ((await answer.json()) as { id: string }).id;
  };
  const users = await Promise.all(
    [1, 2, 3, 4, 5].map((number) => make("Users", { userName: `u${number}@example.com` })),
  );
  const group = await make("Groups", { displayName: "theirs", members: [{ value: users[0] }] });
  const out = tempFolder();
  const argv = ["run", "cube", "--target", target.url, "--token-env", "T", "--out", out, "-t", "histories.few-1"];
  const fixtures = ["--fixture", `groups=${group}`, "--fixture", `users=${users.join(",")}`];
  const end = await cli([...argv, ...fixtures, "--runs", "6"], { env: { T: target.token } });
  return { ...end, result: read(join(out, "results.json")) };
}

function read(path: string): RunResult {
  return parseResult(readFileSync(path, "utf8"), path);
}

describe("--replay", () => {
  const replay = async (
    faults: readonly string[],
    out: string,
    id: string,
    more: readonly string[] = [],
  ): Promise<CliEnd> => {
    const target = await cube({ faults });
    const argv = ["run", "cube", "--target", target.url, "--token-env", "T", "--out", out, "--replay", id, ...more];
    return await cli(argv, { env: { T: target.token } });
  };

  test("runs a recorded history on another server, another day: it fails again, passes when mended, and is never lost", async () => {
    const target = await cube({ faults: ["put-members-readd-blocked"] });
    const out = tempFolder();
    const argv = ["run", "cube", "--target", target.url, "--token-env", "T", "--out", out, "-t", "histories.few-1"];
    expect((await cli(argv, { env: { T: target.token } })).code).toBe(1);
    const recorded = read(join(out, "results.json")).findings.find(({ counterexample }) => counterexample !== null);
    const id = recorded?.fingerprint ?? "";
    expect(recorded?.replay).toContain(`--replay ${id}`);

    const again = await replay(["put-members-readd-blocked"], out, id);
    expect(again.code, again.out).toBe(1);
    const result = read(join(out, "replay", "results.json"));
    expect(result.findings.map(({ fingerprint }) => fingerprint)).toContain(id);
    expect(result.findings.find(({ fingerprint }) => fingerprint === id)?.counterexample?.history).toEqual(
      recorded?.counterexample?.history,
    );
    // The record itself is not written over.
    expect(read(join(out, "results.json")).findings.map(({ fingerprint }) => fingerprint)).toContain(id);

    const mended = await replay([], out, id);
    expect(mended.code, mended.out).toBe(0);
    const notes = read(join(out, "replay", "results.json")).findings.filter(({ severity }) => severity === "notice");
    expect(notes.map(({ requirement }) => requirement)).toContain("HISTORY-REPEATS");
    expect(notes.find(({ requirement }) => requirement === "HISTORY-REPEATS")).toMatchObject({
      expected: [`as recorded: ${recorded?.counterexample?.story ?? ""}`],
      actual: "it passed 3 times of 3",
    });

    const unknown = await replay([], out, "ffffffffffff");
    expect(unknown.code).toBe(2);
    expect(unknown.err).toContain(id);
  });

  test("of nothing that was recorded is told before anything is sent", async () => {
    const end = await replay([], tempFolder(), "0123456789ab");
    expect(end.code).toBe(2);
    expect(end.err).toContain("results.json:1:1: cannot read the file: there is no such file");
    const without = await cli(["run", "cube", "--target", "embedded", "--from", "x.json", "--out", tempFolder()]);
    expect(without).toMatchObject({ code: 2 });
  });
});

describe("the story", () => {
  test("is told in words, with both sets where they part, in terminal and data", async () => {
    const target = await cube({ faults: ["put-members-merged"] });
    const out = tempFolder();
    const argv = ["run", "cube", "--target", target.url, "--token-env", "T", "--out", out, "-t", "histories.few-1"];
    const end = await cli(argv, { env: { T: target.token } });
    expect(end.out).toMatch(
      /1\. PUT Group 1 with (?:Ana|nobody) {2}← here\n +Group 1 must be {2}\{.*\}\n +Group 1 is {7}\{ /u,
    );
    const [finding] = read(join(out, "results.json")).findings;
    expect(finding?.counterexample?.story).toMatch(
      /^Group 1 has .* → PUT Group 1 with .* → (?:Ana|Ben) is still there$/u,
    );
    // Everything the story tells can be looked up: each step's exchanges are in the result.
    const kept = new Set(read(join(out, "results.json")).exchanges.map(({ id }) => id));
    const steps = finding?.counterexample?.steps ?? [];
    expect(steps.flatMap(({ exchanges }) => exchanges).filter((id) => !kept.has(id))).toEqual([]);
    expect(steps.every(({ exchanges }) => exchanges.length > 0)).toBe(true);
  });
});
