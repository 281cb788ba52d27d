import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { installPacked, ROOT, sh } from "../support/stranger.ts";

// What `engines` allows, its lowest among them: Node itself comes from npm, under the name of the platform.
const VERSIONS = ["20.19", "20.20", "22", "24"] as const;
const platform = `node-${process.platform}-${process.arch}`;

describe("the packed package on other versions of Node", () => {
  const folder = mkdtempSync(join(tmpdir(), "scimproof-nodes-"));

  beforeAll(async () => {
    const nodes = VERSIONS.map((version) => `node-${version}@npm:${platform}@${version}`);
    await installPacked(folder, inject("tarball"), ...nodes);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(VERSIONS)("%s runs the embedded targets, and its API is there", async (version) => {
    const node = join(folder, "node_modules", `node-${version}`, "bin", "node");
    const cli = join(folder, "node_modules", "scimproof", "dist", "src", "cli", "main.js");
    expect((await sh(node, ["--version"], folder)).out).toContain(`v${version}.`);
    const run = await sh(node, [cli, "run", "--depth", "smoke"], folder);
    expect(run.code, run.out).toBe(0);
    const script = `import { run } from "scimproof"; console.log(typeof run);`;
    expect((await sh(node, ["--input-type=module", "-e", script], folder)).out).toContain("function");
  });

  test("the lowest is what the package says it needs", async () => {
    const asked = await sh("npm", ["pkg", "get", "engines.node"], ROOT);
    expect(asked.out.trim()).toBe(`">=${VERSIONS[0]}"`);
  });
});
