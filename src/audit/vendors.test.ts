import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { vendorFolder } from "../document/index.ts";
import { audit } from "./audit.ts";
import type { Defect } from "./rule.ts";

/** The published pages in their form, with x for each letter of each sentence. */
const page = (name: string): string => fileURLToPath(new URL(`../document/testing/pages/${name}.md`, import.meta.url));

const spec = (vendor: string): string => join(vendorFolder(vendor), "openapi.yaml");

/** A defect as rule and the end of its pointer. */
const short = ({ rule, pointer = "" }: Defect): string => `${rule} ${pointer.split("/").slice(-2).join("/")}`;

// What is wrong with each published document. Rules that read sentences find less where those are crossed out.
const WORDS = new Set(["audit.forbidden-called-unauthorized", "audit.put-called-update"]);

const MAIA_GROUP = [
  "audit.error-not-scim 400/content",
  "audit.scim-media-type requestBody/content",
  "audit.unauthorized-undeclared put/responses",
  "audit.read-only-required required/0",
  "audit.ref-without-dollar properties/ref",
  "audit.enum-case type/enum",
];

const MAIA_USER = [
  "audit.error-not-scim 400/content",
  "audit.password-returned properties/password",
  "audit.scim-media-type requestBody/content",
  "audit.unauthorized-undeclared put/responses",
  "audit.user-name-optional properties/userName",
  "audit.read-only-required required/0",
  "audit.ref-without-dollar properties/ref",
  "audit.enum-case type/enum",
];

const CUBE = ["audit.bad-request-undeclared put/responses", "audit.unauthorized-undeclared put/responses"];

const LIGHTON = [
  "audit.path-without-id ~1scim~1v2~1Groups/patch",
  "audit.error-status-integer properties/status",
  "audit.operation-value-narrow properties/value",
  "audit.form-request content/application~1x-www-form-urlencoded",
  "audit.form-request content/multipart~1form-data",
  "audit.bad-request-undeclared patch/responses",
  "audit.schemas-default schemas/default",
  "audit.schemas-default schemas/default",
  "audit.external-id-of-server properties/externalId",
  "audit.external-id-of-server required/1",
  "audit.schemas-default schemas/default",
  "audit.operation-requires-more required/1",
  "audit.operation-requires-more required/2",
  "audit.security-off-at-root /security",
];

describe("the defects of the published documents", () => {
  test.each([
    ["cube-replace-group", CUBE],
    ["lighton-update-group", LIGHTON],
    ["maia-update-group", MAIA_GROUP],
    ["maia-update-user", MAIA_USER],
  ])("%s, as published", async (name, expected) => {
    const { defects } = await audit({ file: page(name) });
    const found = defects.filter(({ rule }) => !WORDS.has(rule) && !rule.endsWith("media-type"));
    expect(found.map(short)).toEqual(expected.filter((line) => !line.startsWith("audit.scim-media-type")));
    expect(found.every(({ place }) => (place.line ?? 0) > 10)).toBe(true);
  });

  test.each([
    ["cube", ["audit.scim-media-type info/description", ...CUBE]],
    ["lighton", LIGHTON],
  ])("%s, in the vendor's folder", async (vendor, expected) => {
    expect((await audit({ file: spec(vendor) })).defects.map(short)).toEqual(expected);
  });

  test("maia, both pages in one document: each defect once", async () => {
    const { defects, operations } = await audit({ file: spec("maia") });
    expect(operations).toHaveLength(2);
    const found = new Set(defects.filter(({ rule }) => !WORDS.has(rule)).map(short));
    expect(found).toEqual(new Set([...MAIA_GROUP, ...MAIA_USER]));
    const blamed = defects.map(({ rule, pointer }) => `${rule} ${pointer}`);
    expect(new Set(blamed).size).toBe(blamed.length);
  });

  test("lighton's overlay repairs the path, and leaves the rest as it is published", async () => {
    const overlay = join(vendorFolder("lighton"), "overlay.yaml");
    const { defects } = await audit({ file: spec("lighton"), overlay });
    expect(defects.map(({ rule }) => rule)).not.toContain("audit.path-without-id");
    expect(defects).toHaveLength(LIGHTON.length - 1);
  });

  test("a page of prose with the faults of StrongDM's, told in other words", async () => {
    const lines = [
      "# Changing a role by SCIM",
      "",
      "`/v2/Groups/<ID>`, answers with a 404 if there is none.",
      "",
      "| Name | About | Example |",
      "| --- | --- | --- |",
      '| `value` | may hold `id` (user ID) and a name | `[{"op": "replace", "value": {"id": "r-1"}}]` |',
      "",
      '* A name: `{"op": "replace", "value": {"displayName: "new"}}`',
      '* A removal: `{"op": "remove", "path": "members[value eq "a-1"]}`',
      "",
      "| Code | Meaning |",
      "| --- | --- |",
      "| 204 | nothing changed |",
      "| 400 | not a known form |",
      "",
      "`PATCH /v2/Groups/r-1`",
      "",
      '```json\n{"op": "replace", "value": {"id": "r-1"}}\n```',
    ];
    const folder = mkdtempSync(join(tmpdir(), "scimproof-audit-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, "page.md");
    writeFileSync(file, lines.join("\n"));
    const { defects } = await audit({ file });
    expect(defects.map(({ rule, place }) => `${place.line} ${rule}`)).toEqual([
      "9 audit.json-invalid",
      "10 audit.filter-unclosed",
      "10 audit.json-invalid",
      "7 audit.id-misdescribed",
      "12 audit.status-not-in-table",
    ]);
  });
});
