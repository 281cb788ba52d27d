/**
 * True when a `meta.location` names this resource: its last two decoded path segments are the endpoint and the id.
 * Absolute or relative, whatever host and prefix: those are the deployment's business (RFC 7643 section 3.1).
 */
export function locationNames(location: string, endpoint: string, id: string): boolean {
  const path = pathOf(location);
  // An id may itself hold an unescaped slash, so compare the tail as text beside the segments.
  const segments = path.split("/").filter((segment) => segment !== "");
  const [last, before] = [segments.at(-1), segments.at(-2)];
  if (last !== undefined && before !== undefined && same(last, id) && same(before, endpoint, true)) return true;
  return path.endsWith(`/${endpoint}/${id}`);
}

function pathOf(location: string): string {
  const withoutQuery = location.split(/[?#]/u)[0] ?? "";
  return withoutQuery.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/iu, "");
}

function same(segment: string, wanted: string, anyCase = false): boolean {
  const decoded = decode(segment);
  return anyCase ? decoded.toLowerCase() === wanted.toLowerCase() : decoded === wanted || segment === wanted;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A stray percent sign: compare as it is.
    return segment;
  }
}
