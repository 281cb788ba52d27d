import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Finding, RunResult } from "../../src/result/index.ts";
import { fileOf } from "./place.ts";

/** What is compared of a finding: what went wrong and in which operation, never when, where or on which id. */
export type Fact = Pick<Finding, "requirement" | "operation" | "invariant" | "shape" | "severity">;

/** A request sent by hand, and what came back. */
export interface Confirmation {
  /** One line of curl. `$URL`, `$TOKEN`, `$GROUP`, `$ANA` and `$BEN` are set: see `confirm.ts`. */
  readonly curl: string;
  /** Status, media type and body as they came, ids and times replaced by names. Written by `--confirm`. */
  readonly answer: string;
}

/** A finding that was confirmed by hand. */
export interface ExpectedFinding extends Fact {
  /** The sentence it rests on: `RFC 7644 §3.5.2.1`. */
  readonly citation: string;
  /** Why it is one, in our own words; empty when nobody has looked yet, which fails the tests. */
  readonly why: string;
  /** Empty when nobody has looked yet, which fails the tests. */
  readonly confirmed: readonly Confirmation[];
}

/** The findings of a server, as its file has them; none where there is no file yet. */
export function readExpected(server: string): readonly ExpectedFinding[] {
  const path = fileOf(server, "expected-findings.json");
  if (!existsSync(path)) return [];
  return (JSON.parse(readFileSync(path, "utf8")) as { readonly findings: readonly ExpectedFinding[] }).findings;
}

/** Writes the file anew. */
export function writeExpected(server: string, findings: readonly ExpectedFinding[]): void {
  const sorted = [...findings].sort((one, two) => order(one).localeCompare(order(two)));
  writeFileSync(fileOf(server, "expected-findings.json"), `${JSON.stringify({ findings: sorted }, null, 2)}\n`);
}

/** One line a finding, so that a difference reads as what appeared and what disappeared. */
export function factLine({ severity, requirement, operation, invariant, shape }: Fact): string {
  return `${severity} ${requirement} (${invariant}) ${shape} in ${operation}`;
}

/** What a run found and the file does not have, and the other way round; a line each. */
export interface Difference {
  readonly appeared: readonly string[];
  readonly disappeared: readonly string[];
}

/** Holds a run to the file. Neither order nor repetition matters. */
export function compare(result: Pick<RunResult, "findings">, expected: readonly Fact[]): Difference {
  const [seen, known] = [result.findings, expected].map((facts) => new Set(facts.map(factLine)));
  return {
    appeared: [...(seen ?? [])].filter((line) => known?.has(line) !== true).sort(),
    disappeared: [...(known ?? [])].filter((line) => seen?.has(line) !== true).sort(),
  };
}

/** Those that nobody has confirmed yet: without a why, or without a request that shows them; a line each. */
export function unconfirmed(expected: readonly ExpectedFinding[]): readonly string[] {
  return expected
    .filter(
      ({ why, confirmed }) => why === "" || confirmed.length === 0 || confirmed.some(({ answer }) => answer === ""),
    )
    .map(factLine);
}

/** The file as a run makes it: what was known keeps its words, what is new waits for them, what is gone goes. */
export function recorded(
  result: Pick<RunResult, "findings">,
  before: readonly ExpectedFinding[],
): readonly ExpectedFinding[] {
  const known = new Map(before.map((finding) => [factLine(finding), finding]));
  const seen = new Map(result.findings.map((finding) => [factLine(finding), finding]));
  return [...seen].map(([line, finding]) => {
    const { requirement, operation, invariant, shape, severity, citation } = finding;
    const old = known.get(line);
    const words = { why: old?.why ?? "", confirmed: old?.confirmed ?? [] };
    return Object.assign({ requirement, operation, invariant, shape, severity, citation }, words);
  });
}

const RANK: Readonly<Record<string, string>> = { error: "0", warning: "1", notice: "2" };

function order(finding: Fact): string {
  return `${RANK[finding.severity] ?? "9"} ${finding.requirement} ${finding.operation} ${finding.invariant} ${finding.shape}`;
}
