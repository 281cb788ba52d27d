const NAMES =
  "access[_-]?token|id[_-]?token|refresh[_-]?token|token|auth|authorization|api[_-]?key|apikey|key|secret|client[_-]?secret|" +
  "password|passwd|pwd|sig|signature|session|sessionid|jwt|code|x-amz-signature|x-amz-security-token";
// In JSON an ampersand may be written as \u0026, in HTML as &amp;. PHP writes a slash as \/.
const CREDENTIAL_PARAMETER = new RegExp(
  String.raw`((?:[?&#]|\\u0026|&amp;)(?:${NAMES})=)((?:[^&;#\s"'<>\\]|\\/)+)`,
  "gi",
);
// In an address that is itself a parameter of another, and may be one of a third.
const NESTED_PARAMETER = new RegExp(
  String.raw`(%(?:25)*(?:3F|26|23)(?:${NAMES})%(?:25)*3D)((?:(?!%(?:25)*(?:2[0236]|3[CE]))[^&;#\s"'<>\\])+)`,
  "gi",
);
// What is rare in a text comes first, so that most of it is passed over quickly.
const USERINFO = /(:(?:\/\/|\\\/\\\/))(?<=\b[a-z][a-z0-9+.-]{0,20}:[\\/]{2,4})([^\s/?#@"'<>]{1,2000})@/gi;
// Without a scheme only with a password: `// me@` is a comment.
const USERINFO_ALONE = /((?:^|[\s"'<(=,;])(?:\/\/|\\\/\\\/))([^\s/?#@"'<>:]{1,200}:[^\s/?#@"'<>]{1,2000})@/g;

const NONE: readonly string[] = [];

/** Takes `user:password@` out of the URLs in a text. */
export function hideUserinfo(text: string): string {
  if (!text.includes("@")) return text;
  return text.replaceAll(USERINFO, "$1[redacted]@").replaceAll(USERINFO_ALONE, "$1[redacted]@");
}

/** Takes the values of query parameters that are named like credentials out of the URLs in a text. */
export function hideQuery(text: string): string {
  const clean = text.includes("=") ? text.replaceAll(CREDENTIAL_PARAMETER, "$1[redacted]") : text;
  return clean.includes("%") ? clean.replaceAll(NESTED_PARAMETER, "$1[redacted]") : clean;
}

/** What {@link hideUserinfo} and {@link hideQuery} would hide in a text: as it stands there, and decoded. */
export function urlSecrets(text: string): readonly string[] {
  // Without the character that each has, which most texts are, none of them is looked for.
  const parameters = [
    ...(text.includes("=") ? [CREDENTIAL_PARAMETER] : []),
    ...(text.includes("%") ? [NESTED_PARAMETER] : []),
  ];
  const userinfos = text.includes("@") ? [USERINFO, USERINFO_ALONE] : [];
  if (parameters.length === 0 && userinfos.length === 0) return NONE;
  const found = [
    ...parameters.flatMap((pattern) =>
      [...text.matchAll(pattern)].map((match) => (match[2] ?? "").replaceAll(String.raw`\/`, "/")),
    ),
    // The password alone too; a user name alone is none.
    ...userinfos.flatMap((pattern) =>
      [...text.matchAll(pattern)].flatMap(([, , pair = ""]) => [pair, pair.slice(pair.indexOf(":") + 1)]),
    ),
  ].filter((value) => value !== "" && !value.startsWith("[redacted"));
  return [...new Set(found.flatMap((value) => decodings(value)))];
}

function decodings(value: string): readonly string[] {
  const once = percentDecoded(value);
  return [value, once, percentDecoded(once)];
}

/** A text with its percent escapes undone, where they are some. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
