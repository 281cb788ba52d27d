import { RULES } from "../../audit/index.ts";
import { CHECKS } from "../../checks/index.ts";
import { inertLine, palette } from "../../report/index.ts";
import { citationOf, gateWords, linkOf, type Requirement, severityOf } from "../../result/index.ts";
import { FAULTS, ODDITIES } from "../../targets/index.ts";
import { allRequirements, allScenarios, testersOf } from "../catalogue.ts";
import { EXIT } from "../errors.ts";
import { nearestIds } from "../selection.ts";
import type { Terminal } from "../terminal.ts";
import { usage } from "../usage.ts";

/** A label and its text; a text that is not there leaves its row out. */
type Rows = readonly (readonly [label: string, text: string | undefined])[];

/** What an id means: its kind, its sentence, and what else is known of it. */
interface Explanation {
  readonly kind: string;
  readonly title: string;
  readonly rows: Rows;
}

const LABEL_WIDTH = 13;

/** `scimproof explain`: what an id from a report means, where it comes from, and what tests it. */
export async function explainCommand(id: string, terminal: Terminal): Promise<number> {
  const requirements = await allRequirements();
  const scenarios = await allScenarios();
  const found = await explain(id, requirements, scenarios);
  if (found === undefined) {
    const ids = [
      ...CHECKS,
      ...scenarios.map(({ scenario }) => scenario),
      ...requirements,
      ...FAULTS,
      ...ODDITIES,
      ...RULES,
    ];
    const near = nearestIds(
      id,
      ids.map((one) => one.id),
    );
    throw usage(`nothing is called ${JSON.stringify(id)}`, `nearest: ${near.join(", ")}`);
  }
  const paint = palette(terminal.colour.out);
  const rows = found.rows.flatMap(([label, text]) =>
    text === undefined || text === "" ? [] : [`  ${paint.quiet(label.padEnd(LABEL_WIDTH))}${inertLine(text)}`],
  );
  terminal.out(
    `${[`${paint.strong(id)}  ${paint.quiet(found.kind)}`, `  ${inertLine(found.title)}`, ...rows].join("\n")}\n`,
  );
  return EXIT.ok;
}

async function explain(
  id: string,
  requirements: readonly Requirement[],
  scenarios: Awaited<ReturnType<typeof allScenarios>>,
): Promise<Explanation | undefined> {
  const cite = (one: string): string => {
    const known = requirements.find((requirement) => requirement.id === one);
    return known === undefined ? one : `${one} (${known.level}, ${citationOf(known.source)})`;
  };
  const check = CHECKS.find((one) => one.id === id);
  if (check !== undefined) {
    return { kind: "check", title: check.title, rows: check.requirements.map((one) => ["requirement", cite(one)]) };
  }
  const found = scenarios.find(({ scenario }) => scenario.id === id);
  if (found !== undefined) {
    const { title, depth, users, groups, requirements: own } = found.scenario;
    const rows: Rows = [
      ["depth", depth],
      ["needs", `${users} users, ${groups} Groups`],
      ["suites", found.suites.join(", ")],
      ...own.map((one) => ["requirement", cite(one)] as const),
      ["run it", `scimproof run ${found.suites[0] ?? ""} --target … -t '^${id.replaceAll(".", String.raw`\.`)} '`],
    ];
    return { kind: "scenario", title, rows };
  }
  const requirement = requirements.find((one) => one.id === id);
  if (requirement !== undefined) return await ofRequirement(requirement);
  const rule = RULES.find((one) => one.id === id);
  if (rule !== undefined) {
    const rows: Rows = [
      ["level", rule.level],
      ["why", rule.explanation],
      ["source", rule.source.text],
      ["link", rule.source.link],
    ];
    return { kind: "audit rule", title: rule.title, rows };
  }
  const fault = FAULTS.find((one) => one.id === id);
  if (fault !== undefined) {
    const rows: Rows = [
      ["breaks", cite(fault.requirement)],
      ["category", `${fault.category}, difficulty ${fault.difficulty} of 5`],
      ["source", `${fault.source.reference}: ${fault.source.note}`],
      ["try it", `scimproof serve ${fault.dialects[0] ?? ""} --fault ${id}`],
    ];
    return { kind: "fault of an embedded target", title: fault.title, rows };
  }
  const oddity = ODDITIES.find((one) => one.id === id);
  if (oddity === undefined) return undefined;
  const rows: Rows = [
    ["legal because", oddity.legal],
    ["beside", cite(oddity.requirement)],
    ["try it", `scimproof serve ${oddity.dialects[0] ?? ""} --oddity ${id}`],
  ];
  return { kind: "oddity of an embedded target", title: oddity.title, rows };
}

async function ofRequirement(requirement: Requirement): Promise<Explanation> {
  const { level, party, text, source, tested, gate, refines, advisory, remedy } = requirement;
  const testers = await testersOf(requirement);
  const rows: Rows = [
    ["level", level],
    ["severity", severityOf(requirement)],
    ["party", party],
    ["source", citationOf(source)],
    ["link", linkOf(source)],
    ["advisory", advisory],
    ["remedy", remedy],
    ["only for", gate === undefined ? undefined : gateWords(gate)],
    ["refines", refines?.join(", ")],
    ["untestable", "untestable" in tested ? tested.untestable : undefined],
    ...testers.map((id, at) => [at === 0 ? "tested by" : "", id] as const),
    ...FAULTS.filter((fault) => fault.requirement === requirement.id).map(
      ({ id }, at) => [at === 0 ? "broken by" : "", id] as const,
    ),
  ];
  return { kind: "requirement", title: text, rows };
}
