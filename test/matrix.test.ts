import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { parseResult } from "../src/report/index.ts";
import { MATRIX_SCHEMA, type MatrixResult, type RunResult } from "../src/result/index.ts";
import { startTarget } from "../src/targets/index.ts";
import { type CliEnd, type CliWorld, cli, cube, tempFolder } from "./support/cli-run.ts";

const FILE = "targets.yaml";

/** A working directory with targets in it. */
function folderWith(text: string): string {
  const folder = tempFolder();
  writeFileSync(join(folder, FILE), text);
  return folder;
}

interface Ended extends CliEnd {
  readonly out_: string;
  readonly matrix: MatrixResult;
  readonly page: string;
}

/** Runs a matrix in a folder, with its reports beside it. */
async function matrix(folder: string, flags: readonly string[] = [], world: CliWorld = {}): Promise<Ended> {
  const out = join(folder, "reports");
  const end = await cli(["matrix", FILE, "--out", out, ...flags], { cwd: folder, ...world });
  const told = JSON.parse(readFileSync(join(out, "matrix.json"), "utf8")) as MatrixResult;
  const ajv = new Ajv2020({ strict: true });
  formats.default(ajv);
  expect(ajv.validate(MATRIX_SCHEMA, told), ajv.errorsText()).toBe(true);
  expect(end.code).toBe(told.exitCode);
  return { ...end, out_: out, matrix: told, page: readFileSync(join(out, "index.html"), "utf8") };
}

function resultOf({ out_ }: Ended, name: string): RunResult {
  const file = join(out_, name, "results.json");
  return parseResult(readFileSync(file, "utf8"), file);
}

const QUICK = "defaults: { depth: smoke, grep: put.group.rename, grace: 1ms, reporters: [html] }\n";

describe("a matrix", () => {
  test("runs every target, whatever becomes of the others, and the worst of them is its exit code", async () => {
    const [right, wrong] = [await cube(), await cube({ faults: ["put-rename-ignored"] })];
    const folder = folderWith(`${QUICK}vendors: { cube: { strict: true }, maia: {}, acme: { spec: openapi.yaml } }
environments: { staging: { seed: 7 }, production: { seed: 8 } }
targets:
  - { vendor: cube, environment: staging, target: "${right.url}", tokenEnv: RIGHT }
  - { vendor: cube, environment: production, target: "${wrong.url}", tokenEnv: WRONG, seed: 9 }
  - { vendor: maia, environment: staging, target: embedded }
  - { vendor: acme, environment: production, target: "http://127.0.0.1:1" }
  - { vendor: acme, environment: staging, name: unset, target: "${right.url}", tokenEnv: NOWHERE }
`);
    writeFileSync(join(folder, "openapi.yaml"), readFileSync("specs/cube/openapi.yaml"));
    const end = await matrix(folder, [], {
      env: { RIGHT: right.token, WRONG: wrong.token, SCIMPROOF_TARGET: "http://x" },
    });
    expect(end.matrix.targets.map(({ name, exitCode, run }) => [name, exitCode, run?.verdict])).toEqual([
      ["cube-staging", 0, "conformant"],
      ["cube-production", 1, "nonconformant"],
      ["maia-staging", 0, "conformant"],
      ["acme-production", 3, "inconclusive"],
      ["unset", 2, undefined],
    ]);
    expect(end).toMatchObject({ code: 1, listening: 0, matrix: { verdict: "nonconformant" } });
    expect(end.matrix.targets[4]?.reason).toMatch(/targets\.yaml:\d+:\d+: the environment variable NOWHERE/u);
    expect(end.matrix.sentence).toContain("2 conformant, 1 nonconformant, 1 inconclusive, 1 without a result");
    expect(end.matrix.sentence).toContain("1 of them is Scimproof's own");
    // Said of the target, of its environment, of its vendor, of all.
    const seeds = ["cube-staging", "cube-production", "maia-staging"].map(
      (name) => resultOf(end, name).suites[0]?.seed,
    );
    expect(seeds).toEqual([7, 9, 7]);
    expect(resultOf(end, "cube-staging").gate.strict).toBe(true);
    expect(resultOf(end, "cube-staging").environment.command).toBe(
      `scimproof run cube --config 'targets.yaml#cube-staging' --out ${join(end.out_, "cube-staging")}`,
    );
    // What a page needs is in the folder that it is in.
    for (const [, link = ""] of end.page.matchAll(/href="\.\/([^"]+)"/gu))
      expect(existsSync(join(end.out_, link))).toBe(true);
    expect(end.page).toContain('href="./cube-production/index.html"');
    expect(end.page).toContain('href="#unset"');
    for (const secret of [right.token, wrong.token]) expect(JSON.stringify(end)).not.toContain(secret);
    for (const target of [right, wrong]) expect(target.snapshot()).toEqual({ users: [], groups: [] });
  });

  test("names are printed for a pipeline; jobs of their own come to the same index, and a missing one is a gap", async () => {
    const folder = folderWith(`${QUICK}targets:
  - { vendor: cube, environment: staging, target: embedded }
  - { vendor: cube, environment: production, target: embedded }
  - { vendor: lighton, environment: staging, target: embedded, grep: patch.group.rename }
`);
    const list = async (...words: readonly string[]): Promise<unknown> =>
      JSON.parse((await cli(["matrix", FILE, ...words, "--list"], { cwd: folder })).out) as unknown;
    const names = ["cube-staging", "cube-production", "lighton-staging"];
    expect(await list()).toEqual(names);
    expect(await list("staging")).toEqual(["cube-staging", "lighton-staging"]);
    expect(await list("cube", "lighton-staging")).toEqual(names);
    for (const name of names) {
      const run = ["run", "--config", `${FILE}#${name}`, "--out", join(folder, "reports", name)];
      expect(await cli(run, { cwd: folder })).toMatchObject({ code: 0 });
    }
    const gathered = await matrix(folder, ["--from", join(folder, "reports")]);
    expect(gathered).toMatchObject({ code: 0, matrix: { verdict: "conformant" } });
    expect(gathered.page).toContain('href="./lighton-staging/index.html"');
    rmSync(join(folder, "reports", "cube-production"), { recursive: true });
    const gap = await matrix(folder, ["--from", join(folder, "reports")]);
    expect(gap).toMatchObject({ code: 3, matrix: { verdict: "inconclusive" } });
    expect(gap.matrix.targets[1]?.reason).toContain("holds no results.json");
    writeFileSync(join(folder, "reports", "cube-staging", "results.json"), "{}");
    expect((await matrix(folder, ["--from", join(folder, "reports")])).matrix.targets[0]?.run).toBeUndefined();
  });

  test("a file that is not there is asked for as one of targets, not as a config", async () => {
    const end = await cli(["matrix", "nowhere.yaml"], { cwd: tempFolder() });
    expect(end).toMatchObject({
      code: 2,
      err: expect.stringContaining("name a file of targets that exists") as unknown,
    });
    expect(end.err).not.toContain("--config");
  });

  test("a module names targets, and hooks that sign: the nearest one does; a step's summary has them all", async () => {
    const target = await cube();
    const folder = tempFolder();
    const place = `target: "${target.url}", tokenEnv: "T"`;
    const text = `export default {
  defaults: { depth: "smoke", grep: "put.group.rename", reporters: ["json"], sign: () => ({ "X-Of": "all" }) },
  vendors: { cube: {}, maia: { sign: () => ({ "X-Of-Maia": "all" }) } },
  targets: [
    { vendor: "cube", environment: "e", ${place} },
    { name: "own", vendor: "cube", environment: "e", ${place}, sign: ({ method }) => ({ "X-Own": method }) },
  ],
};`;
    writeFileSync(join(folder, "targets.mjs"), text);
    const summary = join(folder, "summary.md");
    writeFileSync(summary, "before\n");
    const argv = ["matrix", "targets.mjs", "--out", join(folder, "reports")];
    const end = await cli(argv, { cwd: folder, env: { T: target.token, GITHUB_STEP_SUMMARY: summary } });
    expect(end, end.err).toMatchObject({ code: 0 });
    const headersOf = (name: string): ReadonlySet<string> => {
      const file = join(folder, "reports", name, "results.json");
      const { exchanges } = parseResult(readFileSync(file, "utf8"), file);
      return new Set(exchanges.flatMap(({ request }) => request.headers.map(([header]) => header)));
    };
    expect(headersOf("cube-e")).toContain("x-of");
    expect(headersOf("own")).toContain("x-own");
    expect(headersOf("own")).not.toContain("x-of");
    expect(readFileSync(summary, "utf8")).toMatch(/^before\n\n# Scimproof: targets\n[^]*`cube-e`[^]*`own`/u);
  });

  test("what an earlier run left is not taken for what this one found", async () => {
    const folder = folderWith(
      `${QUICK}targets: [{ vendor: cube, environment: e, target: "http://127.0.0.1:1", tokenEnv: T }]\n`,
    );
    const own = join(folder, "reports", "cube-e");
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, "results.json"), "{}");
    writeFileSync(join(own, "index.html"), "old");
    const end = await matrix(folder);
    expect(end).toMatchObject({ code: 2, matrix: { targets: [{ exitCode: 2, reports: {} }] } });
    expect(readdirSync(own)).toEqual([]);
  });

  test("interrupted, it begins nothing more, and everything under way is removed", async () => {
    const targets = [await cube(), await cube(), await startTarget({ dialect: "maia" })];
    onTestFinished(async () => await targets[2]?.close());
    const [one, two, three] = targets;
    const folder = folderWith(`targets:
  - { name: one, suites: [cube], target: "${one?.url}", tokenEnv: ONE }
  - { name: two, suites: [cube], target: "${two?.url}", tokenEnv: TWO }
  - { name: three, suites: [maia], target: "${three?.url}", tokenEnv: THREE }
`);
    const env = { ONE: one?.token, TWO: two?.token, THREE: three?.token } as Record<string, string>;
    let begun = 0;
    const end = await matrix(folder, ["--parallel", "2"], {
      env,
      onErr: (text, send) => {
        if (!text.includes("begun")) return;
        begun += 1;
        // Both are under way by then, or about to be.
        if (begun === 2) setImmediate(() => send("SIGINT"));
      },
    });
    expect(end).toMatchObject({ code: 130, listening: 0 });
    expect(end.matrix.targets.map(({ exitCode }) => exitCode)).toEqual([130, 130, 130]);
    expect(end.matrix.targets[2]?.reason).toContain("interrupted by SIGINT before it began");
    for (const target of targets) expect(target.snapshot()).toEqual({ users: [], groups: [] });
  });
});

describe("a file of targets", () => {
  test.for([
    ["a key that no config has", "targets: [{ name: a, targt: x }]", /unknown key "targt".*"target"/u],
    ["a key of the whole", "targets: [{ name: a, out: x }]", /unknown key "out"/u],
    ["no target", "targets: []", /targets is a list of 0/u],
    ["a hook that is none", "targets: [{ name: a, sign: x }]", /sign is no function[^]*targets\.mjs/u],
    ["two of a name", "targets: [{ name: a }, { name: A }]", /two targets A/u],
    ["no name", "targets: [{ target: embedded }]", /no name that a folder can have/u],
    ["a name that is a file of ours", "targets: [{ name: matrix.json }]", /no name that a folder can have/u],
    ["a name that leads elsewhere", "targets: [{ name: ../a }]", /letters, digits, dots and hyphens/u],
    [
      "a vendor that is not among the vendors",
      "vendors: { cube: {} }\ntargets: [{ vendor: cub, environment: e }]",
      /no vendor "cub" among the vendors.*"cube"/u,
    ],
    [
      "a credential",
      "defaults: { headers: {} }\ntargets: [{ name: a, auth: { oauth: { tokenUrl: 'https://x', secret: 's3cr3t' } } }]",
      /"secret" would be a credential[^]*clientSecretEnv/u,
    ],
  ] as const)("refuses %s, with its place, and sends nothing", async ([, text, message]) => {
    const end = await cli(["matrix", FILE], { cwd: folderWith(text) });
    expect(end.code).toBe(2);
    expect(end.err).toMatch(message);
    expect(end.err).toMatch(/targets\.yaml:\d+/u);
    expect(end.err).not.toContain("s3cr3t");
  });

  test("says which names there are", async () => {
    const folder = folderWith("targets: [{ vendor: cube, environment: staging, target: embedded }]");
    expect((await cli(["matrix", FILE, "stagin"], { cwd: folder })).err).toContain('Did you mean "staging"?');
    expect((await cli(["run", "--config", `${FILE}#cube-stagin`], { cwd: folder })).err).toContain('"cube-staging"');
    const whole = await cli(["run", "--config", FILE], { cwd: folder });
    expect(whole).toMatchObject({ code: 2 });
    expect(whole.err).toContain("scimproof matrix targets.yaml");
  });

  test("a credential or a document takes the place of one said of all", async () => {
    const target = await cube();
    const folder = folderWith(`${QUICK}vendors: { acme: { spec: nowhere.yaml, profile: nowhere.yaml } }
environments: { e: { auth: { oauth: { tokenUrl: "http://127.0.0.1:1", clientId: c, clientSecretEnv: NOWHERE } } } }
targets: [{ vendor: acme, environment: e, spec: openapi.yaml, target: "${target.url}", tokenEnv: T }]
`);
    writeFileSync(join(folder, "openapi.yaml"), readFileSync("specs/cube/openapi.yaml"));
    expect(await matrix(folder, [], { env: { T: target.token } })).toMatchObject({ code: 0 });
  });
});

describe("docs/how-to/matrix.md", () => {
  const blocks = readFileSync("docs/how-to/matrix.md", "utf8")
    .split(/^(?! {4}|$).*$/mu)
    .map((block) => block.replaceAll(/^ {4}/gmu, ""));
  const blockWith = (text: string): string => blocks.find((block) => block.includes(text)) ?? "";

  test("its file of targets is one", async () => {
    const { code, out } = await cli(["matrix", FILE, "--list"], { cwd: folderWith(blockWith("yaml-language-server")) });
    expect([code, JSON.parse(out)]).toEqual([0, ["cube-staging", "cube-production", "acme-staging"]]);
  });

  test("its workflow runs what is listed, and every job sees what it needs", () => {
    const { jobs } = parse(blockWith("jobs:")) as {
      readonly jobs: Readonly<
        Record<string, { readonly needs?: string; readonly steps: readonly { readonly run?: string }[] }>
      >;
    };
    expect(Object.entries(jobs).map(([name, { needs }]) => [name, needs])).toEqual([
      ["names", undefined],
      ["test", "names"],
      ["index", "test"],
    ]);
    const lines = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    expect(lines.map((line) => /scimproof (\w+)/u.exec(line)?.[1])).toEqual(["matrix", "run", "matrix"]);
  });
});
