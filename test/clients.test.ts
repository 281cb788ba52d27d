import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startScimmy } from "../compat/scimmy/start.ts";
import { loadVendor } from "../src/document/index.ts";
import { DEFAULT_SETTINGS, defineClientSuite, run } from "../src/engine/index.ts";
import { exitCodeOf } from "../src/gate/index.ts";
import { parseResult } from "../src/report/index.ts";
import type { RunResult } from "../src/result/index.ts";
import { CLIENTS } from "../src/scenarios/index.ts";
import { cli, cube, tempFolder } from "./support/cli-run.ts";
import { clientsPage } from "./support/clients/page.ts";
import { cells, clientContract, replay } from "./support/clients/replay.ts";
import type { Quirk } from "./support/clients/server.ts";

const ALL = CLIENTS.map(({ name }) => name);
const BOTH_ENTRA = ["entra", "entra-scim2"];
const BOTH_OKTA = ["okta-oin", "okta-aiw"];

/** A line for each client: `entra deactivate: broken`. */
function lines(clients: readonly string[], what: string): readonly string[] {
  return clients.map((client) => `${client} ${what}`);
}

/** Each fault with the cells that it turns, and no others. */
const FAULTS: Readonly<Partial<Record<Quirk, readonly string[]>>> = {
  "op-small-letters-only": [
    ...lines(["entra"], "update-user: broken"),
    ...lines(["entra"], "deactivate: broken"),
    ...lines(["entra"], "reactivate: blocked"),
    ...lines(["entra"], "read-group: blocked"),
    ...lines(["entra"], "push-members: broken"),
    ...lines(["entra"], "remove-member: blocked"),
    ...lines(["entra"], "rename-group: blocked"),
  ],
  "op-capitals-only": [
    ...lines(["entra-scim2"], "update-user: broken"),
    ...lines(["okta-oin", "entra-scim2"], "deactivate: broken"),
    ...lines(["okta-oin", "entra-scim2"], "reactivate: blocked"),
    ...lines(["entra-scim2"], "read-group: blocked"),
    ...lines(["okta-oin", "entra-scim2", "onelogin"], "push-members: broken"),
    ...lines(["okta-oin"], "replace-members: blocked"),
    ...lines(["okta-oin", "entra-scim2", "onelogin"], "remove-member: blocked"),
    ...lines(["okta-oin", "entra-scim2"], "rename-group: blocked"),
  ],
  "active-text-refused": ["entra deactivate: broken", "entra reactivate: blocked"],
  "active-text-stored": ["entra deactivate: broken", "entra reactivate: blocked"],
  "active-ignored": [
    ...lines(["okta-oin", ...BOTH_ENTRA], "deactivate: broken"),
    ...lines(["okta-oin", ...BOTH_ENTRA], "reactivate: blocked"),
  ],
  "inactive-gone": [
    ...lines([...BOTH_OKTA, ...BOTH_ENTRA], "deactivate: broken"),
    ...lines([...BOTH_OKTA, ...BOTH_ENTRA], "reactivate: blocked"),
  ],
  "inactive-not-found": [...lines(BOTH_OKTA, "reactivate: broken"), ...lines(BOTH_ENTRA, "deactivate: broken")],
  "filter-case-exact": lines(BOTH_OKTA, "match-user: advice"),
  "filter-plus-literal": ["onelogin match-user: broken"],
  "no-match-404": ["match-user", "delete-user", "match-group"].flatMap((id) => lines(BOTH_ENTRA, `${id}: broken`)),
  "no-total": [
    ...lines(ALL, "match-user: broken"),
    ...["list-users", "reactivate", "list-groups"].flatMap((id) => lines(BOTH_OKTA, `${id}: broken`)),
    ...["deactivate", "delete-user", "match-group"].flatMap((id) => lines(BOTH_ENTRA, `${id}: broken`)),
  ],
  // The same cells as of the one before: seen with one client.
  "counters-as-text": ["match-user", "list-users", "reactivate", "list-groups"].flatMap((id) =>
    lines(["okta-oin"], `${id}: broken`),
  ),
  "excluded-ignored": lines(BOTH_ENTRA, "read-group: broken"),
  "own-id-refused": ["okta-oin push-members: broken", "okta-oin rename-group: broken"],
  "rename-new-id": lines(["okta-oin", ...BOTH_ENTRA], "rename-group: broken"),
  "rename-empties": lines(["okta-oin", ...BOTH_ENTRA], "rename-group: broken"),
  "removal-list-empties": ["entra remove-member: broken", "onelogin remove-member: advice"],
  "removal-ignored": [...lines(["okta-oin", ...BOTH_ENTRA], "remove-member: broken"), "onelogin remove-member: advice"],
  "add-replaces": [
    ...lines(["okta-oin", ...BOTH_ENTRA, "onelogin"], "push-members: broken"),
    // Okta puts both members in with one operation; the others cannot begin with two.
    ...lines([...BOTH_ENTRA, "onelogin"], "remove-member: blocked"),
  ],
  "add-again-409": lines(["okta-oin", ...BOTH_ENTRA], "push-members: broken"),
  "replace-adds": ["okta-oin replace-members: broken"],
  "empty-replace-refused": ["okta-oin replace-members: broken"],
  "second-operation-lost": ["okta-oin remove-member: broken", ...lines(BOTH_ENTRA, "update-user: broken")],
  "dotted-name-literal": ["entra-scim2 update-user: broken"],
  "extension-refused": lines(BOTH_ENTRA, "update-user: advice"),
  "address-not-made": ["entra update-user: advice"],
  "post-200": ["create-user", "create-group"].flatMap((id) => lines([...BOTH_OKTA, ...BOTH_ENTRA], `${id}: broken`)),
  "twice-201": lines(BOTH_OKTA, "create-user: broken"),
  "delete-200": ["delete-user", "delete-group"].flatMap((id) => lines(BOTH_ENTRA, `${id}: broken`)),
  "delete-kept": [
    ...lines([...BOTH_OKTA, ...BOTH_ENTRA], "delete-group: broken"),
    ...lines(BOTH_ENTRA, "delete-user: broken"),
  ],
  "put-own-output-refused": [
    ...lines(BOTH_OKTA, "update-user: broken"),
    "okta-aiw deactivate: broken",
    "okta-aiw reactivate: blocked",
  ],
  "put-own-name-409": [
    "okta-aiw push-members: broken",
    "okta-aiw remove-member: blocked",
    "okta-aiw rename-group: blocked",
  ],
  "put-members-kept": [
    "okta-aiw push-members: broken",
    "okta-aiw remove-member: blocked",
    "okta-aiw rename-group: blocked",
  ],
  "old-schemas-refused": ["onelogin update-user: advice"],
};

// Faults of one group turn different cells, so that one run tells them apart: what is found is what each is to turn.
const PLANTED: readonly (readonly Quirk[])[] = [
  [
    ...(["filter-case-exact", "delete-200", "own-id-refused", "active-text-refused", "active-ignored"] as const),
    ...(["excluded-ignored", "dotted-name-literal", "old-schemas-refused", "put-own-name-409"] as const),
  ],
  [
    ...(["inactive-not-found", "no-match-404", "rename-empties", "removal-ignored"] as const),
    ...(["empty-replace-refused", "filter-plus-literal", "address-not-made", "twice-201"] as const),
  ],
  [
    ...(["inactive-gone", "rename-new-id", "replace-adds", "add-again-409", "extension-refused"] as const),
    ...(["post-200", "put-members-kept", "removal-list-empties"] as const),
  ],
  ["op-small-letters-only", "delete-kept", "put-own-output-refused", "second-operation-lost"],
  ["op-capitals-only", "active-text-stored"],
  ["no-total", "add-replaces"],
  ["counters-as-text"],
];

/** The clients that any of some faults concerns. */
function concerned(faults: readonly Quirk[]): readonly string[] {
  const turned = faults.flatMap((fault) => FAULTS[fault] ?? []);
  return ALL.filter((name) => turned.some((line) => line.startsWith(`${name} `)));
}

/** The needs that findings are of. */
function needs(result: RunResult): readonly string[] {
  return result.findings.map(({ requirement, severity }) => `${severity} ${requirement}`).sort();
}

test("a server that takes what each client sends works with each, and nothing is left on it", async () => {
  const { result, left } = await replay(ALL, []);
  expect(cells(result)).toEqual([]);
  expect(result.suites.map(({ verdict }) => verdict)).toEqual(ALL.map(() => "conformant"));
  expect(exitCodeOf(result)).toBe(0);
  expect(left).toBe(0);
  // What is a mere preference is told, and nothing of conformance is judged.
  expect(needs(result)).toEqual(["notice ENTRA-PUSH-WITHOUT-LIST", "notice ENTRA-SCIM2-PUSH-WITHOUT-LIST"]);
  expect(new Set(result.requirements.map(({ party }) => party))).toEqual(new Set(["client"]));
});

describe("what is legal and unusual is left alone", () => {
  test.each([
    [["patch-204", "members-on-request", "more-attributes", "members-in-other-order"]],
    [["members-null-in-answers", "names-in-other-case", "put-200-members-null"]],
  ] as const)("%j", async (quirks) => {
    const { result, left } = await replay(ALL, quirks);
    expect(cells(result)).toEqual([]);
    expect(left).toBe(0);
  });
});

describe("each fault turns the cells of the clients that cannot live with it, and no other", () => {
  test.each(PLANTED.map((faults) => ({ faults })))("$faults", async ({ faults }) => {
    const { result } = await replay(concerned(faults), faults);
    expect([...cells(result)].sort()).toEqual([...new Set(faults.flatMap((fault) => FAULTS[fault] ?? []))].sort());
    expect(new Set(result.findings.map(({ party }) => party))).toEqual(new Set(["client"]));
    for (const { capabilities } of result.clients ?? []) {
      for (const { outcome, findings, remedies, reason } of capabilities) {
        if (outcome === "failed") expect(Math.min(findings.length, remedies.length)).toBeGreaterThan(0);
        if (outcome === "blocked") expect(reason).toMatch(/^.{20,}$/u);
      }
    }
  });

  test("every fault is planted", () => {
    expect(PLANTED.flat().sort()).toEqual((Object.keys(FAULTS) as Quirk[]).sort());
  });
});

describe("what cannot be tried is never a pass", () => {
  test("without PATCH, what a declared PATCH is needed for does not work, and what rests on it is blocked", async () => {
    const { result } = await replay(["okta-oin", "okta-aiw"], ["patch-501"]);
    expect(cells(result)).toEqual([
      "okta-oin deactivate: broken",
      "okta-oin reactivate: blocked",
      "okta-oin push-members: broken",
      "okta-oin replace-members: blocked",
      "okta-oin remove-member: blocked",
      "okta-oin rename-group: blocked",
    ]);
    expect(needs(result)).toEqual(["error OKTA-OIN-DEACTIVATE-PATCH", "error OKTA-OIN-PUSH-ADD"]);
    expect(exitCodeOf(result)).toBe(1);
  });

  test("a server that shows no members has lost none: inconclusive", async () => {
    const { result, left } = await replay(["entra"], ["members-never-shown"]);
    expect(cells(result).every((line) => line.endsWith(": blocked"))).toBe(true);
    expect(cells(result)).toContain("entra push-members: blocked");
    const [suite] = result.suites;
    expect(suite).toMatchObject({ verdict: "inconclusive" });
    expect(suite?.reason).toContain("could not be tried");
    expect(exitCodeOf(result)).toBe(3);
    expect(left).toBe(0);
  });

  test("Users that cannot be made as the client makes them: the one cell does not work, the others say why", async () => {
    const { result } = await replay(["okta-oin"], ["placeholders-refused"], { selection: { grep: /user|rename/u } });
    expect(needs(result)).toEqual(["error OKTA-OIN-CREATE-ANSWER"]);
    const rename = result.clients?.[0]?.capabilities.find(({ id }) => id === "rename-group");
    expect(rename?.reason).toContain("see “Create a User”");
    expect(result.clients?.[0]?.capabilities.find(({ id }) => id === "push-members")?.outcome).toBe("not-tested");
  });

  test("an empty answer to a creation is what Okta calls an error", async () => {
    const { result } = await replay(["okta-oin"], ["placeholders-answered-empty"], {
      selection: { grep: /create-user/u },
    });
    expect(needs(result)).toEqual(["error OKTA-OIN-CREATE-ANSWER"]);
    expect(result.findings[0]?.actual).toBe("201 with an empty body");
  });

  test("what the document does not declare and the server does not offer is blocked, not failed", async () => {
    const document = await loadVendor("cube");
    const { result } = await replay(["okta-oin"], ["patch-405", "users-404"], {}, document);
    const [client] = result.clients ?? [];
    const byId = new Map(client?.capabilities.map((one) => [one.id, one]));
    // Cube's document has Groups and nothing of Users.
    expect(byId.get("create-user")).toMatchObject({ outcome: "not-applicable" });
    expect(byId.get("create-user")?.reason).toContain("declares nothing of Users");
    expect(byId.get("create-group")).toMatchObject({ outcome: "passed" });
    expect(result.findings.filter(({ severity }) => severity === "error")).toEqual([]);

    const { result: other } = await replay(["okta-oin"], ["patch-405"], { selection: { grep: /push/u } }, document);
    const push = other.clients?.[0]?.capabilities.find(({ id }) => id === "push-members");
    expect(push).toMatchObject({ outcome: "blocked", remedies: [] });
    expect(push?.reason).toContain("declares no PATCH of a Group, and the server answers 405");
    expect(exitCodeOf(other)).toBe(3);
  });
});

test("a server that is not ours: what was confirmed by hand of scimmy is what is found, and nothing else", async () => {
  const server = await startScimmy();
  try {
    const contract = await clientContract();
    const target = {
      baseUrl: server.url,
      kind: "remote",
      credentials: [{ kind: "bearer", token: server.token, from: "SCIMMY_TOKEN" }],
      headers: {},
      insecure: false,
    } as const;
    const runs = ["okta-oin", "entra"].map((client) => ({
      suite: defineClientSuite({ vendor: contract.id, client }),
      contract,
      target,
    }));
    const result = await run(runs, { ...DEFAULT_SETTINGS, concurrency: 12 });
    expect(cells(result)).toEqual([
      // Its filters compare with case.
      "okta-oin match-user: advice",
      // Its schema of a User has no extension, and "False" is no boolean to it.
      "entra update-user: advice",
      "entra deactivate: broken",
      "entra reactivate: blocked",
    ]);
    expect(server.snapshot()).toEqual({ users: [], groups: [] });
  } finally {
    await server.close();
  }
});

describe("--client", () => {
  const out = (): readonly string[] => ["--out", tempFolder(), "--reporter", "json"];

  test("runs beside the suites, and its findings stand apart", async () => {
    const target = await cube();
    const args = ["run", "cube", "--target", target.url, "--token-env", "T", "--client", "okta-aiw", "-t", "rename"];
    const flags = out();
    const end = await cli([...args, ...flags], { env: { T: target.token } });
    const result = parseResult(readFileSync(join(flags[1] ?? "", "results.json"), "utf8"), "results.json");
    expect(result.suites.map(({ id }) => id)).toEqual(["cube.groups.put", "cube.client.okta-aiw"]);
    expect(end.out).toContain("Identity providers (1)");
    expect(end.code).toBe(exitCodeOf(result));
    expect(result.environment.command).toContain("--client okta-aiw");
  });

  test("runs alone where its suites are named; several in one value, and from the environment", async () => {
    const end = await cli(["run", "cube.client", "--target", "embedded", "--dry-run", "-t", "match"], {
      env: { SCIMPROOF_CLIENT: "entra,okta-oin" },
    });
    expect(end).toMatchObject({ code: 0 });
    expect(end.out).toMatch(/filter=userName%20eq/u);
    expect(end.out).not.toContain("cube.groups.put");
  });

  test.each([
    ["a typing error", "okta-ion", 'Did you mean "okta-oin"?'],
    ["one of which nothing is known", "google", "is not replayed: no request of Google Workspace"],
  ])("%s is an error before anything is sent", async (_, name, message) => {
    const end = await cli(["run", "cube", "--target", "embedded", "--client", name]);
    expect(end.code).toBe(2);
    expect(end.err).toContain(message);
  });

  test("list knows them", async () => {
    const listed = await cli(["list", "clients", "--json"]);
    expect((JSON.parse(listed.out) as readonly { id: string }[]).map(({ id }) => id)).toEqual(ALL);
  });
});

test("docs/reference/clients.md is what is sent", async () => {
  await expect(clientsPage()).toMatchFileSnapshot("../docs/reference/clients.md");
});
