import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { didYouMean } from "../document/index.ts";
import type { Suite } from "../engine/index.ts";
import { HarnessError, isPlainName, shownPath } from "../result/index.ts";
import { clientSuites } from "./clients.ts";
import { usage } from "./usage.ts";

/** The folder `suites/` that this code was built or written beside: found from `src/cli` and from `dist/chunks` alike. */
function suitesFolder(): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); ; at = dirname(at)) {
    if (existsSync(join(at, "suites"))) return join(at, "suites");
    if (dirname(at) === at) throw new HarnessError("INTERNAL", "the package's own suites were not found");
  }
}

/** The suites that come with the package, by id. */
export async function loadSuites(): Promise<readonly Suite[]> {
  return await Promise.all(allFiles().map(loadSuite));
}

/** The files of a vendor's suites. */
export function suiteFiles(vendor: string): readonly string[] {
  return allFiles().filter((file) => basename(file).startsWith(`${vendor}.`));
}

function allFiles(): readonly string[] {
  const folder = suitesFolder();
  const files = readdirSync(folder).filter((name) => /\.suite\.[jt]s$/u.test(name));
  return files.sort().map((file) => join(folder, file));
}

async function loadSuite(file: string): Promise<Suite> {
  const loaded = (await import(pathToFileURL(file).href)) as { readonly suite?: Suite };
  if (loaded.suite === undefined) throw new HarnessError("INTERNAL", `${basename(file)} exports no suite`);
  return loaded.suite;
}

/**
 * The suites that the words of a command line name: a vendor, an id, or the beginning of one. No word means all. Those of
 * the clients asked for come beside them: alone only where words name nothing else, `cube.client`.
 *
 * @throws HarnessError `USAGE` with the nearest name
 */
export function selectSuites(
  words: readonly string[],
  suites: readonly Suite[],
  clients: readonly string[] = [],
): readonly Suite[] {
  const all = [...suites, ...clientSuites(suites, clients)];
  const unknown = words.find((word) => !all.some((suite) => isNamedBy(suite, word)));
  if (unknown !== undefined) throw noSuch(unknown, all);
  const named = words.length === 0 ? all : all.filter((suite) => words.some((word) => isNamedBy(suite, word)));
  const namesClients = named.some(({ area }) => area.startsWith("client "));
  return namesClients ? named : [...named, ...clientSuites(named, clients)];
}

function isNamedBy({ id, vendor }: Suite, word: string): boolean {
  return id === word || vendor === word || id.startsWith(`${word}.`);
}

function noSuch(word: string, suites: readonly Suite[]): HarnessError {
  if (/^https?:/iu.test(word)) return usage("a URL is no suite", "write --target before it");
  if (existsSync(word) || /\.(?:ya?ml|json|md)$/iu.test(word)) {
    const shown = shownPath(word);
    return usage(`${shown} is a file, not a suite`, `write --spec ${shown}`);
  }
  const names = [...new Set(suites.flatMap(({ id, vendor }) => [vendor, id]))];
  const near = didYouMean(word, names);
  // A config may have anything here by mistake.
  const shown =
    near !== "" || isPlainName(word) ? `there is no suite ${JSON.stringify(word)}` : "there is no such suite";
  return usage(`${shown}.${near}`, `one of ${names.join(", ")}; or give your own document: --spec openapi.yaml`);
}
