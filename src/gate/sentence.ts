import type { RunResult, WaiverState } from "../result/index.ts";
import { isFailing, plural } from "./verdict.ts";

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
      ? ` because ${lowerFirst(suites.find(({ verdict }) => verdict === "inconclusive")?.reason ?? result.merged?.missing[0] ?? "nothing was tested")}`
      : "";
  const waived = result.findings.filter((one) => one.waived !== null && isFailing(one, result.gate.failOn)).length;
  const but = result.verdict === "conformant" && waived > 0 ? ` but for ${plural(waived, "waived finding")}` : "";
  const warnings = result.gate.failOn === "warning" ? `, ${plural(summary.findings.warning, "warning")}` : "";
  const apart = waived > 0 ? `, ${waived} waived` : "";
  const found =
    result.verdict === "nonconformant" ? ` (${plural(summary.findings.error, "error")}${warnings}${apart})` : "";
  const insecure = suites.some(({ target }) => target.insecure === true)
    ? " Certificates were not checked (--insecure)."
    : "";
  const ending =
    result.ended.how === "complete" || result.ended.how === "harness-error"
      ? ""
      : ` The run was ended early: ${result.ended.detail}.`;
  return `${names || "Nothing"} on ${targets.join(", ") || "no target"} is ${result.verdict}${found}${but}${why}: ${counts}.${left}${waivers(result)}${ending}${insecure}`;
}

/** What a baseline needs done to it. */
function waivers({ waivers: given }: Pick<RunResult, "waivers">): string {
  const inState = (state: WaiverState): number => given?.entries.filter((one) => one.state === state).length ?? 0;
  const [stale, expired] = [inState("stale"), inState("expired")];
  const told = [
    stale === 0
      ? ""
      : ` ${plural(stale, "waiver")} ${stale === 1 ? "is" : "are"} stale: remove ${stale === 1 ? "its line" : "their lines"}.`,
    expired === 0 ? "" : ` ${plural(expired, "waiver")} ${expired === 1 ? "has" : "have"} expired.`,
  ];
  return told.join("");
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
