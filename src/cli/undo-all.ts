import type { JournalLeftover } from "../client/index.ts";
import { MAX_ROUNDS } from "../engine/index.ts";
import { nameOf, type UndoneLeftover } from "./leftovers.ts";

/** With what leftovers are undone, and who hears of it. */
export interface Undoing {
  readonly undo: (leftover: JournalLeftover) => Promise<UndoneLeftover>;
  /** It is as if it had never been. */
  readonly undone: (leftover: JournalLeftover) => void;
  /** Said once of each leftover, when what became of it is known. */
  readonly tell: (undone: UndoneLeftover) => void;
  readonly signal: AbortSignal;
}

/** What became of all of them. */
export interface AllUndone {
  readonly left: number;
  /** True where it ended because nobody answers. */
  readonly isUnreachable: boolean;
}

/**
 * Undoes what was left, the youngest first, and Groups before the Users who are in them. What a server keeps while
 * something else refers to it comes again in rounds, for as long as there is progress. However it ends, every leftover
 * has been told of.
 */
export async function undoAll(leftovers: readonly JournalLeftover[], undoing: Undoing): Promise<AllUndone> {
  const { undo, undone, tell, signal } = undoing;
  let pending = leftovers.toReversed().sort((a, b) => rank(a) - rank(b));
  const untold = new Set(pending);
  // Why the server has kept it, the last time that it said so.
  const refused = new Map<JournalLeftover, UndoneLeftover>();
  let left = 0;
  const say = (leftover: JournalLeftover, end: UndoneLeftover): void => {
    untold.delete(leftover);
    if (end.state !== "undone") left += 1;
    tell(end);
  };
  let isUnreachable = false;
  /** One round; false when it has removed nothing, or when there is to be no other. */
  const round = async (): Promise<boolean> => {
    let hasUndone = false;
    for (const leftover of pending) {
      if (signal.aborted) return false;
      const now = await undo(leftover);
      const end = now.isCutOff === true ? (refused.get(leftover) ?? now) : now;
      if (end.mayGoLater === true) {
        refused.set(leftover, end);
        continue;
      }
      isUnreachable = end.state === "unreachable";
      // That nobody answers says nothing new of what was refused before.
      say(leftover, isUnreachable ? (refused.get(leftover) ?? end) : end);
      if (isUnreachable) return false;
      if (end.state !== "undone") continue;
      undone(leftover);
      hasUndone = true;
    }
    pending = pending.filter((leftover) => untold.has(leftover));
    return hasUndone;
  };
  try {
    for (let rounds = 0; rounds <= MAX_ROUNDS && pending.length > 0; rounds += 1) if (!(await round())) break;
  } finally {
    for (const leftover of untold) {
      say(leftover, refused.get(leftover) ?? { state: "left", what: `${nameOf(leftover)} is left: it was not tried` });
    }
  }
  return { left, isUnreachable };
}

function rank({ intent }: JournalLeftover): number {
  return intent.resource === "Group" ? 0 : 1;
}
