import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { CHECKS } from "../src/checks/index.ts";
import { listVendors, loadVendor } from "../src/document/index.ts";
import { defineClientSuite, planSuite, suitesOf } from "../src/engine/index.ts";
import type { Requirement } from "../src/result/index.ts";
import { CLIENT_REQUIREMENTS, CLIENTS } from "../src/scenarios/index.ts";
import { REQUIREMENTS } from "../src/scim/index.ts";
import { patchUsersContract, plainGroupsContract } from "./support/patch-users.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

// Every suite of every vendor, planned to its full depth: scenarios that suites share are listed once.
// No vendor's page declares PATCH of Users, or all that a Group may have: those scenarios are of documents of the tests.
const contracts = [
  ...(await Promise.all(listVendors().map(loadVendor))),
  await patchUsersContract({ whole: true }),
  await plainGroupsContract(),
];
const suites = contracts.flatMap((contract) => {
  // What a client sends depends on no document: once is enough.
  const clients = contract === contracts[0] ? CLIENTS : [];
  const own = clients.map(({ name }) => defineClientSuite({ vendor: "any", client: name }));
  return [...suitesOf(contract), ...own].map((suite) => planSuite(contract, suite, "thorough"));
});
const scenarios = [
  ...new Map(suites.flatMap((plan) => plan.scenarios).map((scenario) => [scenario.id, scenario])).values(),
];

/** Of the documents of the tests, only what nobody else has. */
const isListed = (suite: string): boolean => suite === "plain.users.patch" || !suite.startsWith("plain");

const requirements: readonly Requirement[] = [
  ...REQUIREMENTS,
  ...contracts.flatMap((contract) => contract.requirements),
  ...CLIENT_REQUIREMENTS,
];
const requirementIds = new Set(requirements.map(({ id }) => id));
const speakers = [...CHECKS, ...scenarios];
const speakerIds = speakers.map(({ id }) => id);

/** True when a pattern of `tested.by` means an id: the id itself, or its beginning and a star. */
const means = (pattern: string, id: string): boolean =>
  pattern.endsWith("*") ? id.startsWith(pattern.slice(0, -1)) : pattern === id;

const testedBy = ({ tested }: Requirement): readonly string[] => ("by" in tested ? tested.by : []);

/** Requirements that code names, and where: what a judgement names must exist, or its finding would be lost. */
function named(folder: string): readonly (readonly [path: string, id: string])[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !/(?:\.test|\btesting)\.ts$/u.test(path))
    .flatMap((path) => {
      const text = readFileSync(join(ROOT, folder, path), "utf8");
      const ids = text.matchAll(
        /"((?:RFC\d{4}|OKTA|ENTRA|ONELOGIN|OPENAPI|SECURITY|DOCUMENT|HELPER|NAME|LENIENT|VALUE|HISTORY)-[\dA-Z.-]*[A-Z\d])"/gu,
      );
      return [...ids].map((match) => [`${folder}/${path}`, match[1] ?? ""] as const);
    });
}

test("ids are frozen: they are named in waivers, selections and reports, and never used again", async () => {
  const lines = [
    "# Checks",
    ...CHECKS.map(({ id }) => id),
    ...suites.flatMap(({ suite, scenarios: own }) =>
      isListed(suite.id) ? [`# Scenarios of ${suite.id}`, ...own.map(({ id }) => id)] : [],
    ),
    "# Requirements",
    ...requirements.map(({ id }) => id),
  ];
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("__snapshots__/ids.txt");
});

test("ids are unique", () => {
  const ids = [...speakerIds, ...requirements.map(({ id }) => id)];
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test("scenario ids are words, and each title a sentence of its own", () => {
  for (const { id } of scenarios)
    expect(id).toMatch(/^(?:(?:put|patch)\.(?:group|user)|service|client)(?:\.[a-zA-Z0-9-]+)+$/u);
  for (const { scenarios: own } of suites) {
    const titles = [...CHECKS, ...own].map(({ title }) => title);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  }
});

describe("every check and scenario speaks about requirements that exist", () => {
  test.each(speakers.map(({ id, requirements: about }) => ({ id, about })))("$id", ({ id, about }) => {
    expect(about.length).toBeGreaterThan(0);
    expect(about.filter((each) => !requirementIds.has(each))).toEqual([]);
    // It is named by what it speaks about first, so that a reader of the requirement finds it.
    const unnamed = requirements.filter((each) => about[0] === each.id && !testedBy(each).some((by) => means(by, id)));
    expect(unnamed.map((each) => each.id)).toEqual([]);
  });
});

test("every requirement that code names exists", () => {
  const all = ["src/checks", "src/scenarios", "src/membership", "src/engine"].flatMap(named);
  expect(all.length).toBeGreaterThan(50);
  expect(all.filter(([, id]) => !requirementIds.has(id))).toEqual([]);
});

describe("every requirement is tested by what exists, or says why it cannot be", () => {
  test.each(requirements.map((requirement) => ({ ...requirement })))("$id", (requirement) => {
    const { tested } = requirement;
    if ("untestable" in tested) return expect(tested.untestable.length).toBeGreaterThan(20);
    expect(tested.by.length).toBeGreaterThan(0);
    expect(tested.by.filter((pattern) => !speakerIds.some((id) => means(pattern, id)))).toEqual([]);
    return undefined;
  });
});

test("every testable requirement is spoken about: by code that names it, or through the general one it sharpens", async () => {
  const spoken = new Set(
    ["src/checks", "src/scenarios", "src/membership", "src/engine"].flatMap(named).map(([, id]) => id),
  );
  const mute = requirements.filter(
    ({ id, tested, refines = [] }) =>
      "by" in tested && !spoken.has(id) && !refines.some((general) => spoken.has(general)),
  );
  // Sentences that are seen to hold whenever a write works, and about which nothing else can be found: where no write
  // works, what the scenarios could not do is listed, and these are not called passed. The list is kept short by eye.
  await expect(`${mute.map(({ id }) => id).join("\n")}\n`).toMatchFileSnapshot("__snapshots__/only-confirmed.txt");
});

test("what a requirement sharpens exists, and is no circle", () => {
  for (const { id, refines = [] } of requirements) {
    expect(
      refines.filter((general) => !requirementIds.has(general) || general === id),
      id,
    ).toEqual([]);
  }
});

describe("every vendor's requirements", () => {
  test.each(listVendors())("%s: are its server's, unique, and sharpen what exists", async (vendor) => {
    const contract = await loadVendor(vendor);
    const ids = contract.requirements.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => REQUIREMENTS.some((general) => general.id === id))).toEqual([]);
    const known = new Set([...REQUIREMENTS.map(({ id }) => id), ...ids]);
    for (const { id, refines = [], party } of contract.requirements) {
      expect(party, id).toBe("server-document");
      expect(
        refines.filter((general) => !known.has(general)),
        id,
      ).toEqual([]);
    }
  });
});
