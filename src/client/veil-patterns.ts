import { namesIn } from "./json-scan.ts";

/** Finds the values of fields and headers outside of JSON, by the name that stands before them. */
export interface FieldPatterns {
  /** In query parameters of these names, and in filters. */
  inUrl(url: string): string;
  /** In filters and header lines that a text quotes. */
  inText(text: string): string;
}

const COMPARISON = String.raw`\s+(?:eq|ne|co|sw|ew|gt|ge|lt|le)\s+`;

/**
 * Patterns for the fields and headers that the user wants hidden.
 *
 * @param hidden stands in place of a header's value
 */
export function fieldPatterns(fields: readonly string[], headers: readonly string[], hidden: string): FieldPatterns {
  const words = [...new Set(fields.map((field) => namesIn(field).at(-1) ?? "").filter((word) => word !== ""))];
  const comparison =
    words.length === 0
      ? undefined
      : new RegExp(
          String.raw`(\b(${words.map(escape).join("|")})\]?${COMPARISON})("(?:[^"\\]|\\.)*"?|[^\s)"]+)`,
          "giu",
        );
  const line =
    headers.length === 0
      ? undefined
      : new RegExp(String.raw`((?<![\w-])(?:${headers.map(escape).join("|")}):[ \t]*)[^'"\r\n]+`, "giu");
  const inFilter = (text: string): string =>
    comparison === undefined
      ? text
      : text.replaceAll(comparison, (_, start: string, word: string) => `${start}"[redacted:${word}]"`);
  const parameter = (text: string): string => {
    const at = text.indexOf("=");
    if (at === -1) return text;
    const name = decode(text.slice(0, at));
    if (words.includes(namesIn(name).at(-1) ?? "")) return `${text.slice(0, at)}=[redacted:${name}]`;
    const value = decode(text.slice(at + 1));
    const clean = inFilter(value);
    return clean === value ? text : `${text.slice(0, at)}=${encodeURIComponent(clean)}`;
  };
  return {
    inUrl: (url) => {
      const query = url.indexOf("?");
      if (comparison === undefined || query === -1) return url;
      const [before, after] = [url.slice(0, query + 1), url.slice(query + 1)];
      return before + after.replaceAll(/[^&#]+/gu, parameter);
    },
    inText: (text) => {
      const filtered = inFilter(text);
      return line === undefined ? filtered : filtered.replaceAll(line, `$1${hidden}`);
    },
  };
}

function escape(text: string): string {
  return text.replaceAll(/[$()*+./?[\\\]^{|}]/gu, String.raw`\$&`);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
