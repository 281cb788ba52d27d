/** A set of ids for a person: sorted, at most five by name. */
export function listIds(ids: Iterable<string>): string {
  const all = [...ids].sort();
  if (all.length === 0) return "nobody";
  const shown = all.slice(0, 5).join(", ");
  return all.length > 5 ? `${shown} and ${all.length - 5} more (${all.length} in all)` : shown;
}

/** Text in JSON quotes, cut so that a long name does not fill a report. */
export function quote(text: string | undefined, max = 100): string {
  if (text === undefined) return "absent";
  const json = JSON.stringify(text);
  return json.length <= max ? json : `${json.slice(0, max - 1)}… (${text.length} characters)`;
}
