import type { Command } from "commander";
import { applyConfig, suitesIn, withoutAuth } from "./config/apply-config.ts";
import { type Config, loadConfig } from "./config/load-config.ts";
import { placeInConfig } from "./config/place-in-config.ts";
import { applyEnvironment } from "./environment.ts";
import type { Typed } from "./flags.ts";
import type { CliIo } from "./io.ts";

/** What a command was given: on the command line, in the environment, in a config, in this order. */
export interface Given extends Typed<object> {
  /** The suites named on the command line, else those of the config. */
  readonly words: readonly string[];
  /** Runs the command; a mistake in what the config gave is told with its place there. */
  readonly placing: (act: () => Promise<number>) => Promise<number>;
}

// The journal knows its own server: a config in the folder may be about another one.
const NOT_FROM_CONFIG: Readonly<Record<string, ReadonlySet<string>>> = { cleanup: new Set(["target"]) };

/**
 * Reads the flags of a command.
 *
 * @throws HarnessError `USAGE`, `CONFIG_INVALID`
 */
export async function readFlags(command: Command, io: CliIo, words: readonly string[] = []): Promise<Given> {
  const typed = applyEnvironment(command, io.env);
  const takesConfig = command.options.some((option) => option.attributeName() === "config");
  const named: unknown = command.getOptionValue("config");
  const config = takesConfig
    ? await loadConfig(typeof named === "string" ? named : undefined, io.cwd ?? process.cwd())
    : undefined;
  if (config === undefined) return { flags: command.opts(), typed, words, placing: async (act) => await act() };
  return withConfig(command, config, typed, words);
}

/**
 * What a command was given, with a config that has been read.
 *
 * @param typed names of the flags that stand on the command line itself
 */
export function withConfig(
  command: Command,
  config: Config,
  typed: ReadonlySet<string>,
  words: readonly string[] = [],
): Given {
  const placing: Given["placing"] = async (act) => {
    try {
      return await act();
    } catch (error) {
      throw placeInConfig(error, command, config);
    }
  };
  applyConfig(command, config, NOT_FROM_CONFIG[command.name()] ?? new Set());
  // So that the line which repeats the run names it.
  command.setOptionValueWithSource("config", config.file, "default");
  return {
    flags: command.opts(),
    typed,
    config: withoutAuth(command, config),
    words: words.length > 0 ? words : suitesIn(command, config),
    placing,
  };
}
