import type { HeaderLine } from "../../result/index.ts";
import { isCommonWord, isInstant } from "../common-word.ts";

// Names of headers and parameters whose value lets its holder in, or is made with what does.
const CREDENTIAL_NAME = /auth|cookie|token|secret|key|passw|credential|session|signature|ticket|jwt|assertion|^sig$/i;

// What says how or when something was signed, or what: names of algorithms, lists of headers, moments.
const PUBLIC_NAME =
  /(?:^|-)(?:alg|algorithm|method|version|date|timestamp|created|expires|headers|key-?id|realm|uri)$|^(?:signedheaders|host|user-agent|accept.*|content-(?!digest).*)$/i;

const SHORTEST = 6;
/** Where nothing in a name says that it is a credential, only what is as long as one. */
const SHORTEST_ELSEWHERE = 16;

/**
 * What of a signing hook's header lines is looked for: whole values, what follows a scheme, and the parameters in them
 * (`keyId=abc,signature="…"`). Dates, numbers, and what the request itself shows are no secrets.
 *
 * @param request the address and the body that are sent with them
 */
export function hookSecrets(added: readonly HeaderLine[], request: string): readonly string[] {
  const found = added.flatMap(([name, value]) => (PUBLIC_NAME.test(name) ? [] : partsOf(name, value)));
  return [...new Set(found)].filter((one) => !isPublic(one) && !request.includes(one));
}

function partsOf(name: string, value: string): readonly string[] {
  const shortest = CREDENTIAL_NAME.test(name) ? SHORTEST : SHORTEST_ELSEWHERE;
  const [, scheme, rest = ""] = /^([A-Za-z][\w-]*) +(\S.*)$/.exec(value) ?? [];
  const decoded = scheme?.toLowerCase() === "basic" ? Buffer.from(rest, "base64").toString("utf8") : "";
  const password = decoded.includes(":") ? [decoded, decoded.slice(decoded.indexOf(":") + 1)] : [];
  const whole = [value, rest, ...password].filter((one) => one.length >= shortest);
  const parameters = [...value.matchAll(/([\w.-]+)=(?:"([^"]*)"|([^\s,;&"]+))/g)].flatMap(
    ([, key = "", quoted, bare = ""]) => {
      const least = CREDENTIAL_NAME.test(key) ? SHORTEST : SHORTEST_ELSEWHERE;
      const one = quoted ?? bare;
      return PUBLIC_NAME.test(key) || one.length < least ? [] : [one];
    },
  );
  return [...whole, ...parameters];
}

function isPublic(value: string): boolean {
  // Thirteen digits are a moment in milliseconds.
  return isCommonWord(value) || isInstant(value) || /^\d{1,13}$/.test(value) || !Number.isNaN(Date.parse(value));
}
