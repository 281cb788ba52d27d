import { expect, test } from "vitest";
import { contractFrom } from "./contract-from.ts";
import { sourceFrom } from "./source.ts";
import { thinYaml } from "./thin-yaml.ts";

const DOCUMENT = `---
openapi: 3.0.3
info:
  title: Everything
  description: |
    paths:
      /not/a/path: of anything
    *bold* and # no comment
paths:
  # of the product
  /things/{id}:
    get:
      responses:
        '200': { $ref: '#/components/responses/Thing' }
  "/scim/v2/Users/{id}":
    put:
      requestBody:
        content:
          application/scim+json:
            schema:
              $ref: "#/components/schemas/User"
      responses:
        '200':
          description: "a text
            that goes on
            over lines"
  '/scim/v2/Groups/{id}': { $ref: '#/paths/~1shared~1groups' }
  /shared/groups:
    put: { tags: [scim], responses: { '200': { description: stored } } }
components:
  securitySchemes:
    bearer: { type: http, scheme: bearer }
  responses:
    Thing: { description: a thing }
  schemas:
    Thing:
      type: object
    User:
      type: object
      required:
      - userName
      properties:
        manager: { $ref: '#/components/schemas/Manager' }
    Manager:
      $ref: '#/components/schemas/User%20Name/properties/x'
    User Name:
      properties: { x: { type: string } }
tags: []
`;

const contractOf = (text: string) => contractFrom(sourceFrom(text, "a.yaml", "DOCUMENT_INVALID"), undefined, undefined);

test("what is not SCIM's and what only that refers to is left out, line for line", () => {
  const thin = thinYaml(DOCUMENT, 0);
  const gone = DOCUMENT.split("\n").filter((line, index) => thin.split("\n")[index] !== line);
  expect(gone.map((line) => line.trim())).toEqual([
    "/things/{id}:",
    "get:",
    "responses:",
    "'200': { $ref: '#/components/responses/Thing' }",
    "Thing: { description: a thing }",
    "Thing:",
    "type: object",
  ]);
  expect(thin.split("\n")).toHaveLength(DOCUMENT.split("\n").length);
});

test("the contract is the same, with every place", () => {
  const places = (text: string) =>
    contractOf(text).operations.map(({ key, place, request }) => [key, place, request.content[0]?.body?.standalone]);
  expect(places(thinYaml(DOCUMENT, 0))).toEqual(places(DOCUMENT));
  expect(places(DOCUMENT)).toHaveLength(3);
});

test.each([
  ["it is not large", DOCUMENT, 1_000_000],
  [
    "it has anchors",
    DOCUMENT.replace("type: object", "&object { type: object }").replace("Thing:\n", "Thing: &thing\n"),
    0,
  ],
  ["it merges", `${DOCUMENT}x:\n  <<: y\n`, 0],
  ["it is in flow style", '{ "openapi": "3.0.3", paths: {} }', 0],
  ["it is indented oddly", DOCUMENT.replace("  /shared/groups:", " /shared/groups:"), 0],
  ["a path is a complex key", DOCUMENT.replace("  /shared/groups:", "  ? /shared/groups\n  :"), 0],
  ["no path is SCIM's", "openapi: 3.0.3\npaths:\n  /things:\n    get: {}\n", 0],
])("it is read whole where %s", (_, text, least) => {
  expect(thinYaml(text, least)).toBe(text);
});
