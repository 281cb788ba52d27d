#!/usr/bin/env node
// Makes a fresh clone ready: `npm ci` when the lock file is newer than the last install, then a build when a
// source is newer than the last build, or with --build whatever is older. Built-ins only, because it runs before anything is installed.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`scimproof needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(2);
}

/** Modification time in ms, or 0 when the file is not there. */
function modified(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0;
}

/** The newest modification time in ms of a file below a folder. */
function newest(folder) {
  if (!existsSync(folder)) return 0;
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) latest = Math.max(latest, modified(join(entry.parentPath, entry.name)));
  }
  return latest;
}

/** Runs a command in the repo and ends this process when it fails. */
function run(command, args) {
  const done = spawnSync(command, args, { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

// npm writes node_modules/.package-lock.json at the end of each install: its age is the age of the install.
const installed = modified(join(root, "node_modules", ".package-lock.json"));
if (installed === 0 || modified(join(root, "package-lock.json")) > installed) {
  console.error("scimproof: installing dependencies (npm ci) …");
  // `npm pack --dry-run` hands its own flag down.
  run("npm", ["ci", "--no-audit", "--no-fund", "--no-dry-run"]);
}

const sources = Math.max(
  newest(join(root, "src")),
  newest(join(root, "suites")),
  newest(join(root, "bench")),
  newest(join(root, "compat")),
  // What can be listed is written down when it is built.
  newest(join(root, "specs")),
  newest(join(root, "scripts")),
  modified(join(root, "tsconfig.json")),
  modified(join(root, "tsconfig.build.json")),
);
if (process.argv.includes("--build") || sources > modified(join(root, "dist", "lists.json"))) {
  console.error("scimproof: building …");
  run(process.execPath, [join(root, "scripts", "build.mjs")]);
}
