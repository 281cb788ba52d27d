import type { Exchange, HeaderLine } from "../result/index.ts";
import { isCommonWord, isInstant } from "./common-word.ts";
import { fieldRules, SECRET_FIELDS } from "./field-rules.ts";
import { scanJson } from "./json-scan.ts";
import { mapJson } from "./json-walk.ts";
import { type PersonalKind, personalKind } from "./personal.ts";
import { createPseudonyms } from "./pseudonyms.ts";
import { hideQuery, hideUserinfo, urlSecrets } from "./redact-url.ts";
import { createRedactor, MIN_SECRET_LENGTH, type Redactor } from "./redactor.ts";
import { remembered } from "./remembered.ts";
import { fieldPatterns } from "./veil-patterns.ts";

/** What else is kept out of everything written, beside credentials. */
export interface Redact {
  /** Attribute paths (`name.familyName`, `urn:…:User:employeeNumber`) or names of JSON properties. */
  readonly fields: readonly string[];
  /** Names of headers, in any case. */
  readonly headers: readonly string[];
  /** True to put pseudonyms in place of names, mail addresses, telephone numbers and postal addresses. */
  readonly names: boolean;
}

/** What a {@link Veil} is made from. */
export interface VeilOptions {
  readonly redact?: Redact | undefined;
  /** Told every secret that the veil comes to know, so that what is printed beside the run is rid of it too. */
  readonly onSecret?: ((name: string, value: string, isLearnt: boolean) => void) | undefined;
  /** Of the pseudonyms; for tests. */
  readonly key?: Uint8Array;
}

/**
 * What stands between what a run knows and what it writes. A run judges on clear text, for a secret may happen to be a
 * word that a server must send; what is recorded of it comes through here first, all of it.
 */
export interface Veil {
  /**
   * Takes a text out of everything from now on.
   *
   * @param isHidden true when the client takes it out of its exchanges by itself
   */
  readonly addSecret: (name: string, value: string, isHidden: boolean) => void;
  /** An exchange as it may be recorded: fields, headers, names and secrets replaced. */
  readonly exchange: (exchange: Exchange) => Exchange;
  /** A text about an exchange: a message, what was expected. */
  readonly text: (text: string) => string;
  /** Every text of a JSON value, and the fields in it. */
  readonly json: <T>(value: T) => T;
}

/** What a request header or field is replaced by; not `[redacted]`, which a curl line makes the credential's variable. */
const HIDDEN = "[hidden]";

// A list of all users of a large tenant must not fill the memory: further ones are replaced where they stand, and
// looked for nowhere else.
const MAX_LEARNT = 20_000;

const SHORTEST_QUOTED = 3;

/** Makes a veil: one for a run, so that a value has the same pseudonym in all of it. */
export function createVeil({ redact, onSecret, key }: VeilOptions = {}): Veil {
  const { fields = [], headers = [], names = false } = redact ?? {};
  const rules = fieldRules([...fields, ...SECRET_FIELDS]);
  const patterns = fieldPatterns(fields, headers, HIDDEN);
  const hiddenHeaders = new Set(headers.map((name) => name.toLowerCase()));
  const pseudonyms = names ? createPseudonyms(key) : undefined;
  // What the client replaces in its exchanges, and what only is known when they have been judged.
  const early = createRedactor();
  const late = createRedactor();
  // Too short to be looked for anywhere but between quotation marks.
  const quoted = new Map<string, string>();
  const learnt = new Set<string>();

  const isNew = (value: string): boolean => {
    if (learnt.has(value) || learnt.size >= MAX_LEARNT) return false;
    learnt.add(value);
    return true;
  };

  const learnField = (field: string, value: string): void => {
    // A mask of the server's own, or a word that evidence is full of, gives nothing away.
    if (/^(.)\1*$/su.test(value) || isCommonWord(value) || value.startsWith("[redacted") || !isNew(value)) return;
    // A day is hidden wherever the server's texts have it. Reports have days of their own: they are not searched for it.
    if (isInstant(value)) late.addWord(field, value);
    else if (value.length >= MIN_SECRET_LENGTH) {
      late.add(field, value);
      onSecret?.(field, value, true);
    } else if (value.length >= SHORTEST_QUOTED) quoted.set(value, `[redacted:${field}]`);
    replaceLearnt.forget();
  };

  const learnPerson = (kind: PersonalKind, value: string): string => {
    const pseudonym = pseudonyms?.of(kind, value) ?? value;
    if (isCommonWord(value) || !isNew(value)) return pseudonym;
    if (value.length >= MIN_SECRET_LENGTH) late.addWord(`pseudonym ${pseudonym.replace(/@.*/u, "")}`, value);
    else if (value.length >= SHORTEST_QUOTED) quoted.set(value, pseudonym);
    replaceLearnt.forget();
    return pseudonym;
  };

  /** Replaces values by where they stand in a JSON text, and remembers them. */
  const mask = (text: string, person?: { readonly isSent: boolean; readonly ofGroup: boolean }): string => {
    if ((pseudonyms === undefined || person === undefined) && !rules.mayHold(text)) return text;
    const begin = text.search(/[[{]/u);
    if (begin === -1) return text;
    const parts: string[] = [];
    let from = 0;
    for (const { start, end, value, path } of scanJson(text)) {
      if (value === null || value === "" || start < begin) continue;
      const replacement = replacementFor(value, path, person);
      if (replacement === undefined) continue;
      parts.push(text.slice(from, start), JSON.stringify(replacement));
      from = end;
    }
    return from === 0 ? text : parts.join("") + text.slice(from);
  };

  const replacementFor = (
    value: string | number | boolean,
    path: readonly string[],
    person: { readonly isSent: boolean; readonly ofGroup: boolean } | undefined,
  ): string | undefined => {
    const field = rules.match(path);
    if (field !== undefined) {
      if (typeof value !== "boolean") learnField(field, String(value));
      return `[redacted:${field}]`;
    }
    if (pseudonyms === undefined || person === undefined || typeof value !== "string") return undefined;
    const kind = personalKind(path, person.ofGroup);
    if (kind === undefined) return undefined;
    if (person.isSent) {
      pseudonyms.own(value);
      replaceLearnt.forget();
    }
    return pseudonyms.isOwn(value) ? undefined : learnPerson(kind, value);
  };

  /** Replaces what has been learnt, wherever it stands. */
  const replaceLearnt = remembered((text: string): string => {
    const clean = piecewise(hideQuery(hideUserinfo(text)), late);
    const named = clean.replaceAll(PSEUDONYM, (_, name: string) =>
      name.startsWith("mail-") ? `${name}@pseudonym.invalid` : name,
    );
    const short = quoted.size === 0 ? named : replaceQuoted(named, quoted);
    return pseudonyms === undefined ? short : pseudonyms.replaceMails(short);
  });

  const headerLines = (lines: readonly HeaderLine[]): readonly HeaderLine[] => {
    for (const [name, value] of lines) {
      if (hiddenHeaders.has(name)) learnField(`${name} header`, value);
    }
    return lines.map(([name, value]) => [
      replaceLearnt(name),
      hiddenHeaders.has(name) ? HIDDEN : patterns.inUrl(replaceLearnt(value)),
    ]);
  };

  const veiledText = (plain: string): string => patterns.inText(replaceLearnt(mask(piecewise(plain, early))));

  return {
    addSecret: (name, value, isHidden) => {
      (isHidden ? early : late).add(name, value);
      replaceLearnt.forget();
      onSecret?.(name, value, !isHidden);
    },
    text: veiledText,
    json: <T>(value: T): T => {
      const json = JSON.stringify(value) as string | undefined;
      if (json === undefined) return value;
      const masked: unknown = rules.mayHold(json) ? JSON.parse(mask(json)) : value;
      return mapJson(masked, veiledText) as T;
    },
    exchange: (exchange) => {
      const { request, response, failure, resource } = exchange;
      for (const text of [request.body, response?.body]) {
        for (const secret of text === undefined ? [] : urlSecrets(text)) learnField("URL", secret);
      }
      const ofGroup = resource?.type === "Group" || /\/groups\b/iu.test(request.url);
      // Positions first: they are what the rest is learnt from.
      const sentBody = request.body === undefined ? undefined : mask(request.body, { isSent: true, ofGroup });
      const body = response === undefined ? "" : mask(response.body, { isSent: false, ofGroup });
      const requestHeaders = headerLines(request.headers);
      const responseHeaders = headerLines(response?.headers ?? []);
      return {
        ...exchange,
        title: replaceLearnt(exchange.title),
        ...(resource === undefined ? {} : { resource: { ...resource, id: replaceLearnt(resource.id) } }),
        request: {
          ...request,
          url: patterns.inUrl(replaceLearnt(request.url)),
          headers: requestHeaders,
          ...(sentBody === undefined ? {} : { body: replaceLearnt(sentBody) }),
        },
        ...(response === undefined
          ? {}
          : { response: { ...response, headers: responseHeaders, body: replaceLearnt(body) } }),
        ...(failure === undefined ? {} : { failure: { ...failure, message: replaceLearnt(failure.message) } }),
        notes: exchange.notes.map(replaceLearnt),
      };
    },
  };
}

const PSEUDONYM = /\[redacted:pseudonym ((?:name|mail|phone|address|photo)-[0-9a-f]+)\]/gu;

/** What stands before an ellipsis was cut off, and may end with the first half of a secret. */
function piecewise(text: string, redactor: Redactor): string {
  if (redactor.isEmpty) return text;
  if (!text.includes("…")) return redactor.redact(text).text;
  const pieces = text.split("…");
  return pieces.map((piece, index) => redactor.redact(piece, index < pieces.length - 1).text).join("…");
}

function replaceQuoted(text: string, quoted: ReadonlyMap<string, string>): string {
  return text.replaceAll(/(\\?"|'|%22)([^"'\\%]{1,5})(?=\1)/gu, (whole, mark: string, inner: string) => {
    const replacement = quoted.get(inner);
    return replacement === undefined ? whole : `${mark}${replacement}`;
  });
}
