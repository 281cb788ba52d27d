import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadVendor } from "../document/index.ts";
import { type ResourceSchema, URN, USER_SCHEMA } from "../scim/index.ts";
import {
  attributesIn,
  type Body,
  type BodyOptions,
  type BodyShape,
  bindTexts,
  boundaryBody,
  boundaryCount,
  ordinaryBody,
  partsOfJsonSchema,
  partsOfScim,
  smallerBodies,
  validBodies,
  violationsOf,
} from "./index.ts";

const OPTIONS: BodyOptions = { isNamed: () => false, users: 3 };
const BASE = {
  type: "string",
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: "readWrite",
  returned: "default",
  uniqueness: "none",
} as const;

/** The core schema of the RFC, and an extension of every other type. */
const SCHEMA: ResourceSchema = {
  ...USER_SCHEMA,
  extensions: [
    {
      urn: "urn:x:User",
      attributes: [
        { ...BASE, name: "hired", type: "dateTime" },
        { ...BASE, name: "floor", type: "integer", required: true },
        { ...BASE, name: "boss", type: "reference", referenceTypes: ["User"] },
        { ...BASE, name: "page", type: "reference", referenceTypes: ["external"] },
        { ...BASE, name: "count", type: "integer", mutability: "readOnly" },
        { ...BASE, name: "secret", mutability: "writeOnly", returned: "never" },
        { ...BASE, name: "badge", uniqueness: "server" },
        { ...BASE, name: "color", canonicalValues: ["red", "blue"] },
      ],
    },
  ],
};
const USER = partsOfScim("User", SCHEMA);

const sample = (shape: BodyShape, count = 150, options = OPTIONS): readonly Body[] =>
  fc.sample(validBodies(shape, options), { numRuns: count, seed: 5 });
const bind = (body: Body): unknown => bindTexts(body, (token) => `bound-${token.n}@example.com`, "word");
const extension = (body: Body): Body => (body["urn:x:User"] ?? {}) as Body;

describe("a SCIM schema", () => {
  test("gives what a client may write and nobody has to know a resource for", () => {
    const paths = USER.parts.flatMap((part) => (part.isExtension ? part.parts : [part]).map(({ path }) => path));
    expect(paths).toEqual(expect.arrayContaining(["userName", "emails", "urn:x:User:hired", "urn:x:User:page"]));
    for (const path of [
      "id",
      "meta",
      "groups",
      "password",
      "urn:x:User:boss",
      "urn:x:User:count",
      "urn:x:User:secret",
    ]) {
      expect(paths, path).not.toContain(path);
    }
  });

  test("gives bodies with what is required, values that it suggests, and one primary entry at most", () => {
    const bodies = sample(USER);
    for (const body of bodies) {
      expect(body["userName"]).toMatch(/^\{own userName \d\}$/u);
      const { floor, color, badge } = extension(body);
      if (body["urn:x:User"] !== undefined) expect(floor).toEqual(expect.any(Number));
      if (color !== undefined) expect(["red", "blue"]).toContain(color);
      if (badge !== undefined) expect(badge).toContain("{unique}");
      for (const value of Object.values(body)) {
        if (!Array.isArray(value)) continue;
        const entries = value as readonly Body[];
        expect(entries.filter(({ primary }) => primary === true).length).toBeLessThanOrEqual(1);
        const known = entries.map(({ value: main }) => main).filter((main) => main !== undefined);
        expect(new Set(known).size).toBe(known.length);
      }
    }
    const text = JSON.stringify(bodies);
    for (const one of [/[^\p{ASCII}]/u, /\p{Emoji_Presentation}/u, /&/u, /"active":false/u, /"floor":0/u, /-05:00/u]) {
      expect(text, String(one)).toMatch(one);
    }
    expect(
      Math.max(...bodies.map(({ addresses }) => (Array.isArray(addresses) ? addresses.length : 0))),
    ).toBeGreaterThan(4);
    const sizes = bodies.map((body) => Object.keys(body).length);
    expect(Math.min(...sizes)).toBeLessThan(Math.max(...sizes) - 5);
  });

  test("gives the same bodies for the same seed", () => {
    expect(sample(USER, 20)).toEqual(sample(USER, 20));
  });

  test("gives way to the templates of a profile", () => {
    const options = { ...OPTIONS, isNamed: (path: string) => path === "roles.value" };
    const roles = sample(USER, 60, options).flatMap(({ roles: all }) => (all ?? []) as readonly Body[]);
    expect(roles.length).toBeGreaterThan(0);
    for (const { value } of roles) if (value !== undefined) expect(value).toMatch(/^\{own roles\.value \d\}$/u);
  });

  test("gives each single violation: named for people, of one attribute, and nothing else is touched", () => {
    const violations = violationsOf(USER, OPTIONS);
    const ids = violations.map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining([
        "userName.missing",
        "userName.null",
        "userName.type-object",
        "emails.type-no-list",
        "active.type-text",
        "urn:x:User:floor.type-text",
        "urn:x:User:color.not-canonical",
      ]),
    );
    // An extension that a User may be without demands nothing.
    expect(ids).not.toContain("urn:x:User:floor.missing");
    expect(new Set(ids).size).toBe(ids.length);
    const valid = ordinaryBody(USER, OPTIONS);
    for (const { apply, attribute, under, words } of violations) {
      const broken = apply(valid);
      expect(broken, words).not.toEqual(valid);
      const { [under ?? attribute]: _, ...rest } = broken;
      const { [under ?? attribute]: __, ...same } = valid;
      expect(rest, words).toEqual(same);
      expect(words).toMatch(/^`.+` .+/u);
    }
  });
});

describe("the JSON Schema of a document", () => {
  test("gives bodies that fit it, at random and at every edge", async () => {
    const maia = await loadVendor("maia");
    for (const type of ["User", "Group"] as const) {
      const operation = maia.operations.find((one) => one.method === "PUT" && one.resourceType === type);
      const schema = operation?.request.content[0]?.body;
      if (schema === undefined) throw new Error("the document has no such PUT");
      const shape = partsOfJsonSchema(type, type === "User" ? URN.user : URN.group, schema);
      expect(shape.parts.length).toBeGreaterThan(1);
      const edges = Array.from({ length: boundaryCount(shape, OPTIONS) }, (_, at) => boundaryBody(shape, OPTIONS, at));
      for (const body of [...sample(shape, 40), ...edges, ordinaryBody(shape, OPTIONS)]) {
        const bound: Body = { ...(bind(body) as Body), meta: { resourceType: type } };
        // Members become entries where they are sent.
        const { members: _, ...sent } = bound;
        expect(schema.validate(sent), JSON.stringify(sent)).toEqual([]);
      }
    }
  });

  test("gives the edges that it states", () => {
    const schema = {
      type: "object",
      required: ["code"],
      properties: {
        code: { type: "string", minLength: 2, maxLength: 5 },
        level: { type: "integer", minimum: 3, maximum: 9 },
        kind: { enum: ["a", "b"] },
        tags: { type: "array", maxItems: 2, items: { type: "string" } },
        shown: { type: "string", readOnly: true },
      },
    };
    const shape = partsOfJsonSchema("User", "urn:x", { schema, pointer: "", validate: () => [] });
    const bodies = Array.from({ length: boundaryCount(shape, OPTIONS) }, (_, at) => boundaryBody(shape, OPTIONS, at));
    const values = (name: string): ReadonlySet<unknown> => new Set(bodies.map((body) => body[name]));
    expect(values("code")).toContain("xx");
    expect(values("code")).toContain("xxxxx");
    expect(values("level")).toContain(3);
    expect(values("level")).toContain(9);
    expect(values("kind")).toEqual(new Set(["a", "b"]));
    expect(values("shown")).toEqual(new Set([undefined]));
    for (const body of [...bodies, ...sample(shape, 50)]) {
      const { code, level, tags } = body as { code: string; level?: number; tags?: readonly string[] };
      expect(Array.from(code).length).toBeGreaterThanOrEqual(2);
      expect(Array.from(code).length).toBeLessThanOrEqual(5);
      if (level !== undefined) expect(level).toBeGreaterThanOrEqual(3);
      if (tags !== undefined) expect(tags.length).toBeLessThanOrEqual(2);
    }
  });
});

test("smaller bodies lose one thing at a time, and never what they may not be without", () => {
  const whole = boundaryBody(USER, OPTIONS, 2);
  let body = whole;
  let steps = 0;
  for (;;) {
    const next = [...smallerBodies(body, USER)].find(
      (one) => one["userName"] !== undefined && one["nickName"] !== undefined,
    );
    if (next === undefined) break;
    expect(JSON.stringify(next).length).toBeLessThan(JSON.stringify(body).length);
    body = next;
    steps += 1;
  }
  expect(steps).toBeGreaterThan(3);
  expect(
    attributesIn(body, USER)
      .map(({ path }) => path)
      .toSorted(),
  ).toEqual(["nickName", "userName"]);
});
