import { randomBytes } from "node:crypto";
import { cpSync, existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { startChild } from "./child.ts";
import { command, isOlder, madeOnce } from "./install.ts";
import { fileOf } from "./place.ts";
import { NotHere, type RunningServer } from "./server.ts";

/**
 * Compiles the `pom.xml` and `src/` of a server's folder, outside the project, with what they depend on beside them.
 *
 * @param oldest - the oldest version of Java that will do: `17`
 * @returns the class path for `java -cp`
 * @throws NotHere when this machine lacks Java or Maven, or what is needed cannot be had
 */
async function mavenBuilt(server: string, oldest: string): Promise<string> {
  const version = javaVersion(await command("javac", ["-version"]));
  if (version === undefined || isOlder(version, oldest)) {
    throw new NotHere(`it needs Java ${oldest}, and here is ${version ?? "an older one"}`);
  }
  const pom = fileOf(server, "pom.xml");
  const sources = fileOf(server, "src");
  const folder = await madeOnce(server, [pom, ...filesBelow(sources)], async (into) => {
    cpSync(pom, join(into, "pom.xml"));
    cpSync(sources, join(into, "src"), { recursive: true });
    await maven(into, ["compile", "dependency:copy-dependencies", "-DincludeScope=runtime"]);
  });
  return [join(folder, "target", "classes"), join(folder, "target", "dependency", "*")].join(delimiter);
}

async function maven(cwd: string, goals: readonly string[]): Promise<void> {
  try {
    await command("mvn", ["--quiet", "--batch-mode", ...goals], { cwd });
  } catch (error) {
    // Maven says what is wrong where others say what they did.
    const said = whatMavenSays((error as { readonly stdout?: string }).stdout ?? "");
    throw said === undefined ? error : new NotHere(`Maven could not make it: ${said}`);
  }
}

/** What went wrong, of all that Maven writes: its first error, without the colours. */
export function whatMavenSays(output: string): string | undefined {
  const plain = stripVTControlCharacters(output);
  return /^\[ERROR\] *(\S.*)$/mu.exec(plain)?.[1]?.trim();
}

/** `17.0` of `javac 17.0.15`; undefined where it says so elsewhere, as those before Java 9 do. */
export function javaVersion(output: string): string | undefined {
  const [, major, minor] = /^javac (\d+)(?:\.(\d+))?/mu.exec(output) ?? [];
  return major === undefined ? undefined : `${major}.${minor ?? "0"}`;
}

/** Every file below a folder, in one order on every machine; none where there is no folder. */
export function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * Builds a server's folder with Maven and starts a class of it, which says `listens at URL`.
 *
 * @param oldest - the oldest version of Java that will do: `17`
 * @param main - the class with its package
 * @throws NotHere as {@link mavenBuilt} does
 */
export async function startJava(server: string, oldest: string, main: string): Promise<RunningServer> {
  const classPath = await mavenBuilt(server, oldest);
  const token = randomBytes(32).toString("hex");
  const running = await startChild({
    command: "java",
    args: ["-cp", classPath, main],
    env: { TOKEN: token },
    ready: /^listens at (\S+)$/u,
  });
  return { ...running, token };
}
