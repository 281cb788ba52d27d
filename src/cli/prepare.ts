import { createClient } from "../client/index.ts";
import type { Contract } from "../document/index.ts";
import { DEFAULT_SETTINGS, type SuiteRun, type TargetConfig } from "../engine/index.ts";
import { DIALECTS } from "../targets/index.ts";
import { given, shipped } from "./choose.ts";
import type { Config } from "./config/load-config.ts";
import { type Access, readAccess, wayInto } from "./credentials.ts";
import { standInEnv } from "./dry-run/stand-in-env.ts";
import type { TargetFlags, Typed } from "./flags.ts";
import type { CliIo } from "./io.ts";
import { exampleTarget, readServer, readTarget } from "./target-url.ts";
import type { Terminal } from "./terminal.ts";
import { usage } from "./usage.ts";

/** What a command line asks for: suites with contract and target, nothing started and nothing sent. */
export interface Prepared {
  /** An embedded target has no address before it is started; see `openTargets`. */
  readonly runs: readonly SuiteRun[];
  readonly access: Access;
  /** True when nothing was named, and so everything is run against ourselves. */
  readonly bare: boolean;
}

const EMBEDDED: TargetConfig = { baseUrl: "", kind: "embedded", credentials: [], headers: {}, insecure: false };

/**
 * Works out what to run from words and flags, without a network.
 *
 * @throws HarnessError `USAGE`, `DOCUMENT_INVALID`, `OVERLAY_INVALID`, `PROFILE_INVALID`
 */
export async function prepare(
  command: string,
  words: readonly string[],
  { flags, typed, config: file }: Typed<TargetFlags & { readonly dryRun?: boolean }>,
  env: CliIo["env"],
  terminal: Terminal,
): Promise<Prepared> {
  const { target, server, serverVar, spec } = flags;
  if (target !== undefined && (server !== undefined || serverVar !== undefined)) {
    throw usage(
      "--target takes the place of the document's server",
      "give either --target, or --server and --server-var",
    );
  }
  const isEmbedded = target === "embedded";
  const bare =
    command === "run" &&
    words.length === 0 &&
    file === undefined &&
    [target, server, serverVar, spec].every((one) => one === undefined);
  const pairs =
    spec === undefined ? await shipped(command, words, flags, bare || isEmbedded) : await given(words, spec, flags);
  const withTarget = (config: TargetConfig): readonly SuiteRun[] =>
    pairs.map((chosen) => ({ ...chosen, target: config }));
  if (bare || isEmbedded) {
    refuseCredentials(flags, typed);
    for (const { contract } of pairs) requireDialect(contract);
    const access = readAccess({}, env, terminal);
    return { runs: withTarget(EMBEDDED), access, bare };
  }
  const [first] = pairs;
  if (first === undefined) throw usage("there is no suite");
  if (target === undefined && server === undefined && serverVar === undefined)
    throw noTarget(command, words, first.contract, flags);
  const baseUrl = target === undefined ? readServer(first.contract, flags) : readTarget(target);
  const access = readAccess(
    flags,
    flags.dryRun === true ? withStandIns(flags, file, env, terminal) : env,
    terminal,
    file,
  );
  const config: TargetConfig = {
    baseUrl,
    kind: "remote",
    credentials: access.credentials,
    ...(access.otherCredentials.length === 0 ? {} : { otherCredentials: access.otherCredentials }),
    headers: access.headers,
    insecure: flags.insecure === true,
    ...wayInto(baseUrl, access, env),
  };
  await checkClient(config);
  return { runs: withTarget(config), access, bare };
}

/** Says which credentials are missing, and goes on without them. */
function withStandIns(
  flags: TargetFlags,
  file: Config | undefined,
  env: CliIo["env"],
  terminal: Terminal,
): CliIo["env"] {
  const found = standInEnv(flags, file, env);
  if (found.unset.length > 0) {
    terminal.err(`${found.unset.join(", ")}: not set. Nothing is sent here; a run needs what belongs there.\n`);
  }
  return found.env;
}

function noTarget(command: string, words: readonly string[], contract: Contract, { spec }: TargetFlags): Error {
  const start = ["scimproof", command, ...words, ...(spec === undefined ? [] : ["--spec", spec])].join(" ");
  const own = DIALECTS.some(({ name }) => name === contract.id);
  const variables = Object.keys(contract.servers[0]?.variables ?? {}).map((name) => ` --server-var ${name}=…`);
  return usage(
    "no target was named: which server is to be tested?",
    [
      `${start} --target ${exampleTarget(contract)}   your server`,
      ...(variables.length === 0 ? [] : [`${start}${variables.join("")}   the document's own server`]),
      ...(own ? [`${start} --target embedded   Scimproof's own, to try it out`] : []),
    ].join("\n  → "),
  );
}

function requireDialect(contract: Contract): void {
  if (DIALECTS.some(({ name }) => name === contract.id)) return;
  const names = DIALECTS.map(({ name }) => name).join(", ");
  throw usage(
    `no embedded target speaks like ${contract.id}: there is ${names}`,
    "give --target https://your-server/base",
  );
}

function refuseCredentials(flags: TargetFlags, typed: ReadonlySet<string>): void {
  const transport = ["insecure", "ca", "cert", "key", "keyPassphraseEnv"] as const;
  if (transport.some((name) => flags[name] !== undefined && typed.has(name))) {
    throw usage("the embedded target is spoken to without TLS", "leave --insecure, --ca, --cert and --key out");
  }
  const names = ["tokenEnv", "basicEnv", "headerEnv", "otherTokenEnv"] as const;
  if (names.some((name) => flags[name] !== undefined && typed.has(name))) {
    throw usage(
      "the embedded target has a token of its own for each tenant",
      "leave --token-env, --basic-env, --header-env and --other-token-env out",
    );
  }
}

/** A client refuses credentials that can never work as it is made: better here than in the middle of a run. */
async function checkClient(config: TargetConfig): Promise<void> {
  const { timeoutMs, maxBodyBytes } = DEFAULT_SETTINGS;
  const limits = {
    connectTimeoutMs: timeoutMs,
    headersTimeoutMs: timeoutMs,
    bodyTimeoutMs: timeoutMs,
    maxBodyBytes,
    concurrency: 1,
    maxRetryAfterMs: 0,
    maxRetries: 0,
    maxRedirects: 0,
  };
  await createClient({ ...config, limits }).close();
}
