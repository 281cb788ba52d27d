import type { Capability } from "./run-result.ts";

/**
 * What was learnt of a server, by id and then by value. The order in which scenarios learn depends on how many run at once, and
 * on which part of a run they are in; what a result says must not.
 */
export function capabilitiesInOrder(capabilities: readonly Capability[]): readonly Capability[] {
  const key = ({ id, value }: Capability): string => `${id}\u0000${value}`;
  return capabilities.toSorted((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0));
}
