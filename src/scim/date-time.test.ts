import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DateTime, parseDateTime, sameInstant } from "./date-time.ts";

const at = (text: string): DateTime => {
  const parsed = parseDateTime(text);
  if (parsed === undefined) throw new Error(`${text} is no DateTime`);
  return parsed;
};
const date = fc.date({
  min: new Date("0001-01-01T00:00:00Z"),
  max: new Date("9999-12-31T23:59:59.999Z"),
  noInvalidDate: true,
});

test("what a Date writes is read back", () => {
  fc.assert(
    fc.property(date, (instant) => {
      expect(at(instant.toISOString()).epochMs).toBe(instant.getTime());
    }),
  );
});

test("an offset names the same instant", () => {
  const offset = fc.tuple(fc.constantFrom("+", "-"), fc.nat(13), fc.nat(59));
  const safe = fc.date({
    min: new Date("0002-01-01T00:00:00Z"),
    max: new Date("9998-01-01T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(safe, offset, (instant, [sign, hours, minutes]) => {
      const shift = (sign === "+" ? 1 : -1) * (hours * 60 + minutes) * 60_000;
      const local = new Date(instant.getTime() + shift).toISOString().slice(0, -1);
      const zone = `${sign}${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
      expect(at(`${local}${zone}`).epochMs).toBe(instant.getTime());
    }),
  );
});

test("any number of digits is read, and cutting or rounding some off leaves the same instant", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_998 }), fc.nat(9), fc.boolean(), (nanos, kept, rounds) => {
      const digits = String(nanos).padStart(9, "0");
      const scale = 10 ** (9 - kept);
      const shorter = Math.min((rounds ? Math.round : Math.floor)(nanos / scale), 10 ** kept - 1);
      const fraction = kept === 0 ? "" : `.${String(shorter).padStart(kept, "0")}`;
      const [long, short] = [at(`2026-01-31T09:30:00.${digits}Z`), at(`2026-01-31T09:30:00${fraction}Z`)];
      expect(sameInstant(long, short)).toBe(true);
      expect(sameInstant(short, long)).toBe(true);
      // The same, written with the digits it had before.
      const padded = at(`2026-01-31T09:30:00${fraction === "" ? "." : fraction}${"0".repeat(9 - kept)}0Z`);
      expect(sameInstant(long, padded)).toBe(true);
    }),
  );
});

test("instants further apart than their digits tell are not the same", () => {
  fc.assert(
    fc.property(date, fc.integer({ min: 2001, max: 100_000 }), (instant, apart) => {
      const other = new Date(Math.min(instant.getTime() + apart, 253_402_300_799_999));
      fc.pre(other.getTime() - instant.getTime() > 2000);
      expect(sameInstant(at(instant.toISOString()), at(other.toISOString()))).toBe(false);
    }),
  );
});

test.each<[string, string, boolean, string]>([
  ["00.100", "00.101", true, "one step of the digits"],
  ["00.101", "00.103", false, "more than a step"],
  ["00.1", "00.2", true, "one step of the digits"],
  ["00.12", "00.2", true, "one step of the coarser"],
  ["01", "00.4", true, "whole seconds: the other is cut or rounded"],
  ["01.000", "00.4", true, "zeros may be what is left of a time in whole seconds"],
  ["01.001", "00.4", false, "a millisecond says that milliseconds are kept"],
  ["02", "00.4", false, "more than a second"],
])("%s and %s: %s, since %s", (left, right, same) => {
  const [a, b] = [at(`2026-01-31T09:30:${left}Z`), at(`2026-01-31T09:30:${right}Z`)];
  expect(sameInstant(a, b)).toBe(same);
  expect(sameInstant(b, a)).toBe(same);
});

describe("is a DateTime", () => {
  test.each<[string, string]>([
    ["2026-01-31T24:00:00Z", "2026-02-01T00:00:00.000Z"],
    ["2026-12-31T24:00:00.000Z", "2027-01-01T00:00:00.000Z"],
    ["2024-02-29T12:00:00Z", "2024-02-29T12:00:00.000Z"],
    ["2000-02-29T00:00:00Z", "2000-02-29T00:00:00.000Z"],
    ["2026-01-31T09:30:00", "2026-01-31T09:30:00.000Z"],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
    ["2026-01-31T09:30:00+14:00", "2026-01-30T19:30:00.000Z"],
    ["2026-01-31T09:30:00-00:00", "2026-01-31T09:30:00.000Z"],
  ])("%s", (text, instant) => {
    expect(new Date(at(text).epochMs).toISOString()).toBe(instant);
  });
});

test.each([
  "",
  "2026-01-31",
  "09:30:00Z",
  "2026-01-31T09:30Z",
  "2026-01-31 09:30:00Z",
  "2026-01-31t09:30:00z",
  "2026-1-31T09:30:00Z",
  "26-01-31T09:30:00Z",
  "2026-13-01T00:00:00Z",
  "2026-00-01T00:00:00Z",
  "2026-02-29T00:00:00Z",
  "1900-02-29T00:00:00Z",
  "2026-04-31T00:00:00Z",
  "2026-01-31T25:00:00Z",
  "2026-01-31T24:00:01Z",
  "2026-01-31T24:30:00Z",
  "2026-01-31T09:60:00Z",
  "2026-01-31T09:30:61Z",
  "2026-01-31T09:30:00.Z",
  "2026-01-31T09:30:00,5Z",
  "2026-01-31T09:30:00+0100",
  "2026-01-31T09:30:00+15:00",
  "2026-01-31T09:30:00+14:01",
  " 2026-01-31T09:30:00Z",
  "2026-01-31T09:30:00Z\n",
  "Sat, 31 Jan 2026 09:30:00 GMT",
])("%j is no DateTime", (text) => {
  expect(parseDateTime(text)).toBeUndefined();
});

test("nothing makes it throw", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from("0123456789-:.TZ+ 24")) }), (text) => {
      const parsed = parseDateTime(text);
      expect(parsed === undefined || Number.isFinite(parsed.epochMs)).toBe(true);
    }),
  );
});
