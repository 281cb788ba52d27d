const CREDENTIAL_PARAMETER =
  /([?&](?:access[_-]?token|id[_-]?token|refresh[_-]?token|token|auth|authorization|api[_-]?key|apikey|key|secret|client[_-]?secret|password|passwd|pwd|sig|signature|session|sessionid|jwt|code)=)[^&;#\s"'<>]+/gi;

/** Takes `user:password@` out of the URLs in a text. */
export function hideUserinfo(text: string): string {
  return text.replaceAll(/(\b[a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#@"'<>]{1,2000}@/gi, "$1[redacted]@");
}

/** Takes the values of query parameters that are named like credentials out of the URLs in a text. */
export function hideQuery(text: string): string {
  return text.replaceAll(CREDENTIAL_PARAMETER, "$1[redacted]");
}
