import { inert } from "../text.ts";

/** An XML element as text, ready to stand in another. */
export interface Xml {
  readonly xml: string;
}

/** Values of attributes; those undefined are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Writes an element; strings among its children are text. */
export function element(name: string, attributes: Attributes, ...children: readonly (Xml | string)[]): Xml {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`)
    .join("");
  if (children.length === 0) return { xml: `<${name}${written}/>` };
  const inner = children.map((child) => (typeof child === "string" ? escapeText(child) : `\n${child.xml}`)).join("");
  const end = children.some((child) => typeof child !== "string") ? "\n" : "";
  return { xml: `<${name}${written}>${inner}${end}</${name}>` };
}

/**
 * XML 1.0 has no way at all to write most controls, lone surrogates and noncharacters: the visible escapes of
 * {@link inert} stand for the first two, the last are dropped.
 */
function escapeText(text: string): string {
  return inert(text)
    .replaceAll(/[\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

/** A parser turns a bare line break or tab in an attribute into a space; as a reference it stays. */
function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', "&quot;").replaceAll("\n", "&#10;").replaceAll("\t", "&#9;");
}
