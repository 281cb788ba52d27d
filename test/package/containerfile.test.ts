import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { ROOT, sh } from "../support/stranger.ts";

/** The instructions of the recipe, by their word; comments and empty lines left out. */
function instructions(): readonly (readonly [word: string, rest: string])[] {
  return readFileSync(join(ROOT, "recipes", "Containerfile"), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => [line.split(" ")[0] ?? "", line.slice(line.indexOf(" ") + 1)]);
}

// There is no daemon that builds images here: what its steps do is done in a folder.
test("the steps of the container image install the package, and its entry point runs", async () => {
  const folder = mkdtempSync(join(tmpdir(), "scimproof-image-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const all = instructions();
  const valueOf = (word: string): string => all.find(([one]) => one === word)?.[1] ?? "";
  expect(all.map(([word]) => word)).toEqual([
    "FROM",
    "ARG",
    "WORKDIR",
    "COPY",
    "RUN",
    "ENV",
    "RUN",
    "WORKDIR",
    "USER",
    "ENTRYPOINT",
    "CMD",
  ]);
  expect(valueOf("COPY")).toBe("package.json scimproof-*.tgz ./");
  copyFileSync(join(ROOT, "package.json"), join(folder, "package.json"));
  const tarball = inject("tarball");
  copyFileSync(tarball, join(folder, basename(tarball)));

  const PACKAGE = valueOf("ARG").replace(/^PACKAGE=/u, "");
  expect(existsSync(join(folder, PACKAGE))).toBe(true);
  // The cache is the machine's here.
  const install = valueOf("RUN").replace(" && npm cache clean --force", "");
  const installed = await sh("sh", ["-c", install], folder, { PACKAGE });
  expect(installed.code, installed.out).toBe(0);

  const path = valueOf("ENV")
    .replace(/^PATH=\/opt\/scimproof/u, folder)
    .replace(/:\$PATH$/u, "");
  const [entry = ""] = JSON.parse(valueOf("ENTRYPOINT")) as readonly string[];
  const command = JSON.parse(valueOf("CMD")) as readonly string[];
  expect(await sh(join(path, entry), command, folder)).toMatchObject({ code: 0 });
  const run = await sh(join(path, entry), ["run", "cube", "--target", "embedded", "--depth", "smoke"], folder);
  expect(run.code, run.out).toBe(0);
});
