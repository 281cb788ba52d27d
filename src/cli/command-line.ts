import type { Command, Option } from "commander";
import { shellWord } from "./shell-word.ts";

/** Flags that choose scenarios, or the seed: what a line that repeats one scenario says anew. */
const SELECTING: ReadonlySet<string> = new Set([
  "grep",
  "grepInvert",
  "shard",
  "seed",
  "runs",
  "replay",
  "from",
  // What is waived is shown again all the same, and nothing is written down.
  "baseline",
  "updateBaseline",
]);

/**
 * The command line that repeats this one: what the environment said included, credentials by the name of their
 * variable as always.
 */
export function commandLine(command: Command, words: readonly string[], flags: object): string {
  return assemble(command, words, flags, () => true);
}

/** The same without any choice of scenarios or seed, to which a replay adds its own. */
export function replayBase(command: Command, words: readonly string[], flags: object): string {
  return assemble(command, words, flags, (option) => !SELECTING.has(option.attributeName()));
}

function assemble(
  command: Command,
  words: readonly string[],
  flags: object,
  isWanted: (option: Option) => boolean,
): string {
  const values = flags as Readonly<Record<string, unknown>>;
  const parts = command.options.filter(isWanted).flatMap((option): readonly string[] => {
    const name = option.attributeName();
    const value = values[name];
    // The config says it again; a seed drawn at random it does not.
    if (command.getOptionValueSource(name) === "config" && command.getOptionValue(name) === value) return [];
    const flag = option.long ?? "";
    if (option.negate) return value === false ? [flag] : [];
    if (value === true) return [flag];
    if (Array.isArray(value)) return value.flatMap((one: unknown) => [flag, String(one)]);
    return typeof value === "string" ? [flag, value] : [];
  });
  return ["scimproof", command.name(), ...words, ...parts].map(shellWord).join(" ");
}
