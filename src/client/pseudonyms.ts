import { createHmac, randomBytes } from "node:crypto";
import { MAIL, type PersonalKind } from "./personal.ts";
import { percentDecoded } from "./redact-url.ts";

/** Puts the same pseudonym in place of the same personal datum, all through a run. */
export interface Pseudonyms {
  /** `name-3f2a9c1d04`; for a mail address `mail-3f2a9c1d04@pseudonym.invalid`. */
  of(kind: PersonalKind, value: string): string;
  /** The run itself sends this value: it says nothing about a person, unless a server said it first. */
  own(value: string): void;
  /** True for what the run made up: what it sent, and everything that carries its prefix. */
  isOwn(value: string): boolean;
  /** Mail addresses in a text, wherever they stand, are replaced. */
  replaceMails(text: string): string;
}

// 40 bits: two of a million people share a pseudonym in one run of two.
const DIGITS = 10;

// What the engine begins every name with that it makes up.
const OWN_PREFIX = /(?:^|[^a-z0-9])sp-[a-z0-9]{6}-/i;

/**
 * Makes pseudonyms with a key that is drawn at random and never written: without it they cannot be undone by trying
 * every name there is, and the same person has another one in the next run.
 *
 * @param key for tests
 */
export function createPseudonyms(key: Uint8Array = randomBytes(32)): Pseudonyms {
  const known = new Map<string, string>();
  const own = new Set<string>();
  const seen = new Set<string>();
  const isOwn = (value: string): boolean => own.has(value) || OWN_PREFIX.test(value);
  const of = (kind: PersonalKind, value: string): string => {
    const isMail = /^[^\s@]+@[^\s@]+$/.test(value);
    const label = isMail ? "mail" : kind;
    const id = `${label} ${value}`;
    const earlier = known.get(id);
    if (earlier !== undefined) return earlier;
    seen.add(value);
    const digest = createHmac("sha256", key).update(id).digest("hex").slice(0, DIGITS);
    const pseudonym = isMail ? `mail-${digest}@pseudonym.invalid` : `${label}-${digest}`;
    known.set(id, pseudonym);
    return pseudonym;
  };
  return {
    of,
    own: (value) => {
      if (!seen.has(value)) own.add(value);
    },
    isOwn,
    replaceMails: (text) =>
      /@|%40/.test(text)
        ? text.replaceAll(MAIL, (found) => {
            const mail = percentDecoded(found);
            return isOwn(mail) || mail.endsWith("@pseudonym.invalid") ? found : of("mail", mail);
          })
        : text,
  };
}
