import type { Finding, Waiver } from "../../result/index.ts";

/** Finds the waiver that covers a finding. */
export function covering<W extends Waiver>(waivers: readonly W[]): (finding: Finding) => W | undefined {
  const byFingerprint = new Map(waivers.map((waiver) => [waiver.fingerprint, waiver]));
  return (finding) => byFingerprint.get(finding.fingerprint) ?? waivers.find((waiver) => isSameCause(waiver, finding));
}

/**
 * A history of a single edit shows what a scripted scenario shows. Where both run, they are one finding under the script's
 * fingerprint; where only the history runs, it is the same cause all the same. What a script found itself is known by its own
 * fingerprint, and by nothing else: a history that joined it must not let another shape pass.
 */
function isSameCause({ suite, requirement, operation, invariant, flaky }: Waiver, finding: Finding): boolean {
  return (
    finding.counterexample?.edits === 1 &&
    finding.scenarios.every(isGenerated) &&
    flaky !== true &&
    suite === finding.suite &&
    requirement === finding.requirement &&
    operation === finding.operation &&
    invariant === finding.invariant
  );
}

/** True of a scenario that makes up what it sends: what it finds once it may miss another time. */
export function isGenerated(scenario: string): boolean {
  return /\.(?:histories|parallel)(?:\.|$)/u.test(scenario);
}

/** True where a finding may stay away from a run without having been put right. */
export function isFlaky({ counterexample, scenarios }: Finding): boolean {
  const reruns = counterexample?.reruns;
  return scenarios.every(isGenerated) || (reruns !== undefined && reruns.failed < reruns.of);
}
