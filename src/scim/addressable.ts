/**
 * True when an id can stand as one segment of a path and names itself there. A lone surrogate has no UTF-8 and so no
 * percent-encoding, and a segment of one or two dots is taken away by whoever normalises the path on its way
 * (RFC 3986 section 5.2.4), so that the request would be about the collection or what is above it.
 */
export function isAddressable(id: string): boolean {
  return id !== "" && !/^(?:\.|%2e){1,2}$/iu.test(id) && !/\p{Surrogate}/u.test(id);
}
