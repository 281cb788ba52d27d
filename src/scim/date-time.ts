// RFC 7643 section 2.3.5 refers to xsd:dateTime (XML Schema 1.1 part 2, section 3.3.7): date and time are both required,
// the time zone is optional, any number of fraction digits is legal, and 24:00:00 is the end of a day.
const DATE_TIME =
  /^(-?\d{4,})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?$/u;

/** An instant as a server wrote it. */
export interface DateTime {
  /** Milliseconds since 1970-01-01T00:00:00Z, with a fraction where the text has more digits. */
  readonly epochMs: number;
  /**
   * The smallest step the digits tell of, in ms: 1000 without a fraction, 1 with three digits. Zeros at the end tell of
   * none: a server that keeps microseconds may still write seven digits, one that keeps seconds three.
   */
  readonly stepMs: number;
}

/** Parses an xsd:dateTime; undefined when the text is none. A missing time zone is read as UTC. */
export function parseDateTime(text: string): DateTime | undefined {
  const match = DATE_TIME.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = "", zone = "Z"] = match;
  const endOfDay = hour === "24";
  if (endOfDay && (minute !== "00" || second !== "00")) return undefined;
  const whole = Date.parse(`${year}-${month}-${day}T${endOfDay ? "00" : hour}:${minute}:${second}${zone}`);
  if (Number.isNaN(whole) || !isCalendarDay(Number(year), Number(month), Number(day))) return undefined;
  const fractionMs = Number(`0.${fraction}`) * 1000;
  return {
    epochMs: whole + fractionMs + (endOfDay ? 86_400_000 : 0),
    stepMs: 1000 / 10 ** Math.min(fraction.replace(/0+$/u, "").length, 9),
  };
}

/** Date.parse rolls 30 February over to March; a calendar does not. */
function isCalendarDay(year: number, month: number, day: number): boolean {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}

// A number of milliseconds since 1970 is exact to about a quarter of a microsecond.
const NUMBER_STEP_MS = 0.0005;

/** A fraction of zeros may be all that is left of one that was cut to whole seconds. */
function stepOf({ epochMs, stepMs }: DateTime): number {
  return epochMs % 1000 === 0 ? Math.max(1000, stepMs) : stepMs;
}

/**
 * True when two texts of one instant agree as far as the coarser of them can show: a server may cut or round
 * digits in one representation and not in the other.
 */
export function sameInstant(left: DateTime, right: DateTime): boolean {
  return Math.abs(left.epochMs - right.epochMs) <= Math.max(stepOf(left), stepOf(right)) + NUMBER_STEP_MS;
}
