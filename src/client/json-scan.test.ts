import fc from "fast-check";
import { expect, test } from "vitest";
import { namesIn, scanJson } from "./json-scan.ts";

const pathsOf = (value: unknown): readonly string[] =>
  [...scanJson(typeof value === "string" ? value : JSON.stringify(value))].map(
    ({ path, value: found }) => `${path.join(".")}=${String(found)}`,
  );

test("every scalar has the names on its way, without indexes and URNs", () => {
  const user = {
    id: "7",
    name: { familyName: "B" },
    emails: [{ value: "a", primary: true }, { value: "b" }],
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { manager: { value: 5, displayName: null } },
    after: 1,
  };
  expect(pathsOf(user)).toEqual([
    "id=7",
    "name.familyname=B",
    "emails.value=a",
    "emails.primary=true",
    "emails.value=b",
    "user.manager.value=5",
    "user.manager.displayname=null",
    "after=1",
  ]);
});

test("the value of a PATCH operation stands where its path says, on whichever side the path is", () => {
  const operations = [
    { op: "replace", path: "name.familyName", value: "A" },
    { op: "replace", value: "B", path: 'emails[type eq "work"].value' },
    { op: "add", value: [{ display: "C" }], path: "members" },
    { op: "add", value: { "name.givenName": "D" } },
    { path: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber", value: "E" },
  ];
  expect(pathsOf({ Operations: operations }).filter((line) => /=[A-E]$/u.test(line))).toEqual([
    "operations.name.familyname=A",
    "operations.emails.value=B",
    "operations.members.display=C",
    "operations.value.name.givenname=D",
    "operations.employeenumber=E",
  ]);
});

test("offsets are those of the literals", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      for (const { start, end, value: found } of scanJson(text)) {
        expect(JSON.parse(text.slice(start, end))).toEqual(found);
      }
    }),
  );
});

test("what is no JSON is read as far as it makes sense", () => {
  expect(pathsOf('{"password": "abc')).toEqual(["password=abc"]);
  expect(pathsOf('{"a": {"password": 12, ]}} "b": tru')).toEqual(["a.password=12", "b=tru"]);
  fc.assert(fc.property(fc.string(), (text) => void [...scanJson(text)]));
});

test("depth and hostile repetition take no more than their length", () => {
  const deep = `${'{"Operations":[{"value":'.repeat(20_000)}1`;
  expect([...scanJson(deep)]).toHaveLength(1);
  const many = `{${'"value":1,'.repeat(50_000)}"x":2}`;
  expect([...scanJson(many)]).toHaveLength(50_001);
});

test("names in a path", () => {
  expect(namesIn('urn:ietf:params:scim:schemas:core:2.0:User:emails[value eq "a:b.c"].value')).toEqual([
    "emails",
    "value",
  ]);
  expect(namesIn("/name/familyName")).toEqual(["name", "familyname"]);
});
