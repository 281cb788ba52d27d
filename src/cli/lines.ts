import type { RunSettings, SuitePlan, SuiteRun } from "../engine/index.ts";
import { inertLine, type Palette } from "../report/index.ts";
import type { Exchange, PreflightStep } from "../result/index.ts";
import { creationWords } from "./consent.ts";

const STEP_MARKS: Readonly<Record<PreflightStep["outcome"], string>> = {
  passed: "✓",
  failed: "✗",
  noted: "•",
  skipped: "–",
};

/** A step of the preflight, with what to type where it failed. */
export function preflightLines({ outcome, message, remedy }: PreflightStep, paint: Palette): string {
  const colour = { passed: paint.good, failed: paint.bad, noted: paint.caution, skipped: paint.quiet }[outcome];
  const advice = remedy === undefined ? "" : `    → ${inertLine(remedy)}\n`;
  return `${colour(STEP_MARKS[outcome])} ${inertLine(message)}\n${advice}`;
}

/** An exchange on one line. */
export function exchangeLine(exchange: Exchange, paint: Palette): string {
  const { request, response, failure, durationMs, title, scenario } = exchange;
  const answer = response === undefined ? (failure?.kind ?? "no answer") : String(response.status);
  const line = `${request.method} ${request.url} → ${answer}  ${Math.round(durationMs)} ms  ${scenario}: ${title}`;
  return `${paint.quiet(inertLine(line))}\n`;
}

/** What a suite is about to do, said before it does it. */
export function runCard(
  run: SuiteRun,
  plan: SuitePlan,
  started: { readonly url: string; readonly seed: number; readonly runId: string; readonly settings: RunSettings },
  paint: Palette,
): string {
  const { document } = run.contract;
  const own = run.target.kind === "embedded" ? "  (Scimproof's own: this says nothing about any other server)" : "";
  const skipped = plan.leftOut.length === 0 ? "" : ` of ${plan.scenarios.length + plan.leftOut.length}`;
  // Our own server goes away with the run.
  const more = run.target.kind === "embedded" ? "" : "; more where something fails, to make the failure small";
  const rows: readonly (readonly [string, string])[] = [
    ["Suite", run.suite.id],
    ["Document", `${document.title} ${document.version} (${document.name}, OpenAPI ${document.openapi})`],
    ["Target", `${started.url}${own}`],
    ["Scenarios", `${plan.scenarios.length}${skipped}, depth ${started.settings.depth}, seed ${started.seed}`],
    ["Will", `${creationWords([plan], started.settings, started.runId)}${more}`],
  ];
  return `${rows.map(([label, text]) => `${paint.quiet(label.padEnd(10))} ${inertLine(text)}`).join("\n")}\n\n`;
}
