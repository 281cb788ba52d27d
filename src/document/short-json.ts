/** The longest short JSON, in UTF-16 units. */
const LIMIT = 120;

/** A value as JSON of at most 120 characters, the rest replaced by `…`. Looks no further into the value than that. */
export function shortJson(value: unknown): string {
  let out = "";
  const full = (): boolean => out.length > LIMIT;
  const write = (at: unknown, depth: number): void => {
    if (full()) return;
    if (typeof at === "string") {
      out += JSON.stringify(at.length > LIMIT ? at.slice(0, LIMIT + 1) : at);
    } else if (typeof at !== "object" || at === null) {
      out += at === undefined ? "nothing" : (JSON.stringify(at) ?? typeof at);
    } else if (depth > LIMIT) {
      out += "…";
    } else if (Array.isArray(at)) {
      out += "[";
      for (let index = 0; index < at.length && !full(); index += 1) {
        if (index > 0) out += ",";
        write(at[index], depth + 1);
      }
      out += "]";
    } else {
      out += "{";
      let first = true;
      for (const key in at) {
        if (full()) break;
        if (!first) out += ",";
        first = false;
        out += `${JSON.stringify(key.slice(0, LIMIT))}:`;
        write((at as Record<string, unknown>)[key], depth + 1);
      }
      out += "}";
    }
  };
  write(value, 0);
  // A surrogate pair cut in two would not be valid text.
  return full() ? `${out.slice(0, LIMIT - 1).replace(/[\uD800-\uDBFF]$/, "")}…` : out;
}
