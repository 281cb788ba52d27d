import fc from "fast-check";
import type { AttributeSchema } from "./attribute-schema.ts";
import { type AttrPath, COMPARE_OPS, type CompValue, type ParsedPath, type ValFilter } from "./path-types.ts";

/** Names that are words of the grammar are names too. */
const name = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom("value", "type", "display", "$ref", "primary", "members", "emails", "x-1_$"),
  },
  { weight: 1, arbitrary: fc.constantFrom("not", "and", "or", "pr", "eq", "true", "null", "NOT") },
  { weight: 1, arbitrary: fc.stringMatching(/^[A-Za-z][\w$-]{0,8}$/) },
);

const uri = fc.constantFrom(
  "urn:ietf:params:scim:schemas:core:2.0:Group",
  "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
  "URN:example:a.b:1.0:(x)",
  "http://example.com/schemas/1.0",
);

/** Any `attrPath`. */
export const anyAttrPath: fc.Arbitrary<AttrPath> = fc.record({ uri, name, subAttr: name }, { requiredKeys: ["name"] });

/** Any JSON literal; minus zero is zero. */
export const anyLiteral: fc.Arbitrary<CompValue> = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom('"', "\\", "]", '\\"]', "\u0000\n\t", "東京 🚀", "\ud800", "(", " and "),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number)),
  fc.boolean(),
  fc.constant(null),
);

/** Any filter over attribute paths and literals of one's choice. */
export function anyFilterOver(path: fc.Arbitrary<AttrPath>, literal: fc.Arbitrary<CompValue>): fc.Arbitrary<ValFilter> {
  return fc.letrec<{ filter: ValFilter }>((tie) => ({
    filter: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.record({
        kind: fc.constant("compare" as const),
        attrPath: path,
        compareOp: fc.constantFrom(...COMPARE_OPS),
        compValue: literal,
      }),
      fc.record({ kind: fc.constant("pr" as const), attrPath: path }),
      fc.record({
        kind: fc.constantFrom("and" as const, "or" as const),
        filters: fc.array(tie("filter"), { minLength: 2, maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant("not" as const), filter: tie("filter") }),
    ),
  })).filter;
}

/** Any filter. */
export const anyFilter: fc.Arbitrary<ValFilter> = anyFilterOver(anyAttrPath, anyLiteral);

/** Any path that keeps to the grammar. */
export const anyPath: fc.Arbitrary<ParsedPath> = fc.oneof(
  anyAttrPath.map((attrPath): ParsedPath => ({ kind: "attrPath", strict: true, attrPath })),
  fc.record(
    {
      kind: fc.constant("valuePath" as const),
      strict: fc.constant(true),
      attrPath: anyAttrPath,
      filter: anyFilter,
      subAttr: name,
    },
    { requiredKeys: ["kind", "strict", "attrPath", "filter"] },
  ),
);

/** An attribute with all defaults, for tests. */
export function attributeOfType(
  attributeName: string,
  type: AttributeSchema["type"],
  differs: Partial<AttributeSchema> = {},
): AttributeSchema {
  return {
    name: attributeName,
    type,
    multiValued: false,
    required: false,
    caseExact: false,
    mutability: "readWrite",
    returned: "default",
    uniqueness: "none",
    ...differs,
  };
}
