import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheOf } from "./place.ts";
import { NotHere } from "./server.ts";

const exec = promisify(execFile);

// Packages that are not there by then are not to be had from here.
const INSTALL_TIMEOUT = 600_000;

/**
 * Makes a folder once for each content of the files that say what belongs into it.
 *
 * @returns the folder
 * @throws NotHere when it cannot be made
 */
export async function madeOnce(
  server: string,
  declared: readonly string[],
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const hash = createHash("sha256");
  for (const file of declared) hash.update(readFileSync(file));
  const folder = join(cacheOf(server), hash.digest("hex").slice(0, 16));
  const done = join(folder, ".complete");
  if (existsSync(done)) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    await make(folder);
  } catch (error) {
    throw error instanceof NotHere ? error : new NotHere(`what it needs could not be installed: ${firstLineOf(error)}`);
  }
  writeFileSync(done, "");
  return folder;
}

/** Runs a command to its end. @throws NotHere when there is no such command; Error when it fails */
export async function command(
  name: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<string> {
  try {
    const env = { ...process.env, ...options.env };
    const { stdout } = await exec(name, [...args], { ...options, env, timeout: INSTALL_TIMEOUT, maxBuffer: 2 ** 26 });
    return stdout;
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === "ENOENT") throw new NotHere(`there is no ${name} on the PATH`);
    throw error;
  }
}

/** A virtual environment of Python with the packages of a requirements.txt. @returns the folder of its programs */
export async function virtualEnvironment(server: string, requirements: string, oldest: string): Promise<string> {
  const version = (await command("python3", ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"])).trim();
  if (isOlder(version, oldest)) throw new NotHere(`it needs Python ${oldest}, and here is ${version}`);
  const folder = await madeOnce(server, [requirements], async (into) => {
    await command("python3", ["-m", "venv", into]);
    const pip = ["install", "--quiet", "--disable-pip-version-check", "--requirement", requirements];
    await command(join(into, "bin", "pip"), pip);
  });
  return join(folder, "bin");
}

/** True when a version of two numbers is older than another. */
export function isOlder(version: string, oldest: string): boolean {
  const [have = 0, need = 0] = [version, oldest].map((text) => {
    const [major = 0, minor = 0] = text.split(".").map(Number);
    return major * 1000 + minor;
  });
  return have < need;
}

function firstLineOf(error: unknown): string {
  const text =
    (error as { readonly stderr?: string }).stderr ?? (error instanceof Error ? error.message : String(error));
  return text.trim().split("\n").at(-1) ?? "";
}
