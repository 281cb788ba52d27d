import type { Judgement } from "./outcome.ts";

/**
 * The identity of a root cause: suite, requirement, operation, invariant and shape class, as 12 hexadecimal digits.
 * Never made of ids, seeds, order, time or a counterexample, so that a waiver keeps holding.
 */
export function fingerprintOf(
  suite: string,
  judgement: Pick<Judgement, "requirement" | "operation" | "invariant" | "shape">,
): string {
  const text = [suite, judgement.requirement, judgement.operation, judgement.invariant, judgement.shape].join("\u0000");
  return fnv1a52(text).toString(16).padStart(13, "0").slice(-12);
}

/** FNV-1a over UTF-16 code units, its upper 52 bits: enough for identity, and src/result imports nothing. */
function fnv1a52(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= BigInt(text.charCodeAt(index));
    hash = BigInt.asUintN(64, hash * 0x100000001b3n);
  }
  return hash >> 12n;
}
