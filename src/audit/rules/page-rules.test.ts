import { describe, expect, test } from "vitest";
import { judgedPage } from "../testing/judged.ts";
import { filterUnclosed } from "./filter-unclosed.ts";
import { idMisdescribed } from "./id-misdescribed.ts";
import { jsonInvalid } from "./json-invalid.ts";
import { statusNotInTable } from "./status-not-in-table.ts";

const fenced = (code: string, language = "json"): string => `\`\`\`${language}\n${code}\n\`\`\`\n`;

describe("audit.json-invalid", () => {
  test.each([
    ["a comma too many", fenced('{\n  "a": 1,\n}'), ["4:1"]],
    ["a comma too many, indented in a list", '- so:\n\n  ```json\n  {\n    "a": 1,\n  }\n  ```\n', ["6:3"]],
    ["a key without its closing quote, in a line", 'Write `{"op": "add", "value": {"name: "x"}}`.', ["1:40"]],
    ["a text cut off", fenced('{"a": [1, 2'), ["2:12"]],
    ["no language", fenced('{"a": nope}', ""), ["2:7"]],
  ])("%s is found", (_what, page, places) => {
    expect(judgedPage(jsonInvalid, page)).toEqual(places);
  });

  test.each([
    ["JSON", `${fenced('{"a": "b \\"c\\""}')} and \`[{"op": "add"}]\``],
    ["an elision", fenced('{"a": 1, ...}')],
    ["a placeholder", fenced('{"id": <ID>}')],
    ["a comment", fenced('{\n  // why\n  "a": 1\n}')],
    ["one after another", fenced('{"a": 1}\n{"b": 2}')],
    ["another language", fenced('{"a": 1,}', "javascript")],
    ["an exchange", fenced('HTTP/1.1 200 OK\n\n{"a": 1,}')],
    ["a path with braces, a filter", 'at `/Groups/{id}` or `members[value eq "x"]` or `{id}`'],
    ["the document's own block", fenced('openapi: 3.1.0\nexample: {"a": 1,}', "yaml")],
  ])("%s is left alone", (_what, page) => {
    expect(judgedPage(jsonInvalid, page)).toEqual([]);
  });
});

describe("audit.filter-unclosed", () => {
  test.each([
    ["a text that is cut off", 'use `members[value eq "a-1]`', ["1:23"]],
    ["a string around it", '`{"path": "members[value eq "a-1"]}`', ["1:11"]],
    ["an escaped one that ends bare", fenced(String.raw`{"path": "members[value eq \"a-1]"}`), ["2:28"]],
    ["a URL", fenced('GET /Users?filter=userName eq "bob', "http"), ["2:31"]],
  ])("%s is found", (_what, page, places) => {
    expect(judgedPage(filterUnclosed, page)).toEqual(places);
  });

  test.each([
    ["a closed one", 'use `members[value eq "a-1"]` or `userName eq "bob" and (active eq true)`'],
    ["an escaped one", fenced(String.raw`{"path": "emails[type eq \"work\"].value", "filter": "userName eq \"bob\""}`)],
    ["JSON within JSON", fenced(String.raw`"{\"path\": \"members[value eq \\\"a\\\"]\"}"`)],
    ["a bracket in the text", 'use `members[display eq "a]b"]`'],
    ["a request line", fenced('GET /Users?filter=userName eq "bob" HTTP/1.1', "http")],
    ["an empty text", 'use `members[value eq ""]`'],
    ["words of a person", 'one eq "two'],
  ])("%s is left alone", (_what, page) => {
    expect(judgedPage(filterUnclosed, page)).toEqual([]);
  });
});

describe("audit.status-not-in-table", () => {
  const table = (...codes: readonly string[]): string =>
    `| Code | Meaning |\n| --- | --- |\n${codes.map((code) => `| ${code} | … |`).join("\n")}\n\n`;

  test.each([
    ["404", `${table("204", "400")}Returns a 404 if it does not exist.`, ["1:1"]],
    ["two, each once", `Answers with \`409\`. A 404 is rare; a 404 is final.\n\n${table("200")}`, ["3:1", "3:1"]],
  ])("%s is found", (_what, page, places) => {
    expect(judgedPage(statusNotInTable, page)).toEqual(places);
  });

  test.each([
    ["a page without such a table", "Returns a 404.\n\n| Name | Meaning |\n| --- | --- |\n| id | … |\n"],
    ["what the table has", `${table("`404` Not Found")}Returns a 404.`],
    ["what another such table has", `${table("200")}and\n\n${table("404")}Returns a 404.`],
    ["a number that is none", `${table("200")}At most a 400 character text, or 404 of them.`],
    ["code", `${table("200")}${fenced("status 404", "text")}`],
  ])("%s is left alone", (_what, page) => {
    expect(judgedPage(statusNotInTable, page)).toEqual([]);
  });
});

describe("audit.id-misdescribed", () => {
  test("a user's in words, a Group's in the example", () => {
    const page = `The value has \`id\` (user ID).\n\n\`PATCH /v2/Groups/g-7\`\n\n${fenced('{"id": "g-7"}')}`;
    expect(judgedPage(idMisdescribed, page)).toEqual(["1:15"]);
  });

  test.each([
    ["described as it is", `\`id\` (group ID)\n\n\`PATCH /v2/Groups/g-7\`\n\n${fenced('{"id": "g-7"}')}`],
    ["a user's in both", `\`id\` (user ID)\n\n\`PATCH /v2/Groups/g-7\`\n\n${fenced('{"id": "u-1"}')}`],
    ["no example", "`id` (user ID)\n\n`PATCH /v2/Groups/g-7`"],
  ])("%s is left alone", (_what, page) => {
    expect(judgedPage(idMisdescribed, page)).toEqual([]);
  });
});
