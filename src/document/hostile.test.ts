import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contractFrom } from "./contract-from.ts";
import { sourceFrom } from "./source.ts";
import { documentText } from "./testing/document-with.ts";
import { outcomeOf } from "./testing/refusal-of.ts";
import { vendorFolder } from "./vendor-folder.ts";

/** Loads and uses every validator once. */
function use(text: string, file: string): void {
  const contract = contractFrom(sourceFrom(text, file, "DOCUMENT_INVALID"), undefined, undefined);
  for (const { request, responses } of contract.operations) {
    for (const { body } of [...request.content, ...responses.flatMap(({ content }) => content)]) {
      body?.validate({ displayName: "A", members: [{ value: "1" }], meta: null });
    }
  }
}

/** Lets only a HarnessError with place and remedy be thrown, or nothing. */
function survives(text: string, file: string): void {
  const error = outcomeOf(() => use(text, file));
  const { code, place, remedy } = error ?? {
    code: "DOCUMENT_INVALID",
    place: { file, line: 1, column: 1 },
    remedy: "-",
  };
  expect({ code, file: place?.file, remedy: remedy !== undefined && remedy !== "" }).toEqual({
    code: "DOCUMENT_INVALID",
    file,
    remedy: true,
  });
  expect([place?.line, place?.column].every((n) => n !== undefined && n > 0)).toBe(true);
}

const yaml = readFileSync(join(vendorFolder("cube"), "openapi.yaml"), "utf8");
const json = documentText({
  request: { $ref: "#/components/schemas/Named" },
  response: { allOf: [{ $ref: "#/components/schemas/Named" }], properties: { id: { readOnly: true } } },
  root: { servers: [{ url: "https://{a}.example.com", variables: { a: { default: "b" } } }] },
});

// Generous: a machine that is busy must not make a right program fail.
describe("a hostile document always ends in a HarnessError with a place, or is read", { timeout: 60_000 }, () => {
  test("YAML with a piece replaced", () => {
    const piece = fc.constantFrom(
      "",
      "[",
      "{",
      "*a",
      "&a",
      "'",
      '"',
      "\t",
      ": ",
      "- ",
      "!!binary",
      "%",
      "\u0000",
      "<<: ",
    );
    fc.assert(
      fc.property(fc.nat(yaml.length), fc.nat(40), fc.oneof(piece, fc.string()), (at, length, put) => {
        survives(yaml.slice(0, at) + put + yaml.slice(at + length), "spec.yaml");
      }),
      { numRuns: 300 },
    );
  });

  test("JSON with a value replaced", () => {
    const odd = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(
        { $ref: "#" },
        { $ref: "#/paths" },
        { $ref: "#/components/schemas/Named" },
        { $ref: 1 },
        "__proto__",
      ),
    );
    fc.assert(
      fc.property(fc.nat(), odd, (which, value) => {
        const document: unknown = JSON.parse(json);
        const holders: [Record<string, unknown>, string][] = [];
        const walk = (node: unknown): void => {
          if (typeof node !== "object" || node === null) return;
          for (const key of Object.keys(node)) {
            holders.push([node as Record<string, unknown>, key]);
            walk((node as Record<string, unknown>)[key]);
          }
        };
        walk(document);
        const [holder, key] = holders[which % holders.length] ?? [{}, ""];
        holder[key] = value;
        survives(JSON.stringify(document), "spec.json");
      }),
      { numRuns: 500 },
    );
  });

  test("a page with lines replaced", () => {
    fc.assert(
      fc.property(fc.nat(60), fc.constantFrom("```", "~~~", "````yaml a put /x", "", "---"), (at, line) => {
        const lines = `# P\n\n\`\`\`\`yaml a.yaml put /scim/v2/Groups/{id}\n${yaml}\n\`\`\`\`\n`.split("\n");
        lines.splice(at, 1, line);
        survives(lines.join("\n"), "page.md");
      }),
    );
  });
});
