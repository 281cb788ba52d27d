import { createClient } from "../client/index.ts";
import { type Contract, loadContract, loadVendor } from "../document/index.ts";
import { DEFAULT_SETTINGS, type Suite, type SuiteRun, suitesOf, type TargetConfig } from "../engine/index.ts";
import { DIALECTS } from "../targets/index.ts";
import { type Access, readAccess } from "./credentials.ts";
import type { TargetFlags, Typed } from "./flags.ts";
import type { CliIo } from "./io.ts";
import { loadSuites, selectSuites } from "./suites.ts";
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
  { flags, typed }: Typed<TargetFlags>,
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
    command === "run" && words.length === 0 && [target, server, serverVar, spec].every((one) => one === undefined);
  const pairs =
    spec === undefined ? await shipped(command, words, flags, bare || isEmbedded) : await given(words, spec, flags);
  const withTarget = (config: TargetConfig): readonly SuiteRun[] =>
    pairs.map(({ suite, contract }) => ({ suite, contract, target: config }));
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
  const access = readAccess(flags, env, terminal);
  const config: TargetConfig = {
    baseUrl,
    kind: "remote",
    credentials: access.credentials,
    headers: access.headers,
    insecure: flags.insecure === true,
  };
  await checkClient(config);
  return { runs: withTarget(config), access, bare };
}

/** Suites that come with the package. */
async function shipped(
  command: string,
  words: readonly string[],
  { overlay, profile }: TargetFlags,
  anyVendor: boolean,
): Promise<readonly Omit<SuiteRun, "target">[]> {
  if (overlay !== undefined || profile !== undefined) {
    throw usage(
      `--${overlay === undefined ? "profile" : "overlay"} belongs to a document`,
      "name it: --spec openapi.yaml",
    );
  }
  const all = await loadSuites();
  const suites = selectSuites(words, all);
  const vendors = [...new Set(suites.map(({ vendor }) => vendor))];
  const names = [...new Set(all.map(({ vendor }) => vendor))].join(" or ");
  if (words.length === 0 && !anyVendor) {
    throw usage(
      "which document describes that server?",
      `scimproof ${command} ${names} --target …, or --spec openapi.yaml`,
    );
  }
  if (vendors.length > 1 && !anyVendor) {
    throw usage(`one server cannot be ${vendors.join(" and ")} at once`, "name the suites of one vendor");
  }
  const contracts = new Map<string, Contract>();
  for (const vendor of vendors) contracts.set(vendor, await loadVendor(vendor));
  return suites.flatMap((suite) => {
    const contract = contracts.get(suite.vendor);
    return contract === undefined ? [] : [{ suite, contract }];
  });
}

/** Suites made from a document given by hand. */
async function given(
  words: readonly string[],
  spec: string,
  flags: TargetFlags,
): Promise<readonly Omit<SuiteRun, "target">[]> {
  const contract = await loadContract({ spec, overlay: flags.overlay, profile: flags.profile });
  const suites: readonly Suite[] = suitesOf(contract);
  if (suites.length === 0) {
    throw usage(
      `${contract.document.name} declares no operation that there are scenarios for`,
      `it declares ${contract.operations.map(({ key }) => key).join(", ") || "no SCIM operation"}; there are scenarios for PUT of a Group`,
    );
  }
  return selectSuites(words, suites).map((suite) => ({ suite, contract }));
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

function refuseCredentials({ tokenEnv, basicEnv, headerEnv }: TargetFlags, typed: ReadonlySet<string>): void {
  const isGiven = [tokenEnv, basicEnv, headerEnv].some((flag) => flag !== undefined);
  if (isGiven && ["tokenEnv", "basicEnv", "headerEnv"].some((name) => typed.has(name))) {
    throw usage("the embedded target has a token of its own", "leave --token-env, --basic-env and --header-env out");
  }
}

/** A client refuses credentials that can never work as it is made: better here than in the middle of a run. */
async function checkClient({ baseUrl, credentials, headers, insecure }: TargetConfig): Promise<void> {
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
  await createClient({ baseUrl, credentials, headers, insecure, limits }).close();
}
