import { HarnessError } from "../result/index.ts";
import type { Hooks } from "./core/hooks.ts";
import { nearestNames } from "./nearest-names.ts";
import type { DialectName } from "./types.ts";

/** Where all of a kind are listed. */
const LISTED = { fault: "faults", oddity: "oddities" } as const;

/** A fault or oddity together with its behaviour; `install` gives each target a state of its own. */
export interface Switch {
  readonly id: string;
  readonly dialects: readonly DialectName[];
  install(): Hooks;
}

/**
 * The switches of the given ids, in catalogue order whatever the order asked for.
 *
 * @throws {@link HarnessError} `USAGE` for an id that is not in the catalogue, or not for this dialect.
 */
export function select<T extends Switch>(
  kind: "fault" | "oddity",
  catalogue: readonly T[],
  ids: readonly string[],
  dialect: DialectName,
): T[] {
  for (const id of ids) {
    const found = catalogue.find((item) => item.id === id);
    if (found?.dialects.includes(dialect)) continue;
    const names = catalogue.filter((item) => item.dialects.includes(dialect)).map((item) => item.id);
    const message =
      found === undefined ? `There is no ${kind} "${id}".` : `The ${kind} "${id}" is not one of ${dialect}.`;
    const near = nearestNames(id, names);
    const remedy = near.length === 0 ? `scimproof list ${LISTED[kind]} lists them` : `nearest: ${near.join(", ")}`;
    throw new HarnessError("USAGE", message, { remedy });
  }
  return catalogue.filter((item) => ids.includes(item.id));
}
