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
  const { before, ...rest } = intent;
  const bare = withoutDisplay(before);
  return JSON.stringify(veil.json(bare)) === JSON.stringify(bare) ? { ...rest, before: bare } : rest;
}

/** How members are called is the server's to say (RFC 7643 section 4.2): no need to write it down, nor to send it. */
function withoutDisplay(resource: unknown): unknown {
  if (!isObject(resource)) return resource;
  return Object.fromEntries(
    Object.entries(resource).map(([name, value]): [string, unknown] => [
      name,
      name.toLowerCase() === "members" && Array.isArray(value)
        ? value.map((member: unknown) =>
            isObject(member)
              ? Object.fromEntries(Object.entries(member).filter(([key]) => key.toLowerCase() !== "display"))
              : member,
          )
        : value,
    ]),
  );
}
