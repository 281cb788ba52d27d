import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { BodySchema, Operation } from "./contract.ts";
import { loadContract, loadVendor } from "./load-contract.ts";
import { readSource } from "./source.ts";
import { withoutSentences } from "./testing/spec-facts.ts";
import { vendorFolder } from "./vendor-folder.ts";

/** Published pages in their form, with x for each letter of each sentence. */
const page = (name: string): string => fileURLToPath(new URL(`testing/pages/${name}.md`, import.meta.url));

const bodiesOf = ({ request, responses }: Operation): readonly (BodySchema | undefined)[] =>
  [...request.content, ...responses.flatMap(({ content }) => content)].map(({ body }) => body);

describe("a documentation page loads as it is, and means what the vendor's folder says", () => {
  test.each([
    ["cube-replace-group", "cube", "PUT /scim/v2/Groups/{id}", 90, 1],
    ["lighton-update-group", "lighton", "PATCH /scim/v2/Groups", 52, 1],
    ["maia-update-group", "maia", "PUT /v1/directory-integration/scim/v2/Groups/{id}", 70, 2],
    ["maia-update-user", "maia", "PUT /v1/directory-integration/scim/v2/Users/{id}", 70, 2],
  ])("%s", async (name, vendor, key, line, servers) => {
    const contract = await loadContract({ spec: page(name) });
    expect(contract.servers).toHaveLength(servers);
    expect(contract.operations.map((operation) => operation.key)).toEqual([key]);
    const [operation] = contract.operations;
    expect(operation).toMatchObject({ secured: true, place: { line } });

    const own = (await loadVendor(vendor)).operations.find(({ operationId: id }) => id === operation?.operationId);
    if (operation === undefined || own === undefined) throw new Error("no such operation");
    expect(bodiesOf(operation).map((body) => withoutSentences(body?.standalone))).toEqual(
      bodiesOf(own).map((body) => withoutSentences(body?.standalone)),
    );
    expect(operation.responses.map(({ status }) => status)).toEqual(own.responses.map(({ status }) => status));
  });

  test.each([
    ["cube-replace-group", "cube"],
    ["lighton-update-group", "lighton"],
    ["maia-update-group", "maia"],
    ["maia-update-user", "maia"],
  ])("%s: everything but its sentences stands in the vendor's folder as it is published", async (name, vendor) => {
    const published = withoutSentences((await readSource(page(name), "DOCUMENT_INVALID")).value);
    const folder = join(vendorFolder(vendor), "openapi.yaml");
    const own = withoutSentences((await readSource(folder, "DOCUMENT_INVALID")).value);
    // One document may be made of two pages: then each has its path, and those schemas that it needs.
    expect(own).toMatchObject(published as object);
    const keys = (value: unknown): readonly string[] => Object.keys(value as object);
    expect(keys(own)).toEqual(keys(published));
  });

  test("the page without an id is repaired by the vendor's overlay", async () => {
    const overlay = fileURLToPath(new URL("../../specs/lighton/overlay.yaml", import.meta.url));
    const { operations } = await loadContract({ spec: page("lighton-update-group"), overlay });
    expect(operations.map(({ key, idParameter }) => [key, idParameter])).toEqual([
      ["PATCH /scim/v2/Groups/{id}", "id"],
    ]);
  });
});
