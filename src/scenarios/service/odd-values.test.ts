import { expect, test } from "vitest";
import { isObject } from "../../scim/index.ts";
import { SERVICE_SCENARIOS } from "./catalogue.ts";
import type { FakeOptions } from "./testing/fake-service.ts";
import { runOnFake } from "./testing/run-on-fake.ts";

// JSON that a server may send and that JavaScript cannot make a text of: neither `String` nor a template.
const ODD: unknown = JSON.parse('{"toString":null,"valueOf":1}');

/** Every value of one name, or every entry of a list of that name, is {@link ODD}, in all answers. */
function oddAt(name: string, inList: boolean): FakeOptions {
  const change = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(change);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, key === name ? (inList ? [ODD] : ODD) : change(part)]),
    );
  };
  return { after: (_, answer) => (answer.body === undefined ? answer : { ...answer, body: change(answer.body) }) };
}

const LISTS =
  "schemas Resources members emails groups schemaExtensions authenticationSchemes canonicalValues referenceTypes attributes subAttributes";
const SINGLE =
  "id userName displayName title name active meta version resourceType created lastModified location value type primary $ref externalId schemas members emails totalResults itemsPerPage startIndex Resources status scimType detail patch filter etag supported maxResults schema endpoint mutability returned caseExact";
const PLACES = [
  ...LISTS.split(" ").map((name) => [name, true] as const),
  ...SINGLE.split(" ").map((name) => [name, false] as const),
];

test.each(PLACES)("whatever stands at `%s` (in a list: %s), no scenario breaks", async (name, inList) => {
  const broken: string[] = [];
  for (const { id } of SERVICE_SCENARIOS) {
    await runOnFake(id, oddAt(name, inList)).catch((error: unknown) => {
      broken.push(
        `${id}: ${error instanceof Error ? (error.stack ?? error.message).split("\n").slice(0, 4).join(" ") : "?"}`,
      );
    });
  }
  expect(broken).toEqual([]);
});
