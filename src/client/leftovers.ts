import type { EntryLine } from "./journal-line.ts";
import type { JournalLeftover } from "./types.ts";

/** The entries of a journal that are still open: neither refused nor undone. */
export class Leftovers {
  readonly #open = new Map<number, JournalLeftover>();
  #last = 0;

  /** The highest number of an entry so far. */
  get last(): number {
    return this.#last;
  }

  /** Applies one line; false when it speaks of an entry that was never intended, or intends one twice. */
  apply(line: EntryLine): boolean {
    if (line.is === "intended") {
      if (line.entry <= this.#last) return false;
      this.#last = line.entry;
      this.#open.set(line.entry, { entry: line.entry, intent: line.intent, at: line.at });
      return true;
    }
    if (line.entry > this.#last) return false;
    const open = this.#open.get(line.entry);
    if (line.is === "done" && open !== undefined) this.#open.set(line.entry, { ...open, id: line.id });
    if (line.is !== "done") this.#open.delete(line.entry);
    return true;
  }

  /** The open entries, oldest first. */
  list(): readonly JournalLeftover[] {
    return [...this.#open.values()];
  }
}
