import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { listVendors, packageRoot, readContract, readVendor } from "../document/index.ts";
import { audit } from "./audit.ts";
import { auditContract } from "./audit-contract.ts";
import { RULES } from "./catalogue.ts";
import { cleanDocument } from "./testing/clean-document.ts";

const file = (vendor: string, name: string): string => join(packageRoot(), "specs", vendor, name);

test.each(listVendors())("%s: a run finds what scimproof audit finds, at the same lines", async (vendor) => {
  const read = await readVendor(vendor, undefined);
  const found = auditContract(read);
  const alone = await audit({
    file: file(vendor, "openapi.yaml"),
    profile: file(vendor, "profile.yaml"),
    overlay: read.overlay === undefined ? undefined : file(vendor, "overlay.yaml"),
  });
  const told = (defects: readonly object[]): readonly object[] =>
    defects.map((defect) => ({ ...defect, place: { ...(defect as { readonly place: object }).place, file: "" } }));
  expect(told(found.defects)).toEqual(told(alone.defects));
  for (const { place } of found.defects) expect(place.file).toMatch(new RegExp(`^specs/${vendor}/\\w+\\.yaml$`, "u"));
  expect(found.rules.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
  expect(found.rules.every((rule) => !("judge" in rule))).toBe(true);
});

test("of a page the words beside the document are read too, and no folder of this machine is told", async () => {
  const folder = mkdtempSync(join(tmpdir(), "scimproof-audit-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const spec = join(folder, "page.md");
  const document = JSON.stringify(cleanDocument("3.1.0"), undefined, 2);
  const page = `# Groups of SCIM\n\n\`\`\`json\n${document}\n\`\`\`\n\n\`\`\`json\n{"schemas": [,]}\n\`\`\`\n`;
  writeFileSync(spec, page);
  const { defects } = auditContract(await readContract({ spec }));
  const line = page.split("\n").findIndex((text) => text.startsWith('{"schemas"')) + 1;
  expect(defects.map(({ rule, place }) => [rule, place.file, place.line])).toEqual([
    ["audit.json-invalid", "page.md", line],
  ]);
});
