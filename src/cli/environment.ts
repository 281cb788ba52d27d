import type { Command, Option } from "commander";
import type { CliIo } from "./io.ts";
import { usage } from "./usage.ts";

/** `SCIMPROOF_MAX_REQUESTS` for `--max-requests`. */
export function variableOf(option: Option): string {
  return `SCIMPROOF_${(option.long ?? "").replace(/^--/u, "").replaceAll("-", "_").toUpperCase()}`;
}

/**
 * Fills in from the environment what the command line does not say.
 *
 * @returns the names of the flags that the command line does say
 * @throws HarnessError `USAGE` for a switch that is neither on nor off
 */
export function applyEnvironment(command: Command, env: CliIo["env"]): ReadonlySet<string> {
  const typed = new Set<string>();
  for (const option of command.options) {
    const name = option.attributeName();
    if (command.getOptionValueSource(name) === "cli") {
      typed.add(name);
      continue;
    }
    const value = valueOf(option, env);
    if (value !== undefined) command.setOptionValueWithSource(name, value, "env");
  }
  return typed;
}

function valueOf(option: Option, env: CliIo["env"]): unknown {
  if (option.long === "--fixture") return fixtures(env);
  const variable = variableOf(option);
  const text = env[variable];
  if (text === undefined || text === "") return undefined;
  // Off is said too: a config may say that it is on.
  if (!option.required && !option.optional) return isOn(variable, text) !== option.negate;
  // A header may hold spaces and commas, so that a line break is what parts one value from the next.
  return option.parseArg === undefined ? text : text.split("\n").filter((line) => line.trim() !== "");
}

function isOn(variable: string, text: string): boolean {
  if (/^(?:1|true|yes|on)$/iu.test(text)) return true;
  if (/^(?:0|false|no|off)$/iu.test(text)) return false;
  throw usage(`${variable}=${text} is neither on nor off`, `set ${variable}=1, or leave it out`);
}

/** The two kinds have a variable each, as a suite that runs under vitest reads them too. */
function fixtures(env: CliIo["env"]): readonly string[] | undefined {
  const found = ["users", "groups"].flatMap((kind) => {
    const ids = env[`SCIMPROOF_FIXTURE_${kind.toUpperCase()}`];
    return ids === undefined || ids === "" ? [] : [`${kind}=${ids}`];
  });
  return found.length === 0 ? undefined : found;
}
