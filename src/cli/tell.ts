import { renderTerminal } from "../report/index.ts";
import type { RunResult } from "../result/index.ts";
import type { Terminal } from "./terminal.ts";

/** Prints a result; the verdict is its last line, and all that --quiet leaves. */
export function tell(result: RunResult, quiet: boolean, terminal: Terminal): void {
  const text = renderTerminal(result, { colour: terminal.colour.out, width: terminal.columns });
  terminal.out(quiet ? `${text.trimEnd().split("\n").at(-1) ?? ""}\n` : text);
}
