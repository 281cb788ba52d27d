import { expect, test } from "vitest";
import type { Fault } from "../faults/fault.ts";
import { history } from "./history.ts";
import { dialectRows, observeBoth, type Proof, type See } from "./observe.ts";

/** How one fault of histories is proved to work. */
export interface HistoryProof {
  /** What shows it: a history as {@link history} plays it, or anything else that sees something. */
  readonly trigger: string | See;
  readonly plain: unknown;
  readonly switched: unknown;
  /** A history close to it in which the target is right. */
  readonly near: string | See;
}

/** Declares the tests of a family: each fault shows in each of its dialects, and leaves the history near it alone. */
export function proveHistories(faults: readonly Fault[], proofs: Readonly<Record<string, HistoryProof>>): void {
  const triggers = Object.fromEntries(
    Object.entries(proofs).map(([id, { trigger, plain, switched }]): [string, Proof] => [
      id,
      { see: seeing(trigger), plain, switched },
    ]),
  );
  test.each(dialectRows(faults, triggers))("%s at %s", async (id, dialect, proof) => {
    const { plain, switched } = proof;
    expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
    const near = seeing(proofs[id]?.near ?? "");
    const seen = await observeBoth({ see: near, plain, switched }, { faults: [id] }, dialect);
    expect(seen.switched, "the history near it").toEqual(seen.plain);
  });
}

function seeing(what: string | See): See {
  return typeof what === "string" ? history(what) : what;
}
