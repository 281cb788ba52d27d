import type { Redact } from "../client/index.ts";
import { didYouMean } from "../document/index.ts";
import { DEFAULT_SETTINGS, type NamedFixtures, parseShard, type RunSettings } from "../engine/index.ts";
import { DEFAULT_REPORTERS, REPORTER_NAMES, type ReporterName } from "../report/index.ts";
import { DEPTHS } from "../scenarios/index.ts";
import { MAX_REDACTED_NAME } from "./config/config-schema.ts";
import type { RunFlags } from "./flags.ts";
import { usage } from "./usage.ts";
import { readChoice, readCount, readDuration, readPair, readPattern, readRate, readSize } from "./values.ts";

const MAX_SEED = 2 ** 32 - 1;

/** The folder that reports go to unless another is named. */
export const DEFAULT_OUT = "reports";

/** What `--fail-on` takes. */
export const FAIL_ON = ["error", "warning", "never"] as const;

/** The settings that flags make, without those that say who is running what. */
export function readSettings(flags: RunFlags): RunSettings {
  const { shard, grep, grepInvert, seed, maxRequests, rate, timeBudget } = flags;
  return {
    ...DEFAULT_SETTINGS,
    depth: readChoice("--depth", flags.depth ?? DEFAULT_SETTINGS.depth, DEPTHS),
    failOn: readChoice("--fail-on", flags.failOn ?? DEFAULT_SETTINGS.failOn, FAIL_ON),
    strict: flags.strict === true,
    authProbes: flags.authProbes !== false,
    allowLeftovers: flags.allowLeftovers === true,
    fixtures: readFixtures(flags.fixture ?? []),
    out: flags.out ?? DEFAULT_OUT,
    selection: {
      ...(grep === undefined ? {} : { grep: readPattern("--grep", grep) }),
      ...(grepInvert === undefined ? {} : { grepInvert: readPattern("--grep-invert", grepInvert) }),
      ...(shard === undefined ? {} : { shard: parseShard(shard) }),
    },
    ...(flags.redact === undefined ? {} : { redact: readRedact(flags.redact) }),
    ...(seed === undefined ? {} : { seed: readCount("--seed", seed, 0, MAX_SEED) }),
    ...(flags.runs === undefined ? {} : { runs: readCount("--runs", flags.runs, 1, 1e6) }),
    ...(maxRequests === undefined ? {} : { maxRequests: readCount("--max-requests", maxRequests, 1, 1e9) }),
    ...(rate === undefined ? {} : { ratePerSecond: readRate("--rate", rate) }),
    ...(timeBudget === undefined ? {} : { timeBudgetMs: readDuration("--time-budget", timeBudget, 1) }),
    ...(flags.concurrency === undefined ? {} : { concurrency: readCount("--concurrency", flags.concurrency, 1, 256) }),
    ...(flags.timeout === undefined ? {} : { timeoutMs: readDuration("--timeout", flags.timeout, 1) }),
    ...(flags.grace === undefined ? {} : { graceMs: readDuration("--grace", flags.grace, 0) }),
    ...(flags.maxBody === undefined ? {} : { maxBodyBytes: readSize("--max-body", flags.maxBody) }),
  };
}

/** `--seed random` drawn, so that the command that is recorded repeats the run. */
export function drawSeed<Flags extends RunFlags>(flags: Flags): Flags {
  return flags.seed === "random" ? { ...flags, seed: String(Math.floor(Math.random() * 1_000_000)) } : flags;
}

/** The formats that `--reporter` names, each once. */
export function readReporters(text: string | undefined): readonly ReporterName[] {
  if (text === undefined) return DEFAULT_REPORTERS;
  return [...new Set(text.split(",").map((word) => readReporter(word.trim())))];
}

// What people call some of them.
const OTHER_NAMES: Readonly<Record<string, ReporterName>> = { markdown: "md", xml: "junit", svg: "badge" };

function readReporter(word: string): ReporterName {
  const name = REPORTER_NAMES.find((candidate) => candidate === word);
  if (name !== undefined) return name;
  const meant = Object.hasOwn(OTHER_NAMES, word.toLowerCase()) ? OTHER_NAMES[word.toLowerCase()] : undefined;
  const hint = meant === undefined ? didYouMean(word, REPORTER_NAMES) : ` Did you mean "${meant}"?`;
  throw usage(
    `there is no reporter ${JSON.stringify(word)}.${hint}`,
    `name one or several of ${REPORTER_NAMES.join(", ")}: --reporter html,junit`,
  );
}

/** What a command line and a config say is to be hidden, taken together. */
export function joinedRedact(flags: Redact | undefined, config: Redact | undefined): { readonly redact?: Redact } {
  const all = [flags, config].filter((one) => one !== undefined);
  if (all.length === 0) return {};
  return {
    redact: {
      fields: [...new Set(all.flatMap(({ fields }) => fields))],
      headers: [...new Set(all.flatMap(({ headers }) => headers))],
      names: all.some(({ names }) => names),
    },
  };
}

function readRedact(texts: readonly string[]): Redact {
  const fields: string[] = [];
  const headers: string[] = [];
  for (const text of texts) {
    if (text === "names") continue;
    const [kind, name] = text.includes("=") ? readPair("--redact", text, "field=employeeNumber") : ["", ""];
    if (name.length > MAX_REDACTED_NAME) {
      throw usage(`--redact names a ${kind} of ${name.length} characters`, `write at most ${MAX_REDACTED_NAME}`);
    }
    if (kind === "field" && name !== "") fields.push(name);
    else if (kind === "header" && /^[\w!#$%&'*+.^`|~-]+$/u.test(name)) headers.push(name);
    else {
      throw usage(
        `--redact ${text} is neither names nor a field nor a header`,
        "write --redact names, --redact field=employeeNumber or --redact header=X-Tenant",
      );
    }
  }
  return { fields, headers, names: texts.includes("names") };
}

function readFixtures(texts: readonly string[]): NamedFixtures {
  const found: Record<"users" | "groups", string[]> = { users: [], groups: [] };
  for (const text of texts) {
    const [kind, list] = readPair("--fixture", text, "groups=ID,ID");
    if (kind !== "users" && kind !== "groups") {
      throw usage(
        `--fixture ${text} is neither users nor groups`,
        "write --fixture groups=ID,ID or --fixture users=ID,ID",
      );
    }
    found[kind].push(
      ...list
        .split(",")
        .map((id) => id.trim())
        .filter((id) => id !== ""),
    );
  }
  return { users: [...new Set(found.users)], groups: [...new Set(found.groups)] };
}
