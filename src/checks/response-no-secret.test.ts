import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { responseNoSecret as check } from "./response-no-secret.ts";
import { failures, put, verdicts } from "./testing.ts";

const TRACE = ["SECURITY-NO-DISCLOSURE stack-trace"];
const inDetail = (detail: string): readonly string[] => failures(check, put({ status: 500, body: { detail } }));

describe("a stack trace is found, also inside JSON", () => {
  test.each([
    [
      "JavaScript",
      "TypeError: x is undefined\n    at replaceGroup (/app/src/groups.js:10:15)\n    at next (/app/x.js:1:2)",
    ],
    ["JavaScript, anonymous", "Error\n    at /app/src/groups.js:10:15"],
    ["JavaScript, a module", "Error\n    at async Object.<anonymous> (file:///app/groups.mjs:10:15)"],
    ["JavaScript, Node itself", "Error\n    at Module._compile (node:internal/modules/cjs/loader:1105:14)"],
    ["JavaScript on Windows", "Error\n    at run (C:\\app\\groups.js:10:15)"],
    ["Java", "java.lang.NullPointerException\n\tat com.acme.scim.GroupService.put(GroupService.java:42)"],
    ["Java, a module", "\tat java.base/java.lang.Thread.run(Thread.java:833)"],
    ["Kotlin", "\tat com.acme.Groups$put$1.invokeSuspend(Groups.kt:17)"],
    ["Python", 'Traceback (most recent call last):\n  File "/srv/app/groups.py", line 7, in put'],
    [".NET", "   at Acme.Scim.Groups.Put(String id) in /src/Groups.cs:line 33"],
    ["Go", "panic: oops\n\ngoroutine 17 [running]:\nmain.put()"],
    ["Ruby", "/srv/app/groups.rb:12:in `put'"],
    ["PHP", "Stack trace:\n#0 /var/www/groups.php(12): put()"],
    ["Rust", "thread 'main' panicked at src/groups.rs:3:5"],
  ])("%s", (_, trace) => {
    expect(inDetail(trace)).toEqual(TRACE);
    expect(failures(check, put({ body: trace, type: "text/plain" }))).toEqual(TRACE);
  });
});

describe("prose is left alone", () => {
  test.each([
    "Look at the documentation at https://docs.example/scim:errors.",
    "The request failed at 09:30:00 (line 12, column 7).",
    "Meet me at /Groups/g-1 or at C:\\temp",
    "at least one member is required",
    "See groups.py and File Groups.java, then trace back the call",
    "The thread 'Sales' was closed; a goroutine 17 died",
    "Caused by: com.acme.scim.GroupException",
    "in acme.Groups.put(id)",
    "The file index.php is missing. #0 is the first",
    "panic at the disco",
  ])("%s", (detail) => {
    expect(verdicts(check, put({ status: 400, body: { detail } }))).toEqual([
      "passed SECURITY-NO-DISCLOSURE disclosure",
    ]);
  });
});

test("each credential that the recorder found is told, by its name alone", () => {
  const exchange = put({ disclosed: ["bearer token", "X-Api-Key header"] });
  expect(failures(check, exchange)).toEqual(["SECURITY-NO-DISCLOSURE credential", "SECURITY-NO-DISCLOSURE credential"]);
});

test("no answer discloses nothing", () => {
  expect(verdicts(check, put({ silent: true }))).toEqual([]);
});

test("a hostile body of many megabytes is searched to its end", () => {
  const pieces = ["at ", "at a.", "at a b ", "a".repeat(50), "#0 ", 'File "', "goroutine 1 ", ".rb:", "(", "/"];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 }), (parts) => {
      const unit = parts.join("");
      const body = unit.repeat(Math.ceil(4_000_000 / unit.length));
      // Quadratic time would be minutes, and over the time of the test.
      expect(verdicts(check, put({ body, type: "text/plain" }))).toBeDefined();
    }),
    { numRuns: 10 },
  );
}, 30_000);
