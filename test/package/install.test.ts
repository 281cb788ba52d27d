import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LISTS } from "../../src/cli/lists.ts";

const exec = promisify(execFile);
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Runs a command and gives its exit code and what it printed, whatever the code. */
async function sh(command: string, args: readonly string[], cwd: string): Promise<{ code: number; out: string }> {
  try {
    const { stdout, stderr } = await exec(command, [...args], {
      cwd,
      maxBuffer: 64 * 1024 * 1024,
      env: cleanEnvironment(),
    });
    return { code: 0, out: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: number; stdout?: string; stderr?: string };
    return { code: code ?? -1, out: `${stdout ?? ""}${stderr ?? ""}` };
  }
}

/** The environment of a stranger's shell: nothing of this test run or of npm in it. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(?:VITEST|SCIMPROOF_|npm_lifecycle|npm_package|NODE_ENV|TEST$)/u.test(name),
    ),
  );
}

describe("the packed package, installed in an empty folder", () => {
  const folder = mkdtempSync(join(tmpdir(), "scimproof-package-"));
  const bin = join(folder, "node_modules", ".bin", "scimproof");

  beforeAll(async () => {
    const packed = await sh("npm", ["pack", "--pack-destination", folder], ROOT);
    if (packed.code !== 0) throw new Error(packed.out);
    const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "";
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "stranger", private: true, type: "module" }));
    const installed = await sh("npm", ["install", "--no-audit", "--no-fund", join(folder, tarball)], folder);
    if (installed.code !== 0) throw new Error(installed.out);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("holds no tests, no fixtures and no bench", () => {
    const files = readdirSync(join(folder, "node_modules", "scimproof"), { recursive: true }).map(String);
    expect(files.filter((name) => /\.test\.|\/testing\/|report\/fixtures|^dist\/bench/u.test(name))).toEqual([]);
    expect(files).toContain(join("dist", "suites", "cube.groups.put.suite.js"));
  });

  test("lists what the sources have, as the build wrote it down", async () => {
    for (const [topic, rowsOf] of Object.entries(LISTS)) {
      const { code, out } = await sh(bin, ["list", topic, "--json"], folder);
      expect({ topic, code, rows: JSON.parse(out) }).toEqual({ topic, code: 0, rows: await rowsOf() });
    }
  });

  test("prints its version and its help", async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
    expect(await sh(bin, ["--version"], folder)).toMatchObject({
      code: 0,
      out: expect.stringContaining(version) as unknown,
    });
    expect((await sh(bin, ["--help"], folder)).code).toBe(0);
  });

  test("runs the embedded targets and leaves its reports", async () => {
    const run = await sh(bin, ["run"], folder);
    expect(run.code, run.out).toBe(0);
    expect(readdirSync(join(folder, "reports"))).toEqual(
      expect.arrayContaining(["index.html", "results.json", "junit.xml"]),
    );
  });

  test("a usage error ends with 2", async () => {
    expect((await sh(bin, ["run", "cube"], folder)).code).toBe(2);
  });

  test("can be driven from a program", async () => {
    const program = `
      import { DEFAULT_SETTINGS, exitCodeOf, loadVendor, run, suitesOf } from "scimproof";
      const contract = await loadVendor("cube");
      const target = { baseUrl: "http://127.0.0.1:1", kind: "remote", credentials: [], headers: {}, insecure: false };
      const result = await run(suitesOf(contract).map((suite) => ({ suite, contract, target })), DEFAULT_SETTINGS);
      console.log(result.verdict, exitCodeOf(result));`;
    writeFileSync(join(folder, "program.mjs"), program);
    const ran = await sh(process.execPath, ["program.mjs"], folder);
    expect(ran.out).toContain("inconclusive 3");
  });
});
