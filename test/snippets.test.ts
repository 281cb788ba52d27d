import { spawnSync } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { projectRoot } from "../bench/lib/root.ts";
import { CHECKS } from "../src/checks/index.ts";
import { allRequirements, allScenarios } from "../src/cli/catalogue.ts";
import { loadConfig } from "../src/cli/config/load-config.ts";
import { buildProgram } from "../src/cli/program.ts";
import { Terminal } from "../src/cli/terminal.ts";
import { FAULTS } from "../src/targets/index.ts";
import { tempFolder } from "./support/cli-run.ts";
import { refusal, shownCommands } from "./support/shown-commands.ts";
import { blocksOf, isShell, PAGES, type Snippet, wordsOf } from "./support/snippets.ts";

const ROOT = projectRoot();
// What is made from the code, and what tells of times that are past.
const WRITTEN = PAGES.filter((page) => page !== "CHANGELOG.md" && !/reference\/(?:checks|requirements)/u.test(page));
const BLOCKS = blocksOf(WRITTEN);
const WORDS = wordsOf(WRITTEN);

const isModule = ({ text }: Snippet): boolean => /^(?:import .+ from|export default) /mu.test(text);

/** Blocks that are neither code nor a file. */
const PLAIN: readonly string[] = ["Document ─┐", "Group 1 has Ana and Ben"];

/** Files of others: their makers' schemas are not here, so that only their syntax and the commands in them are looked at. */
const NOT_OURS: readonly string[] = ["jobs:", "- uses: actions/checkout", "# .gitlab-ci.yml"];

const isOf = (beginnings: readonly string[], { text }: Snippet): boolean =>
  beginnings.some((beginning) => text.startsWith(beginning));

const DATA = BLOCKS.filter((block) => !isModule(block) && !isShell(block) && !isOf(PLAIN, block));

test("every command that a page shows is one that the command line takes, value by value", async () => {
  const io = { stdout: { write: () => true }, stderr: { write: () => true }, env: {}, columns: 100 };
  const quiet = { ...io, onSignal: () => () => undefined };
  const wrong: string[] = [];
  const commands = shownCommands(BLOCKS, WORDS);
  for (const { page, text } of commands) {
    const why = await refusal(
      text,
      buildProgram(quiet, new Terminal(quiet), () => undefined),
    );
    if (why !== undefined) wrong.push(`${page}: ${text}: ${why}`);
  }
  expect(wrong).toEqual([]);
  expect(commands.length).toBeGreaterThan(90);
});

test("every id that a page names is one that there is", async () => {
  const scenarios = (await allScenarios()).map(({ scenario }) => scenario.id);
  const requirements = (await allRequirements()).map(({ id }) => id);
  const faults = FAULTS.map(({ id }) => id);
  const partOf = (ids: readonly string[], mark: string): ReadonlySet<string> =>
    new Set(ids.map((id) => id.split(mark)[0] ?? ""));
  const kinds: readonly (readonly [form: RegExp, first: ReadonlySet<string>, ids: readonly string[], mark: string])[] =
    [
      [/^[a-z]+(?:\.[a-z\d*-]+)+$/u, partOf(scenarios, "."), scenarios, "."],
      [
        /^(?:response|resource|error)\.[a-z-]+$/u,
        partOf(
          CHECKS.map(({ id }) => id),
          ".",
        ),
        CHECKS.map(({ id }) => id),
        ".",
      ],
      [/^[A-Z][A-Z\d]+-[A-Z\d.*-]+$/u, partOf(requirements, "-"), requirements, "-"],
      [/^(?:put|patch)-[a-z\d-]+$/u, new Set(["put", "patch"]), faults, "-"],
    ];
  const unknown = WORDS.filter(({ text }) => {
    const kind = kinds.find(([form, first, , mark]) => form.test(text) && first.has(text.split(mark)[0] ?? ""));
    if (kind === undefined) return false;
    const pattern = new RegExp(`^${text.replaceAll(".", String.raw`\.`).replaceAll("*", ".*")}$`, "u");
    return !kind[2].some((id) => pattern.test(id));
  });
  // What a server says of itself: an attribute of its configuration.
  expect([...new Set(unknown.map(({ text }) => text))]).toEqual(["patch.supported"]);
});

test("every file of ours that a page shows fits its schema, and those of others are YAML", () => {
  const ajv = formats.default(new Ajv2020({ strict: false, allErrors: true }));
  const fits = ["config", "profile", "waivers", "targets", "overlay"].map((name) => {
    const text = readFileSync(join(ROOT, "schemas", `${name}.schema.json`), "utf8");
    return ajv.compile(JSON.parse(text) as object);
  });
  const wrong = DATA.filter((block) => {
    const value: unknown = parse(block.text);
    if (isOf(NOT_OURS, block)) return typeof value !== "object";
    // A part of a profile leaves out whose it is.
    return ![value, { vendor: "acme", title: "Acme", ...(value as object) }].some((one) =>
      fits.some((isFit) => isFit(one)),
    );
  });
  expect(wrong).toEqual([]);
  expect(DATA.length).toBeGreaterThan(7);
});

test("every module that a page shows is a config that loads, or a program that compiles", async () => {
  const folder = tempFolder();
  const programs = BLOCKS.filter((block) => isModule(block) && block.text.includes('"scimproof'));
  const configs = BLOCKS.filter((block) => isModule(block) && !programs.includes(block));
  for (const [at, { page, text }] of configs.entries()) {
    const name = `config-${at}.mjs`;
    writeFileSync(join(folder, name), text);
    expect((await loadConfig(name, folder))?.sign, page).toBeTypeOf("function");
  }
  for (const [at, { text }] of programs.entries()) writeFileSync(join(folder, `program-${at}.ts`), text);
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const compilerOptions = {
    target: "es2023",
    module: "nodenext",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ["node"],
    paths: { scimproof: [join(ROOT, "dist", "src", "index.d.ts")] },
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  const end = spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
  expect(end.stdout).toBe("");
  expect(end.status).toBe(0);
  expect([configs.length, programs.length]).toEqual([2, 1]);
});

test("what a page says to install is the version that is packed here", () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
  const files = [...WRITTEN, "action.yml", "recipes/Containerfile", "recipes/Jenkinsfile", "recipes/gitlab-ci.yml"];
  const named = files.flatMap((file) =>
    [...readFileSync(join(ROOT, file), "utf8").matchAll(/scimproof[@-](\d+\.\d+\.\d+)/gu)].map(([, one]) => one),
  );
  expect([...new Set(named)]).toEqual([version]);
});
