import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";
import { startTarget } from "../../src/targets/index.ts";
import { type Ended, installPacked, ROOT, sh } from "../support/stranger.ts";

const VITEST = (JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { devDependencies: { vitest: string } })
  .devDependencies.vitest;

describe("the examples, beside the installed package", () => {
  const folder = mkdtempSync(join(tmpdir(), "scimproof-examples-"));
  const bin = (name: string): string => join(folder, "node_modules", ".bin", name);
  const example = (name: string): string => join(folder, name);

  beforeAll(async () => {
    await installPacked(folder, inject("tarball"), `vitest@${VITEST}`, "typescript@7.0.2", "@types/node@20.19.43");
    cpSync(join(ROOT, "examples"), folder, { recursive: true });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs Scimproof, or vitest, in an example's folder. */
  async function run(name: string, tool: string, args: readonly string[], env = {}): Promise<Ended> {
    return await sh(bin(tool), args, example(name), env);
  }

  test("vendor-ci", async () => {
    const end = await run("vendor-ci", "scimproof", ["run", "--target", "embedded", "--depth", "smoke"]);
    expect(end.code, end.out).toBe(0);
  });

  test("own-document", async () => {
    const target = await startTarget({ dialect: "rfc" });
    onTestFinished(() => target.close());
    const dry = await run("own-document", "scimproof", ["run", "--dry-run", "--depth", "smoke"], { SCIM_TOKEN: "t" });
    expect(dry.code, dry.out).toBe(0);
    expect(dry.out).toContain("none was sent");
    const end = await run("own-document", "scimproof", ["run", "--depth", "smoke", "--target", target.url], {
      SCIM_TOKEN: target.token,
    });
    expect(end.code, end.out).toBe(0);
    expect(end.out).toContain("acme.groups.put");
  });

  test("own-vitest: each scenario is a test; without a target all fail", async () => {
    const env = { SCIMPROOF_TARGET: "embedded", SCIMPROOF_DEPTH: "smoke" };
    const end = await run("own-vitest", "vitest", ["run", "--reporter=verbose"], env);
    expect(end.code, end.out).toBe(0);
    expect(end.out).toContain("put.group.members.smaller");
    expect((await run("own-vitest", "vitest", ["run"])).code).not.toBe(0);
  });

  test("own-check: the scenario is a test among the others, and types hold", async () => {
    const env = { SCIMPROOF_TARGET: "embedded", SCIMPROOF_DEPTH: "smoke" };
    const end = await run("own-check", "vitest", ["run", "--reporter=verbose"], env);
    expect(end.code, end.out).toBe(0);
    expect(end.out).toContain("acme.put.group.name-and-back");
    const flags = ["--noEmit", "--strict", "--target", "es2023", "--module", "nodenext", "--skipLibCheck"];
    const types = await run("own-check", "tsc", [
      ...flags,
      "--types",
      "node",
      "--allowImportingTsExtensions",
      "acme.ts",
      "acme.test.ts",
    ]);
    expect(types.code, types.out).toBe(0);
  });

  test("own-check: the check finds what it is for, in a program", async () => {
    const target = await startTarget({ dialect: "cube" });
    onTestFinished(() => target.close());
    const end = await sh(process.execPath, ["acme.mjs", target.url], example("own-check"), {
      SCIM_TOKEN: target.token,
    });
    expect(end.code, end.out).toBe(1);
    expect(end.out).toContain("There is no X-Request-Id.");
    expect(end.out).toContain("ACME-REQUEST-ID");
  });
});
