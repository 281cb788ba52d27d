import {
  type ClientCapabilityResult,
  type ClientResult,
  type Finding,
  type NotTested,
  OTHER_SHARD,
  type RequirementResult,
  type SuiteResult,
} from "../../result/index.ts";
import { mergeFindings } from "./merge-findings.ts";
import { mergeRequirements } from "./merge-requirements.ts";
import { isVerdict, mergeSuite } from "./merge-suite.ts";
import type { Whole } from "./whole.ts";

/** The suites of one run, put together again from its parts. */
export interface MergedWhole {
  readonly suites: readonly SuiteResult[];
  readonly findings: readonly Finding[];
  readonly requirements: readonly RequirementResult[];
  readonly notTested: readonly NotTested[];
  readonly clients: readonly ClientResult[];
}

/** Puts the suites of one run together. */
export function mergeWhole({ parts, plan, missing }: Whole): MergedWhole {
  const [only] = parts;
  if (only !== undefined && parts.length === 1 && only.result.shard === undefined) {
    return { ...only.result, clients: only.result.clients ?? [] };
  }
  const merged = plan.flatMap(({ id, scenarios }): readonly MergedWhole[] => {
    const own = parts.flatMap(({ result }) => result.suites.filter((suite) => suite.id === id));
    const [first, ...others] = own;
    if (first === undefined) return [];
    const findings = mergeFindings(
      parts.map(({ result }) => ({
        findings: result.findings.filter(({ suite }) => suite === id),
        singles: result.shard?.singles.filter(({ suite }) => suite === id) ?? [],
        scripted: result.shard?.scripted ?? [],
      })),
    );
    const suite = mergeSuite([first, ...others], findings, scenarios, missing);
    const requirements = mergeRequirements(
      parts.map(({ result }) => result.requirements.filter((one) => one.suite === id)),
      findings,
      missing,
    );
    return [
      {
        suites: [suite],
        findings,
        requirements,
        notTested: mergeNotTested(
          parts.flatMap(({ result }) => result.notTested.filter((one) => one.suite === id)),
          suite,
          requirements,
          missing[0],
        ),
        clients: mergeClients(
          parts.flatMap(({ result }) => result.clients?.filter((one) => one.suite === id) ?? []),
          suite,
        ),
      },
    ];
  });
  return {
    suites: merged.flatMap((one) => one.suites),
    findings: merged.flatMap((one) => one.findings),
    requirements: merged.flatMap((one) => one.requirements),
    notTested: merged.flatMap((one) => one.notTested),
    clients: merged.flatMap((one) => one.clients),
  };
}

/** What no part tested: scenarios that none ran, then requirements that came to nothing in all of them. */
function mergeNotTested(
  entries: readonly NotTested[],
  { id: suite, scenarios }: SuiteResult,
  requirements: readonly RequirementResult[],
  missing: string | undefined,
): readonly NotTested[] {
  const ran = new Map(scenarios.map((one) => [one.id, one]));
  const byId = new Map<string, NotTested>();
  for (const entry of entries) {
    if (entry.kind === "requirement") continue;
    // What one part lists because another has it is told by that other, or by nobody.
    const isElsewhere = entry.kind === "scenario" && entry.reason === OTHER_SHARD;
    if (isElsewhere && (ran.has(entry.id) || missing === undefined)) continue;
    byId.set(`${entry.kind} ${entry.id}`, isElsewhere ? { ...entry, reason: missing ?? entry.reason } : entry);
  }
  const all = [...byId.values()];
  const order = new Map(scenarios.map(({ id }, at) => [id, at]));
  const place = ({ id }: NotTested): number => order.get(id) ?? scenarios.length;
  return [
    ...all.filter(({ id }) => ran.has(id)).sort((one, other) => place(one) - place(other)),
    ...all.filter(({ id }) => !ran.has(id)).sort((one, other) => (one.id < other.id ? -1 : 1)),
    ...requirements.flatMap(({ id, text, outcome, reason = "no reason given" }): readonly NotTested[] =>
      outcome === "passed" || outcome === "failed"
        ? []
        : [{ suite, kind: "requirement", id, title: text, outcome, reason }],
    ),
  ];
}

function mergeClients(parts: readonly ClientResult[], { scenarios }: SuiteResult): readonly ClientResult[] {
  const [first] = parts;
  if (first === undefined) return [];
  const all = parts.flatMap(({ capabilities }) => capabilities);
  const capabilities = first.capabilities.map(({ id }) =>
    mergeCapability(
      all.filter((one) => one.id === id),
      scenarios,
    ),
  );
  return [{ ...first, capabilities }];
}

/** As the part has it that ran its scenario. */
function mergeCapability(
  all: readonly ClientCapabilityResult[],
  scenarios: SuiteResult["scenarios"],
): ClientCapabilityResult {
  const found =
    all.find(({ outcome }) => isVerdict(outcome)) ??
    all.find(({ outcome }) => outcome !== "not-tested") ??
    all.find(({ reason }) => reason !== OTHER_SHARD) ??
    all[0];
  if (found === undefined) throw new TypeError("a capability of the first part is in none");
  const scenario = scenarios.find((one) => one.id === found.scenario);
  return scenario === undefined ? found : { ...found, findings: scenario.findings };
}
