/**
 * Requirements that no check and no scenario speaks about yet. Each is to get one, or a reason why nothing can; none is
 * added here.
 */
export const TESTED_LATER: ReadonlySet<string> = new Set([
  "RFC7643-2.3.4-INTEGER",
  "RFC7643-3.1-ID-CASE",
  "RFC7643-3.1-META-LASTMOD-INIT",
  "RFC7644-3.1-MSG-URN",
  "RFC7644-3.5-PUT-SUPPORTED",
  "RFC7644-3.5-PATCH-SUPPORTED",
  "RFC7644-3.5.1-IMMUTABLE-DIFF",
  "RFC7644-3.5.1-IMMUTABLE-UNSET",
  "RFC7644-3.5.2-IMMUTABLE-ADD",
  "RFC7644-3.13-VERSION-SEG",
]);
