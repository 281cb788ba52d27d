import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadVendor } from "../load-contract.ts";
import { lookup } from "../pointer.ts";
import { readSource } from "../source.ts";
import { vendorFolder } from "../vendor-folder.ts";
import { unaccounted, withoutSentences } from "./spec-facts.ts";

/** What there is to know about a vendor's folder before it can be tested. */
export interface SpecExpectation {
  readonly vendor: string;
  /**
   * Parts of the document that a requirement is about without naming them as its source: the prose, and facts which
   * share a requirement with their neighbour.
   */
  readonly also: Readonly<Record<string, readonly string[]>>;
  /** Where what an overlay moves stands in the published document, by where the requirements have it. */
  readonly moved?: Readonly<Record<string, string>>;
}

/** Holds a vendor's document to the structure of the published one. */
export function testStructure(vendor: string): void {
  test("has the structure of the published document, in its order", async () => {
    const document = await readSource(join(vendorFolder(vendor), "openapi.yaml"), "DOCUMENT_INVALID");
    const fixture: unknown = JSON.parse(await readFile(new URL(`${vendor}-structure.json`, import.meta.url), "utf8"));
    expect(JSON.stringify(withoutSentences(document.value))).toBe(JSON.stringify(fixture));
  });
}

/** Holds each fact of a vendor's document to a requirement, and each requirement to the house's form. */
export async function testSpec({ vendor, also, moved = {} }: SpecExpectation): Promise<void> {
  const document = await readSource(join(vendorFolder(vendor), "openapi.yaml"), "DOCUMENT_INVALID");
  const { requirements } = await loadVendor(vendor);
  const published = (pointer: string): string => {
    const from = Object.keys(moved).find((candidate) => pointer.startsWith(candidate));
    return from === undefined ? pointer : `${moved[from] ?? ""}${pointer.slice(from.length)}`;
  };
  const named = requirements.flatMap(({ source }) => (source.kind === "document" ? [published(source.pointer)] : []));

  test("accounts for every fact of the document by a requirement at it, or at most two steps above", () => {
    expect(unaccounted(document.value, new Set(named), Object.keys(also))).toEqual([]);
  });

  test("names only parts that the document has, and requirements that the profile has", () => {
    const ids = new Set(requirements.map(({ id }) => id));
    expect([...named, ...Object.keys(also)].filter((at) => lookup(document.value, at) === undefined)).toEqual([]);
    expect(
      Object.values(also)
        .flat()
        .filter((id) => !ids.has(id)),
    ).toEqual([]);
  });

  test("every requirement has the vendor's prefix, binds the server by its document, and is tested or says why not", () => {
    for (const { id, party, tested, text } of requirements) {
      expect(id).toMatch(new RegExp(`^${vendor.toUpperCase()}-[A-Z0-9-]+$`, "u"));
      expect(party).toBe("server-document");
      expect(text).toMatch(/\.$/);
      expect("by" in tested ? tested.by.length : tested.untestable.length).toBeGreaterThan(0);
    }
  });
}
