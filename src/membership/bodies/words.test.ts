import { describe, expect, test } from "vitest";
import { partsOfScim } from "../../bodies/index.ts";
import { USER_SCHEMA } from "../../scim/index.ts";
import { bodyWords, contentWords, valueWords } from "./words.ts";

const SHAPE = partsOfScim("User", USER_SCHEMA);

describe("a value, for a person", () => {
  const LONG = "x".repeat(81);
  test.each<[string, unknown, string]>([
    ["nothing", undefined, "nothing"],
    ["null", null, "nothing"],
    ["text", "Ada", "“Ada”"],
    ["no text", "", "“”"],
    ["what is made in a run", "{own userName 1}", "“userName 1”"],
    ["text as long as it may be", "x".repeat(80), `“${"x".repeat(80)}”`],
    ["longer text", LONG, `“${"x".repeat(20)}…” of 81 characters`],
    ["letters of two units, none of them cut", "😀".repeat(41), `“${"😀".repeat(20)}…” of 82 characters`],
    ["a number", 7, "7"],
    ["false", false, "false"],
    ["an object", { value: "a", primary: true }, "value “a”, primary true"],
    ["an object within another", { name: { givenName: "Ada" } }, "name givenName “Ada”"],
    ["a list", ["a", 1, null], "[“a”; 1; nothing]"],
    ["no entries", [], "[]"],
  ])("%s", (_, value, words) => {
    expect(valueWords(value)).toBe(words);
  });

  test("of lists and objects no more than can be read", () => {
    const many = Array.from({ length: 60 }, (__, at) => `n${at}`);
    expect(valueWords(many)).toHaveLength(160);
    expect(valueWords(Object.fromEntries(many.map((name) => [name, name])))).toHaveLength(160);
  });
});

describe("an attribute, for a person", () => {
  const entry = (value: string): unknown => ({ value });
  test.each<[string, unknown, string]>([
    ["title", "Dr", "title “Dr”"],
    ["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "IT", "department “IT”"],
    ["curn:x", "IT", "curn:x “IT”"],
    ["emails", [], "emails []"],
    ["emails", ["a", "b"], "emails [“a”; “b”]"],
    ["emails", ["a", "b", "c"], "3 emails"],
    ["emails", [entry("a")], "1 emails (value “a”)"],
    ["emails", [entry("a"), "b"], "2 emails (value “a”; “b”)"],
    ["emails", [entry("a"), entry("b"), entry("c")], "3 emails"],
    ["name", { givenName: "Ada" }, "name givenName “Ada”"],
  ])("%s as %j", (path, value, words) => {
    expect(contentWords(path, value)).toBe(words);
  });
});

describe("a body, for a person", () => {
  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["with what every one has", { userName: "{own userName 1}" }, "of nothing more than it needs"],
    ["with what the schema does not know", { made: "up" }, "of nothing more than it needs"],
    ["with one attribute more", { userName: "a", title: "Dr" }, "with title “Dr”"],
    ["with several", { title: "Dr", nickName: "Ada", active: true }, "with title “Dr”, nickName “Ada” and active true"],
  ])("%s", (_, body, words) => {
    expect(bodyWords(body, SHAPE)).toBe(words);
  });

  test("of more than six attributes they are counted, and no more told than can be read", () => {
    const names = ["title", "nickName", "userType", "locale", "timezone", "displayName", "preferredLanguage"];
    const body = (count: number, text: string): Record<string, string> =>
      Object.fromEntries(names.slice(0, count).map((name) => [name, text]));
    expect(bodyWords(body(6, "a"), SHAPE)).toMatch(/^with title “a”, .* and displayName “a”$/u);
    expect(bodyWords(body(7, "a"), SHAPE)).toMatch(/^with 7 attributes: title “a”, .* and preferredLanguage “a”$/u);
    expect(bodyWords(body(7, "a".repeat(40)), SHAPE)).toHaveLength(200);
  });
});
