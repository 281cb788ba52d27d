import { checkFile, type Source, sourceFrom } from "../../document/index.ts";
import { HarnessError, type Place, type Waiver } from "../../result/index.ts";
import { WAIVERS_SCHEMA } from "./waivers-schema.ts";

/** A waiver, and where it stands. */
export interface PlacedWaiver extends Waiver {
  /** 1-based; undefined for one that comes from a result. */
  readonly line?: number;
}

/** Waivers as they were read. */
export interface Baseline {
  /** As it was named. */
  readonly file: string;
  readonly waivers: readonly PlacedWaiver[];
}

/** How the reason begins that nobody has written yet. */
export const PLACEHOLDER = "TODO";

/**
 * Reads a baseline from its text.
 *
 * @param file as it is named
 * @param options.allowsPlaceholders true to let reasons pass that nobody has written yet: for whoever writes the file anew
 * @throws HarnessError `BASELINE_INVALID` with place and remedy
 */
export function baselineFrom(
  text: string,
  file: string,
  { allowsPlaceholders = false }: { readonly allowsPlaceholders?: boolean } = {},
): Baseline {
  // What is left when the last line has been removed is no mistake.
  if (text.split("\n").every((line) => /^\s*(?:#.*)?$/u.test(line))) return { file, waivers: [] };
  const source = read(text, file);
  refuseNumbers(source);
  checkFile(source, WAIVERS_SCHEMA, "BASELINE_INVALID");
  const waivers = source.value["waivers"] as readonly Waiver[];
  const lines = new Map<string, number>();
  const placed = waivers.map((waiver, index): PlacedWaiver => {
    const placeOf = (key: keyof Waiver): Place => source.placeOf(`/waivers/${index}/${key}`);
    refuseNoDay(waiver, placeOf("until"));
    if (!allowsPlaceholders) refusePlaceholder(waiver, placeOf("reason"));
    const before = lines.get(waiver.fingerprint);
    if (before !== undefined) {
      throw invalid(`${waiver.fingerprint} is waived already in line ${before}`, placeOf("fingerprint"), "remove one");
    }
    const { line = 1 } = source.placeOf(`/waivers/${index}`);
    lines.set(waiver.fingerprint, line);
    return Object.assign({}, waiver, { line });
  });
  return { file, waivers: placed };
}

/** True where somebody has still to write why. */
export function isPlaceholder({ reason }: Pick<Waiver, "reason">): boolean {
  return reason.trimStart().toUpperCase().startsWith(PLACEHOLDER);
}

function read(text: string, file: string): Source {
  try {
    return sourceFrom(text, file, "BASELINE_INVALID");
  } catch (error) {
    if (!(error instanceof HarnessError) || !error.message.includes("where a mapping is expected")) throw error;
    throw invalid(error.message, error.place ?? { file }, "begin the file with waivers: and put the list below it");
  }
}

/** YAML reads twelve digits as a number, and what they were is lost. */
function refuseNumbers({ value, placeOf }: Source): void {
  const { waivers } = value;
  if (!Array.isArray(waivers)) return;
  waivers.forEach((waiver: unknown, index) => {
    if (typeof waiver !== "object" || waiver === null) return;
    const { fingerprint } = waiver as { readonly fingerprint?: unknown };
    if (typeof fingerprint !== "number") return;
    throw invalid(
      "the fingerprint was read as a number",
      placeOf(`/waivers/${index}/fingerprint`),
      'put it in quotes: fingerprint: "012345678901"',
    );
  });
}

function refuseNoDay({ until }: Waiver, place: Place): void {
  const day = new Date(`${until}T00:00:00Z`);
  if (!Number.isNaN(day.getTime()) && day.toISOString().startsWith(until)) return;
  throw invalid(`there is no day ${until}`, place, "write the last day on which the waiver holds: until: 2026-12-31");
}

function refusePlaceholder(waiver: Waiver, place: Place): void {
  if (!isPlaceholder(waiver)) return;
  throw invalid(
    `nobody has written yet why ${waiver.fingerprint} is waived`,
    place,
    "write the reason in place of TODO, or remove the entry",
  );
}

function invalid(message: string, place: Place, remedy: string): HarnessError {
  return new HarnessError("BASELINE_INVALID", message, { place, remedy });
}
