import { CommanderError } from "commander";
import { commanderError } from "./commander-error.ts";
import { EXIT, reportError } from "./errors.ts";
import type { CliIo } from "./io.ts";
import { buildProgram } from "./program.ts";
import { Terminal } from "./terminal.ts";

/**
 * The command line.
 *
 * @param argv without the names of node and of the script
 * @returns the exit code; never throws
 */
export async function main(argv: readonly string[], io: CliIo): Promise<number> {
  const terminal = new Terminal(io);
  let code = EXIT.ok;
  const program = buildProgram(
    io,
    terminal,
    (value) => {
      code = value;
    },
    { argv, main: async (other) => await main(other, io) },
  );
  try {
    await program.parseAsync(argv, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok;
    const known = error instanceof CommanderError ? await commanderError(error, program, argv) : error;
    // Help for those who typed nothing has been printed; it is no success, or a pipeline that forgot its command is green.
    if (known === undefined) return EXIT.usage;
    return reportError(known, terminal, argv.includes("--verbose"));
  }
}
