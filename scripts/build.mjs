#!/usr/bin/env node
// Compiles src/, suites/ and bench/ into dist/, bundles what people enter, and writes down what can be listed.
import { spawnSync } from "node:child_process";
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
rmSync(new URL("../dist", import.meta.url), { recursive: true, force: true });
const tsc = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
const built = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: root, stdio: "inherit" });
if (built.status !== 0) process.exit(built.status ?? 1);
await bundle(fileURLToPath(new URL("../dist", import.meta.url)));
const { LISTS } = await import("../dist/src/cli/lists.js");
const lists = await Promise.all(Object.entries(LISTS).map(async ([topic, rowsOf]) => [topic, await rowsOf()]));
writeFileSync(new URL("../dist/lists.json", import.meta.url), `${JSON.stringify(Object.fromEntries(lists))}\n`);
chmodSync(new URL("../dist/src/cli/main.js", import.meta.url), 0o755);
