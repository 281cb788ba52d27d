import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { didYouMean } from "../document/index.ts";
import type { Suite } from "../engine/index.ts";
import { HarnessError } from "../result/index.ts";
import { clientSuites } from "./clients.ts";
import { usage } from "./usage.ts";

// Holds from src/cli and from dist/src/cli alike.
const FOLDER = new URL("../../suites/", import.meta.url);

/** The suites that come with the package, by id. */
export async function loadSuites(): Promise<readonly Suite[]> {
  return await Promise.all(suiteNames().map(loadSuite));
}

/** The files of a vendor's suites. */
export function suiteFiles(vendor: string): readonly string[] {
  return suiteNames()
    .filter((name) => name.startsWith(`${vendor}.`))
    .map((name) => fileURLToPath(new URL(name, FOLDER)));
}

function suiteNames(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((name) => /\.suite\.[jt]s$/u.test(name))
    .sort();
}

async function loadSuite(file: string): Promise<Suite> {
  const loaded = (await import(new URL(file, FOLDER).href)) as { readonly suite?: Suite };
  if (loaded.suite === undefined) throw new HarnessError("INTERNAL", `suites/${file} exports no suite`);
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
    return usage(`${word} is a file, not a suite`, `write --spec ${word}`);
  }
  const names = [...new Set(suites.flatMap(({ id, vendor }) => [vendor, id]))];
  return usage(
    `there is no suite ${JSON.stringify(word)}.${didYouMean(word, names)}`,
    `one of ${names.join(", ")}; or give your own document: --spec openapi.yaml`,
  );
}
