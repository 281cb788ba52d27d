import type { Command, CommanderError } from "commander";
import type { HarnessError } from "../result/index.ts";
import { usage } from "./usage.ts";

/**
 * What commander refuses, in our words, with the nearest name. Values are left out: one may be a credential.
 *
 * @returns undefined when help was printed in place of an error
 */
export async function commanderError(
  error: CommanderError,
  program: Command,
  argv: readonly string[],
): Promise<HarnessError | undefined> {
  if (error.code === "commander.help") return undefined;
  const command = program.commands.find((candidate) => argv.includes(candidate.name()));
  const name = /'([^'=]*)/u.exec(error.message)?.[1] ?? "";
  const help = `scimproof ${command === undefined ? "" : `${command.name()} `}--help`;
  switch (error.code) {
    case "commander.unknownOption":
      return usage(`unknown option ${name}.${await nearOption(name, command ?? program)}`, adviceFor(name, help));
    case "commander.unknownCommand":
      return usage(`unknown command ${JSON.stringify(name)}.${await nearCommand(name, program)}`, `${help} lists them`);
    case "commander.optionMissingArgument":
      return usage(`${name} needs a value`, `${help} says which`);
    case "commander.missingArgument":
      return usage(`scimproof ${command?.name() ?? ""} needs ${JSON.stringify(name)}`, `${help} says what it is`);
    default:
      return usage(error.message.replace(/^error: /u, ""), help);
  }
}

function adviceFor(name: string, help: string): string {
  return /token|pass|secret|auth|bearer|api-?key|user/iu.test(name)
    ? "credentials never come from the command line: --token-env SCIM_TOKEN names the environment variable that holds one"
    : `${help} lists them`;
}

async function nearOption(name: string, command: Command): Promise<string> {
  const options = command.options.flatMap(({ long }) => long ?? []);
  const longer = options.find((option) => name.length > 3 && option.startsWith(name));
  if (longer !== undefined) return ` Did you mean ${longer}?`;
  const { didYouMean } = await import("../document/index.ts");
  return didYouMean(name, options).replaceAll('"', "");
}

async function nearCommand(name: string, program: Command): Promise<string> {
  const { didYouMean, listVendors } = await import("../document/index.ts");
  const vendor = name.split(".")[0] ?? "";
  if (listVendors().includes(vendor)) return ` Did you mean scimproof run ${name}?`;
  return didYouMean(
    name,
    program.commands.map((command) => command.name()),
  );
}
