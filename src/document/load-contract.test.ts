import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { HarnessError } from "../result/index.ts";
import { loadContract, loadVendor } from "./load-contract.ts";
import { documentText, documentWith } from "./testing/document-with.ts";
import { listVendors } from "./vendor-folder.ts";

const folder = await mkdtemp(join(tmpdir(), "scimproof-document-"));
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function refusal(spec: string): Promise<HarnessError> {
  try {
    await loadContract({ spec });
  } catch (cause) {
    if (cause instanceof HarnessError) return cause;
    throw cause;
  }
  throw new Error("nothing was thrown");
}

describe("loadContract", () => {
  test("from a document alone: named after its title, everything open", async () => {
    const spec = await file("one.json", documentText());
    const contract = await loadContract({ spec });
    expect(contract).toMatchObject({
      id: "example-scim",
      document: { name: "one.json", title: "Example SCIM", version: "1", openapi: "3.1.0" },
      profile: { vendor: "example-scim", put: { absentMembers: "open" } },
      requirements: [],
      servers: [{ url: "/" }],
    });
    expect(contract.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(Object.isFrozen(contract.operations[0]?.responses)).toBe(true);
    expect((await loadContract({ spec, vendor: "mine" })).id).toBe("mine");
  });

  test("the digest follows every file", async () => {
    const spec = await file("two.json", documentText());
    const profile = await file("profile.yaml", "vendor: acme\ntitle: Acme\n");
    const alone = await loadContract({ spec });
    const withProfile = await loadContract({ spec, profile });
    expect(withProfile.digest).not.toBe(alone.digest);
    expect((await loadContract({ spec })).digest).toBe(alone.digest);
    expect(withProfile.id).toBe("acme");
  });

  test("a page about one operation selects that operation", async () => {
    const text = documentText().replace('"put":', '"get":{"responses":{}},"put":');
    const page = (focus: string): string => `# P\n\n\`\`\`json x.json ${focus}\n${text}\n\`\`\`\n`;
    const keys = async (content: string): Promise<readonly string[]> =>
      (await loadContract({ spec: await file("page.md", content) })).operations.map(({ key }) => key);
    expect(await keys(page("put /scim/v2/Groups/{id}"))).toEqual(["PUT /scim/v2/Groups/{id}"]);
    expect(await keys(page(""))).toEqual(["GET /scim/v2/Groups/{id}", "PUT /scim/v2/Groups/{id}"]);
    const error = await refusal(await file("page.md", page("put /scim/v2/Group/{id}")));
    expect(error.message).toContain('Did you mean "PUT /scim/v2/Groups/{id}"?');
  });

  test.each([
    ["Swagger 2.0", "a.yaml", "swagger: '2.0'\npaths: {}\n", "Swagger"],
    ["an unknown version", "a.yaml", "openapi: 4.0.0\npaths: {}\n", "not supported"],
    ["a version that is a number", "a.yaml", "openapi: 3.1\npaths: {}\n", "not a text"],
    ["no version", "a.yaml", "opneapi: 3.1.0\n", "Did you mean"],
    ["no paths", "a.yaml", "openapi: 3.1.0\ninfo: {}\n", "no paths"],
    ["paths without SCIM", "a.yaml", "openapi: 3.1.0\npaths: { /pets: { get: {} } }\n", "no SCIM operation"],
    ["another encoding", "a.yaml", Uint8Array.of(0x61, 0x0a, 0x62, 0xff), "not UTF-8"],
    ["a status that is none", "a.json", documentText({ operation: { responses: { ok: {} } } }), "no status"],
    ["a parameter without name", "a.json", documentText({ operation: { parameters: [{ in: "path" }] } }), "a name"],
    ["a server without url", "a.json", documentText({ root: { servers: [{}] } }), "no url"],
  ])("refuses %s", async (_, name, content, message) => {
    const error = await refusal(await file(name, content));
    expect(error).toMatchObject({ code: "DOCUMENT_INVALID", message: expect.stringContaining(message) });
    expect(error.place).toMatchObject({ line: expect.any(Number), column: expect.any(Number) });
    expect(error.remedy).toBeTruthy();
  });

  test("a file that is not there, and a folder", async () => {
    expect((await refusal(join(folder, "none.yaml"))).message).toContain("no such file");
    expect((await refusal(folder)).message).toContain("a folder");
  });

  test("an operation's own parameters win over its path's; media types keep their order", () => {
    const [operation] = documentWith({
      operation: {
        parameters: [{ name: "id", in: "path", schema: { type: "integer" } }],
        requestBody: { required: true, content: { "application/scim+json; charset=utf-8": {}, "text/plain": {} } },
      },
    }).operations;
    expect(operation?.parameters).toMatchObject([
      { name: "id", in: "path", required: true, schema: { type: "integer" } },
    ]);
    expect(operation?.request).toMatchObject({
      required: true,
      content: [{ type: "application/scim+json; charset=utf-8" }, { type: "text/plain" }],
    });
    expect(operation?.request.content[0]).not.toHaveProperty("body");
  });
});

describe("loadVendor", () => {
  test("knows the folders under specs/", async () => {
    expect(listVendors()).toContain("cube");
    const cube = await loadVendor("cube");
    expect(cube.id).toBe("cube");
    expect(cube.operations[0]?.place.file).toBe("specs/cube/openapi.yaml");
  });

  test("suggests the nearest vendor", async () => {
    await expect(loadVendor("cuve")).rejects.toMatchObject({
      code: "USAGE",
      message: expect.stringContaining('Did you mean "cube"?'),
    });
  });
});
