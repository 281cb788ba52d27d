import type { Random } from "./random.ts";

const DIGITS = "0123456789";
const HEX = "0123456789abcdef";
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/**
 * An id of the same shape as a real one: up to twelve characters from the end are exchanged for others of their kind,
 * so that a server which checks the form of ids still looks it up. All other characters stay.
 */
export function idLike(real: string, random: Random): string {
  const isHex = /^[0-9a-f-]*$/iu.test(real) && /[a-f]/iu.test(real);
  const characters = Array.from(real);
  let changed = 0;
  for (let index = characters.length - 1; index >= 0 && changed < 12; index -= 1) {
    const replacement = another(characters[index] ?? "", isHex, random);
    if (replacement === undefined) continue;
    characters[index] = replacement;
    changed += 1;
  }
  // An id without letters or digits has no shape to follow.
  return changed === 0 ? `${real}0` : characters.join("");
}

function another(character: string, isHex: boolean, random: Random): string | undefined {
  const lower = character.toLowerCase();
  const alphabet =
    isHex && HEX.includes(lower) ? HEX : DIGITS.includes(lower) ? DIGITS : LETTERS.includes(lower) ? LETTERS : "";
  if (alphabet === "" || character === "") return undefined;
  const others = alphabet.replace(lower, "");
  // A leading zero would change the shape of a number.
  const drawn = others[random.below(others.length)] ?? lower;
  return character === lower ? drawn : drawn.toUpperCase();
}
