import { expect, test } from "vitest";
import { responseSecrets } from "./secrets.ts";

const BASE = new URL("https://scim.invalid/v2");

test.each([
  "x-refresh-token",
  "x-id-token",
  "x-api-key",
  "x-jwt-assertion",
  "x-csrftoken",
  "x-amz-security-token",
  "x-auth-token",
  "x-session-id",
])("what stands in %s is handed out", (name) => {
  expect(responseSecrets([[name, "S3cret-of-it"]], BASE)).toEqual([[`${name} header`, "S3cret-of-it"]]);
});

test("so is what follows a scheme, or stands between quotation marks", () => {
  const found = responseSecrets(
    [
      ["authorization", "Bearer S3cret-of-it"],
      ["authentication-info", 'nextnonce="N0nce-of-it"'],
    ],
    BASE,
  );
  expect(found.map(([, value]) => value)).toEqual(expect.arrayContaining(["S3cret-of-it", "N0nce-of-it"]));
});

test("a day is no cookie to look for, nor is a word", () => {
  expect(responseSecrets([["set-cookie", "lastvisit=2026-11-27; Path=/"]], BASE)).toEqual([]);
  expect(responseSecrets([["set-cookie", "at=2026-11-27T10:00:00.000Z"]], BASE)).toEqual([]);
  expect(responseSecrets([["x-csrf-token", "Required"]], BASE)).toEqual([]);
});
