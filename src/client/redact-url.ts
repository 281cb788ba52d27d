// In JSON an ampersand may be written as \u0026, in HTML as &amp;.
const CREDENTIAL_PARAMETER =
  /((?:[?&]|\\u0026|&amp;)(?:access[_-]?token|id[_-]?token|refresh[_-]?token|token|auth|authorization|api[_-]?key|apikey|key|secret|client[_-]?secret|password|passwd|pwd|sig|signature|session|sessionid|jwt|code)=)([^&;#\s"'<>\\]+)/gi;
// What is rare in a text comes first, so that most of it is passed over quickly.
const USERINFO = /:\/\/(?<=\b[a-z][a-z0-9+.-]{0,20}:\/\/)([^\s/?#@"'<>]{1,2000})@/gi;

/** Takes `user:password@` out of the URLs in a text. */
export function hideUserinfo(text: string): string {
  return text.includes("@") ? text.replaceAll(USERINFO, "://[redacted]@") : text;
}

/** Takes the values of query parameters that are named like credentials out of the URLs in a text. */
export function hideQuery(text: string): string {
  return text.replaceAll(CREDENTIAL_PARAMETER, "$1[redacted]");
}

/** What {@link hideUserinfo} and {@link hideQuery} would hide in a text: as it stands there, and decoded. */
export function urlSecrets(text: string): readonly string[] {
  const found = [
    ...[...text.matchAll(CREDENTIAL_PARAMETER)].map((match) => match[2] ?? ""),
    // The password alone too; a user name alone is none.
    ...[...text.matchAll(USERINFO)].flatMap(([, pair = ""]) => [pair, pair.slice(pair.indexOf(":") + 1)]),
  ].filter((value) => value !== "" && !value.startsWith("[redacted"));
  return [...new Set(found.flatMap((value) => [value, percentDecoded(value)]))];
}

/** A text with its percent escapes undone, where they are some. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
