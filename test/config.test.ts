import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { projectRoot } from "../bench/lib/root.ts";
import { addRunOptions } from "../src/cli/add-options.ts";
import { CONFIG_KEYS } from "../src/cli/config/keys.ts";
import { CONFIG_SCHEMA } from "../src/cli/index.ts";
import { parseResult } from "../src/report/index.ts";
import type { RunResult } from "../src/result/index.ts";
import { type CliEnd, cli, cube, tempFolder } from "./support/cli-run.ts";

const MAIN = join(projectRoot(), "dist", "src", "cli", "main.js");

/** A working directory with a config in it. */
function folderWith(text: string, name = "scimproof.config.yaml"): string {
  const folder = tempFolder();
  writeFileSync(join(folder, name), text);
  return folder;
}

async function runIn(
  folder: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CliEnd> {
  return await cli(argv, { cwd: folder, env });
}

function resultIn(folder: string): RunResult {
  return parseResult(readFileSync(join(folder, "results.json"), "utf8"), "results.json");
}

const EMBEDDED = "suites: [cube]\ntarget: embedded\ndepth: smoke\ngrep: rename\nreporters: [json]\n";

describe("a config in the working directory", () => {
  test("says what would be typed; paths are relative to it, and the line that repeats the run names it", async () => {
    const folder = folderWith(`${EMBEDDED}seed: 7\nstrict: true\n`);
    const out = join(folder, "here");
    const end = await runIn(folder, ["run", "--out", out]);
    expect(end).toMatchObject({ code: 0 });
    const { environment, suites } = resultIn(out);
    const { configuration, command } = environment;
    expect(configuration).toMatchObject({
      suites: ["cube.groups.put"],
      depth: "smoke",
      strict: true,
      reporter: "json",
    });
    expect(suites[0]).toMatchObject({ seed: 7, depth: "smoke" });
    expect(command).toBe(`scimproof run cube --config scimproof.config.yaml --out ${out}`);
  });

  test.for([
    ["the command line", ["--seed", "3"], { SCIMPROOF_SEED: "4" }, 3],
    ["the environment", [], { SCIMPROOF_SEED: "4" }, 4],
    ["the config", [], {}, 5],
  ] as const)("gives way: %s is heard", async ([, flags, env, seed]) => {
    const folder = folderWith(`${EMBEDDED}seed: 5\n`);
    const out = join(folder, "r");
    await runIn(folder, ["run", "--out", out, ...flags], env);
    expect(resultIn(out).suites[0]?.seed).toBe(seed);
  });

  test("what is on in it can be off in the environment", async () => {
    const folder = folderWith(`${EMBEDDED}strict: true\n`);
    const out = join(folder, "r");
    await runIn(folder, ["run", "--out", out], { SCIMPROOF_STRICT: "0" });
    expect(resultIn(out).environment.configuration["strict"]).toBe(false);
  });

  test("named with --config, from elsewhere: its document and reports are beside it", async () => {
    const folder = tempFolder();
    const inner = join(folder, "inner");
    mkdirSync(inner);
    writeFileSync(join(inner, "openapi.yaml"), readFileSync("specs/cube/openapi.yaml"));
    const target = await cube();
    writeFileSync(
      join(inner, "my.yaml"),
      `spec: openapi.yaml\ntarget: ${target.url}\nout: reports\ngrep: rename\ntokenEnv: T\nheaders: { X-Tenant: acme }\nfixtures: { users: [] }\n`,
    );
    const end = await runIn(folder, ["run", "--config", "inner/my.yaml"], { T: target.token });
    expect(end.code).toBe(0);
    expect(end.err).toContain(target.url);
    expect(readFileSync("specs/cube/openapi.yaml", "utf8")).not.toBe("");
  });

  test("a target named closer takes the place of its server, a document that of its overlay and suites", async () => {
    const folder = folderWith("suites: [maia]\noverlay: nowhere.yaml\nprofile: nowhere.yaml\nserver: EU1\n");
    const spec = join(process.cwd(), "specs/cube/openapi.yaml");
    const end = await runIn(folder, [
      "run",
      "--spec",
      spec,
      "--target",
      "http://127.0.0.1:1",
      "--dry-run",
      "-t",
      "rename",
    ]);
    expect(end).toMatchObject({ code: 0 });
  });

  test("is no bare run: without a target it is an error", async () => {
    expect(await runIn(folderWith("depth: smoke\n"), ["run"])).toMatchObject({ code: 2 });
  });

  test("JavaScript can export it", async () => {
    const folder = folderWith(
      'export default { suites: ["cube"], target: "embedded", grep: "rename", depth: "smoke", sign: () => ({}) };',
      "scimproof.config.mjs",
    );
    expect(await runIn(folder, ["run", "--out", join(folder, "r")])).toMatchObject({ code: 0 });
  });

  test("TypeScript can where Node reads it, and else it is said what to write", async () => {
    const folder = folderWith('export default { suites: ["nowhere" as string] };', "scimproof.config.ts");
    const end = await runIn(folder, ["run"]);
    expect(end.code).toBe(2);
    expect(end.err).toMatch(/scimproof\.config\.mjs or \.yaml|there is no suite/u);
  });

  test("one that Node takes for CommonJS, as in a folder of npm init, says what to call it", () => {
    const folder = folderWith('export default { suites: ["cube"], target: "embedded" };', "scimproof.config.js");
    writeFileSync(join(folder, "package.json"), '{ "type": "commonjs" }');
    // Here vitest would read it, and that knows no such types.
    const end = spawnSync(process.execPath, [MAIN, "run"], { cwd: folder, encoding: "utf8" });
    expect(end.status).toBe(2);
    expect(end.stderr).toContain('name it scimproof.config.mjs, or write "type": "module"');
  });

  test("two of them are one too many", async () => {
    const folder = folderWith(EMBEDDED);
    writeFileSync(join(folder, "scimproof.config.mjs"), "export default {}");
    const end = await runIn(folder, ["run"]);
    expect(end.code).toBe(2);
    expect(end.err).toContain("--config scimproof.config.yaml");
  });

  test("gives doctor and cleanup what they need; cleanup goes to the server of its journal", async () => {
    const target = await cube();
    const config = `suites: [cube]\ntarget: ${target.url}\ntokenEnv: T\nout: r\n`;
    const folder = folderWith(config);
    const env = { T: target.token };
    expect(await runIn(folder, ["doctor", "--out", join(folder, "r")], env)).toMatchObject({ code: 0 });
    const journal = join(folder, "r", "journal-cube.groups.put.ndjson");
    writeFileSync(join(folder, "scimproof.config.yaml"), "target: http://127.0.0.1:1\ntokenEnv: T\n");
    const lines = readFileSync(journal, "utf8").split("\n");
    // As if the run had been killed after its first create.
    writeFileSync(journal, `${lines.slice(0, 2).join("\n")}\n`);
    const end = await runIn(folder, ["cleanup", journal], env);
    expect(end).toMatchObject({ code: 0 });
    expect(end.err).toContain(target.url);
  });
});

describe("what is wrong with a config is said with its place", () => {
  const cases: readonly (readonly [what: string, text: string, place: string, says: string])[] = [
    ["an unknown key", "target: http://h\nreporter: [html]\n", "2:1", 'Did you mean "reporters"?'],
    ["a key in the wrong case", "tokenenv: T\n", "1:1", 'Did you mean "tokenEnv"?'],
    ["an unknown key of auth", "auth:\n  oauth:\n    tokenURL: x\n", "3:5", 'Did you mean "tokenUrl"?'],
    ["a number for a text", "target: 3\n", "1:1", "a string"],
    ["a word that is none of those", "depth: deep\n", "1:1", '"smoke","standard","thorough"'],
    ["a fixture with a comma", "fixtures:\n  users: ['a,b']\n", "2:11", "text that matches"],
    ["no YAML", "target: [\n", "2:1", "not valid YAML"],
    ["a token", "target: http://h\ntoken: hunter2-hunter2\n", "2:1", "tokenEnv: SCIM_TOKEN"],
    ["a password under another spelling", "client_secret: hunter2-hunter2\n", "1:1", "clientSecretEnv"],
    ["a client secret", "auth:\n  oauth:\n    clientSecret: hunter2-hunter2\n", "3:5", "clientSecretEnv"],
    ["a private key", "tls:\n  key: '-----BEGIN PRIVATE KEY-----hunter2'\n", "2:3", "privateKeyFile"],
    ["a secret in the wrong form", "tokenEnv: [hunter2-hunter2]\n", "1:1", "a string"],
    ["a signing function in YAML", "sign: x\n", "1:1", "scimproof.config.mjs"],
  ];

  test.for(cases)("%s", async ([, text, place, says]) => {
    const end = await runIn(folderWith(text), ["run", "cube", "--target", "http://127.0.0.1:1"]);
    expect(end.code).toBe(2);
    expect(end.err).toContain(`scimproof.config.yaml:${place}: `);
    expect(end.err).toContain(says);
    expect(end.err).not.toContain("hunter2");
  });

  const OAUTH = "auth:\n  oauth:\n    tokenUrl: https://h/token\n";
  const access: readonly (readonly [what: string, text: string, place: string, says: string])[] = [
    ["OAuth without a client", OAUTH, "2:3", "none of clientId, clientIdEnv"],
    ["OAuth without a proof", `${OAUTH}    clientId: me\n`, "2:3", "privateKeyFile"],
    ["two proofs", `${OAUTH}    clientId: me\n    clientSecretEnv: S\n    privateKeyEnv: K\n`, "6:5", "contradict"],
    [
      "a variable that is not set",
      `${OAUTH}    clientId: me\n    clientSecretEnv: S\n`,
      "5:5",
      "S (clientSecretEnv) is not set",
    ],
    [
      "a secret in place of its name",
      `${OAUTH}    clientId: me\n    clientSecretEnv: hunter2-x\n`,
      "5:5",
      "not a value",
    ],
    [
      "a key file that is not there",
      `${OAUTH}    clientId: me\n    privateKeyFile: k.pem\n`,
      "5:5",
      "k.pem cannot be read",
    ],
    [
      "what belongs to a key",
      `${OAUTH}    clientId: me\n    clientSecretEnv: SET\n    keyId: x\n`,
      "6:5",
      "belongs to",
    ],
    ["no address", "auth:\n  oauth:\n    tokenUrl: token\n    clientId: me\n", "3:5", "no http:// or https:// address"],
    ["OAuth and a token", `tokenEnv: SET\n${OAUTH}    clientId: me\n    clientSecretEnv: SET\n`, "3:3", "contradict"],
    [
      "a credential among parameters",
      `${OAUTH}    clientId: me\n    clientSecretEnv: SET\n    parameters:\n      client_password: hunter2\n`,
      "7:7",
      "never stand",
    ],
    ["an endless name to redact", `redact:\n  fields: [${"x".repeat(501)}]\n`, "2:12", "500 characters"],
    ["a certificate without its key", "tls:\n  key: k.pem\n", "1:1", "needs its key"],
    ["a file that is no PEM", "tls:\n  ca: scimproof.config.yaml\n", "2:3", "holds no PEM"],
  ];

  test.for(access)("%s", async ([, text, place, says]) => {
    const env = { SET: "a-secret-of-twenty" };
    const end = await runIn(folderWith(text), ["run", "cube", "--target", "http://127.0.0.1:1"], env);
    expect(end.code).toBe(2);
    expect(end.err).toContain(`scimproof.config.yaml:${place}: `);
    expect(end.err).toContain(says);
    expect(end.err).not.toContain("hunter2");
  });

  test.for([
    ["export default 3;", "exports no config"],
    ["export const a = 1;", "exports no config"],
    ["export default { sign: 3 };", "sign is no function"],
    ["export default { token: 'hunter2' };", "tokenEnv"],
    ["export default {", "cannot be run"],
    ["\nthrow new Error('oh');", ":2"],
  ] as const)("of a module: %s", async ([text, says]) => {
    const end = await runIn(folderWith(text, "scimproof.config.mjs"), ["run", "cube"]);
    expect(end.code).toBe(2);
    expect(end.err).toContain("scimproof.config.mjs");
    expect(end.err).toContain(says);
    expect(end.err).not.toMatch(/hunter2|\n {4}at /u);
  });
});

describe("the keys of a config", () => {
  const options = addRunOptions(new Command("run")).options.map((option) => option.attributeName());
  // What is said anew each time, and what has a shape of its own: `tls`, `redact`.
  const apart = new Set([
    "config",
    "dryRun",
    "redact",
    "replay",
    "from",
    "updateBaseline",
    "watch",
    "ca",
    "cert",
    "key",
    "keyPassphraseEnv",
  ]);

  test("are the flags of run, but those that belong to one run alone", () => {
    expect(CONFIG_KEYS.map(({ flag }) => flag).sort()).toEqual(options.filter((name) => !apart.has(name)).sort());
  });

  test("are all in the schema", () => {
    const known = Object.keys(CONFIG_SCHEMA["properties"] as object);
    expect(known).toEqual(expect.arrayContaining(CONFIG_KEYS.map(({ key }) => key)));
  });
});

test("a config that waits for what never comes is given up after half a minute", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const folder = folderWith("await new Promise(() => {});\nexport default {};\n", "scimproof.config.mjs");
  const running = runIn(folder, ["run", "cube"]);
  await vi.waitUntil(() => vi.getTimerCount() > 0, { timeout: 20_000 });
  await vi.advanceTimersByTimeAsync(30_000);
  const end = await running;
  expect(end.code).toBe(2);
  expect(end.err).toContain("scimproof.config.mjs");
  expect(end.err).toContain("it is not loaded after 30 s");
});
