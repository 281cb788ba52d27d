import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import type { Place } from "../../result/index.ts";
import { inert, inertLine } from "../text.ts";

/** How bad a defect is, in our words. */
type Level = "error" | "warning" | "notice";

/** A rule as SARIF describes it beside its results. */
export interface SarifRule {
  readonly id: string;
  readonly title: string;
  readonly explanation: string;
  readonly level: Level;
  /** Where the sentence stands that the rule rests on. */
  readonly source: { readonly text: string; readonly link: string };
}

/** A defect at its place. */
export interface SarifDefect {
  readonly rule: string;
  readonly level: Level;
  readonly message: string;
  readonly remedy: string;
  readonly place: Place;
  /** RFC 6901 pointer, where the file has a structure to point into. */
  readonly pointer?: string;
}

const LEVELS: Readonly<Record<Level, string>> = { error: "error", warning: "warning", notice: "note" };

/**
 * Defects in files as a SARIF 2.1.0 log, which code hosts show beside the lines. Every rule is in it, also one that found
 * nothing: so a reader sees what was looked for.
 *
 * @param version of the tool
 */
export function renderSarif(version: string, rules: readonly SarifRule[], defects: readonly SarifDefect[]): string {
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "scimproof", version, rules: rules.map(ruleOf) } },
        // Columns count as editors and the YAML reader count them.
        columnKind: "utf16CodeUnits",
        results: defects.map((defect) => resultOf(defect, indexes.get(defect.rule))),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleOf({ id, title, explanation, level, source }: SarifRule): object {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: explanation },
    help: { text: `${explanation} See ${source.text}.` },
    helpUri: source.link,
    defaultConfiguration: { level: LEVELS[level] },
  };
}

function resultOf(defect: SarifDefect, ruleIndex: number | undefined): object {
  const { rule, level, message, remedy, place, pointer } = defect;
  const { line = 1, column = 1 } = place;
  return {
    ruleId: rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVELS[level],
    message: { text: inert(`${message}. To mend it: ${remedy}.`) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(place.file) },
          region: { startLine: line, startColumn: column },
        },
        ...(pointer === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: inertLine(pointer) }] }),
      },
    ],
    // Lines move with every edit; a pointer, or the words of a page's defect, stay.
    partialFingerprints: { "scimproof/v1": inertLine(`${rule} ${pointer ?? message}`) },
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
