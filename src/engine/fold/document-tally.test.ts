import { expect, test } from "vitest";
import { type Contract, contractFrom, sourceFrom } from "../../document/index.ts";
import type { DocumentCoverage, Exchange, OperationCoverage } from "../../result/index.ts";
import { DocumentTally } from "./document-tally.ts";

const user = {
  type: "object",
  properties: {
    id: { type: "string", readOnly: true },
    userName: { type: "string" },
    password: { type: "string", writeOnly: true },
    name: { type: "object", properties: { givenName: { type: "string" }, familyName: { type: "string" } } },
    nickName: { type: "string" },
  },
};
const media = { content: { "application/scim+json": { schema: user }, "application/json": { schema: user } } };
const stored = { description: "stored", ...media };

const CONTRACT: Contract = contractFrom(
  sourceFrom(
    JSON.stringify({
      openapi: "3.1.0",
      info: { title: "Directory", version: "1" },
      paths: {
        "/scim/v2/Users": { post: { requestBody: media, responses: { 201: stored } } },
        "/scim/v2/Users/{id}": {
          get: { responses: { 200: stored, "4XX": { description: "none" } } },
          put: { requestBody: media, responses: { 200: stored, 404: { description: "none" } } },
          patch: { responses: { 204: { description: "changed" } } },
        },
      },
    }),
    "directory.json",
    "DOCUMENT_INVALID",
  ),
  undefined,
  undefined,
);

const BASE = "https://h/base";
const SCIM = ["content-type", "application/scim+json;charset=utf-8"] as const;

function sent(
  method: string,
  path: string,
  status: number,
  parts: { body?: unknown; shown?: unknown; intent?: Exchange["intent"]; key?: string; type?: string } = {},
): Exchange {
  const { body, shown, intent = { kind: "helper" }, key, type } = parts;
  const text = shown === undefined ? "" : JSON.stringify(shown);
  return {
    id: "a#1",
    scenario: "a",
    purpose: "scenario",
    intent,
    ...(key === undefined ? {} : { operation: key }),
    title: "it is sent",
    request: {
      method,
      url: `${BASE}${path}`,
      headers: [SCIM],
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    },
    response: {
      status,
      headers: type === undefined ? [SCIM] : [["content-type", type]],
      body: text,
      bodyBytes: text.length,
      utf8: true,
      bom: false,
    },
    startedAt: "2026-01-01T00:00:00.000Z",
    durationMs: 1,
    notes: [],
    disclosed: [],
  };
}

function coverageOf(exchanges: readonly Exchange[], isSelected = true, isWhole = true): DocumentCoverage {
  const tally = new DocumentTally(CONTRACT);
  for (const exchange of exchanges) tally.note(exchange, BASE);
  return tally.coverage(
    ({ method }) => isSelected && method === "PUT",
    () => isWhole,
  );
}

const operation = (coverage: DocumentCoverage, key: string): OperationCoverage | undefined =>
  coverage.operations.find((one) => one.key === key);

test("requests that no scenario declares are counted by where they go", () => {
  const coverage = coverageOf([
    sent("POST", "/scim/v2/Users", 201, { body: { userName: "a" }, shown: { id: "1", userName: "a" } }),
    sent("GET", "/scim/v2/Users/1?attributes=userName", 200, { shown: { id: "1" } }),
    sent("GET", "/scim/v2/Users/2", 404),
    sent("GET", "/scim/v2/Users/", 404),
    sent("GET", "/other/scim/v2/Users/1", 200),
    sent("DELETE", "/scim/v2/Users/1", 204),
  ]);
  expect(operation(coverage, "POST /scim/v2/Users")).toMatchObject({
    requests: 1,
    mediaTypes: [
      { type: "application/scim+json", sent: 1 },
      { type: "application/json", sent: 0 },
    ],
    properties: {
      declared: 7,
      exercised: 1,
      notExercised: [
        { reason: "readOnly", properties: ["/id"] },
        { reason: "no scenario sends it", properties: ["/password", "/name", "/nickName"] },
      ],
    },
  });
  expect(operation(coverage, "GET /scim/v2/Users/{id}")).toMatchObject({
    requests: 2,
    responses: [
      {
        status: "200",
        seen: 1,
        mediaTypes: [
          { type: "application/scim+json", seen: 1 },
          { type: "application/json", seen: 0 },
        ],
        properties: {
          exercised: 1,
          notExercised: [
            { reason: "not observed in any answer", properties: ["/userName", "/name", "/nickName"] },
            { reason: "writeOnly", properties: ["/password"] },
          ],
        },
      },
      { status: "4XX", seen: 1, mediaTypes: [] },
    ],
  });
});

test("what was never asked for says why, and lists no properties", () => {
  const none = coverageOf([], false);
  expect(operation(none, "PUT /scim/v2/Users/{id}")).toMatchObject({ requests: 0, reason: "not selected" });
  expect(operation(none, "PUT /scim/v2/Users/{id}")).not.toHaveProperty("properties");
  expect(operation(none, "GET /scim/v2/Users/{id}")).toMatchObject({ requests: 0, reason: "no scenario sends it" });
});

test("a property inside one that is there is told by itself; one that a selection leaves out says so", () => {
  const key = "PUT /scim/v2/Users/{id}";
  const body = { userName: "a", name: { givenName: "b" } };
  const put = sent("PUT", "/scim/v2/Users/1", 200, { key, body, intent: { kind: "valid" } });
  expect(operation(coverageOf([put], true, false), key)?.properties?.notExercised).toEqual([
    { reason: "readOnly", properties: ["/id"] },
    { reason: "no selected scenario sends it", properties: ["/password", "/name/familyName", "/nickName"] },
  ]);
});

test("what is wrong on purpose exercises no property", () => {
  const key = "PUT /scim/v2/Users/{id}";
  const intent = { kind: "provoked", cause: "bad-body" } as const;
  const wrong = sent("PUT", "/scim/v2/Users/1", 404, { key, body: { userName: 7 }, intent });
  expect(operation(coverageOf([wrong]), key)).toMatchObject({ requests: 1, properties: { exercised: 0 } });
});

test("its size does not grow with the run", () => {
  const tally = new DocumentTally(CONTRACT);
  for (let n = 0; n < 1000; n += 1) {
    const odd = sent("GET", `/scim/v2/Users/${n}`, 200, { shown: { id: String(n) }, type: `application/x-${n}` });
    tally.note(odd, BASE);
  }
  const get = operation(
    tally.coverage(
      () => true,
      () => true,
    ),
    "GET /scim/v2/Users/{id}",
  );
  expect(get?.requests).toBe(1000);
  expect(get?.responses[0]?.mediaTypes.length).toBeLessThan(30);
});
