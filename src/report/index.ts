import type { Comparison, MatrixResult, RunResult } from "../result/index.ts";

export { renderCompareText } from "./compare/render-text.ts";
export { parseResult, placeInResult } from "./load.ts";
export { renderMatrixText } from "./matrix/render-text.ts";
export { renderSarif } from "./sarif/render-sarif.ts";
export { type Palette, palette } from "./terminal/palette.ts";
export {
  type ReportPath,
  renderReportPaths,
  renderTerminal,
  type TerminalOptions,
} from "./terminal/render-terminal.ts";
export { wrap } from "./terminal/wrap.ts";
export { inert, inertLine } from "./text.ts";

/** Every format that is written to a file, in the order in which reports are named to a person. */
export const REPORTER_NAMES = ["html", "md", "junit", "json", "sarif", "ctrf", "har", "tap", "badge"] as const;

/** A format that `--reporter` can name. */
export type ReporterName = (typeof REPORTER_NAMES)[number];

/** What is written where nothing else is asked for. */
export const DEFAULT_REPORTERS: readonly ReporterName[] = ["html", "junit", "json"];

/** A format: what it is called, the file it is written to, and the pure function that makes it. */
export interface Reporter {
  /** As a person calls it: `JUnit`. */
  readonly label: string;
  /** File name within the output folder. */
  readonly file: string;
  readonly render: (result: RunResult) => string | Promise<string>;
}

/**
 * Every format; a new one is one folder, its name above and its line here. Each is loaded when it is asked for: a run
 * does not wait for what it does not write.
 */
export const REPORTERS: Readonly<Record<ReporterName, Reporter>> = {
  html: {
    label: "HTML",
    file: "index.html",
    render: async (result) => (await import("./html/render-html.tsx")).renderHtml(result),
  },
  md: {
    label: "Markdown",
    file: "summary.md",
    render: async (result) => (await import("./markdown/render-markdown.ts")).renderMarkdown(result),
  },
  junit: {
    label: "JUnit",
    file: "junit.xml",
    render: async (result) => (await import("./junit/render-junit.ts")).renderJunit(result),
  },
  json: {
    label: "JSON",
    file: "results.json",
    render: async (result) => (await import("./json/render-json.ts")).renderJson(result),
  },
  sarif: {
    label: "SARIF",
    file: "results.sarif",
    render: async (result) => (await import("./sarif/render-run-sarif.ts")).renderRunSarif(result),
  },
  ctrf: {
    label: "CTRF",
    file: "ctrf.json",
    render: async (result) => (await import("./ctrf/render-ctrf.ts")).renderCtrf(result),
  },
  har: {
    label: "HAR",
    file: "exchanges.har",
    render: async (result) => (await import("./har/render-har.ts")).renderHar(result),
  },
  tap: {
    label: "TAP",
    file: "results.tap",
    render: async (result) => (await import("./tap/render-tap.ts")).renderTap(result),
  },
  badge: {
    label: "Badge",
    file: "badge.svg",
    render: async (result) => (await import("./badge/render-badge.ts")).renderBadge(result),
  },
};

/** A form of a comparison that `--reporter` can name. */
export type CompareReporterName = "html" | "json" | "md";

/** Every form of a comparison that is written to a file, loaded when it is asked for. */
export const COMPARE_REPORTERS: Readonly<
  Record<
    CompareReporterName,
    Omit<Reporter, "render"> & { readonly render: (comparison: Comparison) => string | Promise<string> }
  >
> = {
  html: {
    label: REPORTERS.html.label,
    file: "comparison.html",
    render: async (comparison) => (await import("./compare/render-html.tsx")).renderCompareHtml(comparison),
  },
  json: {
    label: REPORTERS.json.label,
    file: "comparison.json",
    render: (comparison) => `${JSON.stringify(comparison, undefined, 2)}\n`,
  },
  md: {
    label: REPORTERS.md.label,
    file: "comparison.md",
    render: async (comparison) => (await import("./compare/render-md.ts")).renderCompareMarkdown(comparison),
  },
};

/** Every form of a matrix, loaded when it is asked for. */
export const MATRIX_REPORTERS: Readonly<
  Record<
    "html" | "json" | "md",
    Omit<Reporter, "render"> & { readonly render: (matrix: MatrixResult) => string | Promise<string> }
  >
> = {
  html: {
    label: "Index",
    file: "index.html",
    render: async (matrix) => (await import("./matrix/render-html.tsx")).renderMatrixHtml(matrix),
  },
  json: {
    label: "JSON",
    file: "matrix.json",
    render: (matrix) => `${JSON.stringify(matrix, undefined, 2)}\n`,
  },
  md: {
    label: REPORTERS.md.label,
    file: "matrix.md",
    render: async (matrix) => (await import("./matrix/render-md.ts")).renderMatrixMarkdown(matrix),
  },
};
