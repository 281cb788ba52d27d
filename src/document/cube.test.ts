import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadVendor } from "./load-contract.ts";
import { isObject, lookup, pointerOf } from "./pointer.ts";
import { readSource } from "./source.ts";
import { vendorFolder } from "./vendor-folder.ts";

/** Sentences are our own words, so the published structure is kept with a star for each. */
const SENTENCES = new Set(["description", "summary", "detail"]);

function withoutSentences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSentences);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      SENTENCES.has(key) && typeof part === "string" ? "*" : withoutSentences(part),
    ]),
  );
}

/** Pointers of everything in a value that is no mapping and no list. */
function leaves(value: unknown, at: readonly string[] = []): readonly string[] {
  if (typeof value !== "object" || value === null) return [pointerOf(at)];
  const entries = Object.entries(value);
  return entries.length === 0 ? [pointerOf(at)] : entries.flatMap(([key, part]) => leaves(part, [...at, key]));
}

const PUT = "/paths/~1scim~1v2~1Groups~1{id}/put";

/**
 * Parts of the document that a requirement is about without naming them as its source: the prose, and facts which
 * share a requirement with their neighbour.
 */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  "/info/description": [
    "CUBE-PROVISIONING",
    "CUBE-IMPLEMENTS-SCIM",
    "CUBE-BASE-NAMESPACE",
    "CUBE-TENANT-HOST",
    "CUBE-AUTH-BEARER",
    "CUBE-AUTH-HEADER",
    "CUBE-TOKEN-ISSUED",
    "CUBE-JSON-TYPES",
    "CUBE-SCIM-JSON-ACCEPTED",
  ],
  "/servers/0/variables/tenant": ["CUBE-SERVER-URL", "CUBE-TENANT-HOST"],
  "/security/0/bearerAuth": ["CUBE-SECURITY-GLOBAL"],
  [`${PUT}/description`]: [
    "CUBE-PUT-REPLACES-ALL",
    "CUBE-PUT-FULL-MEMBERSHIP",
    "CUBE-PUT-ABSENT-MEMBERS-CLEARED",
    "CUBE-PUT-EXISTING-ONLY",
  ],
  "/components/parameters/ResourceId/schema": ["CUBE-ID-IN-PATH"],
  "/components/schemas/Meta/properties/resourceType": ["CUBE-META-OBJECT"],
  "/components/schemas/Meta/properties/created": ["CUBE-META-DATES"],
  "/components/schemas/Meta/properties/lastModified": ["CUBE-META-DATES"],
  "/components/schemas/Meta/properties/location": ["CUBE-META-OBJECT"],
  "/components/schemas/Error/properties/schemas": ["CUBE-ERROR-SHAPE"],
  "/components/schemas/Error/properties/status": ["CUBE-ERROR-SHAPE"],
  "/components/schemas/Error/properties/detail": ["CUBE-ERROR-SHAPE"],
  "/components/securitySchemes/bearerAuth": ["CUBE-AUTH-BEARER", "CUBE-TOKEN-ISSUED"],
};

/** Names and links between parts: they bind nobody by themselves. */
const NO_FACT = /\/\$ref$|^\/openapi$|^\/info\/(title|version)$|^\/tags\/\d+\/name$|\/(tags\/\d+|summary|operationId)$/;

const document = await readSource(join(vendorFolder("cube"), "openapi.yaml"), "DOCUMENT_INVALID");
const cube = await loadVendor("cube");
const named = new Map(
  cube.requirements.flatMap(({ id, source }) => (source.kind === "document" ? [[source.pointer, id] as const] : [])),
);

const accounted = (pointer: string): boolean =>
  [0, 1, 2].some((up) => {
    const at = pointer.split("/").slice(0, up === 0 ? undefined : -up);
    return at.length > 1 && (named.has(at.join("/")) || Object.hasOwn(ALSO, at.join("/")));
  });

describe("specs/cube", () => {
  test("has the structure of the published document, in its order", async () => {
    const fixture: unknown = JSON.parse(
      await readFile(new URL("testing/cube-structure.json", import.meta.url), "utf8"),
    );
    expect(JSON.stringify(withoutSentences(document.value))).toBe(JSON.stringify(fixture));
  });

  test("accounts for every fact of the document by a requirement at it, or at most two steps above", () => {
    const facts = leaves(document.value).filter((pointer) => !NO_FACT.test(pointer));
    expect(facts.filter((pointer) => !accounted(pointer))).toEqual([]);
  });

  test("names only parts that the document has, and requirements that the profile has", () => {
    const ids = new Set(cube.requirements.map(({ id }) => id));
    expect([...named.keys(), ...Object.keys(ALSO)].filter((at) => lookup(document.value, at) === undefined)).toEqual(
      [],
    );
    expect(
      Object.values(ALSO)
        .flat()
        .filter((id) => !ids.has(id)),
    ).toEqual([]);
  });

  test("every requirement has the vendor's prefix, binds the server by its document, and is tested or says why not", () => {
    for (const { id, party, tested, text } of cube.requirements) {
      expect(id).toMatch(/^CUBE-[A-Z0-9-]+$/);
      expect(party).toBe("server-document");
      expect(text).toMatch(/\.$/);
      expect("by" in tested ? tested.by.length : tested.untestable.length).toBeGreaterThan(0);
    }
  });

  test("compiles to the one operation of the page", () => {
    expect(cube.operations.map(({ key, secured }) => [key, secured])).toEqual([["PUT /scim/v2/Groups/{id}", true]]);
    const [put] = cube.operations;
    expect(put).toMatchObject({
      collectionPath: "/scim/v2/Groups",
      idParameter: "id",
      resourceType: "Group",
      pointer: PUT,
      request: { required: true },
      responses: [{ status: "200" }, { status: "404", pointer: "/components/responses/NotFound" }],
    });
    expect(cube.profile).toMatchObject({
      vendor: "cube",
      title: "Cube Cloud",
      alsoAcceptedRequestTypes: ["application/scim+json"],
      put: { absentMembers: "clear" },
      members: { unknown: "open", types: {} },
    });
  });
});
