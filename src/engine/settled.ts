import type { Exchange } from "../result/index.ts";
import type { GroupState, SettledGroup } from "../scenarios/index.ts";

// Larger ones would be held for the whole of a run.
const MOST_MEMBERS = 200;

/** Groups as they were last read, where that was what had been written, and nothing was sent since that may change them. */
export class Settled {
  readonly #groups = new Map<string, SettledGroup>();

  /** A read has shown a Group as it was expected to be. */
  add(scenario: string, id: string, state: GroupState): void {
    if (state.members.size <= MOST_MEMBERS) this.#groups.set(id, { scenario, id, state });
  }

  /** Takes note of an exchange: what was written to, and what has it as a member, may be another from now on. */
  note({ request, resource }: Exchange): void {
    if (request.method === "GET") return;
    // An id may be a digit: only a whole segment of the path names anything.
    const segments = new Set(request.url.split(/[/?#]/u));
    for (const [id, { state }] of this.#groups) {
      const isNamed = resource?.id === id || segments.has(encodeURIComponent(id));
      const isMember = resource !== undefined && resource.id !== "" && state.members.has(resource.id);
      if (isNamed || isMember) this.#groups.delete(id);
    }
  }

  /** All of them, by scenario: the same at any concurrency. */
  all(): readonly SettledGroup[] {
    // Of one scenario they are in the order of its own reads.
    return [...this.#groups.values()].toSorted((one, two) => (one.scenario < two.scenario ? -1 : 1));
  }
}
