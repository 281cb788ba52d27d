import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const exec = promisify(execFile);

/** The repository. */
export const ROOT: string = fileURLToPath(new URL("../..", import.meta.url));

/** How a command came out. */
export interface Ended {
  readonly code: number;
  readonly out: string;
}

/** Runs a command and gives its exit code and what it printed, whatever the code. */
export async function sh(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  try {
    const { stdout, stderr } = await exec(command, [...args], {
      cwd,
      maxBuffer: 64 * 1024 * 1024,
      env: { ...cleanEnvironment(), ...env },
    });
    return { code: 0, out: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: number; stdout?: string; stderr?: string };
    return { code: code ?? -1, out: `${stdout ?? ""}${stderr ?? ""}` };
  }
}

/** Installs the packed package, and others, in an empty folder. */
export async function installPacked(folder: string, tarball: string, ...others: readonly string[]): Promise<void> {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "stranger", private: true, type: "module" }));
  const args = ["install", "--prefer-offline", "--no-audit", "--no-fund", tarball, ...others];
  const installed = await sh("npm", args, folder);
  if (installed.code !== 0) throw new Error(installed.out);
}

/** The environment of a stranger's shell: nothing of this test run or of npm in it. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(?:VITEST|SCIMPROOF_|npm_lifecycle|npm_package|NODE_ENV|CI$|TEST$)/u.test(name),
    ),
  );
}
