import type { RequirementResult, RunResult } from "../../src/result/index.ts";

/** A part of the protocol, as the matrix has columns for. */
export interface Area {
  readonly id: string;
  readonly title: string;
  /** RFC sections, `7644 3.5.2`: those and everything below them. */
  readonly sections: readonly string[];
}

/** The columns of the matrix. A requirement is counted in the first that has its section; what fits none stands in the last. */
export const AREAS: readonly Area[] = [
  { id: "put", title: "PUT", sections: ["7644 3.5.1", "9110 9.2", "9110 9.3"] },
  { id: "patch", title: "PATCH", sections: ["7644 3.5.2"] },
  { id: "paths", title: "Paths and filters", sections: ["7644 3.10", "7644 3.4.2.2"] },
  { id: "reading", title: "Reading and lists", sections: ["7644 3.4", "7644 3.9"] },
  { id: "lifecycle", title: "Creating and deleting", sections: ["7644 3.3", "7644 3.6"] },
  { id: "versions", title: "Versions", sections: ["7644 3.14", "9110 8", "9110 13"] },
  { id: "discovery", title: "Discovery", sections: ["7644 4", "7643 5", "7643 6", "7643 7"] },
  { id: "resources", title: "Users and Groups", sections: ["7643 4", "7643 8"] },
  { id: "attributes", title: "Attributes", sections: ["7643 2", "7643 3", "7643 9"] },
  {
    id: "messages",
    title: "Errors and media types",
    sections: ["7644 3.1", "7644 3.8", "7644 3.11", "7644 3.12", "8259", "9110 9.1"],
  },
  { id: "access", title: "Access", sections: ["7644 2", "7644 7", "9110 15.5.2", "9110 11", "6750"] },
  { id: "document", title: "Its document, and the rest", sections: [] },
];

/** The last area, for what rests on no section of the others. */
const REST = "document";

/** The area that a requirement is counted in. */
export function areaOf({ source }: Pick<RequirementResult, "source">): string {
  return source.kind === "rfc" ? areaOfPlace(`${source.rfc} ${source.section}`) : REST;
}

/** The same by `RFC 7644 §3.5.1`, which is all that a finding has. */
function areaOfCitation(citation: string): string {
  const [, rfc, section] = /^RFC (\d+) §([\d.]+)$/u.exec(citation) ?? [];
  return rfc === undefined ? REST : areaOfPlace(`${rfc} ${section}`);
}

function areaOfPlace(place: string): string {
  return AREAS.find(({ sections }) => sections.some((section) => isWithin(place, section)))?.id ?? REST;
}

function isWithin(place: string, section: string): boolean {
  return place === section || place.startsWith(`${section}.`) || place.startsWith(`${section} `);
}

/** How one requirement came out over all suites of a run. */
export type Came = "failed" | "noted" | "passed" | "not-tested";

/** Requirements of an area, by how they came out. */
export type AreaCounts = Readonly<Record<Came, number>>;

/** One requirement of a run, once, whatever the number of suites that tested it. */
export interface Row {
  readonly id: string;
  readonly text: string;
  readonly citation: string;
  readonly link?: string;
  readonly area: string;
  readonly came: Came;
}

// What a requirement is when its suites disagree: one failure is enough, and one pass is more than none.
const STRONGEST: readonly Came[] = ["failed", "noted", "passed", "not-tested"];

/** Every requirement that binds a server, once. Duties of clients and what no request can show are left out. */
export function rowsOf(result: Pick<RunResult, "requirements" | "findings">): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const requirement of result.requirements) {
    if (requirement.severity === "none" || requirement.outcome === "untestable") continue;
    const { id, text, citation, link } = requirement;
    const before = rows.get(id);
    const came = cameOf(requirement);
    const strongest = STRONGEST.find((one) => one === came || one === before?.came) ?? came;
    rows.set(id, {
      id,
      text,
      citation,
      ...(link === undefined ? {} : { link }),
      area: areaOf(requirement),
      came: strongest,
    });
  }
  // Histories send what is another operation's as well: a finding of theirs counts, although their suite lists no such row.
  for (const { requirement, title, citation, link, severity } of result.findings) {
    if (severity === "none") continue;
    const came = severity === "notice" ? "noted" : "failed";
    const row = rows.get(requirement) ?? {
      id: requirement,
      text: title,
      citation,
      ...(link === undefined ? {} : { link }),
      area: areaOfCitation(citation),
      came,
    };
    rows.set(requirement, { ...row, came: STRONGEST.find((one) => one === came || one === row.came) ?? came });
  }
  return [...rows.values()].sort((one, two) => one.id.localeCompare(two.id));
}

function cameOf({ outcome, severity }: RequirementResult): Came {
  if (outcome === "passed") return "passed";
  if (outcome !== "failed") return "not-tested";
  return severity === "notice" ? "noted" : "failed";
}

/** The rows counted by area. */
export function countsOf(rows: readonly Row[]): Readonly<Record<string, AreaCounts>> {
  return Object.fromEntries(
    AREAS.map(({ id }) => {
      const of = rows.filter(({ area }) => area === id);
      const count = (came: Came): number => of.filter((row) => row.came === came).length;
      return [
        id,
        { failed: count("failed"), noted: count("noted"), passed: count("passed"), "not-tested": count("not-tested") },
      ];
    }),
  );
}
