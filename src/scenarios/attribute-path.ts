/**
 * The names on the way to an attribute: `name.givenName` has two; one of an extension has the URN of its schema first
 * (RFC 7644 section 3.10), whose dots and colons belong to it.
 */
export function namesIn(path: string): readonly string[] {
  const at = path.startsWith("urn:") ? path.lastIndexOf(":") : -1;
  return [...(at < 0 ? [] : [path.slice(0, at)]), ...path.slice(at + 1).split(".")];
}

/** The attribute of the resource that a path is in: itself, the complex one around it, or the container of an extension. */
export function headOf(path: string): string {
  return namesIn(path)[0] ?? path;
}

/** An RFC 6901 pointer to the attribute at a path. */
export function pointerTo(path: string): string {
  return namesIn(path)
    .map((name) => `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}
