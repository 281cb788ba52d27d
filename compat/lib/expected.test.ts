import { expect, test } from "vitest";
import type { Finding } from "../../src/result/index.ts";
import { compare, type ExpectedFinding, recorded, unconfirmed } from "./expected.ts";

const KNOWN: ExpectedFinding = {
  requirement: "RFC7643-4.1.1-USERNAME",
  operation: "PUT /Users/{id}",
  invariant: "empty",
  shape: "body-required",
  severity: "error",
  citation: "RFC 7643 §4.1.1",
  why: "An empty one is stored.",
  confirmed: [{ curl: "curl …", answer: "HTTP/1.1 200 OK" }],
};
const finding = (parts: Partial<Finding>): Finding => ({ ...KNOWN, ...parts }) as unknown as Finding;

test("a finding that appears and one that disappears are told apart", () => {
  const other = finding({ operation: "PUT /Groups/{id}" });
  expect(compare({ findings: [finding({})] }, [KNOWN])).toEqual({ appeared: [], disappeared: [] });
  expect(compare({ findings: [other] }, [KNOWN])).toEqual({
    appeared: ["error RFC7643-4.1.1-USERNAME (empty) body-required in PUT /Groups/{id}"],
    disappeared: ["error RFC7643-4.1.1-USERNAME (empty) body-required in PUT /Users/{id}"],
  });
});

test("another severity is another finding", () => {
  expect(compare({ findings: [finding({ severity: "warning" })] }, [KNOWN]).appeared).toHaveLength(1);
});

test("what is recorded keeps the words of what was known, and waits for those of what is new", () => {
  const after = recorded({ findings: [finding({}), finding({ invariant: "other" })] }, [KNOWN]);
  expect(after[0]).toEqual(KNOWN);
  expect(after[1]).toMatchObject({ invariant: "other", why: "", confirmed: [] });
  expect(unconfirmed(after)).toEqual(["error RFC7643-4.1.1-USERNAME (other) body-required in PUT /Users/{id}"]);
  expect(recorded({ findings: [] }, [KNOWN])).toEqual([]);
});

test("a finding without an answer is not confirmed", () => {
  expect(unconfirmed([{ ...KNOWN, confirmed: [{ curl: "curl …", answer: "" }] }])).toHaveLength(1);
  expect(unconfirmed([KNOWN])).toEqual([]);
});
