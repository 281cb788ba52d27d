import type { RunResult } from "../../result/index.ts";
import { type Cell, type Column, clientMatrix } from "../client-matrix.ts";
import { inertLine } from "../text.ts";
import type { Setting } from "./setting.ts";
import { wrap } from "./wrap.ts";

/** A line for each identity provider, and one for each thing that it does and that does not simply work, with what to do. */
export function clientLines(result: RunResult, setting: Setting): readonly string[] {
  const matrix = clientMatrix(result);
  if (matrix === undefined) return [];
  return [
    setting.paint.strong(`Identity providers (${matrix.columns.length})`),
    ...matrix.columns.flatMap((column) => columnLines(column, setting)),
  ];
}

function columnLines({ suite, title, cells }: Column, setting: Setting): readonly string[] {
  const all = [...cells.values()];
  const works = all.filter(({ state }) => state === "works").length;
  const head = `${inertLine(title)}: ${works} of ${all.length} things that it does work`;
  const open = all.filter(({ state }) => state !== "works");
  return [`  ${head} ${setting.paint.quiet(`(${suite})`)}`].concat(open.flatMap((cell) => cellLines(cell, setting)));
}

function cellLines({ title, state, word, remedies, reason }: Cell, setting: Setting): readonly string[] {
  const [icon, colour] = LOOK[state === "broken" || state === "advice" ? state : "open"];
  const why = remedies.length > 0 ? remedies : reason === undefined ? [] : [reason];
  const head = colour(setting)(`    ${icon} ${inertLine(title)}: ${word}`);
  return [head].concat(why.flatMap((one) => wrap(inertLine(one), setting.width, "      → ")));
}

const LOOK: Readonly<
  Record<"broken" | "advice" | "open", readonly [string, (setting: Setting) => (text: string) => string]>
> = {
  broken: ["×", ({ paint }) => paint.bad],
  advice: ["!", ({ paint }) => paint.caution],
  open: ["○", ({ paint }) => paint.quiet],
};
