/** A count that an option gives, or its default. @throws Error when it is no whole number of at least 1 */
export function countOf(name: string, text: string | undefined, fallback: number): number {
  const value = text === undefined ? fallback : Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} takes a whole number of at least 1`);
  return value;
}

/** The dialect that an option names. @throws Error when there is none of that name */
export function dialectOf(text: string | undefined, names: readonly string[]): string | undefined {
  if (text !== undefined && !names.includes(text)) throw new Error(`--dialect takes one of ${names.join(", ")}`);
  return text;
}

/** A day in UTC: `2026-11-01`. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** A command line as it can be typed again. */
export function commandOf(script: string, options: Readonly<Record<string, string | boolean | undefined>>): string {
  const words = Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined || value === false) return [];
    return value === true ? [`--${name}`] : [`--${name} ${/^[\w./-]+$/u.test(value) ? value : `'${value}'`}`];
  });
  return [`npm run ${script}`, ...(words.length === 0 ? [] : ["--", ...words])].join(" ");
}
