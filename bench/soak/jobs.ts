import { DIALECTS, ODDITIES } from "../../src/targets/index.ts";
import type { Job } from "../faults/measurement.ts";
import { commandOf } from "../lib/words.ts";

/** Which runs to make. */
export interface SoakChoice {
  readonly seeds: number;
  /** The first seed. */
  readonly from: number;
  readonly dialect?: string;
  /** `faithful` or the id of an oddity: nothing else, and with every seed. */
  readonly only?: string;
}

// An oddity is met by each so-many-th seed; which one differs from oddity to oddity, so that no seed is all oddities.
const ODDITY_EVERY = 5;

/** The runs of a soak, seed after seed: whenever it is ended, it has tried all there is with the seeds so far. */
export function soakJobs({ seeds, from, dialect, only }: SoakChoice): readonly Job[] {
  const dialects = DIALECTS.filter(({ name }) => dialect === undefined || name === dialect);
  return Array.from({ length: seeds }, (_, index) => from + index).flatMap((seed) =>
    dialects.flatMap(({ name }) => {
      const job = (kind: Job["kind"], id: string): Job => ({
        dialect: name,
        kind,
        id,
        seed,
        depth: "standard",
        record: false,
        whole: true,
      });
      const due = (index: number): boolean => only !== undefined || (seed + index) % ODDITY_EVERY === 0;
      const faithful = only === undefined || only === "faithful" ? [job("faithful", "")] : [];
      return faithful.concat(
        ODDITIES.filter((oddity) => oddity.dialects.includes(name))
          .filter(({ id }, index) => due(index) && (only === undefined || only === id))
          .map(({ id }) => job("oddity", id)),
      );
    }),
  );
}

/** The command that repeats one run. */
export function repeatCommand({ dialect, id, seed }: Job): string {
  const only = id === "" ? "faithful" : id;
  return commandOf("soak", { dialect, only, from: String(seed), seeds: "1" });
}
