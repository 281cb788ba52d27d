import type { Random } from "./random.ts";

type Holder = Record<string, unknown>;

/** Depths that break readers which recurse: just beyond a limit, and far beyond any stack. */
const DEPTHS = [250, 5000, 100_000];

/** Values that nobody expects; those made of text alone, because JSON.stringify cannot write all of them. */
const ODD: readonly ((random: Random) => string)[] = [
  () => "null",
  () => "true",
  () => "-1",
  () => "1e400",
  () => "123456789012345678901234567890",
  () => '""',
  () => "[]",
  () => "{}",
  () => "[[]]",
  () => '"\\u0000"',
  () => '"\\ud800"',
  () => '"\\u202e\\u001b[31m"',
  () => '"-----BEGIN PRIVATE KEY-----"',
  () => '"../../../../etc/passwd"',
  () => '"http://127.0.0.1:1/"',
  () => '"((((a+)+)+)+)$"',
  () => '{"__proto__":{"polluted":true}}',
  () => '{"constructor":{"prototype":{"polluted":true}}}',
  () => '{"$ref":"#"}',
  () => '{"$ref":"#/components/schemas/nowhere"}',
  () => JSON.stringify("x".repeat(100_000)),
  () => JSON.stringify(Array.from({ length: 5000 }, (_, index) => index)),
  (random) => nested(random.pick(DEPTHS), "[", "]"),
  (random) => nested(random.pick(DEPTHS), '{"a":', "}"),
];

function nested(depth: number, open: string, close: string): string {
  return `${open.repeat(depth)}0${close.repeat(depth)}`;
}

/** Stands where an odd text is put, so that JSON.stringify need not write it. */
const MARK = "\uE000mark\uE000";

/** A value as JSON with something odd at a random place of it. */
export function withOddValue(value: unknown, random: Random): string {
  const copy = structuredClone(value);
  const [holder, key] = random.pick(placesIn(copy));
  holder[key] = MARK;
  return write(copy).replace(JSON.stringify(MARK), () => random.pick(ODD)(random));
}

/** A value as JSON without one of its keys. */
export function withoutKey(value: unknown, random: Random): string {
  const copy = structuredClone(value);
  const [holder, key] = random.pick(placesIn(copy));
  delete holder[key];
  return write(copy);
}

/** A value as JSON with a key more, or one that stands twice. */
export function withKey(value: unknown, random: Random): string {
  const copy = structuredClone(value);
  const places = placesIn(copy).filter(([holder]) => !Array.isArray(holder));
  const [holder, key] = random.pick(places);
  holder[MARK] = 0;
  const name = random.pick([
    key,
    key.toUpperCase(),
    `${key}s`,
    "__proto__",
    "constructor",
    "toString",
    "",
    "\u0000",
    "<<",
  ]);
  return write(copy).replace(JSON.stringify(MARK), () => JSON.stringify(name));
}

/** A value as JSON with one part of it in the place of another. */
export function withPartMoved(value: unknown, random: Random): string {
  const copy = structuredClone(value);
  const places = placesIn(copy);
  const [from, name] = random.pick(places);
  const part = structuredClone(from[name]);
  const [to, key] = random.pick(places);
  to[key] = part;
  return write(copy);
}

function write(value: unknown): string {
  return JSON.stringify(value, undefined, 1);
}

function placesIn(value: unknown): readonly (readonly [Holder, string])[] {
  const found: (readonly [Holder, string])[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    for (const key of Object.keys(node)) {
      found.push([node as Holder, key]);
      visit((node as Holder)[key]);
    }
  };
  visit(value);
  return found.length === 0 ? [[{}, "a"]] : found;
}
