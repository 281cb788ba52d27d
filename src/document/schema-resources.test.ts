import { describe, expect, test } from "vitest";
import { viewOf } from "./document-view.ts";
import { sourceFrom } from "./source.ts";
import { refusalOf } from "./testing/refusal-of.ts";

const TEXT = [
  "openapi: 3.1.0",
  "defs: { outer: { type: string } }",
  "schemas:",
  "  Plain: { $defs: { a: { $anchor: here } } }",
  "  Account:",
  "    $id: https://ids.example/v1/account",
  "    $defs:",
  "      mail: { $anchor: mail, type: object }",
  "      inner: { $id: inner, $anchor: deep, $defs: { x: { type: number } } }",
  "    example: { $anchor: drawn, $id: https://ids.example/v1/drawn }",
  "    properties: { example: { $anchor: named }, $id: { type: string } }",
].join("\n");

const viewAs = (text: string, is30 = false): ReturnType<typeof viewOf> =>
  viewOf(sourceFrom(text, "a.yaml", "DOCUMENT_INVALID"), is30);
const ACCOUNT = "/schemas/Account";
const WITHIN = `${ACCOUNT}/properties/example`;

describe("a reference in a document of OpenAPI 3.1", () => {
  const { target } = viewAs(TEXT);

  test.each([
    ["a pointer in a schema with $id starts there", "#/$defs/mail", WITHIN, `${ACCOUNT}/$defs/mail`],
    ["and else from the document, as most mean it", "#/defs/outer", WITHIN, "/defs/outer"],
    ["a schema with $id names itself", "#", WITHIN, ACCOUNT],
    ["a property that is called $id is none", "#/defs/outer", `${ACCOUNT}/properties`, "/defs/outer"],
    ["an anchor in the schema around it", "#mail", WITHIN, `${ACCOUNT}/$defs/mail`],
    ["an anchor of a property called like data", "#named", WITHIN, `${ACCOUNT}/properties/example`],
    ["an anchor of the document", "#here", "/schemas/Plain", "/schemas/Plain/$defs/a"],
    ["the nearest resource counts", "#/$defs/x", `${ACCOUNT}/$defs/inner`, `${ACCOUNT}/$defs/inner/$defs/x`],
    ["an address", "https://ids.example/v1/account#/$defs/mail", "/schemas/Plain", `${ACCOUNT}/$defs/mail`],
    ["an address and an anchor", "https://ids.example/v1/account#mail", "/schemas/Plain", `${ACCOUNT}/$defs/mail`],
    ["an address that is relative to the $id around it", "inner#/$defs/x", WITHIN, `${ACCOUNT}/$defs/inner/$defs/x`],
    ["and one made of two", "https://ids.example/v1/inner", "/schemas/Plain", `${ACCOUNT}/$defs/inner`],
  ])("%s: %s", (_, ref, from, pointer) => {
    expect(target(ref, from)).toBe(pointer);
  });

  test.each([
    ["an anchor of another resource", "#mail", "/schemas/Plain", "names an anchor that is not there"],
    ["an anchor of a resource within", "#deep", WITHIN, "names an anchor that is not there"],
    ["an anchor in an example", "#drawn", WITHIN, "names an anchor that is not there"],
    ["an address in an example", "https://ids.example/v1/drawn", WITHIN, "is remote"],
    ["a pointer to nothing", "#/$defs/male", WITHIN, "leads nowhere"],
  ])("does not find %s: %s", (_, ref, from, message) => {
    expect(refusalOf(() => target(ref, from)).message).toContain(message);
  });
});

test("in OpenAPI 3.0 there is neither $id nor $anchor", () => {
  const { target } = viewAs(TEXT.replace("3.1.0", "3.0.3"), true);
  expect(refusalOf(() => target("#mail", WITHIN)).message).toContain("names an anchor");
  expect(refusalOf(() => target("#/$defs/mail", WITHIN)).message).toContain("leads nowhere");
});
