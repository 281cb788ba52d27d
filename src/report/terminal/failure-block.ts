import { type Finding, type KeptExchange, provenIn } from "../../result/index.ts";
import type { Lookup } from "../lookup.ts";
import { inertLine, plural } from "../text.ts";
import { counterexampleLines } from "./counterexample-lines.ts";
import { palette } from "./palette.ts";
import type { Setting } from "./setting.ts";
import { wrap } from "./wrap.ts";

/** A command whose unseen characters are shown as escapes would send something else. */
const ALTERED = "(holds characters shown here as escapes: take the command from results.json)";

/**
 * A finding as lines: what was done, what is required of that, every answer that would have been right, the one that
 * came, the requests to do it by hand, and the command that does it again.
 */
export function failureBlock(finding: Finding, lookup: Lookup, setting: Setting): readonly string[] {
  const { paint, width } = setting;
  return [
    ...wrap(`${deedOf(finding, lookup)}${times(finding)}`, width, "× ").map((line) => paint.bad(line)),
    ...wrap(inertLine(finding.title), width, "  → "),
    ...lawOf(finding).flatMap((line) => wrap(line, width, "    ").map((part) => paint.quiet(part))),
    ...wrap(inertLine(finding.message), width, "  "),
    ...expectedLines(finding, setting),
    ...actualLines(finding, setting),
    ...remedyLines(finding, lookup, setting),
    ...counterexampleLines(finding, setting),
    ...requestLines(requestsOf(finding, lookup), setting),
    `  ${paint.quiet("Replay:")} ${paint.accent(inertLine(finding.replay))}`,
    paint.quiet(`  Fingerprint: ${finding.fingerprint}`),
  ];
}

/** The same for formats that have neither colours nor a width. */
export function plainBlock(finding: Finding, lookup: Lookup): readonly string[] {
  return failureBlock(finding, lookup, { paint: palette(false), width: Number.POSITIVE_INFINITY });
}

/** What was done, in words: the story of a history, the one request where one shows it, else the scenario, else the operation. */
export function deedOf(finding: Finding, lookup: Lookup): string {
  if (finding.counterexample !== null) return inertLine(finding.counterexample.story);
  const [only, ...others] = lookup.exchanges(finding.suite, finding.exchanges);
  if (only !== undefined && others.length === 0) return inertLine(only.title);
  return inertLine(lookup.scenario(finding.suite, provenIn(finding))?.title ?? finding.operation);
}

function times({ occurrences, scenarios }: Finding): string {
  if (occurrences <= 1) return "";
  return scenarios.length > 1
    ? ` (seen ${plural(occurrences, "time")} in ${plural(scenarios.length, "scenario")})`
    : ` (seen ${plural(occurrences, "time")})`;
}

function lawOf({ citation, link, level, requirement, alsoViolates }: Finding): readonly string[] {
  const also = alsoViolates.length === 0 ? [] : [`also ${alsoViolates.join(", ")}`];
  return [
    inertLine(link === undefined ? citation : `${citation}  ${link}`),
    inertLine([`${level}  ${requirement}`, ...also].join("; ")),
  ];
}

function expectedLines({ expected }: Finding, { paint, width }: Setting): readonly string[] {
  return expected.flatMap((one, index) =>
    wrap(inertLine(one), width, index === 0 ? "  Expected: " : "        or: ", " ".repeat(12)).map(paint.good),
  );
}

function actualLines({ actual, pointer }: Finding, { paint, width }: Setting): readonly string[] {
  const at = pointer === undefined || pointer === "" ? [] : [`        At: ${inertLine(pointer)} in the last response`];
  return [...wrap(inertLine(actual), width, "    Actual: ").map(paint.caution), ...at.map(paint.quiet)];
}

/** Of what an identity provider needs: what to do. */
function remedyLines({ suite, requirement }: Finding, lookup: Lookup, { width }: Setting): readonly string[] {
  const remedy = lookup.requirement(suite, requirement)?.remedy;
  return remedy === undefined ? [] : wrap(inertLine(remedy), width, "    Remedy: ");
}

/** Of a history what changes something, and the look that shows it: its reads in between showed what was expected. */
function requestsOf(finding: Finding, lookup: Lookup): readonly KeptExchange[] {
  const all = lookup.exchanges(finding.suite, finding.exchanges);
  if (finding.counterexample === null) return all;
  return all.filter(({ request }, index) => request.method !== "GET" || index === all.length - 1);
}

/** The commands stay on one line each: a broken line does not paste. */
function requestLines(exchanges: readonly KeptExchange[], { paint }: Setting): readonly string[] {
  if (exchanges.length === 0) return [];
  const lines = exchanges.flatMap((exchange, index) => {
    const mark = index === exchanges.length - 1 ? paint.bad("  ← here") : "";
    const head = `    ${index + 1}. ${inertLine(exchange.title)} ${paint.quiet(`→ ${answerOf(exchange)}`)}${mark}`;
    const command = inertLine(exchange.curl);
    const warning = command === exchange.curl ? [] : [paint.caution(`       ${ALTERED}`)];
    return [head, `       ${paint.accent(command)}`, ...warning];
  });
  return [paint.quiet("  Requests:"), ...lines];
}

/** The answer in a word or two: its status, or why there is none. */
function answerOf(exchange: KeptExchange): string {
  if (exchange.response !== undefined) return String(exchange.response.status);
  return exchange.failure === undefined ? "no answer" : inertLine(exchange.failure.message);
}
