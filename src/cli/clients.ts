import { didYouMean } from "../document/index.ts";
import { defineClientSuite, type Suite } from "../engine/index.ts";
import { CLIENTS, CLIENTS_WITHOUT_EVIDENCE } from "../scenarios/index.ts";
import { usage } from "./usage.ts";

/**
 * The clients that `--client` names, each once, in the order of the matrix; commas part several in one value.
 *
 * @throws HarnessError `USAGE` with the nearest name, or with why nothing is replayed of one
 */
export function readClients(texts: readonly string[] = []): readonly string[] {
  const named = texts.flatMap((text) => text.split(",")).map((word) => word.trim().toLowerCase());
  const names = CLIENTS.map(({ name }) => name);
  for (const word of named) {
    const why = Object.hasOwn(CLIENTS_WITHOUT_EVIDENCE, word) ? CLIENTS_WITHOUT_EVIDENCE[word] : undefined;
    if (why !== undefined) throw usage(`--client ${word} is not replayed: ${why}`, `there is ${names.join(", ")}`);
    if (!names.includes(word)) {
      throw usage(
        `there is no client ${JSON.stringify(word)}.${didYouMean(word, names)}`,
        `one of ${names.join(", ")}`,
      );
    }
  }
  return names.filter((name) => named.includes(name));
}

/** The suites of clients for each vendor of others. */
export function clientSuites(suites: readonly Suite[], clients: readonly string[]): readonly Suite[] {
  const vendors = [...new Set(suites.map(({ vendor }) => vendor))];
  return vendors.flatMap((vendor) => clients.map((client) => defineClientSuite({ vendor, client })));
}
