import type { CurlAccess } from "./command.ts";
import type { ContractComparison } from "./contracts.ts";
import type { AuditResults } from "./document-audit.ts";
import type { DocumentCoverage } from "./document-coverage.ts";
import type { Exchange } from "./exchange.ts";
import type { Finding } from "./finding.ts";
import type { Outcome } from "./outcome.ts";
import type { Requirement } from "./requirement.ts";
import type { Merged, RunSelection, Shard } from "./selection.ts";
import type { Severity } from "./severity.ts";
import type { Traffic } from "./traffic.ts";
import type { WaiverResults } from "./waiver.ts";

/** The version of the published JSON Schema of `results.json`. Grows when a field changes meaning or goes away. */
export const SCHEMA_VERSION = 1;

/** What a run or a suite says in one word. */
export const VERDICTS = ["conformant", "nonconformant", "inconclusive"] as const;

/** One of {@link VERDICTS}. */
export type Verdict = (typeof VERDICTS)[number];

/** Outcomes counted, a number for each. */
export type OutcomeCounts = Readonly<Record<Outcome, number>>;

/** One scenario's outcome in a suite. */
export interface ScenarioResult {
  readonly id: string;
  readonly title: string;
  readonly outcome: Outcome;
  /** Why, unless passed or failed. */
  readonly reason?: string;
  /** Judgements made in it, by outcome. */
  readonly judgements: OutcomeCounts;
  readonly exchanges: number;
  readonly durationMs: number;
  readonly findings: readonly string[];
}

/** What was tested, from which document, against what, and how it came out. */
export interface SuiteResult {
  readonly id: string;
  readonly title: string;
  readonly target: {
    readonly url: string;
    readonly kind: "embedded" | "remote";
    /** How the run got in, in words: `bearer token`, `client certificate`. Absent from results of earlier versions. */
    readonly access?: readonly string[];
    /** True when any certificate was accepted: whoever was on the way could read and change everything. */
    readonly insecure?: boolean;
  };
  readonly document: {
    readonly name: string;
    readonly title: string;
    readonly version: string;
    readonly openapi: string;
    /** `sha256:` and 64 hexadecimal digits over document, overlay and profile. */
    readonly digest: string;
  };
  readonly seed: number;
  readonly runId: string;
  readonly depth: string;
  /** `complete`, `preflight`, `aborted`, `not started`; joined without one of its parts, `shard 3/4 is missing`. Absent from results of earlier versions. */
  readonly ended?: string;
  readonly verdict: Verdict;
  /** Why the verdict is not `conformant`, or what it rests on. */
  readonly reason: string;
  /** Judgements by outcome. */
  readonly outcomes: OutcomeCounts;
  readonly operations: readonly OperationResult[];
  readonly scenarios: readonly ScenarioResult[];
  readonly capabilities: readonly Capability[];
  /** Where the RFC, the server's own schemas and the document disagree. Absent where no scenario ran, and of clients. */
  readonly contracts?: ContractComparison;
  readonly preflight: readonly PreflightStep[];
}

/** One selected operation: was a write of it confirmed, and what of its declaration was seen. */
export interface OperationResult {
  readonly key: string;
  /** True when a write succeeded and an independent observation showed its effect. */
  readonly confirmed: boolean;
  /** How it was observed: `GET`, `list`, `later answer`; absent when not confirmed. */
  readonly observedBy?: string;
  /** Declared statuses with the number of times each was seen. */
  readonly statuses: readonly { readonly status: string; readonly seen: number }[];
  readonly undeclared: readonly { readonly status: number; readonly seen: number }[];
  readonly requestMediaTypes: readonly { readonly type: string; readonly sent: number }[];
}

/** Something the sources leave open and the server decided: learnt, reported, never judged. */
export interface Capability {
  readonly id: string;
  readonly title: string;
  readonly value: string;
  /** What it looks like drawn: a value in ms for each size, in the order of the sizes. Absent where it is no measure. */
  readonly series?: readonly { readonly at: number; readonly value: number }[];
}

/** One step of the preflight, for "can this verdict be trusted?". */
export interface PreflightStep {
  readonly id: string;
  readonly outcome: "passed" | "failed" | "noted" | "skipped";
  readonly message: string;
  /** What to type or change instead, when failed. */
  readonly remedy?: string;
}

/** A requirement with how it came out in this run. */
export interface RequirementResult extends Requirement {
  readonly suite: string;
  readonly severity: Severity;
  readonly citation: string;
  readonly link?: string;
  readonly outcome: Outcome | "untestable" | "not-tested";
  /** Why, unless passed or failed. */
  readonly reason?: string;
  readonly coverage: { readonly judged: number; readonly passed: number; readonly failed: number };
  readonly findings: readonly string[];
}

/** Something that was not tested, with the reason. */
export interface NotTested {
  readonly suite: string;
  readonly kind: "scenario" | "requirement" | "operation" | "capability";
  readonly id: string;
  readonly title: string;
  readonly outcome: Exclude<Outcome, "passed" | "failed"> | "untestable" | "not-tested";
  readonly reason: string;
}

/** A body as kept in `results.json`: whole, or cut with its length and digest. */
export interface KeptBody {
  readonly text: string;
  readonly bytes: number;
  readonly cut: boolean;
  /** `sha256:` and 64 hexadecimal digits over the whole text, when cut. */
  readonly digest?: string;
}

/** An Exchange as kept in `results.json`. */
export interface KeptExchange extends Omit<Exchange, "request" | "response"> {
  readonly suite: string;
  readonly request: Omit<Exchange["request"], "body"> & { readonly body?: KeptBody };
  readonly response?: Omit<NonNullable<Exchange["response"]>, "body" | "digest"> & { readonly body: KeptBody };
  /** The request as one POSIX shell command; credentials are environment variables. */
  readonly curl: string;
  /** True when a finding cites it; false for a sample of the others. */
  readonly cited: boolean;
}

/** One thing that an identity provider does, and how it came out: a cell of the matrix. */
export interface ClientCapabilityResult {
  /** `push-members`: the same for every client that does it. */
  readonly id: string;
  readonly title: string;
  /** The scenario that replays it. */
  readonly scenario: string;
  readonly outcome: Outcome | "not-tested";
  /** Why, unless passed or failed. */
  readonly reason?: string;
  /** Fingerprints: their severities tell a client that stops from one that goes on with a loss. */
  readonly findings: readonly string[];
  /** What to do, a sentence for each need that is not met. */
  readonly remedies: readonly string[];
}

/** What one identity provider does with the server: a column of the matrix of clients and capabilities. */
export interface ClientResult {
  readonly suite: string;
  /** As `--client` takes it. */
  readonly client: string;
  readonly title: string;
  readonly about: string;
  /** What it is not known to do is not listed. */
  readonly capabilities: readonly ClientCapabilityResult[];
}

/** Resources the run made, and what became of them. */
export interface CleanupResult {
  readonly created: number;
  readonly removed: number;
  /** Still there, each with why. */
  readonly left: readonly { readonly type: string; readonly id: string; readonly reason: string }[];
  /** Named fixtures written to, and whether they are as they were. */
  readonly restored: readonly {
    readonly type: string;
    readonly id: string;
    readonly state: "restored" | "not-verified" | "failed";
    readonly reason: string;
  }[];
}

/** The whole result of a run: what every report is made from, later, on another machine. */
export interface RunResult {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly tool: { readonly name: "scimproof"; readonly version: string };
  readonly verdict: Verdict;
  /** The verdict as a sentence, with blocked and not-tested counted. */
  readonly sentence: string;
  /** Set when a signal or an error ended the run early. */
  readonly ended: {
    readonly how: "complete" | "interrupted" | "time-budget" | "max-requests" | "max-failures" | "harness-error";
    readonly detail: string;
    /** The signal that interrupted the run. */
    readonly signal?: "SIGINT" | "SIGTERM";
  };
  /** What decides the exit code beside the verdict. */
  readonly gate: { readonly failOn: "error" | "warning" | "never"; readonly strict: boolean };
  readonly summary: {
    readonly requirements: Readonly<Record<Outcome | "untestable" | "not-tested", number>>;
    readonly findings: Readonly<Record<Severity | "waived", number>>;
    readonly scenarios: OutcomeCounts;
    readonly judgements: OutcomeCounts;
    readonly exchanges: number;
    readonly requests: number;
    readonly durationMs: number;
  };
  readonly startedAt: string;
  /** What was left out on purpose. Absent from results of earlier versions. */
  readonly selection?: RunSelection;
  /** Set where this is one part of a whole run, which `scimproof merge` joins. */
  readonly shard?: Shard;
  /** Set where this was joined from others. */
  readonly merged?: Merged;
  /** Only with `--baseline`. */
  readonly waivers?: WaiverResults;
  readonly suites: readonly SuiteResult[];
  /** What of each document was met. Absent from results of earlier versions. */
  readonly documents?: readonly DocumentCoverage[];
  /** What is wrong with the documents themselves. Absent from results of earlier versions. */
  readonly audit?: AuditResults;
  readonly findings: readonly Finding[];
  readonly requirements: readonly RequirementResult[];
  /** Those that findings cite, and a sample of the others: see `exchangesTotal`. */
  readonly exchanges: readonly KeptExchange[];
  readonly exchangesTotal: number;
  /** All exchanges added up. Absent from results of earlier versions. */
  readonly traffic?: Traffic;
  readonly notTested: readonly NotTested[];
  /** Only with `--client`, and absent from results of earlier versions. */
  readonly clients?: readonly ClientResult[];
  readonly cleanup: CleanupResult;
  readonly environment: {
    readonly node: string;
    readonly platform: string;
    /** The command that repeats the run, credentials as environment variables. */
    readonly command: string;
    /** The configuration in force, credentials removed. */
    readonly configuration: Readonly<Record<string, unknown>>;
    /** What commands need to get in, by the names of variables. Absent from results of earlier versions. */
    readonly access?: CurlAccess;
  };
}
