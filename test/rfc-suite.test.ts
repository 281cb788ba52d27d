import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { detecting, runEmbedded } from "../bench/embedded.ts";
import { type ScimmyServer, startScimmy } from "../compat/scimmy/start.ts";
import { shipped } from "../src/cli/choose.ts";
import { type Contract, loadVendor } from "../src/document/index.ts";
import { DEFAULT_SETTINGS, run, suitesOf } from "../src/engine/index.ts";
import { exitCodeOf } from "../src/gate/index.ts";
import type { RunResult } from "../src/result/index.ts";

/** The suites that words of a command line come to; without a word only where each vendor has a target of its own. */
async function suitesFor(words: readonly string[]): Promise<readonly string[]> {
  return (await shipped("run", words, {}, words.length === 0)).map(({ suite }) => suite.id);
}

describe("which suites are meant", () => {
  test("without a word, those of the vendors' pages: the RFC suite is nobody's page", async () => {
    const vendors = new Set((await suitesFor([])).map((id) => id.split(".")[0]));
    expect(vendors).toEqual(new Set(["cube", "lighton", "maia", "strongdm"]));
  });

  test("named, every area of the RFC suite", async () => {
    expect(await suitesFor(["rfc"])).toEqual([
      "rfc.groups.patch",
      "rfc.groups.put",
      "rfc.service",
      "rfc.users.patch",
      "rfc.users.put",
    ]);
  });

  test("the document gives the same ones, in its own order", async () => {
    const ids = suitesOf(await loadVendor("rfc")).map(({ id }) => id);
    expect([...ids].sort()).toEqual(await suitesFor(["rfc"]));
  });

  test("only the RFC suite has the service as a whole: no page declares how anything is made", async () => {
    const pages = await Promise.all(["cube", "lighton", "maia", "strongdm"].map(loadVendor));
    expect(pages.flatMap(suitesOf).filter(({ area }) => area === "service")).toEqual([]);
  });
});

describe("scimmy under the RFC suite", () => {
  let server: ScimmyServer;
  let contract: Contract;
  const results: RunResult[] = [];

  beforeAll(async () => {
    server = await startScimmy();
    contract = await loadVendor("rfc");
    const target = {
      baseUrl: server.url,
      kind: "remote",
      credentials: [{ kind: "bearer", token: server.token, from: "SCIMMY_TOKEN" }],
      headers: {},
      insecure: false,
    } as const;
    const suites = suitesOf(contract).filter(({ area }) => area === "service");
    const only = { grep: /^service\.(?:discovery|create|delete|versions)\./u };
    const runs = suites.map((suite) => ({ suite, contract, target }));
    results.push(await run(runs, { ...DEFAULT_SETTINGS, selection: only }));
  });

  afterAll(async () => {
    await server.close();
  });

  test("what is found was confirmed by hand", () => {
    const found = results.flatMap(({ findings }) => findings).filter(({ severity }) => severity !== "notice");
    expect(found.map(({ requirement, operation }) => `${requirement} ${operation}`).sort()).toEqual([
      // Its store is a map of ours: that names are unique is for whoever puts a store behind scimmy.
      "RFC7643-4.1.1-USERNAME POST /Users",
      "RFC7643-4.1.1-USERNAME POST /Users",
      // curl -i -X POST …/Users: 201 with `meta.location` and without Location.
      "RFC7644-3.3-LOCATION POST /Groups",
      "RFC7644-3.3-LOCATION POST /Users",
    ]);
  });

  test("every creation and deletion was seen, and nothing of the run is left", () => {
    const [result] = results;
    expect(result?.suites[0]?.operations.map(({ key, confirmed }) => [key, confirmed])).toEqual([
      ["POST /Users", true],
      ["DELETE /Users/{id}", true],
      ["POST /Groups", true],
      ["DELETE /Groups/{id}", true],
    ]);
    expect(result === undefined ? 0 : exitCodeOf(result)).toBe(1);
    expect(server.snapshot()).toEqual({ users: [], groups: [] });
  });

  test("what it says that it does not have is not asked of it", () => {
    const versions = results[0]?.suites[0]?.scenarios.filter(({ id }) => id.startsWith("service.versions."));
    expect(versions?.length).toBeGreaterThan(5);
    expect(new Set(versions?.map(({ outcome }) => outcome))).toEqual(new Set(["not-applicable"]));
  });
});

test("a run of many suites tries a wrong credential three times at most", async () => {
  const { result } = await runEmbedded({ dialect: "rfc", settings: { selection: { grep: /credential/u } } });
  const wrong = result.suites.flatMap(({ scenarios }) => scenarios).filter(({ id }) => /credential.*wrong/u.test(id));
  expect(wrong.length).toBeGreaterThan(3);
  expect(wrong.filter(({ outcome }) => outcome === "passed")).toHaveLength(3);
  const others = wrong.filter(({ outcome }) => outcome !== "passed");
  expect(new Set(others.map(({ outcome }) => outcome))).toEqual(new Set(["not-applicable"]));
  expect(others[0]?.reason).toContain("three times at most");
});

test("an id that is given again is seen whoever had it, though other scenarios remove and make beside the one that looks", async () => {
  const selection = { grep: /^service\.(?:create|delete|list)\./u };
  const settings = { seed: 1, concurrency: 8, selection };
  const { result } = await runEmbedded({ dialect: "rfc", faults: ["id-reassigned"], settings });
  expect(detecting(result, "RFC7643-3.1-ID-NOT-REASSIGNED")).not.toEqual([]);
});
