import { createRedactor, type Redacted, type Redactor } from "../client/index.ts";
import { RESULT_SCHEMA, type RunResult } from "../result/index.ts";

/** The last net: what reports are searched with before they are written. */
export interface Sweeper {
  /**
   * @param isLearnt true of what a server showed: the same text may have been written before it was known
   */
  readonly add: (name: string, secret: string, isLearnt?: boolean) => void;
  /**
   * Takes out of a report what must not be in it, and names what was known from the beginning: a fault of ours.
   *
   * @param own gives what the harness itself says in it; a secret that is a part of it is not looked for
   */
  readonly sweep: (text: string, own: () => readonly string[]) => Redacted;
}

// Reports may be large, and a secret is short: in pieces that overlap by more than any encoding of one, memory stays small.
const PIECE = 128 * 1024;
const OVERLAP = 16 * 1024;

/** Makes a sweeper that knows nothing yet. */
export function createSweeper(): Sweeper {
  const all = createRedactor();
  const secrets = new Map<string, { readonly name: string; readonly isLearnt: boolean }>();
  return {
    add: (name, secret, isLearnt = false) => {
      // A password of `secret` stands in every report, as a word of ours.
      if (secret === "" || /^[a-z]{1,16}$/iu.test(secret)) return;
      const known = secrets.get(secret);
      secrets.set(secret, { name: known?.name ?? name, isLearnt: isLearnt && known?.isLearnt !== false });
      all.add(name, secret);
    },
    sweep: (text, own) => {
      if (all.isEmpty || !holdsAny(text, all)) return { text, found: [] };
      // A cookie may be the id of a suite, and a name that somebody wants hidden a word of ours.
      const words = own().join("\n").toLowerCase();
      const foreign = [...secrets].filter(([secret]) => !words.includes(secret.toLowerCase()));
      const given = foreign.filter(([, { isLearnt }]) => !isLearnt);
      const [whole, faults] = [foreign, given].map((some) =>
        createRedactor(some.map(([secret, { name }]) => [name, secret])).redact(text),
      );
      return { text: whole?.text ?? text, found: faults?.found ?? [] };
    },
  };
}

function holdsAny(text: string, redactor: Redactor): boolean {
  for (let from = 0; ; from += PIECE - OVERLAP) {
    if (redactor.redact(text.slice(from, from + PIECE)).found.length > 0) return true;
    if (from + PIECE >= text.length) return false;
  }
}

/**
 * What a report says that no server did: the names and words of its schema, ids, titles, requirements, times of our clock,
 * the address that the user typed. Nothing in it can give a secret away.
 */
export function ownTexts({ tool, startedAt, suites, requirements, exchanges, findings }: RunResult): readonly string[] {
  return [
    JSON.stringify(RESULT_SCHEMA),
    tool.version,
    startedAt,
    ...suites.flatMap(({ id, title, target, document, depth, runId, scenarios }) => [
      id,
      title,
      target.url,
      ...Object.values(document),
      depth,
      runId,
      ...scenarios.flatMap((scenario) => [scenario.id, scenario.title]),
    ]),
    ...requirements.flatMap(({ id, text, citation, link = "" }) => [id, text, citation, link]),
    ...findings.flatMap(({ fingerprint, requirement, citation, invariant }) => [
      fingerprint,
      requirement,
      citation,
      invariant,
    ]),
    ...exchanges.flatMap((exchange) => [exchange.id, exchange.scenario, exchange.suite, exchange.startedAt]),
  ];
}
