import { spawn } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type Prompt, PromptClosed } from "../src/cli/prompt.ts";
import { type CliEnd, type CliWorld, cli, cube, tempFolder } from "./support/cli-run.ts";

const CONFIG = "scimproof.config.yaml";
const PROFILE = "scimproof.profile.yaml";
const CUBE = resolve("specs/cube/openapi.yaml");
const PARENTS = resolve("test/documents/parents.yaml");

function folderWith(document = CUBE): string {
  const folder = tempFolder();
  copyFileSync(document, join(folder, "openapi.yaml"));
  return folder;
}

async function init(folder: string, argv: readonly string[], world: CliWorld = {}): Promise<CliEnd> {
  return await cli(["init", ...argv], { cwd: folder, ...world });
}

function yamlIn(folder: string, name: string): Record<string, unknown> {
  return parse(readFileSync(join(folder, name), "utf8")) as Record<string, unknown>;
}

/** Whether a file is what the packaged schema asks for. */
function fits(folder: string, name: string, schema: "config" | "profile"): boolean {
  const ajv = new Ajv2020({ strict: false });
  return ajv.validate(
    JSON.parse(readFileSync(`schemas/${schema}.schema.json`, "utf8")) as object,
    yamlIn(folder, name),
  );
}

/** Somebody who gives these answers, and is gone when there are no more. */
function person(answers: readonly string[], asked: string[] = []): () => Prompt {
  const left = [...answers];
  return () => ({
    ask: async (question) => {
      asked.push(question);
      const next = left.shift();
      if (next === undefined) throw new PromptClosed("closed");
      return await Promise.resolve(next);
    },
    close: () => undefined,
  });
}

describe("with flags", () => {
  test("writes config, profile and pipeline; the first run takes them, and its exit code is the exit code", async () => {
    const folder = folderWith();
    const target = await cube();
    const flags = ["--target", target.url, "--token-env", "MY_TOKEN", "--ci", "github", "--yes"];
    const end = await init(folder, flags, { env: { MY_TOKEN: target.token } });
    expect(end).toMatchObject({ code: 0, listening: 0 });
    expect(end.out).toContain("PUT    /scim/v2/Groups/{id}  → cube-cloud-scim-api.groups.put");
    expect(end.out).toContain("is conformant");
    expect(yamlIn(folder, CONFIG)).toMatchObject({ spec: "openapi.yaml", target: target.url, tokenEnv: "MY_TOKEN" });
    expect(fits(folder, CONFIG, "config")).toBe(true);
    expect(fits(folder, PROFILE, "profile")).toBe(true);
    expect(existsSync(join(folder, "reports", "results.json"))).toBe(true);
    const written = [CONFIG, PROFILE, ".github/workflows/scimproof.yml"].map((name) =>
      readFileSync(join(folder, name), "utf8"),
    );
    expect(written.join("")).not.toContain(target.token);
    expect(written.join("")).not.toContain(folder);
  });

  test("a server that cannot be reached: the files stand, and the exit code says it", async () => {
    const folder = folderWith();
    const flags = ["--target", "http://127.0.0.1:1", "--token-env", "none", "--ci", "none", "--yes"];
    expect((await init(folder, flags)).code).toBe(3);
    expect(readdirSync(folder).sort()).toEqual(["openapi.yaml", "reports", CONFIG, PROFILE].sort());
  });

  test("a vendor that comes with the package needs no document, and has its own profile", async () => {
    const folder = tempFolder();
    const end = await init(folder, ["cube", "--target", "embedded", "--ci", "none", "--yes", "--no-run"]);
    expect(end.code).toBe(0);
    expect(yamlIn(folder, CONFIG)).toEqual({ suites: ["cube"], target: "embedded", out: "reports" });
    expect(readdirSync(folder)).toEqual([CONFIG]);
  });

  test("what the document does not say is asked for by name, and put into the profile", async () => {
    const folder = folderWith(PARENTS);
    const flags = ["--target", "http://127.0.0.1:1", "--token-env", "none", "--yes", "--no-run", "--ci", "none"];
    const without = await init(folder, flags);
    expect(without.code).toBe(2);
    expect(without.err).toContain("--path-param org=VALUE");
    expect(readdirSync(folder)).toEqual(["openapi.yaml"]);
    expect((await init(folder, [...flags, "--path-param", "org=acme: 1"])).code).toBe(0);
    expect(yamlIn(folder, PROFILE)).toMatchObject({ pathParameters: { org: "acme: 1" } });
    const run = await cli(["run", "--config", CONFIG, "--dry-run", "-t", "put.group.members.smalller"], {
      cwd: folder,
    });
    expect(run.err).toContain("nearest");
  });

  test.for([
    ["a target", ["--ci", "none"], "--target URL is missing"],
    ["a document", ["--spec", "nowhere.yaml", "--target", "http://127.0.0.1:1"], "nowhere.yaml"],
    ["a vendor that is known", ["cub", "--target", "http://127.0.0.1:1"], 'Did you mean "cube"?'],
    ["a pipeline that is known", ["--target", "http://127.0.0.1:1", "--ci", "hub"], "--ci hub is not one of"],
    ["a pipeline that is spelt right", ["--ci", "gihub"], 'Did you mean "github"?'],
    ["one of two", ["cube", "--spec", "openapi.yaml"], "takes the place of cube"],
  ] as const)("without %s nothing is written", async ([, flags, says]) => {
    const folder = folderWith();
    const end = await init(folder, [...flags, "--yes"]);
    expect(end.code).toBe(2);
    expect(end.err).toContain(says);
    expect(readdirSync(folder)).toEqual(["openapi.yaml"]);
  });

  test("a token in place of its variable's name is refused, and not shown", async () => {
    const folder = folderWith();
    const end = await init(folder, ["--target", "http://127.0.0.1:1", "--token-env", "eyJhbGciOi.s3cr3t", "--yes"]);
    expect(end.code).toBe(2);
    expect(end.out + end.err).not.toContain("s3cr3t");
    expect(readdirSync(folder)).toEqual(["openapi.yaml"]);
  });

  test.for([
    ["scimproof.config.yaml", []],
    ["scimproof.profile.yaml", []],
    [".github/workflows/scimproof.yml", ["--ci", "github"]],
  ] as const)("%s is kept without --force", async ([name, flags]) => {
    const folder = folderWith();
    mkdirSync(join(folder, ".github", "workflows"), { recursive: true });
    writeFileSync(join(folder, name), "mine");
    const argv = [...flags, "--target", "http://127.0.0.1:1", "--yes", "--no-run"];
    const end = await init(folder, argv);
    expect(end.code).toBe(2);
    expect(end.err).toContain(`${name} is already there`);
    expect(readFileSync(join(folder, name), "utf8")).toBe("mine");
    expect((await init(folder, [...argv, "--force"])).code).toBe(0);
    expect(readFileSync(join(folder, name), "utf8")).not.toBe("mine");
  });

  test("a pipeline that is there is kept, and gets another beside it", async () => {
    const folder = folderWith();
    writeFileSync(join(folder, ".gitlab-ci.yml"), "mine: {}\n");
    const end = await init(folder, ["--target", "https://scim.test", "--yes", "--no-run"]);
    expect(end.out).toContain("include: [{ local: scimproof.gitlab-ci.yml }]");
    expect(readFileSync(join(folder, ".gitlab-ci.yml"), "utf8")).toBe("mine: {}\n");
  });

  test("where one file cannot be written, none is", async () => {
    const folder = folderWith();
    // A file where a folder would have to be.
    writeFileSync(join(folder, ".github"), "");
    const end = await init(folder, ["--target", "http://127.0.0.1:1", "--ci", "github", "--yes", "--no-run"]);
    expect(end.code).toBe(4);
    expect(readdirSync(folder).sort()).toEqual([".github", "openapi.yaml"]);
    chmodSync(folder, 0o755);
  });

  test("a server that is not of this machine is not sent anything; without a token nobody is", async () => {
    const folder = folderWith();
    const flags = ["--target", "https://scim.invalid", "--ci", "none", "--yes"];
    const remote = await init(folder, flags, { env: { SCIM_TOKEN: "t" } });
    expect(remote).toMatchObject({ code: 0 });
    expect(remote.out).toContain("nothing was sent");
    const tokenless = await init(folder, [...flags, "--force"]);
    expect(tokenless.code).toBe(0);
    expect(tokenless.out).toContain("export SCIM_TOKEN=");
    expect(existsSync(join(folder, "reports"))).toBe(false);
  });

  test("an editor finds the schema in the package where it is installed", async () => {
    const folder = folderWith();
    mkdirSync(join(folder, "node_modules", "scimproof", "schemas"), { recursive: true });
    await init(folder, ["--target", "http://127.0.0.1:1", "--ci", "none", "--yes", "--no-run"]);
    const first = "# yaml-language-server: $schema=./node_modules/scimproof/schemas/config.schema.json\n";
    expect(readFileSync(join(folder, CONFIG), "utf8").startsWith(first)).toBe(true);
  });
});

describe("at a terminal", () => {
  test("asks for what no flag says, again where an answer will not do", async () => {
    const folder = folderWith(PARENTS);
    const asked: string[] = [];
    const answers = [
      "nowhere.yaml",
      "",
      "..",
      "acme",
      "scim.test",
      "https://scim.test/api",
      "eyJ.x.y",
      "",
      "none",
      "n",
    ];
    const end = await init(folder, [], { openPrompt: person(answers, asked), env: { SCIM_TOKEN: "t" } });
    expect(end.code).toBe(0);
    expect(asked.map((question) => question.split(/[;:([]/u)[0]?.trim())).toEqual([
      "Your OpenAPI document",
      "Your OpenAPI document",
      "The document does not say what {org} is in /orgs/{org}/scim/v2/Users. Its value",
      "The document does not say what {org} is in /orgs/{org}/scim/v2/Users. Its value",
      "Base URL of the server",
      "Base URL of the server",
      "Name of the environment variable that holds its bearer token",
      "Name of the environment variable that holds its bearer token",
      "Pipeline",
      "Run it now? On https",
    ]);
    expect(asked.at(-1)).toMatch(/create about \d+ Users/u);
    expect(end.err).not.toContain("eyJ.x.y");
    expect(yamlIn(folder, CONFIG)).toMatchObject({ target: "https://scim.test/api", tokenEnv: "SCIM_TOKEN" });
  });

  test.for([0, 1, 2, 3])("Ctrl-C after %i answers writes nothing", async (count) => {
    const folder = folderWith();
    const answers = ["", "http://127.0.0.1:1", "", "github"].slice(0, count);
    const end = await init(folder, [], { openPrompt: person(answers) });
    expect(end).toMatchObject({ code: 130, listening: 0 });
    expect(readdirSync(folder)).toEqual(["openapi.yaml"]);
  });
});

test("Ctrl-C in a terminal's own question ends with 130 and writes nothing", async () => {
  const folder = folderWith();
  const { linePrompt } = await import("../src/cli/prompt.ts");
  const { createInterface } = await import("node:readline/promises");
  const { PassThrough } = await import("node:stream");
  const input = new PassThrough();
  const output = new PassThrough();
  // The question is there: now Ctrl-C.
  output.on("data", (text: Buffer) => {
    if (text.toString().includes("OpenAPI document")) input.write("\u0003");
  });
  const openPrompt = (): Prompt =>
    linePrompt(() => Promise.resolve(createInterface({ input, output, terminal: true })));
  expect((await init(folder, [], { openPrompt })).code).toBe(130);
  expect(readdirSync(folder)).toEqual(["openapi.yaml"]);
});

test("a signal while it reads a document leaves whole files or none", async () => {
  const folder = folderWith();
  const main = resolve("dist/src/cli/main.js");
  if (!existsSync(main)) return;
  const flags = ["init", "--target", "http://127.0.0.1:1", "--ci", "github", "--yes", "--no-run"];
  const child = spawn(process.execPath, [main, ...flags], { cwd: folder });
  child.stdout.once("data", () => child.kill("SIGINT"));
  const code = await new Promise((done) => {
    child.once("exit", (exit) => done(exit));
  });
  const left = readdirSync(folder).filter((name) => name !== "openapi.yaml");
  const whole = [".github", CONFIG, PROFILE].sort().join();
  // The signal may come when all is done, or when nobody listens any more.
  expect([`${whole} 0`, `${whole} 130`, `${whole} null`, " 130"]).toContain(`${left.sort().join()} ${String(code)}`);
});
