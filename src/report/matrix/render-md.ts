import type { MatrixResult, MatrixTarget } from "../../result/index.ts";
import { code, prose } from "../markdown/inert-markdown.ts";
import { countsOf, STATE_MARK, stateOf, tableOf, whyOf } from "./cells.ts";

/** A matrix as GitHub flavoured Markdown, for a step summary: vendors down, environments across, and why where no verdict is. */
export function renderMatrixMarkdown(matrix: MatrixResult): string {
  const { environments, rows } = tableOf(matrix);
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const whys = matrix.targets.flatMap((target) => {
    const why = whyOf(target);
    return why === undefined ? [] : [`- ${code(target.name)}: ${why.split("\n").map(prose).join(" ")}`];
  });
  return `${[
    "# Scimproof: targets",
    "",
    `**${prose(matrix.sentence)}**`,
    "",
    line(["vendor", ...environments.map(prose)]),
    line(["---", ...environments.map(() => "---")]),
    ...rows.map(({ vendor, cells }) =>
      line([prose(vendor), ...cells.map((targets) => targets.map(cell).join("<br>") || "no target")]),
    ),
    ...(whys.length === 0 ? [] : ["", "## No verdict", "", ...whys]),
  ].join("\n")}\n`;
}

function cell(target: MatrixTarget): string {
  const state = stateOf(target);
  const counts = countsOf(target);
  return `${STATE_MARK[state]} **${state}** ${code(target.name)}${counts === "" ? "" : `<br>${prose(counts)}`}`;
}
