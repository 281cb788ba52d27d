import type { Command } from "commander";
import { allScenarios } from "../../src/cli/catalogue.ts";
import { readClients } from "../../src/cli/clients.ts";
import { SHELLS } from "../../src/cli/completion/tree.ts";
import type { RunFlags } from "../../src/cli/flags.ts";
import { CI_KINDS } from "../../src/cli/init/answers.ts";
import { LISTS } from "../../src/cli/lists.ts";
import { FAIL_ON, readReporters, readSettings } from "../../src/cli/settings.ts";
import { loadSuites, selectSuites } from "../../src/cli/suites.ts";
import { readChoice } from "../../src/cli/values.ts";
import { listVendors } from "../../src/document/index.ts";
import { DIALECTS, FAULTS, ODDITIES } from "../../src/targets/index.ts";
import { cli } from "./cli-run.ts";
import type { Snippet } from "./snippets.ts";

/** What may stand before a command in a block: a prompt, variables, the key of a pipeline's step, npx. */
const SHOWN =
  /^\s*(?:\$ |- run: |run: |script: |- )?(?:[A-Z_]+=\S+ )*(?:npx (?:--yes )?)?(scimproof(?:@[\d.]+)? [a-z].*)$/gmu;

/** The lines of blocks and the words of sentences that begin with the command, with nothing before or behind it. */
export function shownCommands(blocks: readonly Snippet[], words: readonly Snippet[]): readonly Snippet[] {
  const inBlocks = blocks.flatMap(({ page, text }) =>
    [...text.replaceAll(/\\\n\s*/gu, " ").matchAll(SHOWN)].map(([, line = ""]) => ({
      page,
      text: line.replace(/\s+(?:#|then |\(|→|>|\||&&|;).*$/u, "").replace(/\s{3,}.*$/u, ""),
    })),
  );
  return [...inBlocks, ...words.filter(({ text }) => /^(?:npx )?scimproof [a-z]/u.test(text))];
}

/** Whether words stand for others: `…`, `URL`, `OLD`, `[options]`. */
function isForm(line: string): boolean {
  return /…|\.\.\.|\[options\]|(?:^|\s)[A-Z]{2,}(?:\s|$)/u.test(line);
}

/** Why the command line would not take it, option by option and value by value; undefined where it would. */
export async function refusal(line: string, program: Command): Promise<string | undefined> {
  const [, name = "", ...words] = (line.replace(/^npx /u, "").match(/"[^"]*"|'[^']*'|\S+/gu) ?? []).map((word) =>
    word.replaceAll(/^['"]|['"]$/gu, ""),
  );
  const command = program.commands.find((one) => one.name() === name);
  if (command === undefined) return "there is no such command";
  const { operands, unknown } = command.parseOptions(words);
  const strange = unknown.filter((word) => word !== "--help");
  if (strange.length > 0) return `unknown ${strange.join(" ")}`;
  if (isForm(line)) return undefined;
  try {
    await (VALUES[name] ?? VALUES["run"])?.(operands, command.opts());
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

type Reader = (operands: readonly string[], flags: Record<string, unknown>) => Promise<void> | void;

const SUITES = loadSuites();
const SCENARIOS = allScenarios();

async function suites(operands: readonly string[], flags: RunFlags): Promise<void> {
  const clients = readClients(flags.client);
  // Those of a document, or of a config, are not known here.
  if (flags.spec === undefined && flags.config === undefined) selectSuites(operands, await SUITES, clients);
}

/** Reads what a command is given with what reads it in a run. */
const VALUES: Readonly<Record<string, Reader>> = {
  run: async (operands, flags: RunFlags) => {
    await suites(operands, flags);
    const { grep } = readSettings(flags).selection ?? {};
    readReporters(flags.reporter);
    const isMeant = (await SCENARIOS).some(({ scenario: { id, title } }) => grep?.test(`${id} ${title}`) !== false);
    if (!isMeant) throw new Error(`-t ${flags.grep} means no scenario`);
  },
  doctor: suites,
  probe: suites,
  matrix: (_, flags: RunFlags) => void readSettings(flags),
  report: (_, { reporter }: RunFlags) => void readReporters(reporter),
  merge: (_, { reporter }: RunFlags) => void readReporters(reporter),
  compare: (_, { failOn }: RunFlags) => void (failOn === undefined || readChoice("--fail-on", failOn, FAIL_ON)),
  cleanup: () => undefined,
  audit: (_, { format }) => {
    if (typeof format === "string") readChoice("--format", format, ["terminal", "json", "sarif"]);
  },
  init: ([vendor], { ci }) => {
    if (vendor !== undefined) readChoice("the vendor", vendor, listVendors());
    if (typeof ci === "string") readChoice("--ci", ci, CI_KINDS);
  },
  serve: ([dialect = ""], { fault, oddity }) => {
    const name = readChoice(
      "the dialect",
      dialect,
      DIALECTS.map((one) => one.name),
    );
    for (const [wanted, known] of [[fault, FAULTS] as const, [oddity, ODDITIES] as const]) {
      const ids = known.filter(({ dialects }) => dialects.includes(name)).map(({ id }) => id);
      for (const id of (wanted ?? []) as readonly string[]) readChoice("the switch", id, ids);
    }
  },
  list: ([topic]) => void (topic === undefined || readChoice("the topic", topic, Object.keys(LISTS))),
  completion: ([shell]) => void (shell === undefined || readChoice("the shell", shell, SHELLS)),
  explain: async ([id]) => {
    const end = id === undefined ? undefined : await cli(["explain", id]);
    if (end !== undefined && end.code !== 0) throw new Error(end.err);
  },
};
