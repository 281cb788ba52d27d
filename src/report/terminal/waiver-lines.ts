import type { RunResult, WaiverResult, WaiverState } from "../../result/index.ts";
import { inertLine, plural } from "../text.ts";
import type { Palette } from "./palette.ts";
import type { Setting } from "./setting.ts";
import { wrap } from "./wrap.ts";

/** What there is to do about waivers: those that hold stand with their findings. */
const TOLD: readonly WaiverState[] = ["stale", "expired", "absent"];

/** Waivers that fail the run, or will have to be looked at; of those that nothing is said about, the number. */
export function waiverLines({ waivers }: RunResult, { paint, width }: Setting): readonly string[] {
  if (waivers === undefined) return [];
  const told = TOLD.flatMap((state) => waivers.entries.filter((entry) => entry.state === state));
  const open = waivers.entries.filter(({ state }) => state === "not-judged");
  if (told.length + open.length === 0) return [];
  const lines = told.flatMap((entry) => {
    const text = `${placeOf(entry, waivers.file)} ${inertLine(entry.message)}`;
    return [
      ...wrap(text, width, `  ${MARKS[entry.state] ?? "○"} `, "    ").map(toneOf(entry.state, paint)),
      paint.quiet(`    ${entry.fingerprint}  until ${entry.until}: ${inertLine(entry.reason)}`),
    ];
  });
  const [first] = open;
  const untold =
    first === undefined
      ? []
      : wrap(
          `${plural(open.length, "waiver")} without a finding ${open.length === 1 ? "was" : "were"} not judged: ${inertLine(first.message)}`,
          width,
          "  ○ ",
        );
  return [paint.strong(`Waivers (${told.length + open.length})`), ...lines, ...untold];
}

const MARKS: Readonly<Partial<Record<WaiverState, string>>> = { stale: "✖", expired: "✖", absent: "!" };

function toneOf(state: WaiverState, paint: Palette): (text: string) => string {
  return state === "absent" ? paint.caution : paint.bad;
}

function placeOf({ line }: WaiverResult, file: string): string {
  return line === undefined ? inertLine(file) : `${inertLine(file)}:${line}`;
}
