import { RULES } from "../../audit/index.ts";
import { CHECKS } from "../../checks/index.ts";
import { didYouMean } from "../../document/index.ts";
import { inertLine, palette } from "../../report/index.ts";
import { citationOf, gateWords, linkOf, type Requirement, severityOf } from "../../result/index.ts";
import { FAULTS, ODDITIES } from "../../targets/index.ts";
import { allRequirements, allScenarios, allSuites, type CatalogueScenario, testersOf } from "../catalogue.ts";
import { EXIT } from "../errors.ts";
import { checkExample, scenarioExample } from "../explain/example-lines.ts";
import { deviationLines, waiveLines } from "../explain/waive-lines.ts";
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

/** What a report calls a finding by, or the beginning of it; see `fingerprint.ts`. */
const FINGERPRINT = /^(?=.*\d)[0-9a-f]{8,12}$/u;

function ofFinding(id: string): Error {
  return usage(
    `${JSON.stringify(id)} looks like the fingerprint of a finding, and those are told in its report`,
    `explain the requirement that the finding names; a recorded history runs again with scimproof run … --replay ${id}`,
  );
}

/** `scimproof explain`: what an id from a report means, where it comes from, and what tests it. */
export async function explainCommand(id: string, terminal: Terminal): Promise<number> {
  const requirements = await allRequirements();
  const scenarios = await allScenarios();
  const found = await explain(id, requirements, scenarios);
  if (found === undefined) {
    if (FINGERPRINT.test(id)) throw ofFinding(id);
    const ids: readonly { readonly id: string }[] = [
      ...(await allSuites()).map(({ suite }) => suite),
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
    throw usage(
      `nothing is called ${JSON.stringify(id)}.${didYouMean(id, near)}`,
      near.length === 0
        ? "scimproof list suites, checks, scenarios, requirements, faults, oddities and audit-rules show what there is"
        : `nearest: ${near.join(", ")}`,
    );
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
  scenarios: readonly CatalogueScenario[],
): Promise<Explanation | undefined> {
  const known = (ids: readonly string[]): readonly Requirement[] =>
    ids.flatMap((one) => requirements.find((requirement) => requirement.id === one) ?? []);
  const cite = (one: string): string => {
    const [found] = known([one]);
    return found === undefined ? one : `${one} (${found.level}, ${citationOf(found.source)})`;
  };
  const check = CHECKS.find((one) => one.id === id);
  if (check !== undefined) {
    const rows: Rows = [
      ...check.requirements.map((one) => ["requirement", cite(one)] as const),
      ...labelled("example", await checkExample(id)),
      ...judged(known(check.requirements)),
    ];
    return { kind: "check", title: check.title, rows };
  }
  const found = scenarios.find(({ scenario }) => scenario.id === id);
  if (found !== undefined) {
    const { title, depth, users, groups, requirements: own } = found.scenario;
    const rows: Rows = [
      ["depth", depth],
      ["needs", `${users} users, ${groups} Groups`],
      ["suites", found.suites.join(", ")],
      ...own.map((one) => ["requirement", cite(one)] as const),
      ...labelled("example", await ofScenario(found)),
      ...judged(known(own)),
      ["run it", `scimproof run ${found.suites[0] ?? ""} --target … -t '^${id.replaceAll(".", String.raw`\.`)} '`],
    ];
    return { kind: "scenario", title, rows };
  }
  const requirement = requirements.find((one) => one.id === id);
  if (requirement !== undefined) return await ofRequirement(requirement, scenarios);
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
  if (oddity === undefined) return await ofSuite(id);
  const rows: Rows = [
    ["legal because", oddity.legal],
    ["beside", cite(oddity.requirement)],
    ["try it", `scimproof serve ${oddity.dialects[0] ?? ""} --oddity ${id}`],
  ];
  return { kind: "oddity of an embedded target", title: oddity.title, rows };
}

async function ofSuite(id: string): Promise<Explanation | undefined> {
  const found = (await allSuites()).find(({ suite }) => suite.id === id);
  if (found === undefined) return undefined;
  const { document } = found.contract;
  const rows: Rows = [
    ["document", `${document.title} ${document.version}`],
    ["scenarios", `${found.scenarios.length}: scimproof list scenarios tells them, each with its suites`],
    ["run it", `scimproof run ${id} --target …`],
    ["try it", `scimproof run ${id} --target embedded`],
  ];
  return { kind: "suite", title: `${found.suite.vendor}: ${found.suite.area}`, rows };
}

async function ofRequirement(requirement: Requirement, scenarios: readonly CatalogueScenario[]): Promise<Explanation> {
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
    ...labelled("tested by", testers),
    ...labelled(
      "broken by",
      FAULTS.filter((fault) => fault.requirement === requirement.id).map(({ id }) => id),
    ),
    ...labelled("example", await exampleBy(testers, scenarios)),
    ...("untestable" in tested ? labelled("deviating", deviationLines([requirement])) : judged([requirement])),
  ];
  return { kind: "requirement", title: text, rows };
}

async function ofScenario(found: CatalogueScenario): Promise<readonly string[]> {
  const lines = await scenarioExample(found);
  return lines.length > 0
    ? lines
    : [
        "none: with an embedded target it sends nothing of its own, and judges what was asked at the beginning of the run",
      ];
}

/** When deviating is legitimate, and how a finding is waived. */
function judged(requirements: readonly Requirement[]): Rows {
  return [...labelled("deviating", deviationLines(requirements)), ...labelled("waive it", waiveLines(requirements))];
}

/** The example of the first tester that has one. */
async function exampleBy(
  testers: readonly string[],
  scenarios: readonly CatalogueScenario[],
): Promise<readonly string[]> {
  for (const id of testers) {
    const found = scenarios.find(({ scenario }) => scenario.id === id);
    const lines = found === undefined ? await checkExample(id) : await scenarioExample(found);
    if (lines.length > 0) return lines;
  }
  return [];
}

/** Lines of which only the first has the label. */
function labelled(label: string, lines: readonly string[]): Rows {
  return lines.map((line, at) => [at === 0 ? label : "", line]);
}
