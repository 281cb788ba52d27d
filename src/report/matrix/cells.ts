import type { MatrixResult, MatrixTarget } from "../../result/index.ts";
import { grouped, plural } from "../text.ts";

/** A table of targets: vendors down, environments across. */
export interface MatrixTable {
  readonly environments: readonly string[];
  readonly rows: readonly {
    readonly vendor: string;
    /** One for each environment; of several targets when several stand there. */
    readonly cells: readonly (readonly MatrixTarget[])[];
  }[];
}

/** The table of a matrix, rows and columns in the order in which they are named first. */
export function tableOf({ targets }: Pick<MatrixResult, "targets">): MatrixTable {
  const vendors = [...new Set(targets.map(({ vendor }) => vendor))];
  const environments = [...new Set(targets.map(({ environment }) => environment))];
  return {
    environments,
    rows: vendors.map((vendor) => ({
      vendor,
      cells: environments.map((environment) =>
        targets.filter((one) => one.vendor === vendor && one.environment === environment),
      ),
    })),
  };
}

/** How a target came out. */
export type TargetState = "conformant" | "nonconformant" | "inconclusive" | "no result";

/** What stands before a state, for who sees no colours. */
export const STATE_MARK: Readonly<Record<TargetState, string>> = {
  conformant: "✓",
  nonconformant: "×",
  inconclusive: "○",
  "no result": "!",
};

/** How a target came out, in a word. */
export function stateOf({ run }: MatrixTarget): TargetState {
  return run?.verdict ?? "no result";
}

/** Why there is no verdict on a target; undefined where there is one. */
export function whyOf(target: MatrixTarget): string | undefined {
  const state = stateOf(target);
  return state === "conformant" || state === "nonconformant" ? undefined : (target.reason ?? target.run?.sentence);
}

/** The counts of a target in a line: what was found, what passed, what was not tested. */
export function countsOf({ run }: MatrixTarget): string {
  if (run === undefined) return "";
  const { findings, scenarios } = run;
  const open = scenarios.blocked + scenarios.inconclusive + scenarios["harness-error"];
  return [
    ...(findings.error === 0 ? [] : [plural(findings.error, "error")]),
    ...(findings.warning === 0 ? [] : [plural(findings.warning, "warning")]),
    ...(findings.waived === 0 ? [] : [`${grouped(findings.waived)} waived`]),
    `${grouped(scenarios.passed)} of ${grouped(scenarios.passed + scenarios.failed + open)} scenarios passed`,
    ...(open === 0 ? [] : [`${grouped(open)} not tested`]),
  ].join(", ");
}

/** A relative path as an address that cannot be taken for one with a scheme. */
export function addressOf(path: string): string {
  return `./${path.split("/").map(encodeURIComponent).join("/")}`;
}
