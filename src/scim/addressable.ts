/**
 * True for an id that can stand in the path of a URL: not empty, not a dot segment, which every client and proxy
 * resolves (RFC 3986 section 6.2.2.3), and without a lone surrogate, which has no UTF-8 to be percent-encoded.
 */
export function isAddressable(id: string): boolean {
  return id !== "" && id !== "." && id !== ".." && !/\p{Surrogate}/u.test(id);
}
