import { isDeepStrictEqual } from "node:util";
import type { Journal, JournalIntent, Veil } from "../client/index.ts";
import { isObject } from "../scim/index.ts";

/**
 * A journal whose entries hold no secret. Ids, paths and the keys that find a resource again stay as they are: without
 * them nothing could be removed. What a fixture was before stays only where nothing in it is to be hidden: put back
 * with a placeholder in it, it would be worse than left alone, and the clean-up says that it is not known.
 */
export function veiledJournal(journal: Journal, veil: Veil): Journal {
  return { ...journal, path: journal.path, intend: (intent) => journal.intend(veiledIntent(intent, veil)) };
}

function veiledIntent(intent: JournalIntent, veil: Veil): JournalIntent {
  if (intent.kind !== "write" || intent.before === undefined) return intent;
  const { before, back, ...rest } = intent;
  const known = withoutDisplay({ before, ...(back === undefined ? {} : { back }) });
  return isDeepStrictEqual(veil.json(known), known) ? { ...rest, ...known } : rest;
}

/** How members are called is the server's to say (RFC 7643 section 4.2): no need to write it down, nor to send it. */
function withoutDisplay<T>(value: T, isMember = false): T {
  if (Array.isArray(value)) return value.map((item: unknown) => withoutDisplay(item, isMember)) as T;
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !isMember || name.toLowerCase() !== "display")
      .map(([name, item]): [string, unknown] => [name, withoutDisplay(item, name.toLowerCase() === "members")]),
  ) as T;
}
