import { groupBy, type NotTested } from "../../result/index.ts";
import { type Gap, gapsOf } from "../gaps.ts";
import { inertLine, plural } from "../text.ts";
import { OUTCOME_WORD } from "../words.ts";
import type { Setting } from "./setting.ts";
import { wrap } from "./wrap.ts";

const GAPS_SHOWN = 12;
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
  const gaps = gapsOf(entries);
  const lines = gaps.slice(0, GAPS_SHOWN).flatMap((gap) => {
    const ids = [...new Set(gap.entries.map(({ id }) => inertLine(id)))];
    const reason = wrap(inertLine(gap.reason), width, "    ").map(paint.quiet);
    const listing = ids.length === 1 ? [] : wrap(listed(ids), width, "    ").map(paint.quiet);
    return [`  ○ ${aboutOf(gap)}: ${OUTCOME_WORD[gap.outcome]}`].concat(reason, listing);
  });
  const more = gaps.slice(GAPS_SHOWN).reduce((sum, gap) => sum + gap.entries.length, 0);
  return [
    paint.strong(`Not tested (${entries.length})`),
    ...lines,
    ...(more > 0 ? [`  … and ${more} more, see the report`] : []),
  ];
}

/** What a gap is about, each once however many suites have it: `5 scenarios and 2 requirements`. */
function aboutOf({ entries }: Gap): string {
  const kinds = [...groupBy(entries, ({ kind }) => kind)].map(([kind, own]) => {
    const ids = new Set(own.map(({ id }) => id));
    if (ids.size > 1) return plural(ids.size, kind, KINDS[kind]);
    return `${kind} ${inertLine(own[0].id)}${own.length === 1 ? "" : ` in ${plural(own.length, "suite")}`}`;
  });
  return kinds.join(" and ");
}

/** `a, b, c and 12 more`. */
function listed(ids: readonly string[]): string {
  const more = ids.length - IDS_SHOWN;
  const shown = ids.slice(0, IDS_SHOWN).join(", ");
  return more > 0 ? `${shown} and ${more} more` : shown;
}
