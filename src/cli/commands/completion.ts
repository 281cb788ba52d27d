import type { Command } from "commander";
import { bashCompletion } from "../completion/bash.ts";
import { fishCompletion } from "../completion/fish.ts";
import { powershellCompletion } from "../completion/powershell.ts";
import { type CommandNode, commandTree, SHELLS, type Shell } from "../completion/tree.ts";
import { zshCompletion } from "../completion/zsh.ts";
import { EXIT } from "../errors.ts";
import type { Terminal } from "../terminal.ts";
import { readChoice } from "../values.ts";

const SCRIPTS: Readonly<Record<Shell, (commands: readonly CommandNode[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
  powershell: powershellCompletion,
};

/** `scimproof completion`: a script for a shell, made from the commands themselves. */
export async function completionCommand(shell: string, program: Command, terminal: Terminal): Promise<number> {
  const name = readChoice("the shell", shell, SHELLS);
  terminal.out(SCRIPTS[name](await commandTree(program)));
  return EXIT.ok;
}
