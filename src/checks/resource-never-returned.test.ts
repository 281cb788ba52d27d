import { describe, expect, test } from "vitest";
import { resourceNeverReturned as check } from "./resource-never-returned.ts";
import { failures, get, group, put, verdicts } from "./testing.ts";

const REQUIREMENT = "RFC7643-4.1.1-PASSWORD-NEVER password";

describe("a password", () => {
  test.each(["password", "Password", "PASSWORD"])("named %s is found", (name) => {
    expect(failures(check, put({ body: group({ [name]: "hunter2" }) }))).toEqual([REQUIREMENT]);
  });

  test.each(["", "********", 0, false, {}])("of the value %j is found", (password) => {
    expect(failures(check, put({ body: group({ password }) }))).toEqual([REQUIREMENT]);
  });

  test("in one of many listed resources is found", () => {
    const body = { totalResults: 2, Resources: [group(), group({ password: "x" })] };
    expect(failures(check, get({ body }))).toEqual([REQUIREMENT]);
  });

  test("of a User who is shown as a member is found", () => {
    const members = [{ value: "u-1" }, "bare", { value: "u-2", password: "x" }];
    expect(failures(check, put({ body: group({ members }) }))).toEqual([REQUIREMENT]);
  });

  test("without a value is none: null says the same as absence", () => {
    expect(verdicts(check, put({ body: group({ password: null }) }))).toEqual([`passed ${REQUIREMENT}`]);
  });
});

test("words about passwords are left alone", () => {
  const body = group({
    displayName: "password",
    "urn:example:ext": { passwordPolicy: "strict" },
    passwordChanged: "x",
  });
  expect(verdicts(check, put({ body }))).toEqual([`passed ${REQUIREMENT}`]);
});

test("says nothing where no resource is shown", () => {
  expect(verdicts(check, put({ status: 400, body: { detail: "no password" } }))).toEqual([]);
  expect(verdicts(check, put({ body: "" }))).toEqual([]);
  expect(verdicts(check, get({ body: { totalResults: 0, Resources: [] } }))).toEqual([]);
});
