import type { Contract, Operation } from "../../document/index.ts";
import { byProof, byWhatIsShown, byWorth, isSingle, sameCause, scriptedCauses } from "../../gate/index.ts";
import {
  citationOf,
  type Finding,
  fingerprintOf,
  groupBy,
  type Judgement,
  linkOf,
  type Requirement,
  type Shard,
  type Source,
  severityOf,
} from "../../result/index.ts";

/** The command that does it again: one scenario, or the recorded history of a finding. */
export type ReplayOf = (scenario: string, fingerprint: string | undefined) => string;

/** What findings are made from. */
export interface FindingParts {
  readonly suite: string;
  readonly contract: Contract;
  readonly operation: Operation;
  readonly known: ReadonlyMap<string, Requirement>;
  readonly failures: readonly Judgement[];
  readonly replayOf: ReplayOf;
}

/** Groups failed judgements into findings, one for each root cause, the worst first. */
export function findingsOf(parts: FindingParts): readonly Finding[] {
  const { suite, failures } = parts;
  const fingerprint = (one: Judgement): string => fingerprintOf(suite, one);
  const scripted = scriptedCauses(
    failures.filter(({ counterexample }) => counterexample === undefined),
    fingerprint,
  );
  return worstFirst(
    toFindings(
      parts,
      groupsOf(failures, (one) => sameCause(one, scripted) ?? fingerprint(one)),
    ),
  );
}

/** The findings of one part of a run, and what it takes to join them with those of the others. */
export interface PartFindings extends Pick<Shard, "singles" | "scripted"> {
  readonly findings: readonly Finding[];
}

/**
 * {@link findingsOf} where the rest of the plan runs elsewhere. Whether a history of a single edit shows what a script shows
 * is only known to whoever has all parts: so nothing is put together here, and what shares a fingerprint is kept apart.
 */
export function partFindings(parts: FindingParts): PartFindings {
  const { suite, failures } = parts;
  const fingerprint = (one: Judgement): string => fingerprintOf(suite, one);
  const others = groupsOf(
    failures.filter((one) => !isSingle(one)),
    fingerprint,
  );
  const singles = groupsOf(failures.filter(isSingle), fingerprint);
  const alone = new Map([...singles].filter(([id]) => !others.has(id)));
  return {
    findings: worstFirst(toFindings(parts, new Map([...others, ...alone]))),
    singles: toFindings(parts, new Map([...singles].filter(([id]) => others.has(id)))),
    scripted: [...others].flatMap(([id, judgements]) => {
      const first = judgements.find(({ counterexample }) => counterexample === undefined);
      return first === undefined ? [] : [{ fingerprint: id, scenario: first.scenario, exchanges: first.exchanges }];
    }),
  };
}

/** Judgements by fingerprint. Plan order, not the order in which concurrent scenarios ended, decides which is shown. */
function groupsOf(
  failures: readonly Judgement[],
  fingerprint: (judgement: Judgement) => string,
): ReadonlyMap<string, readonly Judgement[]> {
  return groupBy([...failures].sort(byProof), fingerprint);
}

function toFindings(parts: FindingParts, groups: ReadonlyMap<string, readonly Judgement[]>): readonly Finding[] {
  return [...groups].flatMap(([fingerprint, judgements]) => {
    const first = judgements.toSorted(byWhatIsShown)[0];
    const requirement = first === undefined ? undefined : parts.known.get(first.requirement);
    if (first === undefined || requirement === undefined) return [];
    return [toFinding({ ...parts, fingerprint, requirement, first, judgements })];
  });
}

function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(byWorth);
}

function toFinding(
  parts: FindingParts & {
    readonly fingerprint: string;
    readonly requirement: Requirement;
    readonly first: Judgement;
    readonly judgements: readonly Judgement[];
  },
): Finding {
  const { requirement, first, judgements } = parts;
  const { counterexample } = first;
  const source = sourceIn(parts.contract, operationOf(parts, first), requirement);
  const link = linkOf(source);
  return {
    fingerprint: parts.fingerprint,
    suite: parts.suite,
    requirement: requirement.id,
    alsoViolates: alsoViolated(parts.known, requirement.id, judgements),
    level: requirement.level,
    severity: severityOf(requirement),
    party: requirement.party,
    title: requirement.text,
    message: first.message,
    citation: citationOf(source),
    ...(link === undefined ? {} : { link }),
    operation: first.operation,
    invariant: first.invariant,
    // The one that the fingerprint is made of: a history may prove what a script is filed under.
    shape: judgements.find((one) => fingerprintOf(parts.suite, one) === parts.fingerprint)?.shape ?? first.shape,
    expected: first.expected,
    actual: first.actual,
    ...(first.pointer === undefined ? {} : { pointer: first.pointer }),
    exchanges: first.exchanges,
    occurrences: judgements.length,
    scenarios: [...new Set(judgements.map(({ scenario }) => scenario))].sort(),
    counterexample: counterexample ?? null,
    replay: parts.replayOf(first.scenario, counterexample === undefined ? undefined : parts.fingerprint),
    waived: null,
  };
}

/** The declared operation that was judged, of which a suite may have several; of a helper's, the one under test. */
function operationOf({ contract, operation }: FindingParts, { operation: key }: Judgement): Operation {
  return contract.operations.find((one) => one.key === key) ?? operation;
}

/** What sharpens a broken requirement, or sums up several, is broken with it: the vendor's sentences above all. */
function alsoViolated(
  known: ReadonlyMap<string, Requirement>,
  id: string,
  judgements: readonly Judgement[],
): readonly string[] {
  const broken = new Set([id, ...judgements.flatMap(({ alsoViolates }) => alsoViolates ?? [])]);
  const at = judgements
    .map(({ invariant }) => /(?:^| )(\/.*)$/u.exec(invariant)?.[1])
    .filter((pointer) => pointer !== undefined);
  for (const requirement of known.values()) {
    // What is left to the server, or is a client's duty, is broken by nothing.
    if (requirement.level === "MAY" || requirement.level === "CLIENT") continue;
    const sharpens = requirement.refines?.some((general) => broken.has(general)) === true;
    if (sharpens && isThere(requirement.source, at)) broken.add(requirement.id);
  }
  broken.delete(id);
  return [...broken].sort();
}

/**
 * A fact that stands at one place of the document is broken only by a finding at, below or around that place;
 * a finding that names no place, and a sentence of prose, go by the requirement alone.
 */
function isThere(source: Source, at: readonly string[]): boolean {
  if (source.kind !== "document" || at.length === 0) return true;
  const isWithin = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(`${outer}/`);
  return at.some((pointer) => isWithin(pointer, source.pointer) || isWithin(source.pointer, pointer));
}

/** A general requirement on a document points at an operation's own declaration there. */
export function sourceIn(contract: Contract, operation: Operation, requirement: Requirement): Source {
  const { source } = requirement;
  if (source.kind !== "document" || contract.requirements.includes(requirement)) return source;
  const part =
    requirement.id === "OPENAPI-SECURITY-ENFORCED"
      ? ""
      : requirement.id === "OPENAPI-REQUEST-TYPE-ACCEPTED"
        ? "/requestBody"
        : "/responses";
  return { kind: "document", pointer: `${operation.pointer}${part}` };
}
