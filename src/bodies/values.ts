import fc from "fast-check";
import type { Limits, Part } from "./part.ts";
import { ownToken, uniqueText } from "./tokens.ts";
import { knownWords, ODD_TEXTS, ORDINARY_TEXTS, SIGNS } from "./words.ts";

/** Longer texts are not sent: their limits are told. */
const MAX_TEXT = 10_000;

/** The longest text that is sent where no schema sets a limit: the width of many a column. */
const USUAL_WIDTH = 64;

const BY_FORMAT: Readonly<Record<string, readonly string[]>> = {
  date: ["2024-01-31", "2024-02-29"],
  time: ["12:00:00Z"],
  email: ["someone@example.com"],
  "idn-email": ["someone@example.com"],
  hostname: ["example.com"],
  ipv4: ["192.0.2.1"],
  ipv6: ["2001:db8::1"],
  uuid: ["7d5f3c1e-2b4a-4c6d-8e9f-0a1b2c3d4e5f"],
  byte: ["AAAA", "Zm9v"],
};

const DATE_TIMES = [
  "2024-02-03T04:05:06Z",
  "2024-02-29T23:59:59Z",
  "1999-12-31T23:59:59Z",
  "2024-06-30T23:30:00-05:00",
  "2024-06-30T00:30:00+05:30",
  "2031-01-01T00:00:00.250Z",
];
const INTEGERS = [1, 0, 7, -1, 65_536, 2_147_483_647];
const DECIMALS = [1.5, 0, 0.1, 12.25, -0.5, 100];
const BINARIES = ["AAAA", "MIIB", "Zm9vYmFy", "+/+/", "/wAA"];
const URIS = ["https://example.com/a", "https://example.com/b?c=d&e=f#g", "https://example.com/%C3%A9"];

/** Whether a profile has a template for an attribute. */
export type IsNamed = (path: string) => boolean;

/**
 * The value of one part that is sent where only something ordinary is wanted, a single one also of a list.
 *
 * @param n tells the entries of a list apart
 */
export function ordinaryValue(part: Part, isNamed: IsNamed, n = 1): unknown {
  const own = ownValue(part, isNamed, n, ORDINARY_TEXTS[(n - 1) % ORDINARY_TEXTS.length] ?? "");
  if (own !== undefined) return own;
  const choices = choicesOf(part);
  if (choices !== undefined) return choices[(n - 1) % choices.length];
  switch (part.kind) {
    case "boolean":
      return true;
    case "integer":
    case "decimal":
      return within(part.kind === "integer" ? (INTEGERS[0] ?? 1) : (DECIMALS[0] ?? 1), part.limits);
    case "dateTime":
      return DATE_TIMES[0];
    case "binary":
      return BINARIES[(n - 1) % BINARIES.length];
    case "uri":
      return n === 1 ? URIS[0] : `${URIS[0] ?? ""}${n}`;
    case "text":
      return sized(ORDINARY_TEXTS[(n - 1) % ORDINARY_TEXTS.length] ?? "", part.limits);
    case "complex":
    case "members":
      return undefined;
  }
}

/** Valid values of one part, a single one also of a list; shrinks to something ordinary. */
export function valuesOf(part: Part, isNamed: IsNamed): fc.Arbitrary<unknown> {
  const entry = fc.integer({ min: 1, max: 9 });
  if (ownValue(part, isNamed, 1, "") !== undefined) {
    return fc.tuple(entry, TEXTS).map(([n, text]) => ownValue(part, isNamed, n, sized(text, part.limits)));
  }
  const choices = choicesOf(part);
  if (choices !== undefined) return fc.constantFrom(...choices);
  switch (part.kind) {
    case "boolean":
      return fc.constantFrom(true, false);
    case "integer":
    case "decimal": {
      const known = (part.kind === "integer" ? INTEGERS : DECIMALS).filter((one) => within(one, part.limits) === one);
      return known.length === 0 ? fc.constant(ordinaryValue(part, isNamed)) : fc.constantFrom(...known);
    }
    case "dateTime":
      return fc.constantFrom(...DATE_TIMES);
    case "binary":
      return fc.constantFrom(...BINARIES);
    case "uri":
      return fc.constantFrom(...URIS);
    case "text":
      return textsOf(part);
    case "complex":
    case "members":
      return fc.constant(undefined);
  }
}

/** The values at the edges of what a part may be, none where there are no such. */
export function edgesOf(part: Part, isNamed: IsNamed): readonly unknown[] {
  if (ownValue(part, isNamed, 1, "") !== undefined) return [];
  if (part.choices !== undefined) return part.choices;
  const { minLength, maxLength, minimum, maximum } = part.limits;
  switch (part.kind) {
    case "boolean":
      return [false, true];
    case "integer":
    case "decimal": {
      const usual = part.kind === "integer" ? [0, -1, 2_147_483_647] : [0, 0.1, -0.5];
      const given = [minimum, maximum].filter((one) => one !== undefined);
      return [...new Set([...given, ...usual.map((one) => within(one, part.limits))])];
    }
    case "dateTime":
      return DATE_TIMES.slice(1);
    case "text": {
      if (choicesOf(part) !== undefined || part.pattern !== undefined || part.format !== undefined) return [];
      const least = Math.max(1, minLength ?? 1);
      const most = Math.max(least, Math.min(maxLength ?? USUAL_WIDTH, MAX_TEXT));
      const odd = ODD_TEXTS.map((text) => sized(text, part.limits));
      return ["x".repeat(least), ...odd, `${"é".repeat(most - 1)}x`, "x".repeat(most)];
    }
    case "binary":
    case "uri":
    case "complex":
    case "members":
      return [];
  }
}

/** A text of letters and signs of one script or of several, which neither begins nor ends with a space. */
const TEXTS: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...ORDINARY_TEXTS),
    fc.array(fc.oneof(...SIGNS.map((signs) => fc.constantFrom(...signs))), { minLength: 0, maxLength: 8, size: "max" }),
    fc.boolean(),
  )
  .map(([word, signs, isOdd]) => (isOdd && signs.length > 0 ? `${word} ${signs.join("")}` : word));

function textsOf({ pattern, limits }: Part): fc.Arbitrary<unknown> {
  if (pattern !== undefined) {
    try {
      return fc.stringMatching(new RegExp(pattern, "u"), { maxLength: Math.min(limits.maxLength ?? USUAL_WIDTH, 256) });
    } catch {
      // What it does not understand is left to the ordinary texts: what does not fit the schema is not sent.
    }
  }
  return TEXTS.map((text) => sized(text, limits));
}

/** What nobody else may have, or a profile has a template for. */
function ownValue({ path, unique, kind }: Part, isNamed: IsNamed, n: number, text: string): string | undefined {
  if (isNamed(path) || /^(?:userName|emails\.value|externalId)$/iu.test(path)) return ownToken(path, n);
  return unique && kind === "text" ? uniqueText(text) : undefined;
}

function choicesOf({ choices, canonical, path, kind, format }: Part): readonly unknown[] | undefined {
  if (choices !== undefined && choices.length > 0) return choices;
  if (canonical !== undefined) return canonical;
  if (kind !== "text" && kind !== "uri" && kind !== "binary") return undefined;
  return knownWords(path) ?? (format === undefined ? undefined : BY_FORMAT[format]);
}

/** A text of a length that is allowed. */
function sized(text: string, { minLength = 0, maxLength = MAX_TEXT }: Limits): string {
  const letters = Array.from(text.padEnd(Math.min(minLength, MAX_TEXT), "x"));
  return letters.slice(0, Math.max(0, maxLength)).join("").trimEnd();
}

/** The number, or the nearest one that is allowed. */
function within(number: number, { minimum = -Infinity, maximum = Infinity, multipleOf = 0 }: Limits): number {
  const kept = Math.min(Math.max(number, minimum), maximum);
  return multipleOf === 0 || kept % multipleOf === 0 ? kept : Math.ceil(kept / multipleOf) * multipleOf;
}
