import type { PreflightStep, Severity, Verdict } from "../../result/index.ts";
import type { RequirementOutcome } from "../words.ts";

/** A state's colour; never without an icon and a word beside it. */
type Tone = "good" | "bad" | "warn" | "hold" | "info" | "mute";

/** The icons of the sprite. */
export type IconName = "check" | "cross" | "alert" | "info" | "pause" | "dash" | "question";

/** How a state looks. */
export interface Look {
  readonly tone: Tone;
  readonly icon: IconName;
}

const GOOD: Look = { tone: "good", icon: "check" };
const BAD: Look = { tone: "bad", icon: "cross" };
const WARN: Look = { tone: "warn", icon: "alert" };
const HOLD: Look = { tone: "hold", icon: "pause" };
const UNSURE: Look = { tone: "hold", icon: "question" };
const INFO: Look = { tone: "info", icon: "info" };
const MUTE: Look = { tone: "mute", icon: "dash" };

/** How an outcome looks. */
export const OUTCOME_LOOK: Readonly<Record<RequirementOutcome, Look>> = {
  passed: GOOD,
  failed: BAD,
  "harness-error": WARN,
  blocked: HOLD,
  inconclusive: UNSURE,
  "not-tested": HOLD,
  "not-applicable": MUTE,
  untestable: MUTE,
};

/** How a severity looks. */
export const SEVERITY_LOOK: Readonly<Record<Severity, Look>> = { error: BAD, warning: WARN, notice: INFO, none: MUTE };

/** How a verdict looks. */
export const VERDICT_LOOK: Readonly<Record<Verdict, Look>> = {
  conformant: GOOD,
  nonconformant: BAD,
  inconclusive: UNSURE,
};

/** How a preflight step looks. */
export const STEP_LOOK: Readonly<Record<PreflightStep["outcome"], Look>> = {
  passed: GOOD,
  failed: BAD,
  noted: INFO,
  skipped: MUTE,
};

/** How it looks that certificates were not checked. */
export const INSECURE_LOOK: Look = WARN;

/** How it looks that somebody accepted a finding for a time. */
export const WAIVED_LOOK: Look = INFO;
