import { createHash } from "node:crypto";

const DIGITS = "0123456789";
const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();

/**
 * Makes a wrong secret of the same length and shape. Always the same one for the same shape, and made of nothing but
 * the shape: a server that repeats it in an error message gives nothing away.
 */
export function wrongLike(real: string): string {
  const wrong = Array.from({ length: real.length }, (_, index) => wrongChar(real.charAt(index), index)).join("");
  return wrong === real ? otherThan(real) : wrong;
}

function wrongChar(char: string, index: number): string {
  if (/[0-9]/.test(char)) return pick(DIGITS, index);
  if (/[a-z]/.test(char)) return pick(LOWER, index);
  if (/[A-Z]/.test(char)) return pick(UPPER, index);
  // Separators make the shape: the dots of a JWT, the colon of user:password.
  if (/[-._~+/=: ]/.test(char)) return char;
  return pick(LOWER, index);
}

function pick(alphabet: string, index: number): string {
  const byte = createHash("sha256").update(`scimproof wrong secret ${index}`).digest()[0] ?? 0;
  return alphabet.charAt(byte % alphabet.length);
}

// Only for a secret that is nothing but separators, or is the wrong one by chance.
function otherThan(real: string): string {
  return real.startsWith("x") ? `y${real.slice(1)}` : `x${real.slice(1)}`;
}
