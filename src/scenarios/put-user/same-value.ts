import { attributeOf, isObject, isUnassigned } from "../../scim/index.ts";
import { havePartners } from "../have-partners.ts";

/** Text in the form in which two values of an attribute are the same to the RFC. */
type Canonical = (text: string) => string;

/** The end of a line is written in two ways. */
function lines(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

const lower: Canonical = (text) => text.toLowerCase();

/** What base64 stands for: RFC 7643 section 2.3.6 leaves the alphabet open, and RFC 4648 section 3.2 the padding. */
function bytes(text: string): string {
  return /^[\w+/-]+={0,2}$/u.test(text) ? Buffer.from(text, "base64").toString("hex") : text;
}

/**
 * What a server may write otherwise than it was sent, by path (RFC 7643 section 4.1): it SHOULD canonicalize addresses,
 * numbers (RFC 3966) with what is their extension, and handles; language tags and zones have no case; nor have the labels in `type`.
 */
const CANONICAL: Readonly<Record<string, Canonical>> = {
  userName: lower,
  locale: lower,
  preferredLanguage: lower,
  timezone: lower,
  "emails.value": lower,
  "phoneNumbers.value": (text) =>
    lower(text)
      .replace(/^tel:/u, "")
      .replaceAll(/[\s().-]/gu, "")
      .replace(/(?:;ext=|,?ext:?|x)(?<digits>\d+)$/u, ";ext=$<digits>"),
  "addresses.streetAddress": lines,
  "addresses.formatted": lines,
  "x509Certificates.value": bytes,
  "ims.value": (text) => lower(text).replaceAll(/\s/gu, ""),
};

/**
 * True when a stored value is the one sent. Lists are sets; of an object only the sub-attributes sent count, since a
 * server may add others; absent, null and the empty list are one state (RFC 7643 section 2.5).
 *
 * @param path of the attribute, `emails` or `name.givenName`: some values have more than one right spelling
 */
export function sameValue(sent: unknown, stored: unknown, path = ""): boolean {
  if (isUnassigned(sent)) return isUnassigned(stored);
  if (Array.isArray(sent)) return Array.isArray(stored) && sameList(sent, stored, path);
  if (isObject(sent)) {
    return (
      isObject(stored) &&
      Object.entries(sent).every(([name, value]) => sameLeaf(name, value, attributeOf(stored, name), `${path}.${name}`))
    );
  }
  if (typeof sent === "string" && typeof stored === "string") {
    const canonical = CANONICAL[path] ?? ((text: string): string => text);
    return canonical(sent) === canonical(stored);
  }
  return sent === stored;
}

/** As many entries, each with a partner of its own. */
function sameList(sent: readonly unknown[], stored: readonly unknown[], path: string): boolean {
  return stored.length === sent.length && havePartners(sent, stored, (one, other) => sameValue(one, other, path));
}

function sameLeaf(name: string, sent: unknown, stored: unknown, path: string): boolean {
  // An absent `primary` is false (section 2.4), and `display` is the server's own text (section 8.7.1).
  if (name === "primary" && sent === false) return stored === false || isUnassigned(stored);
  if (name === "display") return true;
  if (name === "type" && typeof sent === "string" && typeof stored === "string") return lower(sent) === lower(stored);
  return sameValue(sent, stored, path);
}

/** True for a name that is shown as one text: RFC 7643 section 4.1.1 allows that instead of its parts. */
export function isWholeName(path: string, resource: Readonly<Record<string, unknown>>): boolean {
  if (!path.startsWith("name.")) return false;
  const name = attributeOf(resource, "name");
  if (!isObject(name)) return false;
  const shown = Object.keys(name).filter((part) => !isUnassigned(name[part]));
  const whole = shown.some((part) => part.toLowerCase() === "formatted");
  return path === "name.formatted" ? shown.length > 0 && !whole : whole && shown.length === 1;
}
