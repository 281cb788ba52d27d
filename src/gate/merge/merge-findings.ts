import { type Finding, groupBy, provenIn, type ScriptedProof, type Shard } from "../../result/index.ts";
import { byWorth } from "../by-worth.ts";
import { byWhatIsShown, type Proof, type Scripted, sameCause, scriptedCauses } from "../proof.ts";

/** What a part of a run found in one suite. */
export interface FoundPart extends Pick<Shard, "singles" | "scripted"> {
  readonly findings: readonly Finding[];
}

/** Joins what the parts of a run found in one suite: the same as if one run had found it all. */
export function mergeFindings(parts: readonly FoundPart[]): readonly Finding[] {
  const found = parts.flatMap(({ findings, singles }) => [...findings, ...singles]);
  const scripted = scriptedIn(
    found,
    parts.flatMap((part) => part.scripted),
  );
  const groups = groupBy(found, (finding) => sameCause(finding, scripted) ?? finding.fingerprint);
  return [...groups].map(([fingerprint, group]) => joined(fingerprint, group)).sort(byWorth);
}

/** Of each cause the fingerprint under which a script found it. */
function scriptedIn(findings: readonly Finding[], proofs: readonly ScriptedProof[]): Scripted {
  const byFingerprint = new Map(findings.map((finding) => [finding.fingerprint, finding]));
  const found = proofs.flatMap((proof) => {
    const finding = byFingerprint.get(proof.fingerprint);
    return finding === undefined ? [] : [{ ...finding, ...proof }];
  });
  return scriptedCauses(found, ({ fingerprint }) => fingerprint);
}

function joined(fingerprint: string, group: readonly Finding[]): Finding {
  const [proof] = group.map(shown).sort(byWhatIsShown);
  if (proof === undefined) throw new TypeError("a group of findings is never empty");
  const { scenario: _, ...first } = proof;
  const also = new Set(group.flatMap(({ alsoViolates }) => alsoViolates));
  also.delete(first.requirement);
  return {
    ...first,
    fingerprint,
    // The one that the fingerprint is made of.
    shape: group.find((one) => one.fingerprint === fingerprint)?.shape ?? first.shape,
    alsoViolates: [...also].sort(),
    occurrences: group.reduce((sum, { occurrences }) => sum + occurrences, 0),
    scenarios: [...new Set(group.flatMap(({ scenarios }) => scenarios))].sort(),
    replay: first.replay.replace(`--replay ${first.fingerprint}`, `--replay ${fingerprint}`),
    waived: group.find(({ waived }) => waived !== null)?.waived ?? null,
  };
}

/** A finding with the scenario that its proof is of. */
function shown(finding: Finding): Finding & Proof {
  return { ...finding, scenario: provenIn(finding) };
}
