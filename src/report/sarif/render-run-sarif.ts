import type { Finding, Place, RequirementResult, RunResult, Severity } from "../../result/index.ts";
import { waiverText } from "../cases.ts";
import { type Lookup, lookupOf } from "../lookup.ts";
import { inertLine, plural } from "../text.ts";
import { worstFirst } from "../words.ts";
import { LEVELS, locationOf, sarifLog, sarifText } from "./log.ts";
import { defectResult, defectRule } from "./render-sarif.ts";

/** GitHub refuses a log with more results; the worst come first, so that what is left out is the least. */
export const MAX_RESULTS = 25_000;

/** GitHub shows so many of a rule's tags. */
const MAX_TAGS = 10;

type Rule = Pick<RequirementResult, "id" | "text" | "level" | "party" | "severity" | "citation" | "link">;

/**
 * A run as a SARIF 2.1.0 log: its findings, each at the line of the document at which its operation is declared, with the
 * requirement as its rule, and the defects of its documents, each at its own line. Every requirement of the run and every rule
 * of the audit is a rule, also one that nothing was found against. What is waived is suppressed. An inconclusive run is an
 * execution that did not succeed: an empty log must not look like a clean one.
 *
 * @param most how many results at most
 */
export function renderRunSarif(result: RunResult, most: number = MAX_RESULTS): string {
  const lookup = lookupOf(result);
  const findings = worstFirst(result.findings);
  const shown = findings.slice(0, most);
  const { rules: audited = [], documents = [] } = result.audit ?? {};
  const defects = documents.flatMap((document) => document.defects);
  const shownDefects = defects.slice(0, most - shown.length);
  const rules = rulesOf(result, shown);
  const indexes = new Map([...rules, ...audited].map(({ id }, index) => [id, index]));
  const leftOut = findings.length - shown.length + defects.length - shownDefects.length;
  return sarifLog(result.tool.version, [...rules.map(ruleOf), ...audited.map(defectRule)], {
    automationDetails: { id: categoryOf(result) },
    invocations: [invocationOf(result, leftOut, most)],
    results: [
      ...shown.map((finding) => resultOf(finding, indexes.get(finding.requirement), result, lookup)),
      ...shownDefects.map((defect) => defectResult(defect, indexes.get(defect.rule))),
    ],
  });
}

/** Code hosts keep the alerts of runs apart by this: the same suites have the same name, whatever came out. */
function categoryOf({ suites }: RunResult): string {
  return `scimproof/${[...new Set(suites.map(({ id }) => id))].sort().join(",").slice(0, 200)}/`;
}

function rulesOf({ requirements }: RunResult, findings: readonly Finding[]): readonly Rule[] {
  const rules = new Map<string, Rule>();
  for (const requirement of requirements) if (!rules.has(requirement.id)) rules.set(requirement.id, requirement);
  for (const finding of findings) {
    const { requirement, title } = finding;
    if (!rules.has(requirement)) rules.set(requirement, { ...finding, id: requirement, text: title });
  }
  return [...rules.values()];
}

function ruleOf({ id, text, level, party, severity, citation, link }: Rule): object {
  const rfc = /^RFC \d+/u.exec(citation)?.[0];
  return {
    id,
    shortDescription: sarifText(text),
    fullDescription: sarifText(text),
    help: sarifText(`${ended(text)} See ${citation}${link === undefined ? "" : ` (${link})`}. Level: ${level}.`),
    ...(link === undefined ? {} : { helpUri: link }),
    defaultConfiguration: { level: levelOf(severity) },
    properties: { tags: ["scim", level, party, ...(rfc === undefined ? [] : [rfc])].slice(0, MAX_TAGS) },
  };
}

/** What never speaks about a server has no level in SARIF either. */
function levelOf(severity: Severity): string {
  return severity === "none" ? "none" : LEVELS[severity];
}

function resultOf(finding: Finding, ruleIndex: number | undefined, result: RunResult, lookup: Lookup): object {
  const { requirement, severity, fingerprint, operation, waived, suite, occurrences, scenarios, replay } = finding;
  return {
    ruleId: requirement,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    // Only a failure may have a level (section 3.27.10).
    ...(severity === "none" ? { kind: "informational" } : {}),
    level: levelOf(severity),
    message: sarifText(messageOf(finding)),
    locations: [locationOf(placeOf(finding, result, lookup), operation)],
    partialFingerprints: {
      "scimproof/v1": fingerprint,
      // The one that GitHub goes by. It would otherwise be made of the line, and two findings on one operation be one alert.
      primaryLocationLineHash: `${fingerprint}:1`,
    },
    ...(waived === null ? {} : { suppressions: [suppressionOf(waived)] }),
    properties: { suite, severity, operation, occurrences, scenarios, replay: inertLine(replay) },
  };
}

function messageOf({ message, expected, actual, citation, link, waived }: Finding): string {
  return [
    ended(message),
    ended(`Expected: ${expected.join(", or ")}`),
    ended(`Actual: ${actual}`),
    `${citation}${link === undefined ? "" : ` ${link}`}`,
    ...(waived === null ? [] : [`(${waiverText(waived)})`]),
  ].join(" ");
}

function ended(text: string): string {
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}

function suppressionOf(waived: NonNullable<Finding["waived"]>): object {
  return { kind: "external", status: "accepted", justification: inertLine(waiverText(waived)) };
}

/** The operation's line; for what the document does not declare, its beginning. */
function placeOf(finding: Finding, { documents }: RunResult, lookup: Lookup): Place {
  const place = lookup.place(finding);
  if (place !== undefined) return place;
  const document = lookup.suite(finding.suite)?.document;
  const operations = documents?.find(({ digest }) => digest === document?.digest)?.operations;
  return { file: operations?.find((one) => one.place !== undefined)?.place?.file ?? document?.name ?? "openapi.yaml" };
}

function invocationOf(result: RunResult, leftOut: number, most: number): object {
  const { startedAt, summary, verdict, suites, environment, sentence } = result;
  const { how, detail } = result.ended;
  const notices = [
    { level: verdict === "inconclusive" ? "error" : "note", message: sarifText(sentence) },
    ...suites
      .filter((suite) => suite.verdict === "inconclusive")
      .map(({ id, reason }) => ({ level: "error", message: sarifText(`${id} is inconclusive: ${reason}`) })),
    ...(how === "complete" ? [] : [{ level: "warning", message: sarifText(`The run ended early: ${how}: ${detail}`) }]),
    ...(leftOut === 0
      ? []
      : [
          {
            level: "warning",
            message: sarifText(
              `${plural(leftOut, "finding or defect", "findings and defects")} left out: a code host takes at most ${plural(most, "result")}. All are in results.json.`,
            ),
          },
        ]),
  ];
  return {
    executionSuccessful: verdict !== "inconclusive" && how !== "interrupted" && how !== "harness-error",
    commandLine: inertLine(environment.command),
    startTimeUtc: startedAt,
    endTimeUtc: new Date(Date.parse(startedAt) + summary.durationMs).toISOString(),
    toolExecutionNotifications: notices,
  };
}
