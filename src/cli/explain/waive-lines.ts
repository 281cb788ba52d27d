import { deviationOf, type Requirement, severityOf } from "../../result/index.ts";

/** How a finding is waived that is known and accepted, for requirements that can fail a run. */
export function waiveLines(requirements: readonly Requirement[]): readonly string[] {
  const severities = new Set(requirements.map(severityOf));
  if (!severities.has("error") && !severities.has("warning")) return ["not needed: it fails no run"];
  return [
    "an entry below `waivers:` in the file that --baseline names, with the fingerprint that the report gives the finding:",
    '- { fingerprint: "FINGERPRINT", reason: "why it is accepted", until: YYYY-MM-DD }',
  ];
}

/** When it is legitimate to do otherwise: once for each answer to that. */
export function deviationLines(requirements: readonly Requirement[]): readonly string[] {
  const said = new Map<string, string[]>();
  for (const requirement of requirements) {
    const text = deviationOf(requirement);
    said.set(text, [...(said.get(text) ?? []), requirement.id]);
  }
  return [...said].map(([text, ids]) => (said.size === 1 ? text : `${ids.join(", ")}: ${text}`));
}
