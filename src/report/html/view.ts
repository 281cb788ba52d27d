import {
  type Finding,
  groupBy,
  type KeptExchange,
  linkOf,
  type NotTested,
  type RequirementResult,
  type RunResult,
  type Source,
} from "../../result/index.ts";
import { type Lookup, lookupOf } from "../lookup.ts";
import { worstFirst } from "../words.ts";
import { sentencesOf } from "./requirement-rows.ts";

/** A result prepared for the page: order, groups and addresses, decided once for all sections. */
export interface View {
  readonly result: RunResult;
  readonly lookup: Lookup;
  /** Findings worst first. */
  readonly findings: readonly Finding[];
  readonly groups: readonly RequirementGroup[];
  readonly address: Addresses;
  /** True for the finding under which an exchange stands first, and so has its permalink. */
  readonly isHome: (exchange: KeptExchange, finding: Finding) => boolean;
  /** The permalink of the row of a requirement or scenario; a scenario that passed and is in no finding has none. */
  readonly rowOf: (kind: NotTested["kind"], suite: string, id: string) => string | undefined;
  /** The request as a PowerShell command. */
  readonly powershell: (exchange: Pick<KeptExchange, "suite" | "id">) => string;
}

/** Requirements of one origin: an RFC section, a vendor's page, or a vendor's document. */
export interface RequirementGroup {
  readonly title: string;
  readonly anchor: string;
  /** Where to read the section, if it is of an RFC. */
  readonly link: string | undefined;
  readonly requirements: readonly RequirementResult[];
}

/** Names for permalinks; unique on the page, and the same in every report of the same run. */
interface Addresses {
  readonly finding: (fingerprint: string) => string;
  readonly requirement: (suite: string, id: string) => string;
  readonly scenario: (suite: string, id: string) => string;
  readonly exchange: (exchange: Pick<KeptExchange, "suite" | "id">) => string;
}

/**
 * Prepares a result.
 *
 * @param result all its strings inert
 * @param powershell makes the command of an exchange, from what was recorded
 */
export function viewOf(result: RunResult, powershell: View["powershell"]): View {
  const lookup = lookupOf(result);
  const findings = worstFirst(result.findings);
  const address = addressesOf(result);
  const homes = new Map<string, string>();
  for (const finding of findings) {
    for (const exchange of lookup.exchanges(finding.suite, finding.exchanges)) {
      const anchor = address.exchange(exchange);
      if (!homes.has(anchor)) homes.set(anchor, finding.fingerprint);
    }
  }
  const isHome = (exchange: KeptExchange, finding: Finding) =>
    homes.get(address.exchange(exchange)) === finding.fingerprint;
  const cited = new Set(findings.flatMap(({ suite, scenarios }) => scenarios.map((id) => `${suite} ${id}`)));
  const rowOf: View["rowOf"] = (kind, suite, id) => {
    if (kind === "requirement" && lookup.requirement(suite, id) !== undefined) return address.requirement(suite, id);
    const scenario = kind === "scenario" ? lookup.scenario(suite, id) : undefined;
    const isPlain = scenario?.outcome === "passed" && !cited.has(`${suite} ${id}`);
    return scenario === undefined || isPlain ? undefined : address.scenario(suite, id);
  };
  return { result, lookup, findings, groups: groupsOf(result), address, isHome, rowOf, powershell };
}

/**
 * With one suite the ids are unique and stay short; with several they carry their suite, but for requirements, which have
 * a row for all suites in which they say the same.
 */
function addressesOf(result: RunResult): Addresses {
  const rows = new Map<string, string>();
  const taken = new Set<string>();
  for (const { requirement, results } of sentencesOf(result.requirements)) {
    const short = anchorOf(`req-${requirement.id}`);
    const anchor = taken.has(short) ? anchorOf(`req-${requirement.suite}.${requirement.id}`) : short;
    taken.add(anchor);
    for (const { suite, id } of results) rows.set(`${suite} ${id}`, anchor);
  }
  const prefix = (suite: string) => (result.suites.length > 1 ? `${suite}.` : "");
  return {
    finding: (fingerprint) => anchorOf(`finding-${fingerprint}`),
    requirement: (suite, id) => rows.get(`${suite} ${id}`) ?? anchorOf(`req-${id}`),
    scenario: (suite, id) => anchorOf(`scenario-${prefix(suite)}${id}`),
    exchange: ({ suite, id }) => anchorOf(`exchange-${prefix(suite)}${id}`),
  };
}

/** Only letters, digits, dots, dashes and underscores: needs no escape in an address. */
function anchorOf(text: string): string {
  return text.replaceAll(/[^\w.-]+/g, "-");
}

function groupsOf({ requirements, suites }: RunResult): readonly RequirementGroup[] {
  const documents = new Map(suites.map(({ id, document }) => [id, `${document.title} ${document.version}`]));
  return [...groupBy(requirements, ({ source, suite }) => titleOf(source, documents.get(suite) ?? suite))]
    .map(([title, members]) => ({
      title,
      anchor: anchorOf(`group-${title}`),
      link: sectionLink(members[0].source),
      requirements: members,
    }))
    .toSorted((one, two) => compare(sortKey(one), sortKey(two)));
}

/** Sections below this depth are told with their main section: §3.5.2.1 with §3.5.2. */
const DEPTH = 3;

function titleOf(source: Source, document: string): string {
  switch (source.kind) {
    case "rfc":
      return `RFC ${source.rfc} §${sectionOf(source)}`;
    case "prose":
      return source.page;
    case "document":
      return `Document: ${document}`;
  }
}

function sectionLink(source: Source | undefined): string | undefined {
  return source?.kind === "rfc" ? linkOf({ ...source, section: sectionOf(source) }) : undefined;
}

function sectionOf({ section }: Extract<Source, { kind: "rfc" }>): string {
  return section.split(".").slice(0, DEPTH).join(".");
}

const KINDS: readonly Source["kind"][] = ["prose", "document", "rfc"];

/** The vendor's own words first; numbers by value, so that §3.5.2 comes before §3.12. */
function sortKey({ title, requirements }: RequirementGroup): string {
  const kind = requirements[0]?.source.kind;
  const rank = kind === undefined ? KINDS.length : KINDS.indexOf(kind);
  return `${rank} ${title.replaceAll(/\d+/g, (digits) => digits.padStart(6, "0"))}`;
}

/** By code units: a locale would order the same run differently elsewhere. */
function compare(one: string, two: string): number {
  if (one === two) return 0;
  return one < two ? -1 : 1;
}
