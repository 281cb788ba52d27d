import type { NotTested } from "../../result/index.ts";
import { inertLine, plural } from "../text.ts";
import { OUTCOME_WORD } from "../words.ts";
import type { Setting } from "./setting.ts";
import { wrap } from "./wrap.ts";

const GROUPS_SHOWN = 12;
const IDS_SHOWN = 3;

const KINDS: Readonly<Record<NotTested["kind"], string>> = {
  scenario: "scenarios",
  requirement: "requirements",
  operation: "operations",
  capability: "capabilities",
};

/** What was not tested and why: what shares a reason stands together, for a selection leaves out a hundred for one. */
export function notTestedLines(entries: readonly NotTested[], { paint, width }: Setting): readonly string[] {
  if (entries.length === 0) return [];
  const groups = [...grouped(entries).values()];
  const lines = groups.slice(0, GROUPS_SHOWN).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const about =
      group.length === 1 ? `${first.kind} ${inertLine(first.id)}` : plural(group.length, first.kind, KINDS[first.kind]);
    const head = `  ○ ${about}: ${OUTCOME_WORD[first.outcome]}`;
    const reason = wrap(inertLine(first.reason), width, "    ").map(paint.quiet);
    return [head].concat(reason, group.length === 1 ? [] : wrap(idsOf(group), width, "    ").map(paint.quiet));
  });
  const more = groups.slice(GROUPS_SHOWN).reduce((sum, group) => sum + group.length, 0);
  return [
    paint.strong(`Not tested (${entries.length})`),
    ...lines,
    ...(more > 0 ? [`  … and ${more} more, see the report`] : []),
  ];
}

function grouped(entries: readonly NotTested[]): ReadonlyMap<string, readonly NotTested[]> {
  const groups = new Map<string, NotTested[]>();
  for (const entry of entries) {
    const key = [entry.kind, entry.outcome, entry.reason].join("\u0000");
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(entry);
  }
  return groups;
}

/** `a, b, c and 12 more`. */
function idsOf(group: readonly NotTested[]): string {
  const ids = group.slice(0, IDS_SHOWN).map(({ id }) => inertLine(id));
  const more = group.length - ids.length;
  return more > 0 ? `${ids.join(", ")} and ${more} more` : ids.join(", ");
}
