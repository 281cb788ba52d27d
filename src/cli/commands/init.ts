import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { isLoopback, planRun } from "../../engine/index.ts";
import { palette } from "../../report/index.ts";
import { creationWords, isCi } from "../consent.ts";
import { EXIT } from "../errors.ts";
import { type Answers, CI_KINDS, type Draft, type InitFlags } from "../init/answers.ts";
import { ciDraft } from "../init/ci-text.ts";
import { CONFIG_NAME, configDrafts, PROFILE_NAME } from "../init/config-text.ts";
import { askParameters, askServer, askWhat, type Interview } from "../init/interview.ts";
import { type Looked, lookAt } from "../init/look-at.ts";
import { refuseTaken, writeDrafts } from "../init/write-drafts.ts";
import type { CliIo } from "../io.ts";
import { PromptClosed } from "../prompt.ts";
import { readSettings } from "../settings.ts";
import { EXIT_OF } from "../signals.ts";
import type { Terminal } from "../terminal.ts";
import { readChoice } from "../values.ts";
import { toolVersion } from "../version.ts";

// Quick, and a write of every operation is confirmed all the same.
const FIRST_RUN = ["run", "--depth", "smoke"];

/** `scimproof init`: asks what has to be known, writes config, profile and pipeline, and makes a first run. */
export async function initCommand(
  word: string | undefined,
  flags: InitFlags,
  io: CliIo,
  terminal: Terminal,
  again: (argv: readonly string[]) => Promise<number>,
): Promise<number> {
  const folder = io.cwd ?? process.cwd();
  refuseTaken(folder, [CONFIG_NAME], flags.force === true);
  // Before anything is asked for: whoever misspelt a flag is not to answer questions first.
  if (flags.ci !== undefined) readChoice("--ci", flags.ci, CI_KINDS);
  const prompt = flags.yes === true ? undefined : io.openPrompt?.();
  let interrupted: "SIGINT" | "SIGTERM" | undefined;
  const detach = io.onSignal((signal) => {
    interrupted = signal;
    prompt?.close();
  });
  const interview: Interview = { flags, prompt, folder, terminal };
  try {
    const { answers, looked } = await gather(word, interview);
    const drafts = draftsOf(answers, folder, flags.force === true);
    if (interrupted === undefined) {
      writeDrafts(folder, drafts);
      terminal.out(writtenLines(drafts, terminal));
    }
    // A signal that came meanwhile is heard only now.
    await setImmediate();
    if (interrupted !== undefined) return EXIT_OF[interrupted];
    if (!(await isRunWanted(answers, looked, interview, io))) return EXIT.ok;
  } catch (error) {
    if (!(error instanceof PromptClosed)) throw error;
    terminal.err("\ninterrupted\n");
    return EXIT_OF[interrupted ?? "SIGINT"];
  } finally {
    prompt?.close();
    detach();
  }
  terminal.err("\nThe first run, at depth smoke: scimproof run --depth smoke\n\n");
  return await again([...FIRST_RUN, ...(flags.run === true || prompt !== undefined ? ["--yes"] : [])]);
}

async function gather(
  word: string | undefined,
  interview: Interview,
): Promise<{ readonly answers: Answers; readonly looked: Looked }> {
  const { flags, folder } = interview;
  const { vendor, spec, files, looked: read } = await askWhat(word, interview);
  if (vendor === undefined) refuseTaken(folder, [PROFILE_NAME], flags.force === true);
  const pathParameters = await askParameters(read, interview);
  const pathParam = Object.entries(pathParameters).map(([name, value]) => `${name}=${value}`);
  const looked = pathParam.length === 0 ? read : await lookAt(vendor, { ...files, pathParam });
  const server = await askServer(looked, vendor, interview);
  const { profile } = looked.contract;
  const answers: Answers = {
    vendor,
    spec: fromFolder(folder, spec),
    overlay: vendor === undefined ? fromFolder(folder, flags.overlay) : undefined,
    allowRemoteRefs: vendor === undefined && flags.allowRemoteRefs === true,
    ...server,
    pathParameters,
    names: { vendor: profile.vendor, title: profile.title },
    version: toolVersion(),
    schemas: schemasFrom(folder),
  };
  return { answers, looked };
}

/** A path as it stands in the config: whoever checks it out has other folders above. */
function fromFolder(folder: string, path: string | undefined): string | undefined {
  return path === undefined ? undefined : relative(folder, resolve(folder, path)).replaceAll("\\", "/");
}

/** Where an editor finds the JSON Schemas: in the package where it is installed, else where npm packages are published. */
function schemasFrom(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    const schemas = join(at, "node_modules", "scimproof", "schemas");
    if (existsSync(schemas)) return `./${relative(folder, schemas).replaceAll("\\", "/")}/`.replace(/^\.\/\.\./u, "..");
    if (dirname(at) === at) return `https://unpkg.com/scimproof@${toolVersion()}/schemas/`;
  }
}

function draftsOf(answers: Answers, folder: string, force: boolean): readonly Draft[] {
  const ci = ciDraft(answers, folder, force);
  if (ci !== undefined) refuseTaken(folder, [ci.path], force);
  return [...configDrafts(answers), ...(ci === undefined ? [] : [ci])];
}

function writtenLines(drafts: readonly Draft[], { colour }: Terminal): string {
  const paint = palette(colour.out);
  return drafts
    .map(({ path, next }) => `${paint.good("written")} ${path}${next === undefined ? "" : `   → ${next}`}\n`)
    .join("");
}

/** Whether there is a first run now; where not, it is said how to make it. */
async function isRunWanted(
  { target, tokenEnv }: Answers,
  { suites }: Looked,
  { flags, prompt, terminal }: Interview,
  { env }: CliIo,
): Promise<boolean> {
  if (flags.run === false) return false;
  if (tokenEnv !== undefined && (env[tokenEnv] ?? "") === "") {
    terminal.out(`next: put the token into ${tokenEnv} (export ${tokenEnv}=…), then: scimproof run\n`);
    return false;
  }
  if (target === "embedded" || isLoopback(target)) return true;
  if (flags.run === true || isCi(env)) return true;
  const settings = readSettings({ depth: "smoke" });
  const runs = suites.map((one) => ({
    ...one,
    target: { baseUrl: target, kind: "remote" as const, credentials: [], headers: {}, insecure: false },
  }));
  if (prompt !== undefined) {
    const plans = planRun(runs, settings);
    const line = await prompt.ask(`Run it now? On ${target} this would ${creationWords(plans, settings)} [y/N]: `);
    if (/^y(?:es)?$/iu.test(line)) return true;
  }
  terminal.out(
    `${target} is no server of this machine, and nothing was sent. See every request: scimproof run --dry-run; then: scimproof run --yes\n`,
  );
  return false;
}
