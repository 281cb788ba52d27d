import type { Command, Option } from "commander";
import { RULES } from "../../audit/index.ts";
import { CHECKS } from "../../checks/index.ts";
import { listVendors } from "../../document/index.ts";
import { REPORTER_NAMES } from "../../report/index.ts";
import { CLIENTS, DEPTHS } from "../../scenarios/index.ts";
import { DIALECTS, FAULTS, ODDITIES } from "../../targets/index.ts";
import { allRequirements, allScenarios, allSuites } from "../catalogue.ts";
import { CI_KINDS } from "../init/answers.ts";
import { LISTS } from "../lists.ts";
import { FAIL_ON } from "../settings.ts";

/** The shells that can be taught. */
export const SHELLS = ["bash", "zsh", "fish", "powershell"] as const;

/** One of {@link SHELLS}. */
export type Shell = (typeof SHELLS)[number];

/** What may stand in a place: words; the name of a file, a folder or a variable; or nothing that is known. */
export type Values = readonly string[] | "file" | "folder" | "variable" | "unknown";

/** A flag. */
export interface FlagNode {
  readonly long: string;
  readonly short: string | undefined;
  readonly about: string;
  /** What it takes; undefined for a switch. */
  readonly values: Values | undefined;
  /** Whether it takes several of them with commas between. */
  readonly isList: boolean;
  readonly repeatable: boolean;
}

/** A command. */
export interface CommandNode {
  readonly name: string;
  readonly about: string;
  readonly flags: readonly FlagNode[];
  /** What its words are called: `suite`; empty where it takes none. */
  readonly word: string;
  /** What its words may be; undefined where it takes none. */
  readonly words: Values | undefined;
}

/** Flags that take several values in one word. */
const LISTS_OF: ReadonlySet<string> = new Set(["--reporter", "--client"]);

type Lists = Readonly<Record<string, Values>>;

/** The commands with everything that a shell can offer, read from the commands themselves. */
export async function commandTree(program: Command): Promise<readonly CommandNode[]> {
  const vendors = listVendors();
  const suites = (await allSuites()).map(({ suite }) => suite.id);
  const scenarios = (await allScenarios()).map(({ scenario }) => scenario.id);
  const requirements = (await allRequirements()).map(({ id }) => id);
  const own = [...CHECKS, ...FAULTS, ...ODDITIES, ...RULES].map(({ id }) => id);
  const flags: Lists = {
    "--depth": DEPTHS,
    "--fail-on": FAIL_ON,
    "--reporter": REPORTER_NAMES,
    "--client": CLIENTS.map(({ name }) => name),
    "--grep": scenarios,
    "--grep-invert": scenarios,
    "--target": ["embedded"],
    "--ci": CI_KINDS,
    "--seed": ["random"],
    "--redact": ["names", "field=", "header="],
    "--fault": FAULTS.map(({ id }) => id),
    "--oddity": ODDITIES.map(({ id }) => id),
    "audit --format": ["terminal", "json", "sarif"],
  };
  const words: Lists = {
    suite: [...vendors, ...suites],
    vendor: vendors,
    dialect: DIALECTS.map(({ name }) => name),
    topic: Object.keys(LISTS),
    id: [...new Set([...own, ...scenarios, ...requirements])],
    shell: SHELLS,
  };
  return program.commands.map((command) => ({
    name: command.name(),
    about: command.description(),
    flags: [
      ...command.options.map((option) => flagNode(option, flags, command.name())),
      { long: "--help", short: "-h", about: "print this help", values: undefined, isList: false, repeatable: false },
    ],
    word: command.registeredArguments[0]?.name() ?? "",
    words: wordsOf(command, words),
  }));
}

function flagNode(option: Option, lists: Lists, command: string): FlagNode {
  const long = option.long ?? "";
  const takes = option.required || option.optional;
  const placeholder = /<([^>]+)>/u.exec(option.flags)?.[1] ?? "";
  return {
    long,
    short: option.short,
    about: option.description,
    values: takes ? (lists[`${command} ${long}`] ?? lists[long] ?? byPlaceholder(placeholder, long)) : undefined,
    isList: LISTS_OF.has(long),
    repeatable: option.parseArg !== undefined,
  };
}

function byPlaceholder(placeholder: string, long: string): Values {
  if (/file/u.test(placeholder)) return "file";
  if (/folder|dir/u.test(placeholder)) return "folder";
  return long.endsWith("-env") && placeholder === "name" ? "variable" : "unknown";
}

function wordsOf(command: Command, lists: Lists): Values | undefined {
  const [first] = command.registeredArguments;
  if (first === undefined) return undefined;
  // Documents, results and journals are files.
  return lists[first.name()] ?? "file";
}
