import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import type { DefectLevel, Place } from "../../result/index.ts";
import { inert, inertLine } from "../text.ts";

/** What SARIF calls our levels. */
export const LEVELS: Readonly<Record<DefectLevel, string>> = { error: "error", warning: "warning", notice: "note" };

/** A SARIF 2.1.0 log of one run, as the text of a file. */
export function sarifLog(version: string, rules: readonly object[], parts: Readonly<Record<string, unknown>>): string {
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "scimproof", version, rules } },
        // Columns count as editors and the YAML reader count them.
        columnKind: "utf16CodeUnits",
        ...parts,
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/**
 * A message of plain text. `[words](address)` is a link in such a text too (section 3.11.6): a string of a server or a
 * document must not be one, so its brackets are escaped as the section says.
 */
export function sarifText(text: string): { readonly text: string } {
  const shown = inert(text);
  return { text: shown.includes("](") ? shown.replaceAll(/[[\]\\]/gu, String.raw`\$&`) : shown };
}

/** A place in a file, and the thing in it that it is about. */
export function locationOf({ file, line = 1, column = 1 }: Place, name: string | undefined): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      region: { startLine: line, startColumn: column },
    },
    ...(name === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: inertLine(name) }] }),
  };
}

/** A path as a URI: relative ones stay so, as code hosts want them. */
function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  // A document that another one refers to.
  if (/^https?:\/\//iu.test(file) && URL.canParse(file)) return new URL(file).href;
  const path = file.replaceAll("\\", "/").replace(/^(?:\.\/)+/u, "");
  return path.split("/").map(encodeURIComponent).join("/");
}
