import { putFault, storeName } from "./build.ts";
import type { Fault } from "./fault.ts";

const category = "names";
const replaced = "RFC7644-3.5.1-RW-REPLACED";
const utf8 = "RFC7644-3.8-UTF8";

/** Faults by which a name is stored as another one than was sent. */
export const NAMES: readonly Fault[] = [
  putFault(
    {
      id: "name-astral-mangled",
      title: "Characters beyond the Basic Multilingual Plane, such as emoji, become question marks",
      requirement: utf8,
      category,
      difficulty: 3,
      source: { reference: "RFC 7644 §3.8", note: "a column of three-byte UTF-8" },
    },
    () => storeName((name) => name.replace(/[\u{10000}-\u{10FFFF}]/gu, "?")),
  ),
  putFault(
    {
      id: "name-non-latin-mangled",
      title: "Characters beyond ISO 8859-1 become question marks",
      requirement: utf8,
      category,
      difficulty: 2,
      source: { reference: "RFC 7644 §3.8", note: "a column of one byte a character" },
    },
    () => storeName((name) => name.replace(/[\u{100}-\u{10FFFF}]/gu, "?")),
  ),
  putFault(
    {
      id: "name-double-encoded",
      title: "Characters beyond ASCII are encoded twice",
      requirement: utf8,
      category,
      difficulty: 2,
      source: { reference: "RFC 7644 §3.8", note: "UTF-8 read as ISO 8859-1" },
    },
    () => storeName((name) => Buffer.from(name, "utf8").toString("latin1")),
  ),
  putFault(
    {
      id: "name-html-escaped",
      title: "The signs <, > and & are stored as HTML entities",
      requirement: replaced,
      category,
      difficulty: 3,
      source: { reference: "RFC 7644 §3.5.1", note: "escaping on the way in instead of out" },
    },
    () => storeName((name) => name.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")),
  ),
  putFault(
    {
      id: "name-tags-stripped",
      title: "What looks like an HTML tag is taken out of the name",
      requirement: replaced,
      category,
      difficulty: 3,
      source: { reference: "RFC 7644 §3.5.1", note: "a filter against injected markup" },
    },
    () => storeName((name) => name.replace(/<[^>]*>/gu, "") || name),
  ),
  putFault(
    {
      id: "name-quotes-dropped",
      title: "Double quotes are dropped from the name",
      requirement: replaced,
      category,
      difficulty: 3,
      source: { reference: "Captain-P-Goldfish/SCIM-SDK#913", note: "names with a quote were not handled" },
    },
    () => storeName((name) => name.replaceAll('"', "")),
  ),
  putFault(
    {
      id: "name-apostrophe-doubled",
      title: "An apostrophe is stored twice",
      requirement: replaced,
      category,
      difficulty: 4,
      source: { reference: "RFC 7644 §3.5.1", note: "quoting for SQL on top of bound parameters" },
    },
    () => storeName((name) => name.replaceAll("'", "''")),
  ),
  putFault(
    {
      id: "name-backslash-dropped",
      title: "Backslashes are dropped from the name",
      requirement: replaced,
      category,
      difficulty: 4,
      source: { reference: "Captain-P-Goldfish/SCIM-SDK#913", note: "names with a backslash were not handled" },
    },
    () => storeName((name) => name.replaceAll("\\", "")),
  ),
  putFault(
    {
      id: "name-truncated-64",
      title: "Names are cut after 64 characters",
      requirement: replaced,
      category,
      difficulty: 2,
      source: { reference: "RFC 7644 §3.5.1", note: "a short column of a database that does not complain" },
    },
    () => storeName((name) => Array.from(name).slice(0, 64).join("")),
  ),
  putFault(
    {
      id: "name-truncated-255",
      title: "Names are cut after 255 characters",
      requirement: replaced,
      category,
      difficulty: 3,
      source: { reference: "RFC 7644 §3.5.1", note: "a column of a database that does not complain" },
    },
    () => storeName((name) => Array.from(name).slice(0, 255).join("")),
  ),
  putFault(
    {
      id: "name-lower-cased",
      title: "Names are stored in lower case",
      requirement: replaced,
      category,
      difficulty: 1,
      source: { reference: "RFC 7644 §3.5.1", note: "comparing without case done by changing the value" },
    },
    () => storeName((name) => name.toLowerCase()),
  ),
  putFault(
    {
      id: "name-spaces-joined",
      title: "Several spaces within a name become one",
      requirement: replaced,
      category,
      difficulty: 4,
      source: { reference: "RFC 7644 §3.5.1", note: "a clean-up of input that nobody was told of" },
    },
    () => storeName((name) => name.replace(/(?<=\S) {2,}(?=\S)/gu, " ")),
  ),
  putFault(
    {
      id: "name-percent-decoded",
      title: "Percent signs followed by two digits are decoded",
      requirement: replaced,
      category,
      difficulty: 4,
      source: { reference: "RFC 7644 §3.5.1", note: "a body decoded like a form" },
    },
    () => storeName((name) => name.replace(/%(?<code>[2-7][\dA-F])/giu, (_, code: string) => fromHex(code))),
  ),
  putFault(
    {
      id: "name-exponent-as-number",
      title: "A name that looks like a number with an exponent is stored as the number",
      requirement: replaced,
      category,
      difficulty: 5,
      source: { reference: "RFC 7644 §3.5.1", note: "a language that converts numeric text" },
    },
    () => storeName((name) => (/^\d+e\d+$/iu.test(name) ? String(Number(name)) : name)),
  ),
  putFault(
    {
      id: "name-date-as-time",
      title: "A name that looks like a date is stored as a time",
      requirement: replaced,
      category,
      difficulty: 5,
      source: { reference: "RFC 7644 §3.5.1", note: "texts are read as YAML" },
    },
    () => storeName((name) => (/^\d{4}-\d\d-\d\d$/u.test(name) ? `${name}T00:00:00.000Z` : name)),
  ),
  putFault(
    {
      id: "name-escapes-read",
      title: "A backslash and the letter n in a name become a line break",
      requirement: replaced,
      category,
      difficulty: 5,
      source: { reference: "RFC 7644 §3.5.1", note: "a body that is decoded twice" },
    },
    () => storeName((name) => name.replaceAll("\\n", "\n")),
  ),
  putFault(
    {
      id: "name-pattern-filled-in",
      title: "A name is put into a template by a replacement that reads its dollar signs",
      requirement: replaced,
      category,
      difficulty: 5,
      source: { reference: "RFC 7644 §3.5.1", note: "a text handed to a function that replaces" },
    },
    () => storeName((name) => "{}".replace("{}", name)),
  ),
  putFault(
    {
      id: "name-mark-dropped",
      title: "Byte order marks are dropped wherever they stand in a name",
      requirement: utf8,
      category,
      difficulty: 5,
      source: { reference: "RFC 7644 §3.8", note: "a decoder that takes each for a mark" },
    },
    () => storeName((name) => name.replaceAll("\ufeff", "")),
  ),
  putFault(
    {
      id: "name-digits-as-number",
      title: "A name of digits is stored as a number: leading zeros are lost",
      requirement: replaced,
      category,
      difficulty: 5,
      source: { reference: "RFC 7644 §3.5.1", note: "a language that converts numeric text" },
    },
    () => storeName((name) => (/^\d{1,15}$/u.test(name) ? String(Number(name)) : name)),
  ),
];

function fromHex(code: string): string {
  return String.fromCodePoint(Number.parseInt(code, 16));
}
