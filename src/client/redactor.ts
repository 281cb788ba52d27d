import { isCommonWord, isInstant } from "./common-word.ts";
import { mapJson } from "./json-walk.ts";
import { keepJson } from "./keep-json.ts";
import { Matcher } from "./matcher.ts";
import { type Needle, needlesOf, wordNeedle } from "./needles.ts";
import { hideQuery, hideUserinfo } from "./redact-url.ts";
import { remembered } from "./remembered.ts";
import { replaceSecrets } from "./replace-secrets.ts";
import type { NamedSecret } from "./secrets.ts";

/**
 * Secrets with fewer characters are not searched for: a password of `abc` would blot out evidence everywhere and be
 * guessed from where it was blotted out. The headers that carry credentials are replaced whole, whatever their length.
 */
export const MIN_SECRET_LENGTH = 6;

const HALF_AN_ESCAPE = /(?:%[0-9a-f]?|\\(?:u[0-9a-f]{0,3})?|&#?\w{0,8})$/i;

/** A text without secrets. */
export interface Redacted {
  readonly text: string;
  /** Names of the secrets that were in it. */
  readonly found: readonly string[];
}

/** Takes secrets out of texts, in whatever encoding they are. */
export interface Redactor {
  /** True as long as nothing was registered. */
  readonly isEmpty: boolean;
  /** Registers a secret; one shorter than {@link MIN_SECRET_LENGTH}, a word of the protocol, or a date, is ignored. */
  add(name: string, secret: string): void;
  /** The same for what need not be hidden from who decodes base64: a person's name, of which there may be thousands. */
  addWord(name: string, word: string): void;
  /**
   * Replaces every registered secret by `[redacted:name]`: plain, as base64 or base64url (also within a longer text),
   * base64 of UTF-16, of JSON and of what is percent-encoded, base64 twice, percent-encoded, JSON-escaped, HTML-escaped,
   * hexadecimal, all in small or all in capital letters, in the wrong encoding. Valid JSON stays valid.
   *
   * @param cut true when the text was cut off, so that it may end with the first half of a secret.
   */
  redact(text: string, cut?: boolean): Redacted;
  /** The same for a URL; user information and query parameters with the name of a credential go too. */
  redactUrl(url: string, cut?: boolean): Redacted;
  /** The same for every text, key and number in a JSON value: a configuration, a snapshot. */
  redactValue(value: unknown): unknown;
}

/** Makes a redactor: one for a run, so that a secret registered late is gone from everything recorded later. */
export function createRedactor(secrets: Iterable<NamedSecret> = []): Redactor {
  const matcher = new Matcher();
  const redactText = (text: string, cut = false): Redacted => {
    const redacted = replaceSecrets(text, matcher, cut);
    const [tail = ""] = cut ? (HALF_AN_ESCAPE.exec(text) ?? []) : [];
    if (tail === "") return redacted;
    // The cut may go through an escape too: what comes before it is looked at as if it ended there.
    const before = replaceSecrets(text.slice(0, -tail.length), matcher, cut);
    return redacted.text === before.text + tail ? redacted : before;
  };
  const redact = (text: string, cut: boolean): Redacted => {
    const redacted = redactText(text, cut);
    return redacted.found.length === 0 ? redacted : { ...redacted, text: keepJson(text, redacted.text, redactText) };
  };
  const redactUrl = (url: string, cut: boolean): Redacted => {
    const redacted = redactText(url, cut);
    return { text: hideQuery(hideUserinfo(redacted.text)), found: redacted.found };
  };
  const whole = remembered((text) => redact(text, false));
  const wholeUrl = remembered((url) => redactUrl(url, false));
  let isEmpty = true;
  const register = (needles: readonly Needle[]): void => {
    isEmpty = false;
    whole.forget();
    wholeUrl.forget();
    for (const needle of needles) matcher.add(needle);
  };
  const redactor: Redactor = {
    get isEmpty() {
      return isEmpty;
    },
    add: (name, secret) => {
      if (secret.length < MIN_SECRET_LENGTH || isCommonWord(secret) || isInstant(secret)) return;
      register(needlesOf(plain(name), secret));
    },
    addWord: (name, word) => {
      if (word.length >= MIN_SECRET_LENGTH) register([wordNeedle(plain(name), word)]);
    },
    redact: (text, cut = false) => (cut ? redact(text, cut) : whole(text)),
    redactUrl: (url, cut = false) => (cut ? redactUrl(url, cut) : wholeUrl(url)),
    redactValue: (value) => mapJson(value, (text) => redactText(text).text),
  };
  for (const [name, secret] of secrets) redactor.add(name, secret);
  return redactor;
}

// The name stands between square brackets in JSON, in URLs and on a terminal.
function plain(name: string): string {
  return name.replaceAll(/[^\w .-]/g, "");
}
