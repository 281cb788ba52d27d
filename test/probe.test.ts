import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { loadProfile, type Profile } from "../src/document/index.ts";
import { parseResult } from "../src/report/index.ts";
import type { RunResult } from "../src/result/index.ts";
import { type RunningTarget, startTarget, type TargetOptions } from "../src/targets/index.ts";
import { type CliEnd, cli, tempFolder } from "./support/cli-run.ts";

const SPECS = {
  lighton: ["--spec", "specs/lighton/openapi.yaml", "--overlay", "specs/lighton/overlay.yaml"],
  maia: ["--spec", "specs/maia/openapi.yaml"],
} as const;

interface Probed {
  readonly end: CliEnd;
  readonly file: string;
  readonly out: string;
  readonly target: RunningTarget;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Probes an embedded target that is reached like any other server. */
async function probed(options: TargetOptions, words: readonly string[], more: readonly string[] = []): Promise<Probed> {
  const target = await startTarget({ ...options, seed: { users: 1, groups: 1 } });
  onTestFinished(() => target.close());
  const out = tempFolder();
  const file = join(out, "learnt.yaml");
  const env = { SCIM_TOKEN: target.token, OTHER: target.otherToken };
  const argv = [...words, "--target", target.url, "--token-env", "SCIM_TOKEN", "--out", out];
  const end = await cli(["probe", ...argv, "--out-profile", file, ...more], { env });
  return { end, file, out, target, argv, env };
}

async function written(options: TargetOptions, words: readonly string[], more?: readonly string[]): Promise<Profile> {
  const { end, file } = await probed(options, words, more);
  expect(end).toMatchObject({ code: 0, err: "" });
  return await loadProfile(file);
}

function resultIn(out: string): RunResult {
  return parseResult(readFileSync(join(out, "results.json"), "utf8"), "results.json");
}

describe("what is written is gone by, and the server conforms to it", () => {
  test.for([
    ["rfc", []],
    ["cube", ["cube"]],
    ["strongdm", ["strongdm"]],
    ["lighton", SPECS.lighton],
  ] as const)("%s", async ([dialect, words]) => {
    const { end, file, out, target, argv, env } = await probed({ dialect }, words);
    expect(end).toMatchObject({ code: 0, err: "", listening: 0 });
    expect(end.out).toContain(`${file}: `);
    // Nothing but what was there before is left.
    const { users, groups } = target.snapshot();
    expect([...users, ...groups]).toHaveLength(2);
    expect(readFileSync(file, "utf8")).toMatch(/^# Written by scimproof probe .+ from http:\/\/127\.0\.0\.1:\d+/u);
    const named = words.length === 0 ? ["rfc.groups", ...argv] : argv;
    const depth = ["--depth", "smoke", "-t", "members|rename|no-change|path", "--grep-invert", "histor", "--quiet"];
    const run = await cli(["run", ...named, "--profile", file, ...depth], { env });
    expect(run).toMatchObject({ code: 0 });
    expect(run.out).toContain("is conformant");
    expect(resultIn(out).summary.findings).toMatchObject({ error: 0, warning: 0 });
  });
});

describe("habits", () => {
  test("of a server that answers every PATCH 204 and refuses members that it does not know with 404", async () => {
    const profile = await written({ dialect: "rfc", oddities: ["patch-204", "members-of-nobody-404"] }, []);
    expect(profile).toMatchObject({
      generic: true,
      patch: { noChangeStatus: undefined, unknownMember: "refuse-404", valueShapes: ["array"], pathRequired: false },
      put: { absentMembers: "clear" },
      members: { unknown: "refuse-404" },
    });
  });

  test("of one that has a status for a PATCH that changes nothing, and no PUT", async () => {
    const words = ["--spec", "specs/strongdm/openapi.yaml"];
    const { patch } = await written({ dialect: "strongdm" }, words);
    expect(patch).toMatchObject({ noChangeStatus: 204, unknownMember: "refuse-404", putOff: true });
  });

  test("of one that keeps members, with what its document requires of every body", async () => {
    const profile = await written({ dialect: "maia", oddities: ["absent-members-kept"] }, SPECS.maia);
    expect(profile.put).toEqual({ absentMembers: "keep", alwaysSend: { Group: { meta: { resourceType: "Group" } } } });
  });

  test("of one that stores whatever members it is given", async () => {
    const oddities = ["unknown-members-stored"];
    const { end } = await probed({ dialect: "cube", oddities }, ["cube"]);
    expect(end.out).toContain("An id that names nobody, in a PUT is stored");
  });

  test("of one that takes one shape of members only, in words of its document", async () => {
    const { patch } = await written({ dialect: "lighton", oddities: ["patch-bare-id-refused"] }, SPECS.lighton);
    expect(patch).toMatchObject({
      valueShapes: ["json-text"],
      removeShapes: ["filter-empty-value"],
      pathRequired: true,
    });
  });

  test("of one that takes none of the shapes that its document leaves", async () => {
    const oddities = ["patch-json-text-refused", "patch-bare-id-refused"];
    const { patch } = await written({ dialect: "lighton", oddities }, SPECS.lighton);
    expect(patch.valueShapes).toEqual(["array"]);
  });

  test("towards another tenant, where its credential is given", async () => {
    const { tenants } = await written({ dialect: "lighton" }, SPECS.lighton, ["--other-token-env", "OTHER"]);
    expect(tenants).toEqual({ foreignStatus: 404 });
  });
});

test("what a page promises stays in the profile, and the difference is told", async () => {
  const folder = tempFolder();
  const given = join(folder, "given.yaml");
  writeFileSync(
    given,
    "vendor: maia\ntitle: Maia\nput: { absentMembers: clear, alwaysSend: { Group: { meta: { resourceType: Group } } } }\n",
  );
  const words = [...SPECS.maia, "--profile", given];
  const { end, file } = await probed({ dialect: "maia", oddities: ["absent-members-kept"] }, words);
  expect(end.code).toBe(0);
  const text = readFileSync(file, "utf8").replaceAll(/\n\s*# /gu, " ");
  expect(text).toMatch(/the server does something else: Members that a PUT leaves out are kept/u);
  expect((await loadProfile(file)).put.absentMembers).toBe("clear");
});

test("a profile that is there is not written over without --force", async () => {
  const { end, file, argv, env, target } = await probed({ dialect: "cube" }, ["cube"]);
  expect(end.code).toBe(0);
  const before = target.requests();
  writeFileSync(file, "mine");
  const again = await cli(["probe", ...argv, "--out-profile", file], { env });
  expect(again).toMatchObject({ code: 2, err: expect.stringContaining("--force") as string });
  expect(readFileSync(file, "utf8")).toBe("mine");
  expect(target.requests()).toBe(before);
});

test("--dry-run prints what would be sent, and sends nothing", async () => {
  const { end, file, target } = await probed({ dialect: "cube" }, ["cube"], ["--dry-run"]);
  expect(end).toMatchObject({ code: 0, err: "" });
  expect(end.out).toContain("PUT another name without members");
  expect(target.requests()).toBe(0);
  expect(existsSync(file)).toBe(false);
});

test("a server that cannot be reached is inconclusive, and nothing is written", async () => {
  const out = tempFolder();
  const file = join(out, "learnt.yaml");
  const end = await cli(["probe", "cube", "--target", "http://127.0.0.1:9", "--out", out, "--out-profile", file]);
  expect(end).toMatchObject({ code: 3, out: expect.stringContaining("no profile was written") as string });
  expect(existsSync(file)).toBe(false);
});

test("a server of somebody else is written to with consent only", async () => {
  const end = await cli(["probe", "--target", "https://scim.example.com/v2", "--out", tempFolder()]);
  expect(end).toMatchObject({ code: 2, err: expect.stringContaining("--yes") as string });
});
