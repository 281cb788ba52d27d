import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { loadVendor } from "../src/document/index.ts";
import { cli, cube, tempFolder } from "./support/cli-run.ts";

/** Cube's document in three parts: one beside it, one on a server on this machine. */
async function inParts(): Promise<{ readonly spec: string; readonly asked: readonly string[]; readonly url: string }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? "without credential"}`);
    response.end("Meta: { type: object, readOnly: true, properties: { resourceType: { type: string } } }\n");
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/meta.yaml`;
  const folder = tempFolder();
  mkdirSync(join(folder, "schemas"));
  writeFileSync(
    join(folder, "schemas/group.yaml"),
    `type: object
required: [displayName]
properties:
  schemas: { type: array, items: { type: string } }
  id: { type: string, readOnly: true }
  displayName: { type: string }
  members: { type: array, items: { type: object, properties: { value: { type: string } } } }
  meta: { $ref: '${url}#/Meta' }
`,
  );
  const spec = join(folder, "openapi.yaml");
  writeFileSync(
    spec,
    `openapi: 3.1.0
info: { title: Parts SCIM, version: "1" }
servers: [{ url: https://example.com }]
security: [{ bearer: [] }]
paths:
  /scim/v2/Groups/{id}:
    put:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      requestBody: { required: true, content: { application/json: { schema: { $ref: schemas/group.yaml } } } }
      responses:
        '200': { description: done, content: { application/json: { schema: { $ref: schemas/group.yaml } } } }
        '404': { description: not found }
components: { securitySchemes: { bearer: { type: http, scheme: bearer } } }
`,
  );
  return { spec, asked, url };
}

describe("--allow-remote-refs", () => {
  test("lets audit, doctor and run read what a document refers to, without any credential", async () => {
    const { spec, asked } = await inParts();
    const { url, token } = await cube();
    const env = { SCIM_TOKEN: token };
    const access = ["--spec", spec, "--target", url, "--token-env", "SCIM_TOKEN", "--allow-remote-refs"];
    const out = tempFolder();
    const audited = await cli(["audit", spec, "--allow-remote-refs"]);
    expect(audited.err).toBe("");
    expect(audited.out).toContain("PUT /scim/v2/Groups/{id}");
    expect(await cli(["doctor", ...access, "--out", out], { env })).toMatchObject({ code: 0 });
    // A rename alone: that is enough to see the operation judged by a schema from elsewhere.
    expect(await cli(["run", ...access, "--out", out, "-t", "put.group.rename"], { env })).toMatchObject({ code: 0 });
    expect(new Set(asked)).toEqual(new Set(["GET /meta.yaml without credential"]));
    expect(asked).toHaveLength(3);
  });

  test("is needed: without it nothing is read or asked, and the line says where the reference stands", async () => {
    const { spec, asked } = await inParts();
    for (const argv of [
      ["audit", spec],
      ["run", "--spec", spec, "--target", "http://127.0.0.1:9"],
    ]) {
      const end = await cli(argv);
      expect(end).toMatchObject({ code: 2, out: "" });
      expect(end.err).toContain(`${spec}:9:`);
      expect(end.err).toContain("is not read unless --allow-remote-refs is given");
    }
    expect(asked).toEqual([]);
  });

  test("names the place, the reason and a way out where a reference cannot be followed", async () => {
    const folder = tempFolder();
    const spec = join(folder, "openapi.yaml");
    writeFileSync(spec, "openapi: 3.1.0\npaths:\n  /scim/v2/Groups/{id}:\n    $ref: http://127.0.0.1:9/item.yaml\n");
    const end = await cli(["audit", spec, "--allow-remote-refs"]);
    expect(end).toMatchObject({ code: 2, out: "" });
    expect(end.err).toMatch(/openapi\.yaml:4:5: what the reference names cannot be read: .*refused/u);
    expect(end.err).toContain("bundle the document");
  });

  test("changes nothing about the documents that come with the package", async () => {
    expect((await loadVendor("cube")).operations).toHaveLength(1);
  });
});
