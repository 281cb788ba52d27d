import { describe, expect, test } from "vitest";
import { deviationOf } from "./deviation.ts";
import { LEVELS, PARTIES } from "./requirement.ts";
import { DERIVED_ERRORS } from "./severity.ts";

describe("when deviating is legitimate", () => {
  test("is said for every level, and differently", () => {
    const said = LEVELS.map((level) => deviationOf({ id: "X", level, party: "server-rfc" }));
    expect(new Set(said).size).toBe(LEVELS.length);
    for (const text of said) expect(text).toMatch(/\.$/u);
  });

  test("MUST never, MAY always, SHOULD with a reason", () => {
    expect(deviationOf({ id: "X", level: "MUST", party: "server-rfc" })).toMatch(/^Never/u);
    expect(deviationOf({ id: "X", level: "MAY", party: "server-rfc" })).toMatch(/^Always/u);
    expect(deviationOf({ id: "X", level: "SHOULD", party: "server-rfc" })).toContain("--fail-on warning");
  });

  test("what is derived and fails a run is not called a notice", () => {
    const [id = ""] = DERIVED_ERRORS;
    expect(deviationOf({ id, level: "DERIVED", party: "server-rfc" })).toMatch(/^Never/u);
    expect(deviationOf({ id: "X", level: "DERIVED", party: "server-rfc" })).toContain("fails nothing");
  });

  test("an advice, a gate, and a document's own duty come first", () => {
    const advised = deviationOf({
      id: "X",
      level: "MUST",
      party: "server-rfc",
      advisory: "It is loose.",
      gate: "etag",
    });
    expect(advised).toContain("only for servers that claim ETags");
    expect(advised).toContain("It only advises: It is loose.");
    for (const party of PARTIES) {
      const text = deviationOf({ id: "X", level: "MUST", party });
      expect(text.startsWith("It is about the document")).toBe(party === "document");
    }
  });
});
