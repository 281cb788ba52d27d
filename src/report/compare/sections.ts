import type { ComparedFinding, Comparison, RequirementChange } from "../../result/index.ts";
import { plural } from "../text.ts";
import { OUTCOME_WORD } from "../words.ts";

/** A finding as every form of a comparison tells it. */
export interface FindingLine {
  readonly finding: ComparedFinding;
  /** Beside its message: whether it fails, what has changed, why it is not tested. */
  readonly details: readonly string[];
}

/** A group of findings that have the same happened to them. */
export interface FindingSection {
  readonly title: string;
  readonly tone: "bad" | "good" | "caution" | "quiet";
  readonly lines: readonly FindingLine[];
}

/** The findings of a comparison, what needs a person first; empty groups are left out. */
export function findingSections({ findings }: Comparison): readonly FindingSection[] {
  const sections: readonly FindingSection[] = [
    {
      title: "New",
      tone: "bad",
      lines: findings.new.map((finding) => ({
        finding,
        details: [
          finding.fails ? "fails a run" : finding.waived ? "is waived" : "does not fail a run",
          ...(finding.firstTested
            ? ["nothing that shows it ran in the old result: it may have been there before"]
            : []),
        ],
      })),
    },
    {
      title: "Changed",
      tone: "caution",
      lines: findings.changed.map((finding) => ({ finding, details: finding.changes })),
    },
    {
      title: "Not tested any more",
      tone: "caution",
      lines: findings.notTested.map((finding) => ({ finding, details: [finding.reason] })),
    },
    { title: "Gone", tone: "good", lines: findings.gone.map((finding) => ({ finding, details: [] })) },
    { title: "Still there", tone: "quiet", lines: findings.same.map((finding) => ({ finding, details: [] })) },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

const KIND_TITLE: Readonly<Record<RequirementChange["kind"], string>> = {
  broken: "Requirements that fail now",
  "coverage-lost": "Requirements without a verdict now",
  mended: "Requirements that are met now",
  "coverage-gained": "Requirements that are tested now",
  other: "Requirements that are left open for another reason now",
};

/** A group of requirements that came out otherwise in the same way. */
export interface RequirementSection {
  readonly title: string;
  readonly changes: readonly RequirementChange[];
}

/** The changes of requirements by what they mean; empty groups are left out. */
export function requirementSections({ requirements }: Comparison): readonly RequirementSection[] {
  return (Object.keys(KIND_TITLE) as RequirementChange["kind"][]).flatMap((kind) => {
    const changes = requirements.filter((one) => one.kind === kind);
    return changes.length === 0 ? [] : [{ title: KIND_TITLE[kind], changes }];
  });
}

/** `passed → not tested`. */
export function changeWords({ from, to }: RequirementChange): string {
  return `${wordOf(from)} → ${wordOf(to)}`;
}

function wordOf(state: RequirementChange["from"]): string {
  return state === "absent" ? "not in it" : OUTCOME_WORD[state];
}

/** `3 scenarios`, or the one. */
export function seenBy({ scenarios }: ComparedFinding): string {
  return scenarios.length === 1 ? (scenarios[0] ?? "") : plural(scenarios.length, "scenario");
}
