import { gateWords, type Level, type Requirement } from "./requirement.ts";
import { severityOf } from "./severity.ts";

/** When a server may do otherwise, by how binding the sentence is: RFC 2119 for its words, VERDICTS for ours. */
const BY_LEVEL: Readonly<Record<Level, string>> = {
  MUST: "Never: the RFC leaves no choice (RFC 2119 section 1).",
  DOCUMENT:
    "Never while the document says so. Where the document is what is wrong, correct it, or repair it with an overlay, and the requirement goes away.",
  SECURITY: "Never: whoever relies on the server relies on this.",
  SHOULD:
    "Where there is a reason in your circumstances, and what follows from it has been weighed (RFC 2119 section 3). It is a warning, and fails no run without --fail-on warning.",
  MAY: "Always: the choice is the server's (RFC 2119 section 5). It is learnt and told, and fails nothing.",
  DERIVED:
    "The RFC does not say it in so many words; it follows from what it says. It is told, and fails nothing by itself.",
  CLIENT:
    "Always: it is a duty of whoever sends, and binds no server. What becomes of requests by it, or against it, is learnt and told.",
};

// Those of them that decide a verdict all the same.
const DERIVED_ERROR =
  "Never, although the RFC does not say it in so many words: without it nobody can rely on what was answered.";

/** When it is legitimate not to do what a requirement says. */
export function deviationOf(requirement: Pick<Requirement, "id" | "level" | "advisory" | "gate" | "party">): string {
  const { level, advisory, gate, party } = requirement;
  const parts = [
    ...(gate === undefined ? [] : [`It is only for ${gateWords(gate)}; others need not care.`]),
    party === "document"
      ? "It is about the document, not the server: it never decides a verdict about the server."
      : advisory === undefined
        ? level === "DERIVED" && severityOf(requirement) === "error"
          ? DERIVED_ERROR
          : BY_LEVEL[level]
        : `It only advises: ${advisory.replace(/\.$/u, "")}.`,
  ];
  return parts.join(" ");
}
