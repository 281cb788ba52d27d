import type { RunResult, Verdict } from "../../result/index.ts";
import { plural } from "../text.ts";
import { isSelfTest, VERDICT_WORD } from "../words.ts";

/** White on each of these has a contrast of at least 4.5 to 1 (WCAG 2.2, success criterion 1.4.3). */
export const BADGE_COLOURS: Readonly<Record<Verdict | "label", string>> = {
  label: "#3d444d",
  conformant: "#1a7f37",
  nonconformant: "#b42318",
  inconclusive: "#8a5a00",
};

const HEIGHT = 20;
const PADDING = 7;

/**
 * The verdict as a badge for a README: one line of SVG without script, style sheet, font or link, so that it may stand
 * anywhere. Nothing of a server is in it. Runs against embedded targets alone say that they tested Scimproof itself.
 */
export function renderBadge(result: RunResult): string {
  const label = isSelfTest(result) ? "Scimproof self-test" : "SCIM 2.0";
  const message = messageOf(result);
  const left = widthOf(label);
  const right = widthOf(message);
  const width = left + right;
  const title = `${label}: ${message}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label="${title}">`,
    `<title>${title}</title>`,
    `<rect width="${left}" height="${HEIGHT}" fill="${BADGE_COLOURS.label}"/>`,
    `<rect x="${left}" width="${right}" height="${HEIGHT}" fill="${BADGE_COLOURS[result.verdict]}"/>`,
    '<g fill="#ffffff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" aria-hidden="true">',
    textAt(label, left / 2, left),
    textAt(message, left + right / 2, right),
    "</g>",
    "</svg>\n",
  ].join("");
}

function messageOf({ verdict, summary, suites, notTested }: RunResult): string {
  const word = suites.length === 0 ? "nothing tested" : VERDICT_WORD[verdict].toLowerCase();
  const { error, waived } = summary.findings;
  const parts = [
    ...(verdict === "nonconformant" && error > 0 ? [plural(error, "error")] : []),
    // A selection proves what was selected, and no more.
    ...(notTested.some(({ kind, outcome }) => kind === "scenario" && outcome === "not-tested") ? ["in part"] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
  ];
  return parts.length === 0 ? word : `${word}, ${parts.join(", ")}`;
}

function textAt(text: string, x: number, width: number): string {
  // The font of the reader may be wider than reckoned: it is made to fit.
  return `<text x="${x}" y="14" textLength="${width - 2 * PADDING}" lengthAdjust="spacingAndGlyphs">${text}</text>`;
}

// Widths of Verdana at 11 pixels, near enough; what is not listed is 7.
const WIDTHS: readonly (readonly [letters: RegExp, width: number])[] = [
  [/[iljI,.:\- ]/u, 4],
  [/[mwMW]/u, 10],
];

function widthOf(text: string): number {
  const widthOfLetter = (letter: string): number => WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? 7;
  const ink = Array.from(text).reduce((sum, letter) => sum + widthOfLetter(letter), 0);
  return ink + 2 * PADDING;
}
