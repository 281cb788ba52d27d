import type { RunResult, Source } from "../result/index.ts";
import { lookupOf } from "./lookup.ts";

/** What a section of RFC 7644 is about, the more particular before the more general. */
const SECTIONS_7644: readonly (readonly [section: string, area: string])[] = [
  ["2", "Authentication"],
  ["3.3", "Creating"],
  ["3.4.2", "Lists and filters"],
  ["3.4", "Reading"],
  ["3.5.1", "Replacing (PUT)"],
  ["3.5.2", "Changing (PATCH)"],
  ["3.6", "Deleting"],
  ["3.7", "Bulk requests"],
  ["3.9", "Choice of attributes"],
  ["3.12", "Errors"],
  ["3.13", "Versions of the protocol"],
  ["3.14", "Versions of resources"],
  ["4", "Discovery"],
  ["7", "Security"],
];

const SECTIONS_7643: readonly (readonly [section: string, area: string])[] = [
  ["2", "Attributes"],
  ["3", "Resources"],
  ["4.1", "Users"],
  ["4.2", "Groups"],
  ["4.3", "Extensions"],
  ["5", "Discovery"],
  ["6", "Discovery"],
  ["7", "Attributes"],
];

const OTHER_RFCS: Readonly<Record<number, string>> = {
  7644: "The protocol in general",
  8259: "JSON",
  9110: "HTTP",
};

/** What a requirement is about, in a word or two: for pictures, where sections would be too many. */
export function areaOf(source: Source): string {
  if (source.kind === "document") return "The vendor's document";
  if (source.kind === "prose") return "The vendor's page";
  const sections = source.rfc === 7644 ? SECTIONS_7644 : source.rfc === 7643 ? SECTIONS_7643 : [];
  const found = sections.find(([section]) => source.section === section || source.section.startsWith(`${section}.`));
  return found?.[1] ?? OTHER_RFCS[source.rfc] ?? `RFC ${source.rfc}`;
}

/** One area: findings by severity, and requirements with a verdict. */
export interface Area {
  readonly name: string;
  readonly error: number;
  readonly warning: number;
  readonly notice: number;
  readonly waived: number;
  readonly passed: number;
  readonly failed: number;
}

/** The areas in which requirements have a verdict, those with the most and the worst findings first. */
export function areasOf(result: RunResult): readonly Area[] {
  const areas = new Map<string, { -readonly [Name in keyof Area]: Area[Name] }>();
  const areaFor = (source: Source) => {
    const name = areaOf(source);
    const area = areas.get(name) ?? { name, error: 0, warning: 0, notice: 0, waived: 0, passed: 0, failed: 0 };
    areas.set(name, area);
    return area;
  };
  const lookup = lookupOf(result);
  for (const requirement of result.requirements) {
    if (requirement.outcome === "passed" || requirement.outcome === "failed") {
      areaFor(requirement.source)[requirement.outcome] += 1;
    }
  }
  for (const { suite, requirement, severity, waived } of result.findings) {
    const source = lookup.requirement(suite, requirement)?.source;
    if (source === undefined || (severity === "none" && waived === null)) continue;
    areaFor(source)[waived !== null ? "waived" : severity === "none" ? "notice" : severity] += 1;
  }
  return [...areas.values()].sort(
    (one, two) =>
      two.error - one.error ||
      two.warning - one.warning ||
      two.notice - one.notice ||
      two.waived - one.waived ||
      two.passed - one.passed ||
      (one.name < two.name ? -1 : 1),
  );
}
