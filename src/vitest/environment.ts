import { HarnessError } from "../result/index.ts";

/** What a suite under vitest takes from the environment, where the command line takes flags. */
export interface SuiteEnvironment {
  /** A base URL, or `embedded`; undefined when SCIMPROOF_TARGET is not set. */
  readonly target: string | undefined;
  /** Name of the variable that holds a bearer token. */
  readonly tokenVariable: string | undefined;
  readonly token: string | undefined;
  /** The same for a token of another tenant. */
  readonly otherTokenVariable: string | undefined;
  readonly otherToken: string | undefined;
  readonly depth: "smoke" | "standard" | "thorough";
  readonly seed: number | undefined;
  /** Folder for journal, relative to the working directory. */
  readonly out: string;
  readonly users: readonly string[];
  readonly groups: readonly string[];
  /** True when a server that is not of this machine may be written to. */
  readonly consent: boolean;
}

const DEPTHS = ["smoke", "standard", "thorough"] as const;

/**
 * Reads `SCIMPROOF_TARGET`, `SCIMPROOF_TOKEN_ENV`, `SCIMPROOF_OTHER_TOKEN_ENV`, `SCIMPROOF_DEPTH`, `SCIMPROOF_SEED`,
 * `SCIMPROOF_OUT`, `SCIMPROOF_FIXTURE_*`, `SCIMPROOF_YES` and `CI`.
 *
 * @throws HarnessError `USAGE` for a value that means nothing
 */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): SuiteEnvironment {
  const depth = env["SCIMPROOF_DEPTH"] ?? "standard";
  const known = DEPTHS.find((candidate) => candidate === depth);
  if (known === undefined) throw usage(`SCIMPROOF_DEPTH=${depth} is no depth`, `one of ${DEPTHS.join(", ")}`);
  const seed = env["SCIMPROOF_SEED"];
  if (seed !== undefined && !/^\d{1,9}$/u.test(seed))
    throw usage(`SCIMPROOF_SEED=${seed} is no seed`, "a whole number");
  const [tokenVariable, token] = readToken(env, "SCIMPROOF_TOKEN_ENV");
  const [otherTokenVariable, otherToken] = readToken(env, "SCIMPROOF_OTHER_TOKEN_ENV");
  return {
    target: env["SCIMPROOF_TARGET"],
    tokenVariable,
    token,
    otherTokenVariable,
    otherToken,
    depth: known,
    seed: seed === undefined ? undefined : Number(seed),
    out: env["SCIMPROOF_OUT"] ?? "reports/vitest",
    users: ids(env["SCIMPROOF_FIXTURE_USERS"]),
    groups: ids(env["SCIMPROOF_FIXTURE_GROUPS"]),
    consent: [env["SCIMPROOF_YES"], env["CI"]].some((said) => /^(?:true|1|yes)$/iu.test(said ?? "")),
  };
}

/** The variable that another one names, and what it holds. */
function readToken(
  env: Readonly<Record<string, string | undefined>>,
  naming: string,
): readonly [variable: string | undefined, token: string | undefined] {
  const variable = env[naming];
  const token = variable === undefined ? undefined : env[variable];
  if (variable !== undefined && (token === undefined || token === "")) {
    throw usage(`${naming} names ${variable}, which is not set`, `export ${variable}=…`);
  }
  return [variable, token];
}

function ids(list: string | undefined): readonly string[] {
  return (list ?? "").split(",").filter((id) => id !== "");
}

function usage(message: string, remedy: string): HarnessError {
  return new HarnessError("USAGE", message, { remedy });
}
