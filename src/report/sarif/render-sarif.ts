import type { DefectRule, DocumentDefect, Place } from "../../result/index.ts";
import { inertLine } from "../text.ts";
import { LEVELS, locationOf, sarifLog, sarifText } from "./log.ts";

/** A defect at its place: as an audit alone tells it, the path as it was given, or as a result does. */
export interface SarifDefect extends Omit<DocumentDefect, "place"> {
  readonly place: Place;
}

/**
 * Defects in files as a SARIF 2.1.0 log, which code hosts show beside the lines. Every rule is in it, also one that found
 * nothing: so a reader sees what was looked for.
 *
 * @param version of the tool
 */
export function renderSarif(version: string, rules: readonly DefectRule[], defects: readonly SarifDefect[]): string {
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  return sarifLog(version, rules.map(defectRule), {
    results: defects.map((defect) => defectResult(defect, indexes.get(defect.rule))),
  });
}

/** A rule of an audit as SARIF describes it beside its results. */
export function defectRule({ id, title, explanation, level, source }: DefectRule): object {
  return {
    id,
    shortDescription: sarifText(title),
    fullDescription: sarifText(explanation),
    help: sarifText(`${explanation} See ${source.text}.`),
    helpUri: source.link,
    defaultConfiguration: { level: LEVELS[level] },
  };
}

/** A defect as a result at its line. */
export function defectResult(defect: SarifDefect, ruleIndex: number | undefined): object {
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
