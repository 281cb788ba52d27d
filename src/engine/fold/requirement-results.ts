import { CHECKS } from "../../checks/index.ts";
import {
  citationOf,
  type Finding,
  gateWords,
  linkOf,
  type Requirement,
  type RequirementResult,
  severityOf,
} from "../../result/index.ts";
import { CLIENT_REQUIREMENTS } from "../../scenarios/index.ts";
import type { SuitePlan } from "../plan.ts";
import { clientOf } from "../suite.ts";
import { sourceIn } from "./findings.ts";
import type { SuiteTally } from "./gather.ts";

/**
 * How every requirement in a suite's scope came out: failed, passed, or why there is no verdict.
 *
 * @param notBegun why scenarios were not begun that were not
 */
export function requirementResults(
  plan: SuitePlan,
  known: ReadonlyMap<string, Requirement>,
  tally: SuiteTally,
  findings: readonly Finding[],
  notBegun: string,
): readonly RequirementResult[] {
  const own = plan.suite.own?.checks?.map(({ id }) => id) ?? [];
  const ids = [
    ...CHECK_IDS,
    ...own,
    ...plan.scenarios.map(({ id }) => id),
    ...plan.leftOut.map(({ scenario }) => scenario.id),
  ];
  const isApart = clientOf(plan.suite) !== undefined;
  const found = new Set(findings.map(({ requirement }) => requirement));
  const passes = ofWholeSuite(tally.passes);
  return [...known.values()]
    .filter((requirement) =>
      // What an identity provider needs is held apart from conformance, and the other way round; what an RFC asks of clients is not.
      NEEDS.has(requirement.id) === isApart ? isInScope(ids, requirement) : found.has(requirement.id),
    )
    .map((requirement) => result(plan, requirement, { ...tally, passes }, findings, notBegun));
}

/** Passes are counted for each scenario, of which there are hundreds: here they are wanted in sum. */
function ofWholeSuite(passes: SuiteTally["passes"]): SuiteTally["passes"] {
  const sums = new Map<string, SuiteTally["passes"][number]>();
  for (const pass of passes) {
    const key = `${pass.by}\u0000${pass.requirement}`;
    sums.set(key, { ...pass, count: pass.count + (sums.get(key)?.count ?? 0) });
  }
  return [...sums.values()];
}

const NEEDS: ReadonlySet<string> = new Set(CLIENT_REQUIREMENTS.map(({ id }) => id));
const CHECK_IDS = CHECKS.map(({ id }) => id);

/** A requirement belongs to a suite when a check or a scenario of its operation can speak about it, or nothing can. */
function isInScope(ids: readonly string[], { tested }: Requirement): boolean {
  if ("untestable" in tested) return true;
  return tested.by.some((pattern) => ids.some((id) => matchesId(pattern, id)));
}

function result(
  plan: SuitePlan,
  requirement: Requirement,
  tally: SuiteTally,
  findings: readonly Finding[],
  notBegun: string,
): RequirementResult {
  const cited = findings.filter(
    ({ requirement: id, alsoViolates }) => id === requirement.id || alsoViolates.includes(requirement.id),
  );
  const isVendors = plan.contract.requirements.includes(requirement);
  const passed = tally.passes
    .filter((pass) => pass.requirement === requirement.id || isPassToo(requirement, pass, isVendors))
    .reduce((sum, { count }) => sum + count, 0);
  const failed = cited.reduce((sum, { occurrences }) => sum + occurrences, 0);
  const source = sourceIn(plan.contract, plan.operation, requirement);
  const link = linkOf(source);
  return {
    ...requirement,
    source,
    suite: plan.suite.id,
    severity: severityOf(requirement),
    citation: citationOf(source),
    ...(link === undefined ? {} : { link }),
    ...outcomeOf(plan, requirement, tally, { failed: cited.length > 0, passed: passed > 0 }, notBegun),
    coverage: { judged: passed + failed, passed, failed },
    findings: cited.map(({ fingerprint }) => fingerprint),
  };
}

/**
 * A vendor's sentence passes where what tests it, or the general requirement it sharpens, passed. A requirement of an RFC
 * that goes by others passes where what tests it passed them.
 */
function isPassToo(
  { refines = [], tested }: Requirement,
  pass: SuiteTally["passes"][number],
  isVendors: boolean,
): boolean {
  const isGeneral = refines.includes(pass.requirement);
  if (isVendors && isGeneral) return true;
  if (!isVendors && !isGeneral) return false;
  return "by" in tested && tested.by.some((pattern) => matchesId(pattern, pass.by));
}

const CLIENTS_DUTY = "a client's duty, which binds no server: what this one does where it is not done has been learnt";

function outcomeOf(
  plan: SuitePlan,
  requirement: Requirement,
  tally: SuiteTally,
  has: { readonly failed: boolean; readonly passed: boolean },
  notBegun: string,
): Pick<RequirementResult, "outcome" | "reason"> {
  // What the sources leave to the server is learnt: its findings tell the choice, and nothing has failed.
  if (has.failed && requirement.level === "MAY")
    return { outcome: "passed", reason: "learnt: its findings tell the choice" };
  if (has.failed) return { outcome: "failed" };
  if ("untestable" in requirement.tested) return { outcome: "untestable", reason: requirement.tested.untestable };
  if (has.passed && requirement.level === "CLIENT") return { outcome: "passed", reason: CLIENTS_DUTY };
  if (has.passed) return { outcome: "passed" };
  // Why not: the first reason that one of its scenarios gives.
  const by = requirement.tested.by;
  for (const [id, scenario] of tally.scenarios) {
    if (scenario.outcome === "passed" || scenario.outcome === "failed") continue;
    if (by.some((pattern) => matchesId(pattern, id)))
      return { outcome: scenario.outcome, reason: scenario.reason ?? "no reason given" };
  }
  const missed = plan.scenarios.some(({ id }) => !tally.scenarios.has(id) && by.some((one) => matchesId(one, id)));
  if (missed) return { outcome: "not-tested", reason: notBegun };
  const leftOut = plan.leftOut.find(({ scenario }) => by.some((pattern) => matchesId(pattern, scenario.id)));
  if (leftOut !== undefined) return { outcome: "not-tested", reason: leftOut.reason };
  const { gate } = requirement;
  const whom = gate === undefined ? "" : `, and it is only for ${gateWords(gate)}`;
  return { outcome: "not-tested", reason: `nothing in this run came to it${whom}` };
}

/** True when an id is meant by a pattern: the id itself, or a prefix that ends in `*`. */
export function matchesId(pattern: string, id: string): boolean {
  return pattern.endsWith("*") ? id.startsWith(pattern.slice(0, -1)) : pattern === id;
}
