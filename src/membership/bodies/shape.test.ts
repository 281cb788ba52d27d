import { describe, expect, test } from "vitest";
import { loadVendor } from "../../document/index.ts";
import type { FakeAnswer, FakeRequest } from "../../scenarios/service/testing/fake-service.ts";
import { isObject, type JsonObject } from "../../scim/index.ts";
import { type FakeWorld, type FakeWorldOptions, fakeWorld, rfcContract } from "../testing/fake-context.ts";
import { publishedShape, shapeFor } from "./shape.ts";

const MAIA = await loadVendor("maia");

const world = async (method: "POST" | "PUT", options: Partial<FakeWorldOptions> = {}): Promise<FakeWorld> =>
  await fakeWorld({ method, type: "User", ...options });

const EXTENSION = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

const namesOf = (parts: readonly { readonly name: string }[]): readonly string[] => parts.map(({ name }) => name);

/** Changes one of the documents by which a server describes itself. */
const publishes = (path: string, change: (one: JsonObject) => JsonObject): Partial<FakeWorldOptions> => ({
  after: (request: FakeRequest, answer: FakeAnswer) =>
    request.path === path && isObject(answer.body) && Array.isArray(answer.body["Resources"])
      ? { ...answer, body: { ...answer.body, Resources: answer.body["Resources"].map(change) } }
      : answer,
});

describe("where the document describes every server, its own schemas tell", () => {
  test("what a User is made of, an extension included, which it needs or not", async () => {
    const { context } = await world("POST");
    const { shape, schema, operation } = await shapeFor(context, "POST", "User");
    expect(namesOf(shape.parts)).toEqual(expect.arrayContaining(["userName", "emails"]));
    const { request, key } = context.contract.operations.find((one) => one.key === operation) ?? context.operation;
    expect([schema, key.startsWith("POST ")]).toEqual([undefined, true]);
    // The document of the RFCs has a schema of the body: it is of no server in particular.
    expect(request.content.some(({ body }) => body !== undefined)).toBe(true);
    const extension = (parts: typeof shape.parts): boolean | undefined =>
      parts.find(({ isExtension }) => isExtension)?.required;
    expect(extension(shape.parts)).toBe(false);

    const needing = publishes("/ResourceTypes", (one) => ({
      ...one,
      schemaExtensions: ((one["schemaExtensions"] ?? []) as readonly JsonObject[]).map((each) =>
        Object.assign({}, each, { required: true }),
      ),
    }));
    const needed = await world("POST", needing);
    expect(extension((await shapeFor(needed.context, "POST", "User")).shape.parts)).toBe(true);
    // What another type needs is not needed by this one.
    const others = await world(
      "POST",
      publishes("/ResourceTypes", (one) =>
        one["name"] === "Group" ? { ...one, schemaExtensions: [{ schema: EXTENSION, required: true }] } : one,
      ),
    );
    expect(extension((await shapeFor(others.context, "POST", "User")).shape.parts)).toBe(false);
  });

  test("a PUT is without what is immutable, a POST is not", async () => {
    const immutable = publishes("/Schemas", (one) => ({
      ...one,
      attributes: (one["attributes"] as readonly JsonObject[]).map((each) =>
        ["title", "department"].includes(String(each["name"]))
          ? Object.assign({}, each, { mutability: "immutable" })
          : each,
      ),
    }));
    const all = async (method: "POST" | "PUT"): Promise<readonly string[]> => {
      const { context } = await world(method, immutable);
      const { parts } = (await shapeFor(context, method, "User")).shape;
      return parts.flatMap((part) => (part.isExtension ? namesOf(part.parts) : [part.name]));
    };
    expect(await all("POST")).toEqual(expect.arrayContaining(["title", "department", "nickName", "costCenter"]));
    const put = await all("PUT");
    expect(put).toEqual(expect.arrayContaining(["nickName", "costCenter"]));
    expect(put).not.toEqual(expect.arrayContaining(["title"]));
    expect(put).not.toEqual(expect.arrayContaining(["department"]));
  });

  test.each<[string, Partial<FakeWorldOptions>]>([
    ["publishes none", publishes("/Schemas", (one) => ({ ...one, id: "urn:another" }))],
    ["publishes one without attributes", publishes("/Schemas", (one) => ({ ...one, attributes: [] }))],
  ])("a server that %s is not tried", async (_, options) => {
    const { context } = await world("POST", options);
    const reason = { outcome: "not-applicable", message: "the server does not describe a User in /Schemas" };
    await expect(shapeFor(context, "POST", "User")).rejects.toMatchObject(reason);
    await expect(publishedShape(context, "User")).rejects.toMatchObject(reason);
  });
});

describe("a vendor's document tells itself", () => {
  test("by its schema of the body, whatever the server publishes", async () => {
    const contract = MAIA;
    const operation = contract.operations.find((one) => one.method === "PUT" && one.resourceType === "User");
    if (operation === undefined) throw new Error("Maia has no PUT of a User");
    const { context } = await world("PUT", { contract, more: { operation } });
    const found = await shapeFor(context, "PUT", "User");
    expect(found.operation).toBe(operation.key);
    expect(found.schema).toBe(operation.request.content.find(({ body }) => body !== undefined)?.body);
    expect(namesOf(found.shape.parts)).toContain("emails");
    expect(context.sent).toEqual([]);
    // A document that describes every server says nothing of this one.
    const { profile } = await rfcContract();
    const generic = await world("PUT", { contract: { ...contract, profile }, more: { operation } });
    expect((await shapeFor(generic.context, "PUT", "User")).schema).toBeUndefined();
  });

  test("only in JSON: other media types are nothing that bodies are made of", async () => {
    const contract = MAIA;
    const put = contract.operations.find((one) => one.method === "PUT" && one.resourceType === "User");
    const content = put?.request.content.map((one) => Object.assign({}, one, { type: "application/xml" }));
    const operation = { ...put, request: { ...put?.request, content } } as NonNullable<typeof put>;
    const { context } = await world("PUT", { contract, more: { operation } });
    const found = await shapeFor(context, "PUT", "User");
    expect([found.schema, context.service === undefined]).toEqual([undefined, false]);
  });
});

describe("no such operation", () => {
  test.each<["POST" | "PUT", Partial<FakeWorldOptions>, string]>([
    ["PUT", {}, "the document declares no PUT of a User"],
    ["POST", { contract: { operations: [] } }, "the document declares no POST of a User"],
  ])("%s", async (method, options, message) => {
    // Under test is the other method.
    const { context } = await world(method === "PUT" ? "POST" : "PUT", options);
    await expect(shapeFor(context, method, "User")).rejects.toMatchObject({ outcome: "not-applicable", message });
  });

  test("a POST to one resource makes none", async () => {
    const { operations } = await rfcContract();
    const single = operations.map((one) => Object.assign({}, one, { idParameter: "id" }));
    const { context } = await world("PUT", { contract: { operations: single } });
    await expect(publishedShape(context, "User")).rejects.toMatchObject({
      outcome: "not-applicable",
      message: "the document declares no POST of a User",
    });
  });
});
