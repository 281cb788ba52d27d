import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { startTarget } from "../../src/targets/index.ts";
import { type Ended, ROOT, sh } from "../support/stranger.ts";

const MAIN = join(ROOT, "dist", "src", "cli", "main.js");
const folder = mkdtempSync(join(tmpdir(), "scimproof-recipes-"));
const bin = join(folder, "bin");

const textOf = (name: string): string => readFileSync(join(ROOT, name), "utf8");

beforeAll(() => {
  mkdirSync(bin);
  // What a pipeline fetches is what was built here.
  const script = `#!/usr/bin/env bash
while [[ \${1-} == --yes || \${1-} == --package || \${1-} == scimproof || \${1-} == scimproof@* ]]; do
  [[ $1 == --package ]] && shift
  shift
done
exec "${process.execPath}" "${MAIN}" "$@"
`;
  for (const name of ["npx", "scimproof"]) {
    writeFileSync(join(bin, name), script);
    chmodSync(join(bin, name), 0o755);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A working directory with a config for one quick scenario on an embedded target. */
function workspace(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  writeFileSync(join(path, "scimproof.config.yaml"), "suites: [cube]\ntarget: embedded\ngrep: put.group.rename\n");
  return path;
}

async function shell(cwd: string, script: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return await sh("bash", ["-eu", "-c", script], cwd, { PATH: `${bin}:${process.env["PATH"] ?? ""}`, ...env });
}

test.each([
  "action.yml",
  "recipes/github-workflow.yml",
  "recipes/gitlab-ci.yml",
  "recipes/kubernetes-job.yaml",
  "recipes/kubernetes-merge.yaml",
  "examples/vendor-ci/.github/workflows/scimproof.yml",
])("%s is YAML", (name) => {
  for (const document of parseAllDocuments(textOf(name))) {
    if ("errors" in document) expect(document.errors).toEqual([]);
  }
});

describe("GitHub", () => {
  interface Action {
    readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
    readonly runs: {
      readonly steps: readonly { readonly run?: string; readonly env?: Readonly<Record<string, string>> }[];
    };
  }
  const action = parse(textOf("action.yml")) as Action;

  /** Runs the steps of the action that are scripts, as GitHub would: inputs as variables, files for what they tell. */
  async function play(cwd: string, inputs: Readonly<Record<string, string>>, env: Readonly<Record<string, string>>) {
    const values = {
      ...Object.fromEntries(Object.entries(action.inputs).map(([key, { default: value = "" }]) => [key, value])),
      ...inputs,
    };
    const files = { GITHUB_OUTPUT: join(cwd, "output"), GITHUB_STEP_SUMMARY: join(cwd, "summary") };
    for (const file of Object.values(files)) writeFileSync(file, "");
    let printed = "";
    let code = 0;
    for (const step of action.runs.steps) {
      if (step.run === undefined) continue;
      const outputs = readFileSync(files.GITHUB_OUTPUT, "utf8");
      const told = Object.entries(step.env ?? {}).map(([name, text]) => [
        name,
        text
          .replaceAll(
            /\$\{\{ inputs\.([\w-]+) \}\}/gu,
            (_, key: string) => (values as Record<string, string>)[key] ?? "?",
          )
          .replaceAll(
            /\$\{\{ steps\.run\.outputs\.([\w-]+) \}\}/gu,
            (_, key: string) => new RegExp(`^${key}=(.*)$`, "mu").exec(outputs)?.[1] ?? "",
          ),
      ]);
      const end = await shell(cwd, step.run, {
        ...env,
        ...files,
        GITHUB_ACTION_PATH: ROOT,
        ...(Object.fromEntries(told) as Record<string, string>),
      });
      printed += end.out;
      code = end.code;
    }
    return {
      code,
      printed,
      outputs: readFileSync(files.GITHUB_OUTPUT, "utf8"),
      summary: readFileSync(files.GITHUB_STEP_SUMMARY, "utf8"),
    };
  }

  test("a server that is right: green, a summary, no annotation", async () => {
    const cwd = workspace("github");
    const end = await play(cwd, { reporters: "html,junit", arguments: "--seed\n7" }, {});
    expect(end).toMatchObject({ code: 0, outputs: "exit-code=0\nverdict=conformant\n" });
    expect(end.summary).toContain("SCIM: conformant");
    expect(end.printed).not.toContain("::error");
    expect(existsSync(join(cwd, "reports", "junit.xml"))).toBe(true);
  });

  test("one that is wrong: red, annotations, the findings in the summary; the token is in none of it", async () => {
    const target = await startTarget({ dialect: "cube", faults: ["put-members-merged"] });
    onTestFinished(() => target.close());
    const cwd = join(folder, "github-wrong");
    mkdirSync(cwd);
    const inputs = {
      suites: "cube",
      target: target.url,
      "token-env": "MY_TOKEN",
      reporters: "junit",
      arguments: "-t\nmembers.smaller",
    };
    const end = await play(cwd, inputs, { MY_TOKEN: target.token });
    expect(end).toMatchObject({ code: 1, outputs: "exit-code=1\nverdict=nonconformant\n" });
    expect(end.printed).toMatch(/^::error title=[^\n]+::PUT [^\n]+\(RFC7644-3\.5\.1-MEMBERS-REPLACED\)$/mu);
    expect(end.summary).toContain("RFC7644-3.5.1-MEMBERS-REPLACED");
    expect(end.printed + end.summary).not.toContain(target.token);
  });

  test("an input is a word of its own, whatever stands in it; without a result the last step is red", async () => {
    const cwd = join(folder, "github-hostile");
    mkdirSync(cwd);
    const end = await play(cwd, { suites: "$(touch gone) `touch gone`", target: "; touch gone" }, {});
    expect(end.code).toBe(2);
    expect(existsSync(join(cwd, "gone"))).toBe(false);
    expect(end.printed).toContain("::error title=Scimproof::there is no result");
  });
});

test("GitLab: each part runs, by the numbers that GitLab gives it", async () => {
  const cwd = workspace("gitlab");
  const recipe = parse(textOf("recipes/gitlab-ci.yml")) as Record<
    "scimproof" | "scimproof-report",
    { script: string[] }
  >;
  const ends: number[] = [];
  for (const index of ["1", "2"]) {
    const env = { CI: "true", CI_NODE_INDEX: index, CI_NODE_TOTAL: "2" };
    ends.push((await shell(cwd, recipe.scimproof.script.join("\n"), env)).code);
  }
  // One of the two parts has the only scenario.
  expect(ends).toContain(0);
  const hasMerge = /^ {2}merge /mu.test((await shell(cwd, "scimproof --help")).out);
  if (hasMerge) expect((await shell(cwd, recipe["scimproof-report"].script.join("\n"))).code).toBe(0);
});

test("Jenkins: its one command runs", async () => {
  const command = /sh '([^']+)'/u.exec(textOf("recipes/Jenkinsfile"))?.[1] ?? "";
  const cwd = workspace("jenkins");
  const end = await shell(cwd, command, { CI: "true" });
  expect(end.code, end.out).toBe(0);
  expect(existsSync(join(cwd, "reports", "junit.xml"))).toBe(true);
});

test("Kubernetes: a pod runs the part of its index, and fails only where it could not run", async () => {
  const job = parse(textOf("recipes/kubernetes-job.yaml")) as {
    spec: { completions: number; template: { spec: { containers: { args: string[] }[] } } };
  };
  const [script = ""] = job.spec.template.spec.containers[0]?.args ?? [];
  expect(script).toContain(`/${job.spec.completions}"`);
  const cwd = workspace("kubernetes");
  const here = script.replaceAll("/work/", `${cwd}/`).replaceAll("/config/", `${cwd}/`).replace("/4", "/1");
  const part = async (text: string, index: string): Promise<number> =>
    (await sh("sh", ["-c", text], cwd, { PATH: `${bin}:${process.env["PATH"] ?? ""}`, JOB_COMPLETION_INDEX: index }))
      .code;
  expect(await part(here, "0")).toBe(0);
  expect(existsSync(join(cwd, "reports", "part-0", "results.json"))).toBe(true);
  expect(await part(here.replace("scimproof.config.yaml", "nowhere.yaml"), "0")).toBe(2);
});

test("Kubernetes: what init has written and the page puts into the configmap is all that a run reads", async () => {
  const page = textOf("docs/how-to/pipelines.md");
  const files = [...(/kubectl create configmap .+/u.exec(page)?.[0] ?? "").matchAll(/--from-file=(\S+)/gu)];
  const made = join(folder, "kubernetes-made");
  const mounted = join(folder, "kubernetes-mounted");
  mkdirSync(made);
  mkdirSync(mounted);
  copyFileSync(join(ROOT, "examples", "own-document", "openapi.yaml"), join(made, "openapi.yaml"));
  const init = "scimproof init --spec openapi.yaml --target http://127.0.0.1:9 --ci none --yes --no-run";
  expect((await shell(made, init)).code).toBe(0);
  for (const [, name = ""] of files) copyFileSync(join(made, name), join(mounted, name));
  const run = `scimproof run --config ${mounted}/scimproof.config.yaml --dry-run --depth smoke -t rename`;
  const end = await shell(folder, run);
  expect(end.code, end.out).toBe(0);
});
