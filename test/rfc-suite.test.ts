import { describe, expect, test } from "vitest";
import { detecting, runEmbedded } from "../bench/embedded.ts";
import { shipped } from "../src/cli/choose.ts";
import { loadVendor } from "../src/document/index.ts";
import { suitesOf } from "../src/engine/index.ts";

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
