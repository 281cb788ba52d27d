import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { ROOT, sh } from "./stranger.ts";

declare module "vitest" {
  /** What {@link setup} gives the tests. */
  export interface ProvidedContext {
    /** The packed package, as npm would publish it. */
    readonly tarball: string;
  }
}

/** Packs the package, which builds it, once for all tests of the project: two builds at a time would take turns in one folder. */
export async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "scimproof-packed-"));
  const packed = await sh("npm", ["pack", "--pack-destination", folder], ROOT);
  if (packed.code !== 0) throw new Error(packed.out);
  const name = readdirSync(folder).find((file) => file.endsWith(".tgz")) ?? "";
  project.provide("tarball", join(folder, name));
  return () => rmSync(folder, { recursive: true, force: true });
}
