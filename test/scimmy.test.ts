import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ScimmyServer, startScimmy } from "../compat/scimmy/start.ts";
import { type CliIo, main } from "../src/cli/index.ts";
import { loadContract } from "../src/document/index.ts";
import { DEFAULT_SETTINGS, exitCodeOf, run, suitesOf } from "../src/engine/index.ts";
import type { Finding, RunResult } from "../src/result/index.ts";

const compat = (file: string): string => fileURLToPath(new URL(`../compat/scimmy/${file}`, import.meta.url));

/** What is compared of a finding: what went wrong, never when, where or on which id. */
type Fact = Pick<Finding, "requirement" | "invariant" | "shape" | "severity">;

/** A fact that was confirmed by hand, and why it is one. */
interface ExpectedFinding extends Fact {
  readonly why: string;
}

function expectedFindings(): readonly ExpectedFinding[] {
  const file = JSON.parse(readFileSync(compat("expected-findings.json"), "utf8")) as {
    readonly findings: readonly ExpectedFinding[];
  };
  return file.findings;
}

/** One line a finding, sorted, so that a difference reads as what appeared and what disappeared. */
function lines(facts: readonly Fact[]): readonly string[] {
  return facts.map((fact) => `${fact.severity} ${fact.requirement} (${fact.invariant}) ${fact.shape}`).sort();
}

describe("scimmy, a server that is not ours", () => {
  let server: ScimmyServer;
  let result: RunResult;

  beforeAll(async () => {
    server = await startScimmy();
    const contract = await loadContract({ spec: compat("openapi.yaml"), profile: compat("profile.yaml") });
    const target = {
      baseUrl: server.url,
      kind: "remote",
      credentials: [{ kind: "bearer", token: server.token, from: "SCIMMY_TOKEN" }],
      headers: {},
      insecure: false,
    } as const;
    result = await run(
      suitesOf(contract).map((suite) => ({ suite, contract, target })),
      DEFAULT_SETTINGS,
    );
  });

  afterAll(async () => {
    await server.close();
  });

  test("the findings are the ones that were confirmed by hand, no more and no fewer", () => {
    expect(lines(result.findings)).toEqual(lines(expectedFindings()));
  });

  test("each of them says why it is one", () => {
    expect(expectedFindings().filter(({ why }) => why === "")).toEqual([]);
  });

  test("nothing was left untested for want of an answer", () => {
    const undecided = result.suites.flatMap(({ scenarios }) =>
      scenarios.filter(({ outcome }) => outcome !== "passed" && outcome !== "failed"),
    );
    // It has one tenant only, and one way to write a member and a removal.
    expect(undecided.map(({ id, outcome }) => `${id} ${outcome}`).sort()).toEqual([
      "patch.group.atomic-late not-applicable",
      "patch.group.members.add-shapes not-applicable",
      "patch.group.members.remove-shapes not-applicable",
      "patch.group.other-tenant not-applicable",
      "patch.group.put-off not-applicable",
      "put.group.other-tenant not-applicable",
    ]);
    expect(result.suites.flatMap(({ operations }) => operations)).toMatchObject([
      { key: "PUT /Groups/{id}", confirmed: true, observedBy: "GET" },
      { key: "PATCH /Groups/{id}", confirmed: true, observedBy: "GET" },
    ]);
    expect(result.ended.how).toBe("complete");
    expect(result.verdict).toBe("nonconformant");
    expect(exitCodeOf(result)).toBe(1);
  });

  test("nothing of the run is left on the server", () => {
    expect(result.cleanup.created).toBeGreaterThan(0);
    expect(result.cleanup).toMatchObject({ removed: result.cleanup.created, left: [] });
    expect(server.snapshot()).toEqual({ users: [], groups: [] });
  });

  test("the command line finds no other ones, and leaves nothing behind", async () => {
    const out = mkdtempSync(join(tmpdir(), "scimproof-scimmy-"));
    const written: string[] = [];
    const stream = { isTTY: false, write: (text: string): number => written.push(text) };
    const io: CliIo = {
      stdout: stream,
      stderr: stream,
      env: { SCIMMY_TOKEN: server.token },
      columns: 100,
      onSignal: () => () => {},
    };
    try {
      const files = ["--spec", compat("openapi.yaml"), "--profile", compat("profile.yaml")];
      const place = ["--target", server.url, "--token-env", "SCIMMY_TOKEN", "--out", out];
      const code = await main(["run", ...files, ...place, "-t", "members", "--runs", "2", "--reporter", "json"], io);
      // What it said comes along only where it says why.
      expect({ code, said: code === 1 ? "" : written.join("") }).toEqual({ code: 1, said: "" });
      const told = JSON.parse(readFileSync(join(out, "results.json"), "utf8")) as RunResult;
      const known = lines(expectedFindings());
      const said = lines(told.findings);
      expect(said.length).toBeGreaterThan(5);
      expect(said.filter((one) => !known.includes(one))).toEqual([]);
      expect(written.join("")).not.toContain(server.token);
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
    expect(server.snapshot()).toEqual({ users: [], groups: [] });
  });
});
