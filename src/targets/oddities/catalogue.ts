import type { Oddity } from "./oddity.ts";

/** Every oddity, in the order in which they are listed. */
export const ODDITIES: readonly Oddity[] = [];
