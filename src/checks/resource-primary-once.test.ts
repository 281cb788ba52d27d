import { expect, test } from "vitest";
import { resourcePrimaryOnce as check } from "./resource-primary-once.ts";
import { failures, group, put, verdicts } from "./testing.ts";

const REQUIREMENT = "RFC7643-2.4-PRIMARY-ONCE emails";
const entry = (value: string, primary?: unknown): object => ({ value, ...(primary === undefined ? {} : { primary }) });

test("two primary entries are one too many", () => {
  const emails = [entry("a", true), entry("b"), { value: "c", Primary: true }];
  expect(failures(check, put({ body: group({ emails }) }))).toEqual([REQUIREMENT]);
});

test("one is right, and each list counts for itself", () => {
  const emails = [entry("a", true), entry("b", false)];
  expect(verdicts(check, put({ body: group({ emails, ims: [entry("x", true)] }) }))).toEqual([
    `passed ${REQUIREMENT}`,
    "passed RFC7643-2.4-PRIMARY-ONCE ims",
  ]);
});

test.each([[[]], [[entry("a"), entry("b")]], [[entry("a", "true"), entry("b", "true")]], ["text"], [null]])(
  "%j says nothing of it",
  (emails) => {
    expect(verdicts(check, put({ body: group({ emails }) }))).toEqual([]);
  },
);
