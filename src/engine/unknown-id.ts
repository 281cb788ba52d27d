import type { Random } from "./random.ts";

const DIGITS = "0123456789";
const HEX = "0123456789abcdef";
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/**
 * An id of the same shape as a real one: up to twelve characters from the end are exchanged for others of their kind,
 * so that a server which checks the form of ids still looks it up. All other characters stay. Of a short number the next
 * ones may be given to somebody while the run goes on: it gets nine digits, which is as far off as a 32-bit integer allows.
 */
export function idLike(real: string, random: Random): string {
  if (/^\d{1,8}$/u.test(real)) return `9${Array.from({ length: 8 }, () => DIGITS[random.below(10)]).join("")}`;
  const characters = Array.from(real);
  let changed = 0;
  for (let index = characters.length - 1; index >= 0 && changed < 12; index -= 1) {
    const character = characters[index] ?? "";
    const others = alphabetOf(real, character, index).filter((other) => other !== character);
    if (others.length === 0) continue;
    characters[index] = others[random.below(others.length)] ?? character;
    changed += 1;
  }
  // An id without letters or digits has no shape to follow.
  return changed === 0 ? `${real}0` : characters.join("");
}

/** What may stand in a character's place, itself included; empty for what must stay. */
function alphabetOf(real: string, character: string, index: number): readonly string[] {
  const lower = character.toLowerCase();
  const isHex = /^[0-9a-f-]*$/iu.test(real) && /[a-f]/iu.test(real);
  if (isHex && HEX.includes(lower)) return Array.from(/[A-F]/u.test(real) ? HEX.toUpperCase() : HEX);
  if (DIGITS.includes(character)) {
    // A leading zero would change the shape of a number: 07 may well name the resource 7.
    return Array.from(index === 0 && /^\d+$/u.test(real) ? DIGITS.slice(1) : DIGITS);
  }
  if (!LETTERS.includes(lower)) return [];
  return Array.from(character === lower ? LETTERS : LETTERS.toUpperCase());
}
