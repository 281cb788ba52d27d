import type { Comparison, RunResult } from "../result/index.ts";
import { renderCompareHtml } from "./compare/render-html.tsx";
import { renderCompareMarkdown } from "./compare/render-md.ts";
import { renderHtml } from "./html/render-html.tsx";
import { renderJson } from "./json/render-json.ts";
import { renderJunit } from "./junit/render-junit.ts";

export { renderCompareText } from "./compare/render-text.ts";
export { parseResult, placeInResult } from "./load.ts";
export { renderSarif } from "./sarif/render-sarif.ts";
export { type Palette, palette } from "./terminal/palette.ts";
export {
  type ReportPath,
  renderReportPaths,
  renderTerminal,
  type TerminalOptions,
} from "./terminal/render-terminal.ts";
export { inert, inertLine } from "./text.ts";
export { renderHtml, renderJson, renderJunit };

/** A format that `--reporter` can name. */
export type ReporterName = "html" | "junit" | "json";

/** A format: the file it is written to, and the pure function that makes it. */
export interface Reporter {
  /** File name within the output folder. */
  readonly file: string;
  readonly render: (result: RunResult) => string;
}

/** Every format that is written to a file; a new one is one folder and its line here. */
export const REPORTERS: Readonly<Record<ReporterName, Reporter>> = {
  html: { file: "index.html", render: renderHtml },
  junit: { file: "junit.xml", render: renderJunit },
  json: { file: "results.json", render: renderJson },
};

/** A form of a comparison that `--reporter` can name. */
export type CompareReporterName = "html" | "json" | "md";

/** Every form of a comparison that is written to a file. */
export const COMPARE_REPORTERS: Readonly<
  Record<CompareReporterName, { readonly file: string; readonly render: (comparison: Comparison) => string }>
> = {
  html: { file: "comparison.html", render: renderCompareHtml },
  json: { file: "comparison.json", render: (comparison) => `${JSON.stringify(comparison, undefined, 2)}\n` },
  md: { file: "comparison.md", render: renderCompareMarkdown },
};
