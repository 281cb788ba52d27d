/** JSON of a value for a person, cut to `max` characters. */
export function shortJson(value: unknown, max = 120): string {
  const text = value === undefined ? "absent" : (JSON.stringify(value) ?? "absent");
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`;
}

/** The first characters of a body, for a finding's `actual`. */
export function excerpt(text: string, max = 80): string {
  const oneLine = text.replaceAll(/\s+/gu, " ").trim();
  return oneLine.length <= max ? oneLine : `${oneLine.slice(0, max - 1)}…`;
}
