import { footprintOf, isLoopback, type RunSettings, type SuitePlan, type SuiteRun } from "../engine/index.ts";
import type { HarnessError } from "../result/index.ts";
import type { CliIo } from "./io.ts";
import { usage } from "./usage.ts";

/** Who is asked, and what may answer for them. */
export interface Asked {
  readonly command: "run" | "doctor" | "probe";
  /** `--yes`, or `yes: true` in the config. */
  readonly yes: boolean;
  readonly env: CliIo["env"];
}

/** True in a pipeline, of which nobody can be asked: whoever set it up has consented. */
export function isCi(env: CliIo["env"]): boolean {
  return /^(?:true|1)$/iu.test(env["CI"] ?? "");
}

/**
 * A server that is not of this machine is written to only with consent: `--yes`, or `CI=true`.
 *
 * @throws HarnessError `USAGE`, with what would be made and what to type, before anything is sent
 */
export function requireConsent(
  runs: readonly SuiteRun[],
  plans: readonly SuitePlan[],
  settings: RunSettings,
  { command, yes, env }: Asked,
): void {
  const remote = runs.find(({ target }) => target.kind === "remote" && !isLoopback(target.baseUrl));
  if (remote === undefined || yes || isCi(env)) return;
  throw refusal(remote.target.baseUrl, command === "doctor" ? TRIAL : creationWords(plans, settings), command);
}

// What the preflight makes, to see whether it can be made and removed.
const TRIAL = "make one Group or User there and remove it";

function refusal(url: string, what: string, command: string): HarnessError {
  return usage(
    `${url} is no server of this machine: this would ${what}`,
    [
      "if that is what you want, add --yes (or `yes: true` to the config; CI=true says the same)",
      ...(command !== "doctor" ? ["--dry-run shows every request first, and sends none"] : []),
    ].join("\n  → "),
  );
}

/**
 * What suites will put on a server, as the rest of a sentence that begins with “will”.
 *
 * @param run the word that tells what this run made; unknown before it begins
 */
export function creationWords(plans: readonly SuitePlan[], settings: RunSettings, run = "RUN"): string {
  const prints = plans.filter(({ scenarios }) => scenarios.length > 0).map((plan) => footprintOf(plan, settings));
  const users = prints.reduce((sum, print) => sum + print.users, 0);
  const groups = prints.reduce((sum, print) => sum + print.groups, 0);
  const { fixtures } = settings;
  const named = fixtures.groups.length;
  const isOfUsers = plans.some(({ operation }) => operation.resourceType === "User");
  const made = [count(users, "User"), count(groups, "Group")].filter((word) => word !== "").join(" and ");
  return [
    ...(made === "" ? [] : [`create about ${made} named sp-${run}-…, and remove them`]),
    ...(named === 0
      ? []
      : [`write to ${named === 1 ? "the named Group" : `${named} named Groups`}, and put back what it was`]),
    ...(isOfUsers && fixtures.users.length > 0
      ? [
          `where no User can be made, write to ${count(fixtures.users.length, "named User")}, and put back what was there`,
        ]
      : []),
  ].join("; ");
}

function count(number: number, noun: string): string {
  return number === 0 ? "" : `${number} ${noun}${number === 1 ? "" : "s"}`;
}
