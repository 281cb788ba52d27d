import { HarnessError, type PreflightStep } from "../result/index.ts";
import type { Ledger } from "./fixtures/ledger.ts";
import { checkClock } from "./preflight/clock.ts";
import { checkCreation } from "./preflight/creation.ts";
import { checkNamed } from "./preflight/named.ts";
import { checkReach } from "./preflight/reach.ts";
import { checkRemoval } from "./preflight/removal.ts";
import { proveRemoval } from "./preflight/removal-proof.ts";
import { wrong } from "./preflight/say.ts";
import type { Session } from "./session.ts";

/** What the server offers beside the operation under test, learnt before any scenario runs. */
export interface Offers {
  /** GET of one Group answered 200 on one that exists. */
  get: boolean;
  /** GET of the collection answered with a ListResponse. */
  list: boolean;
  /** POST made a Group. */
  create: boolean;
  /** DELETE is not refused as a method. */
  remove: boolean;
  /** Why none of a type may be made although POST may be offered: it could not be removed again. */
  readonly mustNotMake: { User?: string; Group?: string };
}

/** How the preflight came out. */
export interface Preflight {
  readonly ok: boolean;
  readonly offers: Offers;
  readonly steps: readonly PreflightStep[];
  /** Why not, with what to type instead. */
  readonly reason: string;
}

/** One step: what it found, or why there is nothing to go on. */
export type Step = (session: Session, ledger: Ledger, offers: Offers) => Promise<readonly PreflightStep[]>;

// In this order: what costs nothing and changes nothing comes first.
const STEPS: readonly Step[] = [checkReach, checkRemoval, checkNamed, checkCreation, proveRemoval, checkClock];

/**
 * Tells set-up errors from server errors before any scenario runs: reach, TLS, base path, credential, fixtures, clock.
 * Ends at the first step that failed.
 */
export async function preflight(
  session: Session,
  ledger: Ledger,
  tell: (step: PreflightStep) => void,
): Promise<Preflight> {
  const offers: Offers = { get: false, list: false, create: false, remove: false, mustNotMake: {} };
  const steps: PreflightStep[] = [];
  for (const step of STEPS) {
    for (const result of await orNoWayIn(step(session, ledger, offers))) {
      steps.push(result);
      tell(result);
      if (result.outcome === "failed") {
        const reason = result.remedy === undefined ? result.message : `${result.message} → ${result.remedy}`;
        return { ok: false, offers, steps, reason };
      }
    }
  }
  return { ok: true, offers, steps, reason: "" };
}

/** A step that could not send anything, because there was no access token or signature to send with it, says so. */
async function orNoWayIn(steps: ReturnType<Step>): ReturnType<Step> {
  try {
    return await steps;
  } catch (error) {
    if (!(error instanceof HarnessError) || error.code !== "ACCESS_FAILED") throw error;
    return [wrong("credentials", error.message, error.remedy ?? "check how the run is to get in")];
  }
}
