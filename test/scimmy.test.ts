import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compare, readExpected } from "../compat/lib/expected.ts";
import { fileOf } from "../compat/lib/place.ts";
import { runServer } from "../compat/lib/run-server.ts";
import { scimmy } from "../compat/scimmy/server.ts";
import { type ScimmyServer, startScimmy } from "../compat/scimmy/start.ts";
import { type CliIo, main } from "../src/cli/index.ts";
import { exitCodeOf } from "../src/gate/index.ts";
import type { RunResult } from "../src/result/index.ts";

const compat = (file: string): string => fileOf("scimmy", file);

describe("scimmy, a server that is not ours", () => {
  let server: ScimmyServer;
  let result: RunResult;

  beforeAll(async () => {
    server = await startScimmy();
    result = await runServer(scimmy, server);
    // Every suite against a real server: how long that takes is the machine's affair.
  }, 0);

  afterAll(async () => {
    await server.close();
  });

  test("the findings are the ones that were confirmed by hand, no more and no fewer", () => {
    expect(compare(result, readExpected("scimmy"))).toEqual({ appeared: [], disappeared: [] });
  });

  test("nothing was left untested for want of an answer", () => {
    const undecidedIn = (suites: RunResult["suites"]): readonly string[] =>
      suites
        .flatMap(({ scenarios }) => scenarios)
        .filter(({ outcome }) => outcome !== "passed" && outcome !== "failed")
        .map(({ id, outcome }) => `${id} ${outcome}`)
        .sort();
    const own = result.suites.filter(({ id }) => id.startsWith("scimmy."));
    // It has one tenant only, ids that are no digits, one way to write a member and a removal, and no list of the forms that it takes.
    expect(undecidedIn(own)).toEqual([
      "patch.group.atomic-late not-applicable",
      "patch.group.foreign-filter.attribute not-applicable",
      "patch.group.foreign-filter.compound not-applicable",
      "patch.group.foreign-filter.none not-applicable",
      "patch.group.foreign-filter.operator not-applicable",
      "patch.group.id-with-more not-applicable",
      "patch.group.members.add-shapes not-applicable",
      "patch.group.members.remove-shapes not-applicable",
      "patch.group.other-tenant not-applicable",
      "patch.group.put-off not-applicable",
      "put.group.id-with-more not-applicable",
      "put.group.invalid.member-entry-without-value not-applicable",
      "put.group.other-tenant not-applicable",
    ]);
    // Of the service as a whole it has much that may be left out (ETags, filters on parts, references), and no pages to sort.
    const service = undecidedIn(result.suites.filter((suite) => !own.includes(suite)));
    expect(service.length).toBeGreaterThan(0);
    expect(service.filter((line) => !line.endsWith(" not-applicable"))).toEqual([
      "service.list.sort-paged inconclusive",
    ]);
    expect(own.flatMap(({ operations }) => operations)).toMatchObject([
      { key: "PUT /Groups/{id}", confirmed: true, observedBy: "GET" },
      { key: "PATCH /Groups/{id}", confirmed: true, observedBy: "GET" },
    ]);
    expect(result.ended.how).toBe("complete");
    expect(result.verdict).toBe("nonconformant");
    expect(exitCodeOf(result)).toBe(1);
  });

  test("every creation and deletion was seen, and what it says that it does not have is not asked of it", () => {
    const service = result.suites.find(({ id }) => id === "rfc.service");
    const confirmed = service?.operations.filter((operation) => operation.confirmed).map(({ key }) => key);
    expect(confirmed).toEqual(
      expect.arrayContaining(["POST /Users", "DELETE /Users/{id}", "POST /Groups", "DELETE /Groups/{id}"]),
    );
    const versions = service?.scenarios.filter(({ id }) => id.startsWith("service.versions."));
    expect(versions?.length).toBeGreaterThan(5);
    expect(new Set(versions?.map(({ outcome }) => outcome))).toEqual(new Set(["not-applicable"]));
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
      expect(told.findings.length).toBeGreaterThan(5);
      expect(compare(told, readExpected("scimmy")).appeared).toEqual([]);
      expect(written.join("")).not.toContain(server.token);
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
    expect(server.snapshot()).toEqual({ users: [], groups: [] });
  });
});
