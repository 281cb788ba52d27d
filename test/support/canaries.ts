import { createHash } from "node:crypto";

/** A secret that nothing may repeat, and where it enters. */
export interface Canary {
  readonly place: string;
  readonly value: string;
}

/** Characters that every format escapes in another way, in groups so short that no two canaries are alike in a block. */
const AWKWARD = [`"&<`, `>\\/`, `%+='`];

/**
 * A secret for a place: the same in every run, like no word, and with characters that have to be escaped.
 *
 * @param plain true where only letters and digits may stand, as in a name of a header
 */
export function canary(place: string, plain = false): Canary {
  const digits = createHash("sha256").update(`canary of ${place}`).digest("base64").replaceAll(/[+/=]/gu, "");
  const parts = [0, 8, 16, 24].map((from) => digits.slice(from, from + 8));
  return { place, value: parts.map((part, index) => `${part}${plain ? "" : (AWKWARD[index] ?? "")}`).join("") };
}

/** As {@link canary}, of what a bearer token may hold (RFC 6750 section 2.1). */
export function tokenCanary(place: string): Canary {
  const { value } = canary(place, true);
  return { place, value: `${value.slice(0, 9)}.${value.slice(9, 18)}_${value.slice(18)}~+/=` };
}

/** A text of the same make that is no secret: it must be found, or the search is blind. */
export function control(echo: string): Canary {
  return { place: `control of ${echo}`, value: `${canary(echo, true).value}shown` };
}
