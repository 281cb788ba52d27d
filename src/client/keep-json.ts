/** What {@link keepJson} needs of a redactor. */
type Redact = (text: string) => { readonly text: string; readonly found: readonly string[] };

// Unrolled, so that a long string takes no more of the stack than a short one.
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs;

/**
 * Replacing in the raw text can break JSON when a secret looks like its punctuation, or stands in a number. Then
 * strings and numbers are redacted one by one; secrecy comes first where even that leaves something behind.
 *
 * @returns the text to record.
 */
export function keepJson(raw: string, redacted: string, redact: Redact): string {
  if (!/^\s*[[{"\d-]/.test(raw) || isJson(redacted) || !isJson(raw)) return redacted;
  try {
    const rewritten = raw.replaceAll(STRING_OR_NUMBER, (literal) => {
      const text = literal.startsWith('"') ? String(JSON.parse(literal)) : literal;
      const clean = redact(text);
      return clean.found.length === 0 ? literal : JSON.stringify(clean.text);
    });
    return redact(rewritten).found.length === 0 ? rewritten : redacted;
  } catch (error) {
    // A string of very many escapes is too much for the pattern.
    if (error instanceof RangeError) return redacted;
    throw error;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
