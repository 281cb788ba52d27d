import type { MatrixResult, MatrixTarget } from "../../result/index.ts";
import { type Palette, palette } from "../terminal/palette.ts";
import type { TerminalOptions } from "../terminal/render-terminal.ts";
import { wrap } from "../terminal/wrap.ts";
import { inertLine } from "../text.ts";
import { countsOf, STATE_MARK, stateOf, whyOf } from "./cells.ts";

const TONES = { conformant: "good", nonconformant: "bad", inconclusive: "caution", "no result": "bad" } as const;

/** A matrix for a terminal: a line for each target, with why where there is no verdict, and the sentence last. */
export function renderMatrixText(matrix: MatrixResult, { colour, width }: TerminalOptions): string {
  const paint = palette(colour);
  const longest = Math.max(0, ...matrix.targets.map(({ name }) => name.length));
  const rows = matrix.targets.flatMap((target) => lines(target, longest, width, paint));
  return `${[...rows, "", paint.strong(inertLine(matrix.sentence))].join("\n")}\n`;
}

function lines(target: MatrixTarget, longest: number, width: number, paint: Palette): readonly string[] {
  const state = stateOf(target);
  const counts = countsOf(target);
  const head = `${STATE_MARK[state]} ${target.name.padEnd(longest)}  ${state}`;
  const why = whyOf(target);
  const left = target.run === undefined || target.run.left === 0 ? [] : [`${target.run.left} left behind`];
  return [
    `${paint[TONES[state]](inertLine(head))}${counts === "" ? "" : paint.quiet(`  ${[counts, ...left].join(", ")}`)}`,
    ...(why === undefined ? [] : why.split("\n").flatMap((line) => wrap(inertLine(line), width, "    "))),
  ];
}
