import type { RunResult } from "../../result/index.ts";
import { plural } from "./verdict.ts";

/** The verdict as a sentence that stands alone: what, against what, how it came out, and what was not tested. */
export function sentenceOf(result: Omit<RunResult, "sentence">): string {
  const { summary, suites } = result;
  const left =
    result.cleanup.left.length === 0 ? "" : ` ${plural(result.cleanup.left.length, "resource")} could not be removed.`;
  const names = suites.map(({ title }) => title).join("; ");
  const targets = [
    ...new Set(
      suites.map(({ target }) => (target.kind === "embedded" ? "Scimproof's own embedded target" : target.url)),
    ),
  ];
  const counts = [
    plural(summary.scenarios.passed, "scenario") + " passed",
    `${summary.scenarios.failed} failed`,
    `${summary.scenarios.blocked + summary.scenarios.inconclusive + summary.scenarios["harness-error"]} blocked or inconclusive`,
    `${summary.scenarios["not-applicable"]} not applicable`,
  ].join(", ");
  const why =
    result.verdict === "inconclusive"
      ? ` because ${lowerFirst(suites.find(({ verdict }) => verdict === "inconclusive")?.reason ?? "nothing was tested")}`
      : "";
  const warnings = result.gate.failOn === "warning" ? `, ${plural(summary.findings.warning, "warning")}` : "";
  const found = result.verdict === "nonconformant" ? ` (${plural(summary.findings.error, "error")}${warnings})` : "";
  const insecure = suites.some(({ target }) => target.insecure === true)
    ? " Certificates were not checked (--insecure)."
    : "";
  const ending =
    result.ended.how === "complete" || result.ended.how === "harness-error"
      ? ""
      : ` The run was ended early: ${result.ended.detail}.`;
  return `${names || "Nothing"} on ${targets.join(", ") || "no target"} is ${result.verdict}${found}${why}: ${counts}.${left}${ending}${insecure}`;
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
