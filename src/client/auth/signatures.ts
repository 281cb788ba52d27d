import { createRedactor, type Redacted, type Redactor } from "../redactor.ts";

/** What a signing hook has made lately, taken out of whatever a server sends back. */
export interface Signatures {
  /** Takes in what the hook has made for one attempt. */
  readonly note: (values: readonly string[]) => void;
  /** A redactor that takes out these too, without naming them: one that is good for one request gives nothing away. */
  readonly beside: (redactor: Redactor) => Redactor;
}

// A hook may make a new one for every request of a long run, and each is many needles.
const MOST_RECENT = 200;
const MOST_TOLD = 300;

/**
 * Keeps the last few hundred values of a hook. Those of static credentials come with every request, and so stay.
 *
 * @param onSecret told the first few hundred, among which everything static is
 */
export function createSignatures(onSecret: (name: string, value: string) => void): Signatures {
  // Two lots: the older one is dropped when the newer one is full.
  let older = createRedactor();
  let newer = createRedactor();
  let known = new Set<string>();
  const told = new Set<string>();
  const beside = (redactor: Redactor): Redactor => {
    const lots = [newer, older].filter(({ isEmpty }) => !isEmpty);
    if (lots.length === 0) return redactor;
    const both = ({ text, found }: Redacted, cut?: boolean): Redacted => ({
      text: lots.reduce((clean, lot) => lot.redact(clean, cut).text, text),
      found,
    });
    return {
      ...redactor,
      isEmpty: false,
      redact: (text, cut) => both(redactor.redact(text, cut), cut),
      redactUrl: (url, cut) => both(redactor.redactUrl(url, cut), cut),
    };
  };
  return {
    beside,
    note: (values) => {
      for (const value of values) {
        if (known.has(value)) continue;
        if (known.size >= MOST_RECENT) {
          older = newer;
          newer = createRedactor();
          known = new Set();
        }
        known.add(value);
        newer.add("signature", value);
        if (told.size >= MOST_TOLD || told.has(value)) continue;
        told.add(value);
        onSecret("signature", value);
      }
    },
  };
}
