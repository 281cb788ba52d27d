import type { Finding, OperationResult, ScenarioResult, Verdict } from "../result/index.ts";

/** What a suite's verdict is made of. */
export interface VerdictParts {
  readonly findings: readonly Finding[];
  readonly operations: readonly OperationResult[];
  readonly scenarios: readonly ScenarioResult[];
  /** How the suite ended: `complete`, `preflight`, `aborted`; `shard 3/4 is missing`. */
  readonly ended: string;
  /** The failed step of the preflight, where that ended it. */
  readonly preflightFailure: string | undefined;
  readonly failOn: "error" | "warning" | "never";
  readonly strict: boolean;
  /** Set where the suite replays what this client sends, to the client's name for people. */
  readonly client?: string;
}

/**
 * A suite's verdict. A finding that counts makes it nonconformant; without one, whatever was not shown to be right
 * makes it inconclusive: nothing tested is not a pass.
 */
export function verdictOf(parts: VerdictParts): { readonly verdict: Verdict; readonly reason: string } {
  const all = parts.findings.filter((finding) => isFailing(finding, parts.failOn));
  const counting = all.filter(({ waived }) => waived === null);
  if (counting.length > 0) {
    const count = plural(counting.length, "finding");
    return {
      verdict: "nonconformant",
      reason:
        parts.client === undefined
          ? `${count} that the server must not show`
          : `${count} against what ${parts.client} needs`,
    };
  }
  const gap = gapIn(parts);
  const but = all.length === 0 ? "" : ` but ${plural(all.length, "waived finding")}`;
  return gap === undefined
    ? {
        verdict: "conformant",
        reason:
          parts.client === undefined
            ? `${parts.operations.length === 0 ? "what was selected passed" : "every selected operation had a confirmed write"}, and nothing was found against it${but}`
            : `what ${parts.client} sends works, as far as it was replayed${but === "" ? "" : `,${but}`}`,
      }
    : { verdict: "inconclusive", reason: gap };
}

/** True of a finding that fails a run unless it is waived. */
export function isFailing({ severity, party }: Finding, failOn: VerdictParts["failOn"]): boolean {
  return party !== "document" && (severity === "error" || (severity === "warning" && failOn === "warning"));
}

/** How the reason of a scenario begins that found no request left to send. */
export const BUDGET_REASON = "the request budget was spent";

/** How the reason of a scenario begins that could not get in any more. */
export const ACCESS_REASON = "there was no way in";

/** True of how a suite ended of which not all parts were joined: a sentence that says which is missing. */
function isMissing(ended: string): boolean {
  return ended.startsWith("shard ") && ended.endsWith(" missing");
}

// A selection of a few scenarios may well be about something else; a whole suite on Groups is about members.
const MEMBERSHIP_AT_LEAST = 5;

function gapIn(parts: VerdictParts): string | undefined {
  if (parts.preflightFailure !== undefined) return parts.preflightFailure;
  if (isMissing(parts.ended)) return parts.ended;
  if (parts.ended !== "complete") return "the run ended before it was done";
  const broken = parts.scenarios.filter(({ outcome }) => outcome === "harness-error").length;
  if (broken > 0) return `${plural(broken, "scenario")} failed in the harness itself`;
  const shut = parts.scenarios.find(({ reason }) => reason?.startsWith(ACCESS_REASON) === true);
  if (shut !== undefined) return `before everything was tested, ${shut.reason ?? ACCESS_REASON}`;
  const unconfirmed = parts.operations.find(({ confirmed }) => !confirmed);
  if (unconfirmed !== undefined)
    return `no write of ${unconfirmed.key} was confirmed by an independent observation${whyNone(parts.scenarios)}`;
  if (parts.client === undefined && parts.operations.length === 0 && !parts.scenarios.some(isPassed))
    return `nothing that was selected could be tried: ${whyFirst(parts.scenarios)}`;
  const unreplayed = parts.client === undefined ? undefined : gapInReplay(parts);
  if (unreplayed !== undefined) return unreplayed;
  const spent = parts.scenarios.find(({ reason }) => reason?.startsWith(BUDGET_REASON) === true);
  if (spent !== undefined) return "the request budget was spent before everything was tested: raise --max-requests";
  const membership = parts.scenarios.filter(({ id }) => /\.group\.members\./u.test(id));
  const tested = membership.some(({ outcome }) => outcome === "passed" || outcome === "failed");
  if (membership.length >= MEMBERSHIP_AT_LEAST && !tested) {
    return `membership was not tested at all: ${membership.find(({ reason }) => reason !== undefined)?.reason ?? "no reason given"}`;
  }
  const open = parts.scenarios.filter(({ outcome }) => outcome === "blocked" || outcome === "inconclusive");
  if (parts.strict && open.length > 0)
    return `${plural(open.length, "scenario")} blocked or inconclusive, and --strict was given`;
  return undefined;
}

/** Where nothing applies for one reason, that is why; a server may leave PATCH out, and whoever selects it asks for it. */
function whyNone(scenarios: readonly ScenarioResult[]): string {
  const [first] = scenarios;
  const isShared = scenarios.every(({ outcome, reason }) => outcome === "not-applicable" && reason === first?.reason);
  return isShared && first?.reason !== undefined
    ? `: ${first.reason}; name the other suites to leave this one out`
    : "";
}

/** Whoever asks whether a client works is not told so when a part of what it does could not be tried. */
function gapInReplay({ scenarios, client = "" }: VerdictParts): string | undefined {
  const open = scenarios.filter(({ outcome }) => outcome === "blocked" || outcome === "inconclusive");
  const [first] = open;
  if (first !== undefined) {
    return `${open.length} of ${scenarios.length} things that ${client} does could not be tried (${first.id}: ${first.reason ?? "no reason given"}); -t selects those that matter`;
  }
  return scenarios.some(isPassed) ? undefined : `nothing that ${client} does could be tried: ${whyFirst(scenarios)}`;
}

function isPassed({ outcome }: ScenarioResult): boolean {
  return outcome === "passed";
}

function whyFirst(scenarios: readonly ScenarioResult[]): string {
  return scenarios.find(({ reason }) => reason !== undefined)?.reason ?? "no scenario was selected";
}

/** `1 finding`, `2 findings`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
