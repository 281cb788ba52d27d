// Makes the sample report under reports/sample again: a run against an embedded target that is wrong on purpose. Needs what
// scripts/build.mjs makes. With --render only the page is made again, from the results that are there.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const FAULTS = ["patch-remove-one-takes-next-too", "patch-op-unknown-500"];
const TOKEN = "sample-token";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const cli = join(root, "dist", "src", "cli", "main.js");
const folder = join("reports", "sample");
// Where the run writes, relative, so that no path of this machine is in what it writes.
const out = join("reports", "sample-run");

function scimproof(args, env = {}) {
  const options = { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "inherit", "inherit"] };
  return spawnSync(process.execPath, [cli, ...args], options).status;
}

/** Starts the target and waits until it tells its address. */
async function serve() {
  const switches = FAULTS.flatMap((fault) => ["--fault", fault]);
  const target = spawn(process.execPath, [cli, "serve", "strongdm", "--token", TOKEN, ...switches], { cwd: root });
  let told = "";
  for await (const chunk of target.stdout) {
    told += chunk;
    const url = /^url\s+(\S+)/m.exec(told)?.[1];
    if (url !== undefined) return { target, url };
  }
  throw new Error(`the target did not start: ${told}`);
}

async function runAgain() {
  const { target, url } = await serve();
  try {
    const args = ["run", "strongdm", "--target", url, "--token-env", "SCIM_TOKEN", "--yes", "--quiet", "--out", out];
    const status = scimproof(args, { SCIM_TOKEN: TOKEN });
    if (status !== 1) throw new Error(`the run ended with ${status}, not with 1 for its findings`);
    mkdirSync(join(root, folder), { recursive: true });
    copyFileSync(join(root, out, "results.json"), join(root, folder, "results.json"));
  } finally {
    target.kill();
    await once(target, "close");
    rmSync(join(root, out), { recursive: true, force: true });
  }
}

if (!process.argv.includes("--render")) await runAgain();
process.exitCode = scimproof(["report", join(folder, "results.json"), "--reporter", "html", "--out", folder]);
