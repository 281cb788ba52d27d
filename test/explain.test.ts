import { beforeAll, describe, expect, test } from "vitest";
import { CHECKS } from "../src/checks/index.ts";
import { allRequirements, allScenarios, allSuites } from "../src/cli/catalogue.ts";
import { sampleExchanges } from "../src/cli/dry-run/sample.ts";
import { deviationLines, waiveLines } from "../src/cli/explain/waive-lines.ts";
import type { Exchange } from "../src/result/index.ts";
import type { Scenario } from "../src/scenarios/index.ts";
import { cli } from "./support/cli-run.ts";

/** Large Groups and generated histories take their time; one of them is explained by itself. */
function isCheap({ id, depth }: Pick<Scenario, "id" | "depth">): boolean {
  return depth !== "thorough" && !/histories|parallel|many|of-10/u.test(id);
}

/** What explain must have said, whatever the kind. */
const SAYS = ["deviating", "waive it", "example"];

test.each([
  ["a check", "resource.id-is-url", 'expected "2819c223", got "2819C223"'],
  ["a scenario", "put.group.members.smaller", "PUT /scim/v2/Groups/{group-"],
  ["a requirement", "RFC7643-4.2-MEMBER-REF", "only for servers that show `$ref`"],
  ["a generated history", "put.group.histories.few-1", "PUT /"],
] as const)("%s is explained with an example, when to deviate, and how to waive", async (_, id, says) => {
  const end = await cli(["explain", id]);
  expect(end.code, end.err).toBe(0);
  for (const word of [...SAYS, says]) expect(end.out).toContain(word);
});

test("an id that is not there gets the nearest", async () => {
  const end = await cli(["explain", "put.group.members.smalller"]);
  expect(end.code).toBe(2);
  expect(end.err).toContain('Did you mean "put.group.members.smaller"?');
});

test.each([
  ["RFC7644-3.5.1", /nearest: (?:RFC7644-3\.5\.1-[\w-]+(?:, )?){5}\n/u],
  ["nonsense", /nothing is called "nonsense"\.\n.*scimproof list suites, checks/u],
  ["cube.groups.putt", /Did you mean "cube\.groups\.put"\?/u],
  ["0123456789ab", /fingerprint of a finding.*\n.*--replay 0123456789ab/u],
])("%s: what is said of an id that is not there", async (id, says) => {
  const end = await cli(["explain", id]);
  expect(end).toMatchObject({ code: 2, out: "", err: expect.stringMatching(says) as unknown });
});

test("a suite is explained by its document, and how it is run", async () => {
  const end = await cli(["explain", "cube.groups.put"]);
  expect(end.code, end.err).toBe(0);
  for (const word of ["suite", "document", "scimproof run cube.groups.put --target embedded"]) {
    expect(end.out).toContain(word);
  }
});

describe("the whole catalogue", () => {
  const samples = new Map<string, Exchange>();

  beforeAll(async () => {
    const seen = new Set<string>();
    for (const { suite, contract, scenarios } of await allSuites()) {
      const wanted = scenarios.filter((scenario) => !seen.has(scenario.id) && isCheap(scenario));
      if (wanted.length === 0) continue;
      for (const { id } of wanted) seen.add(id);
      for (const [id, exchange] of await sampleExchanges(suite, contract, wanted)) samples.set(id, exchange);
    }
  });

  test("every scenario has an example, of a request that it sends itself", async () => {
    const all = (await allScenarios()).filter(
      ({ scenario, suites }) => isCheap(scenario) && !suites[0]?.startsWith("--client"),
    );
    const without = all.filter(({ scenario }) => !samples.has(scenario.id)).map(({ scenario }) => scenario.id);
    // These judge what was asked at the beginning, or wait for a server of another kind.
    expect(without).toMatchInlineSnapshot(`
      [
        "put.group.invalid.member-entry-without-value",
        "patch.group.members.no-path",
        "patch.group.no-path.both",
        "patch.group.members.not-in-a-list",
        "patch.group.foreign-filter.none",
        "patch.group.rename-other-form",
        "put.user.lists.display",
        "service.discovery.provider-config",
        "service.discovery.schemas",
        "service.discovery.patch-unsupported",
        "service.discovery.bulk",
        "service.schema.core",
        "service.read.attributes-extension-part-group",
        "service.filter.extension-group",
        "service.filter.integer-group",
        "service.filter.decimal-group",
        "service.filter.joined-group",
        "service.filter.extension-group-after-put",
        "service.filter.extension-group-after-patch",
        "service.schema.required",
        "service.schema.always",
        "service.schema.unique",
        "service.schema.read-only-group",
        "service.schema.required-group",
        "service.schema.never-group",
        "service.schema.request-group",
        "service.schema.always-group",
        "service.schema.immutable-group",
        "service.schema.immutable-patch-group",
        "service.schema.immutable-unset-group",
        "service.schema.unique-group",
        "service.schema.undeclared-extension-user",
        "service.schema.required-extension-user",
        "service.schema.undeclared-extension-group",
        "service.schema.required-extension-group",
        "service.schema.types-group",
        "service.schema.read-only-members",
        "service.schema.required-removed-user",
        "service.schema.patched-added-group",
        "service.schema.patched-replaced-group",
        "service.schema.patched-removed-group",
        "service.schema.patched-without-path-group",
        "service.schema.patched-full-name-group",
        "service.schema.patched-list-added-group",
        "service.schema.patched-list-replaced-group",
        "service.schema.patched-entry-removed-group",
        "service.schema.patched-entry-part-user",
        "service.schema.patched-entry-part-group",
        "service.schema.patched-part-user",
        "service.schema.patched-part-group",
        "service.schema.patched-complex-user",
        "service.schema.patched-complex-group",
        "service.schema.patched-primary-user",
        "service.schema.patched-primary-group",
        "service.schema.put-again-group",
        "service.schema.unique-own-user",
        "service.schema.unique-own-group",
        "service.schema.unique-written-user",
        "service.schema.unique-written-group",
        "service.schema.unique-case-user",
        "service.schema.unique-case-group",
      ]
    `);
    for (const [id, { scenario, request }] of samples) {
      expect(scenario).toBe(id);
      expect(request.url).not.toMatch(/sample/u);
    }
  });

  test("for every requirement it is said when deviating is legitimate and whether it is waived", async () => {
    for (const requirement of await allRequirements()) {
      expect(deviationLines([requirement]).join(" "), requirement.id).toMatch(/\.$/u);
      expect(waiveLines([requirement]).length, requirement.id).toBeGreaterThan(0);
    }
  });

  test("every requirement that something tests has a tester with an example", async () => {
    const speakers = [...CHECKS, ...(await allScenarios()).map(({ scenario }) => scenario)];
    const without = (await allRequirements())
      .filter(({ id, tested }) => {
        if ("untestable" in tested) return false;
        const isMeant = (tester: string): boolean =>
          tested.by.some((one) => (one.endsWith("*") ? tester.startsWith(one.slice(0, -1)) : tester === one));
        return !speakers.some((speaker) => isMeant(speaker.id) || speaker.requirements.includes(id));
      })
      .map(({ id }) => id);
    expect(without).toEqual([]);
  });
});
