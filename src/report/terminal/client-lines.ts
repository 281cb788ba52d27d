import type { RunResult } from "../../result/index.ts";
import { type Column, clientMatrix } from "../client-matrix.ts";
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
  const { paint, width } = setting;
  const all = [...cells.values()];
  const works = all.filter(({ state }) => state === "works").length;
  const head = `${inertLine(title)}: ${works} of ${all.length} things that it does work ${paint.quiet(`(${suite})`)}`;
  return [
    `  ${head}`,
    ...all
      .filter(({ state }) => state !== "works")
      .flatMap((cell) => {
        const [icon, colour] = LOOK[cell.state === "broken" || cell.state === "advice" ? cell.state : "open"];
        const why = cell.remedies.length > 0 ? cell.remedies : cell.reason === undefined ? [] : [cell.reason];
        return [
          colour(setting)(`    ${icon} ${inertLine(cell.title)}: ${cell.word}`),
          ...why.flatMap((one) => wrap(inertLine(one), width, "      → ")),
        ];
      }),
  ];
}

const LOOK: Readonly<
  Record<"broken" | "advice" | "open", readonly [string, (setting: Setting) => (text: string) => string]>
> = {
  broken: ["×", ({ paint }) => paint.bad],
  advice: ["!", ({ paint }) => paint.caution],
  open: ["○", ({ paint }) => paint.quiet],
};
