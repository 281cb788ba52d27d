import type { Command } from "commander";
import { HarnessError } from "../../result/index.ts";
import { CONFIG_KEYS } from "./keys.ts";
import type { Config } from "./load-config.ts";

/** A mistake on the command line that was made in a config: the same error, with the place there. Any other as it is. */
export function placeInConfig(error: unknown, command: Command, config: Config | undefined): unknown {
  if (!(error instanceof HarnessError) || config === undefined || error.place !== undefined) return error;
  if (error.code !== "USAGE" && error.code !== "SELECTION_EMPTY") return error;
  const key = CONFIG_KEYS.find(({ flag }) => {
    const option = command.options.find((candidate) => candidate.attributeName() === flag);
    const isNamed = option?.long != null && new RegExp(`${option.long}(?![\\w-])`, "u").test(error.message);
    return isNamed && command.getOptionValueSource(flag) === "config";
  })?.key;
  // What is wrong with no flag is wrong with what the config chooses.
  const pointer = key === undefined ? "/suites" : `/${key}`;
  const { message, remedy } = error;
  return new HarnessError(error.code, message, {
    place: config.placeOf(pointer),
    ...(remedy === undefined ? {} : { remedy }),
    cause: error,
  });
}
