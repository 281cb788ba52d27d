/** A tag with its attributes, whose values stand between double quotes and hold none, or a run of text. */
const TOKEN = /<(?:[^"<>]|"[^"]*")*>|[^<]+/g;

/** End tags that HTML lets go: the next tag says the same (HTML Standard, §13.1.2.4 Optional tags). */
const NEEDLESS =
  /<\/(?:td|th)>(?=<t[dh][ >]|<\/tr>)|<\/tr>(?=<tr[ >]|<\/tbody>)|<\/li>(?=<li[ >]|<\/[uo]l>)|<\/p>(?=<(?:p|ul|ol|div|dl|details|h[1-6]|pre|table)[ >]|<\/(?:div|td|th|li|section|article|details)>)/g;

/**
 * The same page in fewer bytes: quotes in text as they are, which the renderer escapes as if every text were an attribute's
 * value, and no end tag that goes without saying. A page is made of little else than JSON and tables.
 *
 * @param html as the renderer writes it: `<` only where a tag begins, `"` only around values of attributes
 */
export function compact(html: string): string {
  return html
    .replaceAll(TOKEN, (token) => (token.startsWith("<") ? token : token.replaceAll("&quot;", '"')))
    .replaceAll(NEEDLESS, "")
    .replaceAll(/><\/(?:use|path|rect)>/g, "/>");
}
