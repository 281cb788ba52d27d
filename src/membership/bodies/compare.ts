import {
  type Attribute,
  attributesIn,
  type Body,
  type BodyShape,
  type Part,
  SERVERS_WORDS,
} from "../../bodies/index.ts";
import { havePartners, isWholeName, sameText, sameValue } from "../../scenarios/index.ts";
import { attributeOf, isObject, isUnassigned, parseDateTime, sameInstant } from "../../scim/index.ts";
import type { BodyMethod } from "./ground.ts";

/** An attribute that is not shown as it was sent. */
export interface Lost {
  readonly attribute: Attribute;
  readonly shown: unknown;
}

/**
 * The attributes of a body that a resource does not show as they were sent, each by its own rules: a server may show more, lists
 * in any order, an instant in another zone, text in another Unicode form and, where it is not caseExact, in another case.
 *
 * @param method a server may have entries of its own beside those that a resource is made with; a PUT replaces what there was
 */
export function lostIn(sent: Body, shown: Body, shape: BodyShape, method: BodyMethod): readonly Lost[] {
  return attributesIn(sent, shape).flatMap((attribute) => {
    const { path, part, value } = attribute;
    if (!part.shown || SERVERS_WORDS.has(part.name)) return [];
    const found = shownAt(shown, part.name, attribute.under);
    if (part.kind === "complex" && path.toLowerCase() === "name" && isObject(value)) {
      // A name may be shown as one text (RFC 7643 section 4.1.1).
      if (Object.keys(value).some((name) => isWholeName(`name.${name}`, shown))) return [];
    }
    const isLeft = method === "PUT" && lengthOf(found) > lengthOf(value);
    return isSame(part, value, found) && !isLeft ? [] : [{ attribute, shown: found }];
  });
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

/** What a resource shows of an attribute, which may stand under the URN of an extension. */
export function shownAt(shown: Body, name: string, under: string | undefined): unknown {
  const holder = under === undefined ? shown : attributeOf(shown, under);
  return isObject(holder) ? attributeOf(holder, name) : undefined;
}

function isSame(part: Part, sent: unknown, shown: unknown): boolean {
  if (isUnassigned(sent)) return isUnassigned(shown);
  if (!Array.isArray(sent)) return isSameValue(part, sent, shown);
  const entries: readonly unknown[] = sent;
  const found: readonly unknown[] = Array.isArray(shown) ? shown : [];
  return havePartners(entries, found, (one, other) => isSameValue(part, one, other));
}

function isSameValue(part: Part, sent: unknown, shown: unknown): boolean {
  if (part.kind === "members")
    return isObject(sent) && isObject(shown) && attributeOf(sent, "value") === attributeOf(shown, "value");
  if (isObject(sent))
    return isObject(shown) && Object.entries(sent).every(([name, value]) => isSamePart(part, name, value, shown));
  return typeof sent === "string" && typeof shown === "string" ? isSameText(part, sent, shown) : sent === shown;
}

function isSamePart(part: Part, name: string, value: unknown, shown: Body): boolean {
  const sub = part.parts.find((one) => one.name === name);
  if (sub === undefined || !sub.shown || SERVERS_WORDS.has(name)) return true;
  const found = attributeOf(shown, name);
  // An absent `primary` is false (RFC 7643 section 2.4).
  if (name === "primary" && value === false) return found === false || isUnassigned(found);
  return isSame(sub, value, found);
}

function isSameText(part: Part, sent: string, shown: string): boolean {
  if (sent === shown) return true;
  if (part.kind === "dateTime") {
    const [left, right] = [parseDateTime(sent), parseDateTime(shown)];
    return left !== undefined && right !== undefined && sameInstant(left, right);
  }
  // The alphabet and the padding are open (RFC 7643 section 2.3.6, RFC 4648 section 3.2).
  if (part.kind === "binary") return sameValue(sent, shown, "x509Certificates.value");
  if (sameText(sent, shown) || sameValue(sent, shown, part.path)) return true;
  // A URI has more than one right spelling (RFC 3986 section 6.2.2).
  if (part.kind === "uri" && URL.canParse(sent) && URL.canParse(shown))
    return new URL(sent).href === new URL(shown).href;
  return !part.exact && sameText(folded(sent), folded(shown));
}

/** In either case there are letters that the other has no way back from: `ß` is `SS`. */
function folded(text: string): string {
  return text.toLowerCase().toUpperCase();
}
