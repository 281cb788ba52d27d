import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { LISTS } from "../../src/cli/lists.ts";
import { installPacked, ROOT, sh } from "../support/stranger.ts";

describe("the packed package, installed in an empty folder", () => {
  const folder = mkdtempSync(join(tmpdir(), "scimproof-package-"));
  const bin = join(folder, "node_modules", ".bin", "scimproof");

  beforeAll(async () => await installPacked(folder, inject("tarball")));

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("holds no tests, no fixtures and no bench", () => {
    const files = readdirSync(join(folder, "node_modules", "scimproof"), { recursive: true }).map(String);
    expect(files.filter((name) => /\.test\.|\/testing\/|report\/fixtures|^dist\/bench/u.test(name))).toEqual([]);
    expect(files).toContain(join("dist", "suites", "cube.groups.put.suite.js"));
  });

  test("holds every page that the command line names", async () => {
    const commands = ["run", "init", "matrix", "probe", "merge", "compare"];
    const helps = await Promise.all(commands.map((command) => sh(bin, [command, "--help"], folder)));
    const named = new Set(helps.flatMap(({ out }) => out.match(/docs\/[\w/-]+\.md/gu) ?? []));
    // What a baseline begins with.
    named.add("docs/how-to/waivers.md");
    expect(named.size).toBeGreaterThan(2);
    const packed = join(folder, "node_modules", "scimproof");
    expect([...named].filter((page) => !existsSync(join(packed, page)))).toEqual([]);
  });

  test("is found right by publint, and its types by attw", async () => {
    const tool = (name: string): string => join(ROOT, "node_modules", ".bin", name);
    const [lint, types] = await Promise.all([
      sh(tool("publint"), ["run", inject("tarball"), "--strict"], folder),
      sh(tool("attw"), [inject("tarball"), "--profile", "esm-only"], folder),
    ]);
    expect(lint.code, lint.out).toBe(0);
    expect(types.code, types.out).toBe(0);
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

  test("lists its suites and runs one of them; init writes what an editor finds the schema of", async () => {
    expect((await sh(bin, ["list", "suites"], folder)).out).toContain("cube.groups.put");
    const smoke = await sh(bin, ["run", "cube", "--target", "embedded", "--depth", "smoke"], folder);
    expect(smoke.code, smoke.out).toBe(0);
    const init = await sh(bin, ["init", "cube", "--target", "embedded", "--ci", "none", "--yes", "--no-run"], folder);
    expect(init.code, init.out).toBe(0);
    const config = readFileSync(join(folder, "scimproof.config.yaml"), "utf8");
    const schema = /\$schema=(\S+)/u.exec(config)?.[1] ?? "";
    expect(JSON.parse(readFileSync(join(folder, schema), "utf8"))).toMatchObject({ title: "Scimproof config" });
    rmSync(join(folder, "scimproof.config.yaml"));
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
