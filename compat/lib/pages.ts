import type { RunResult } from "../../src/result/index.ts";
import { AREAS, type AreaCounts, countsOf, type Row, rowsOf } from "./areas.ts";
import type { ExpectedFinding } from "./expected.ts";

/** What the matrix keeps of a server's last run. */
export interface Summary {
  readonly name: string;
  readonly title: string;
  readonly versions: readonly string[];
  readonly runtime: string;
  /** Day of the run, in UTC. */
  readonly day: string;
  readonly scimproof: string;
  readonly requests: number;
  readonly findings: { readonly error: number; readonly warning: number; readonly notice: number };
  readonly areas: Readonly<Record<string, AreaCounts>>;
}

/** What of a run the pages show. */
export function summaryOf(
  server: Pick<Summary, "name" | "title" | "versions" | "runtime">,
  result: RunResult,
  expected: readonly ExpectedFinding[],
): Summary {
  const { name, title, versions, runtime } = server;
  const count = (severity: string): number => expected.filter((finding) => finding.severity === severity).length;
  return {
    name,
    title,
    versions,
    runtime,
    day: result.startedAt.slice(0, 10),
    scimproof: result.tool.version,
    requests: result.summary.requests,
    findings: { error: count("error"), warning: count("warning"), notice: count("notice") },
    areas: countsOf(rowsOf(result)),
  };
}

/** The public matrix: a row a server, a column an area, each cell a link into the server's page. */
export function matrixPage(summaries: readonly Summary[]): string {
  // An area that no server was tested in tells nothing yet.
  const areas = AREAS.filter(({ id }) => summaries.some(({ areas: of }) => total(of[id]) > 0));
  const sorted = [...summaries].sort((one, two) => one.name.localeCompare(two.name));
  return [
    "# Servers that are not ours",
    "",
    "What a run finds on SCIM servers that others wrote, each started from its own registry by a script under `compat/`: by the suites",
    "of a document of what it offers and, where it is a whole service provider, by the RFC suite of the service.",
    "Every finding was sent again by hand with curl and read in the RFC before it was written down; a test fails when one",
    "appears or disappears. A server that is in this list is one that was worth testing: many findings say that much was",
    "tested, and some of these servers say themselves that they implement a part.",
    "",
    "A cell counts requirements: **passed / failed / not tested**, where failed means an error or a warning; what was noted",
    "without holding it against the server is counted nowhere. Each links to the requirements behind it.",
    "",
    ...table(
      ["server", ...areas.map(({ title }) => title)],
      sorted.map((summary) => rowOf(summary, areas)),
    ),
    "",
    "## What was run",
    "",
    ...table(
      ["server", "versions", "needs", "run on", "requests", "errors", "warnings", "notices"],
      sorted.map(({ title, name, versions, runtime, day, requests, findings }) => [
        `[${title}](compat/${name}.md)`,
        versions.join(", "),
        runtime,
        day,
        String(requests),
        String(findings.error),
        String(findings.warning),
        String(findings.notice),
      ]),
    ),
    "",
    "Made by `npm run compat`, which writes the HTML report of each server to `reports/compat/NAME/index.html` as well.",
    "",
  ].join("\n");
}

function rowOf({ name, title, areas: of }: Summary, areas: readonly { readonly id: string }[]): readonly string[] {
  return [
    `[${title}](compat/${name}.md)`,
    ...areas.map(({ id }) => {
      const counts = of[id];
      if (counts === undefined || total(counts) === 0) return "–";
      return `[${counts.passed} / ${counts.failed} / ${counts["not-tested"]}](compat/${name}.md#${id})`;
    }),
  ];
}

function total(counts: AreaCounts | undefined): number {
  return counts === undefined ? 0 : Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** The public page of one server: its findings with what proves them, then every requirement by area. */
export function serverPage(
  summary: Summary,
  result: Pick<RunResult, "requirements" | "findings">,
  expected: readonly ExpectedFinding[],
): string {
  const { title, name, versions, day, runtime, requests } = summary;
  const rows = rowsOf(result);
  return [
    `# ${title}`,
    "",
    `${versions.join(", ")}; run on ${day} with ${requests} requests. What it is and how it is started:`,
    `[compat/${name}/README.md](../../../compat/${name}/README.md). To repeat it (needs ${runtime}): \`npm run compat -- ${name}\`.`,
    "",
    "## Findings",
    "",
    "In the requests, `$URL` is where the SCIM endpoints begin, `$TOKEN` the token, `$ANA` and `$BEN` are users that exist,",
    "and `$GROUP` a group that has Ana for its only member; each finding starts from there.",
    "",
    ...findingsOf(expected),
    ...AREAS.flatMap(({ id, title: area }) => {
      const of = rows.filter((row) => row.area === id);
      const lines = table(["requirement", "source", "outcome"], of.map(lineOf)).join("\n");
      return of.length === 0 ? [] : `<a id="${id}"></a>\n\n## ${area}\n\n${lines}\n`;
    }),
  ].join("\n");
}

/** Findings that share their evidence are told once. */
function findingsOf(expected: readonly ExpectedFinding[]): readonly string[] {
  const groups = new Map<string, ExpectedFinding[]>();
  for (const finding of expected) {
    const key = `${finding.why}\n${finding.confirmed.map(({ curl }) => curl).join("\n")}`;
    groups.set(key, (groups.get(key) ?? []).concat(finding));
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const facts = group.map(
      ({ severity, requirement, citation, operation }) =>
        `- **${severity}** \`${requirement}\`, ${citation}, in ${operation}`,
    );
    const evidence = first.confirmed.map(({ curl, answer }) => `$ ${curl}\n${answer}`).join("\n");
    return `${[...new Set(facts)].join("\n")}\n\n${first.why}\n\n\`\`\`text\n${evidence}\n\`\`\`\n`;
  });
}

const OUTCOMES: Readonly<Record<Row["came"], string>> = {
  failed: "**failed**",
  noted: "noted",
  passed: "passed",
  "not-tested": "not tested",
};

function lineOf({ id, text, citation, link, came }: Row): readonly string[] {
  return [`${text} (\`${id}\`)`, link === undefined ? citation : `[${citation}](${link})`, OUTCOMES[came]];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}
