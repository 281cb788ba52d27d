import { expect, test } from "vitest";
import { CHECKS } from "./catalogue.ts";
import { judgeExchange } from "./judge-exchange.ts";
import { contractWith, group, put } from "./testing.ts";

// JSON that a server may send and that JavaScript cannot make a text of: neither `String` nor a template.
const ODD: unknown = JSON.parse('{"toString":null,"valueOf":1}');

const PARTS = "schemas id displayName members meta status detail scimType password Resources".split(" ");
const OF_MEMBERS = "value $ref type display primary".split(" ");
const OF_META = "created lastModified location version resourceType".split(" ");
const bodies: readonly (readonly [place: string, body: unknown])[] = [
  ...PARTS.map((name) => [name, group({ [name]: ODD })] as const),
  ...PARTS.map((name) => [`${name}[]`, group({ [name]: [ODD] })] as const),
  ...OF_MEMBERS.map((name) => [`members[].${name}`, group({ members: [{ value: "u-1", [name]: ODD }] })] as const),
  ...OF_META.map((name) => [`meta.${name}`, group({ meta: { [name]: ODD } })] as const),
  ["an error", { schemas: [ODD], status: ODD, detail: ODD, scimType: ODD }],
  ["everything", ODD],
];

test.each(bodies)("whatever stands at %s, no check breaks", (_, body) => {
  for (const status of [200, 404]) {
    const exchange = put({ status, body });
    expect(judgeExchange(contractWith(), exchange, [exchange]).length).toBeGreaterThan(0);
  }
  expect(CHECKS.length).toBeGreaterThan(0);
});
