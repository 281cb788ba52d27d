import type { Finding, KeptExchange, RequirementResult, RunResult, Source } from "../../result/index.ts";
import { type Lookup, lookupOf } from "../lookup.ts";
import { worstFirst } from "../words.ts";

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
}

/** Requirements of one origin: an RFC section, a vendor's page, or a vendor's document. */
export interface RequirementGroup {
  readonly title: string;
  readonly anchor: string;
  readonly requirements: readonly RequirementResult[];
}

/** Names for permalinks; unique on the page, and the same in every report of the same run. */
interface Addresses {
  readonly finding: (fingerprint: string) => string;
  readonly requirement: (suite: string, id: string) => string;
  readonly exchange: (exchange: Pick<KeptExchange, "suite" | "id">) => string;
}

/** Prepares a result. */
export function viewOf(result: RunResult): View {
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
  return { result, lookup, findings, groups: groupsOf(result), address, isHome };
}

/** With one suite the ids are unique and stay short; with several they carry their suite. */
function addressesOf(result: RunResult): Addresses {
  const prefix = (suite: string) => (result.suites.length > 1 ? `${suite}.` : "");
  return {
    finding: (fingerprint) => anchorOf(`finding-${fingerprint}`),
    requirement: (suite, id) => anchorOf(`req-${prefix(suite)}${id}`),
    exchange: ({ suite, id }) => anchorOf(`exchange-${prefix(suite)}${id}`),
  };
}

/** Only letters, digits, dots, dashes and underscores: needs no escape in an address. */
function anchorOf(text: string): string {
  return text.replaceAll(/[^\w.-]+/g, "-");
}

function groupsOf({ requirements, suites }: RunResult): readonly RequirementGroup[] {
  const documents = new Map(suites.map(({ id, document }) => [id, `${document.title} ${document.version}`]));
  const byTitle = new Map<string, RequirementResult[]>();
  for (const requirement of requirements) {
    const title = titleOf(requirement.source, documents.get(requirement.suite) ?? requirement.suite);
    byTitle.set(title, [...(byTitle.get(title) ?? []), requirement]);
  }
  return [...byTitle]
    .map(([title, members]) => ({ title, anchor: anchorOf(`group-${title}`), requirements: members }))
    .toSorted((one, two) => compare(sortKey(one), sortKey(two)));
}

function titleOf(source: Source, document: string): string {
  switch (source.kind) {
    case "rfc":
      return `RFC ${source.rfc} §${source.section}`;
    case "prose":
      return source.page;
    case "document":
      return `Document: ${document}`;
  }
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
