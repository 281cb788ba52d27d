import { ACCESS_REASON } from "../gate/index.ts";
import { HarnessError, type Outcome, severityOf } from "../result/index.ts";
import { NoVerdict, type Scenario } from "../scenarios/index.ts";
import { offersNoPatch } from "./narrowed.ts";
import { EngineContext } from "./scenario-context.ts";
import type { SuiteParts } from "./suite-parts.ts";

/** How one scenario came out. */
export interface ScenarioOutcome {
  readonly outcome: Outcome;
  readonly reason?: string;
  readonly durationMs: number;
}

/** Runs one scenario to its outcome. Never throws: what the harness itself gets wrong is a `harness-error`. */
export async function runScenario(parts: SuiteParts, scenario: Scenario): Promise<ScenarioOutcome> {
  const begun = performance.now();
  const context = new EngineContext(parts, scenario);
  let ended: { outcome: Outcome; reason?: string } = { outcome: "passed" };
  let wasDone = false;
  parts.session.turns.enter(scenario.id);
  try {
    if (scenario.groups > parts.groups.capacity) {
      throw new NoVerdict("blocked", `needs ${scenario.groups} Groups at once: give more with --fixture groups=ID,ID`);
    }
    await needOffered(parts, context);
    await scenario.run(context);
    wasDone = true;
  } catch (error) {
    ended = fromError(error);
  } finally {
    context.release(wasDone);
    parts.session.turns.leave(scenario.id);
  }
  parts.session.flushPasses(scenario.id);
  if (hasFailed(parts, scenario.id) && ended.outcome !== "harness-error") ended = { outcome: "failed" };
  return { ...ended, durationMs: Math.round(performance.now() - begun) };
}

/** @throws NoVerdict `not-applicable` where the server says that it offers no PATCH */
async function needOffered({ session }: SuiteParts, { service }: EngineContext): Promise<void> {
  const { operation, contract } = session;
  if (operation.method !== "PATCH" || !contract.profile.generic) return;
  if (!offersNoPatch(operation, contract, await service.discovery())) return;
  throw new NoVerdict("not-applicable", "the server says that it offers no PATCH");
}

function fromError(error: unknown): { outcome: Outcome; reason: string } {
  if (error instanceof NoVerdict) return { outcome: error.outcome, reason: error.message };
  if (error instanceof HarnessError && error.code === "BUDGET_SPENT") {
    return { outcome: "inconclusive", reason: "the request budget was spent: raise --max-requests" };
  }
  if (error instanceof HarnessError && error.code === "ACCESS_FAILED") {
    const advice = error.remedy === undefined ? "" : ` → ${error.remedy}`;
    return { outcome: "inconclusive", reason: `${ACCESS_REASON}: ${error.message}${advice}` };
  }
  if (error instanceof HarnessError && error.code === "ABORTED") {
    return { outcome: "inconclusive", reason: "the run was ended before it was done" };
  }
  return {
    outcome: "harness-error",
    reason: error instanceof Error ? `${error.message}${placeOf(error)}` : String(error),
  };
}

/** Where in the package it was thrown. A whole stack would carry the paths of the machine into the report. */
function placeOf({ stack }: Error): string {
  const place = /[/\\]((?:src|suites)[/\\][^\s():]+:\d+)/u.exec(stack ?? "")?.[1];
  return place === undefined ? "" : ` (${place.replaceAll("\\", "/")})`;
}

/**
 * A scenario has failed when something was found while it ran, by itself or by a check, that fails a run:
 * an error, or a warning where those count.
 */
function hasFailed(parts: SuiteParts, scenario: string): boolean {
  const { session } = parts;
  return session.failuresOf(scenario).some(({ requirement }) => {
    const record = session.requirements.get(requirement);
    const severity = record === undefined ? "error" : severityOf(record);
    return severity === "error" || (severity === "warning" && session.settings.failOn === "warning");
  });
}
