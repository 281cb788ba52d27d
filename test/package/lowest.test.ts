import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { parseResult } from "../../src/report/index.ts";
import { installPacked, ROOT, sh } from "../support/stranger.ts";

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

const { dependencies } = manifestIn(ROOT);

/** The lowest version that a range allows; only forms of which it can be read off. */
function lowestOf(range: string): string {
  const [, version] = /^[~^]?(\d+\.\d+\.\d+)$/u.exec(range) ?? [];
  if (version === undefined) throw new Error(`${range} is neither a version nor ~ or ^ and one`);
  return version;
}

// The other tests of the package take the newest that its ranges allow.
describe("the packed package, with every dependency at the lowest version that its range allows", () => {
  const folder = mkdtempSync(join(tmpdir(), "scimproof-lowest-"));
  const modules = join(folder, "node_modules");
  const bin = join(modules, ".bin", "scimproof");
  const wanted = Object.fromEntries(Object.entries(dependencies).map(([name, range]) => [name, lowestOf(range)]));

  beforeAll(async () => {
    await installPacked(
      folder,
      inject("tarball"),
      ...Object.entries(wanted).map(([name, version]) => `${name}@${version}`),
    );
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("has those and no others: none beside them in a folder of its own", async () => {
    const installed = Object.keys(wanted).map((name) => [name, manifestIn(join(modules, name)).version]);
    expect(Object.fromEntries(installed)).toEqual(wanted);
    const listed = await sh("npm", ["ls", "--json", "--depth", "1"], folder);
    expect(listed.code, listed.out).toBe(0);
    const own = (JSON.parse(listed.out) as { dependencies: { scimproof: { dependencies: Record<string, Manifest> } } })
      .dependencies.scimproof.dependencies;
    expect(Object.fromEntries(Object.entries(own).map(([name, { version }]) => [name, version]))).toEqual(wanted);
  });

  test("runs every vendor's suites against the embedded targets, with every report", async () => {
    const reporters = "html,md,junit,json,sarif,ctrf,har,tap,badge";
    const run = await sh(
      bin,
      ["run", "--depth", "smoke", "-t", "rename|histories|parallel", "--reporter", reporters],
      folder,
    );
    expect(run.code, run.out).toBe(0);
    const file = join(folder, "reports", "results.json");
    expect(parseResult(readFileSync(file, "utf8"), file)).toMatchObject({ verdict: "conformant" });
  });
});

test("what a seed makes is the same wherever it is installed: fast-check has one version", () => {
  expect(dependencies["fast-check"]).toMatch(/^\d/u);
});
