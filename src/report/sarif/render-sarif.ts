import type { Place } from "../../result/index.ts";
import { inertLine } from "../text.ts";
import { LEVELS, locationOf, type SarifLevel, sarifLog, sarifText } from "./log.ts";

/** A rule as SARIF describes it beside its results. */
export interface SarifRule {
  readonly id: string;
  readonly title: string;
  readonly explanation: string;
  readonly level: SarifLevel;
  /** Where the sentence stands that the rule rests on. */
  readonly source: { readonly text: string; readonly link: string };
}

/** A defect at its place. */
export interface SarifDefect {
  readonly rule: string;
  readonly level: SarifLevel;
  readonly message: string;
  readonly remedy: string;
  readonly place: Place;
  /** RFC 6901 pointer, where the file has a structure to point into. */
  readonly pointer?: string;
}

/**
 * Defects in files as a SARIF 2.1.0 log, which code hosts show beside the lines. Every rule is in it, also one that found
 * nothing: so a reader sees what was looked for.
 *
 * @param version of the tool
 */
export function renderSarif(version: string, rules: readonly SarifRule[], defects: readonly SarifDefect[]): string {
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  return sarifLog(version, rules.map(ruleOf), {
    results: defects.map((defect) => resultOf(defect, indexes.get(defect.rule))),
  });
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
  return {
    ruleId: rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVELS[level],
    message: sarifText(`${message}. To mend it: ${remedy}.`),
    locations: [locationOf(place, pointer)],
    // Lines move with every edit; a pointer, or the words of a page's defect, stay.
    partialFingerprints: { "scimproof/v1": inertLine(`${rule} ${pointer ?? message}`) },
  };
}
