import { DIALECTS, type DialectName, FAULTS, ODDITIES } from "../../src/targets/index.ts";
import { PROVED_APART } from "../detected-by.ts";
import type { Job } from "./measurement.ts";

/** Which runs to make. */
export interface JobChoice {
  readonly seeds: number;
  readonly dialect?: string;
  /** Only faults whose id matches; the faithful targets and oddities are left out then. */
  readonly fault?: RegExp;
  readonly depth: Job["depth"];
  /** Only what is proved by the tests: each fault on the first of its dialects, nothing else. */
  readonly record: boolean;
  readonly whole: boolean;
  /** Each fault on the first of its dialects alone, and oddities with the first seed alone. */
  readonly once: boolean;
  /** Runs oddities, too (the default). */
  readonly oddities?: boolean;
  /** Leaves out faults that are recorded already, as `dialect fault`. */
  readonly recorded?: ReadonlySet<string>;
}

/** The order in which the tests take the dialects: a fault of several is proved on the first. */
const PROVED_ON: readonly DialectName[] = ["cube", "strongdm", "lighton", "maia", "rfc"];

/** The dialect on which the tests prove a fault. */
export function provedOn(dialects: readonly DialectName[]): DialectName | undefined {
  return PROVED_ON.find((name) => dialects.includes(name));
}

/** Every run of a bench: each dialect faithful, with each of its faults and with each of its oddities, for each seed. */
export function jobsOf({
  seeds,
  dialect,
  fault,
  depth,
  record,
  recorded,
  whole,
  once,
  oddities: odd = true,
}: JobChoice): readonly Job[] {
  return Array.from({ length: seeds }, (_, index) => index + 1).flatMap((seed) =>
    DIALECTS.filter(({ name }) => dialect === undefined || name === dialect).flatMap(({ name }) => {
      const fits = ({ dialects }: { readonly dialects: readonly string[] }): boolean => dialects.includes(name);
      const job = (kind: Job["kind"], id: string): Job => ({ dialect: name, kind, id, seed, depth, record, whole });
      const faults = FAULTS.filter(fits)
        .filter(({ id }) => !PROVED_APART.test(id))
        .filter(({ id }) => fault === undefined || fault.test(id))
        .filter(({ dialects }) => !(record || once) || provedOn(dialects) === name)
        .filter(({ id }) => recorded?.has(`${name} ${id}`) !== true)
        .map(({ id }) => job("fault", id));
      if (fault !== undefined || record) return faults;
      if (!odd || (once && seed > 1)) return [job("faithful", "")].concat(faults);
      const oddities = ODDITIES.filter(fits).map(({ id }) => job("oddity", id));
      return [job("faithful", "")].concat(faults, oddities);
    }),
  );
}
