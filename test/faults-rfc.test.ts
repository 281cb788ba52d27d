import { describe, expect, test } from "vitest";
import { readDetectedBy } from "../bench/detected-by.ts";
import { line, runEmbedded, speaks } from "../bench/embedded.ts";
import { projectRoot } from "../bench/lib/root.ts";
import { FAULTS, ODDITIES } from "../src/targets/index.ts";
import { proveFaults, proveOddities } from "./support/prove-catalogue.ts";

// What no finding speaks of, and why: none is to be added without a reason that a person can check.
const NOT_FOUND: Readonly<Record<string, string>> = {
  "body-scim-415":
    "nothing can be made in that media type, which the preflight says: the run ends before it judges (exit 3)",
  "id-revived-by-name":
    "an id must not be given to another (RFC 7643 section 3.1), and who has the old name may be the same: it is learnt",
  "patch-message-without-urn":
    "the URN of the message is a duty of the sender (RFC 7644 section 3.5.2): who carries it out without is told, and does nothing wrong",
  "put-conflict-without-type":
    "scimType is OPTIONAL (RFC 7644 section 3.12); only for POST section 3.3 insists on uniqueness",
  "put-required-missing-kept":
    "what a PUT leaves out may be kept (RFC 7644 section 3.5.1), and to name what is required is a duty of the client",
  "user-no-path-complex-drops":
    "without path the target is the resource (RFC 7644 section 3.5.2.3), and an attribute in the value may be replaced as a whole",
};

describe("a faithful rfc target", () => {
  test("raises nothing in any area of the RFC suite, and nothing is left on it", async () => {
    const { result, left } = await runEmbedded({ dialect: "rfc", settings: { depth: "smoke", concurrency: 12 } });
    expect(result.suites).toHaveLength(5);
    expect(result.findings.filter(speaks).map(line)).toEqual([]);
    expect(result.verdict, result.sentence).toBe("conformant");
    expect(left).toEqual({ users: [], groups: [] });
  });
});

describe("a server with fewer attributes than the document of the RFC suite names", () => {
  test("is asked for those that its own schema has, and nothing is held against it", async () => {
    const settings = { concurrency: 12, runs: 5, selection: { grep: /\.user\./u } };
    const { result } = await runEmbedded({ dialect: "rfc", oddities: ["attributes-few"], settings });
    expect(result.findings.filter(speaks).map(line)).toEqual([]);
    const outcomes = new Map(result.suites.flatMap(({ scenarios }) => scenarios).map((one) => [one.id, one.outcome]));
    expect(outcomes.get("put.user.attributes.title")).toBe("not-applicable");
    expect(outcomes.get("put.user.attributes.name.middleName")).toBe("not-applicable");
    // The others are tested all the same, on attributes that there are.
    for (const id of [
      "put.user.attributes.emails",
      "put.user.active",
      "put.user.text.ordinary",
      "patch.user.add.simple",
    ])
      expect(outcomes.get(id), id).toBe("passed");
  });
});

describe("a server that does not take the media type of SCIM", () => {
  test("is not tested, and the preflight says why, not that fixtures are missing", async () => {
    const settings = { depth: "smoke", concurrency: 12, selection: { grep: /^put\.group\.rename\b/u } } as const;
    const { result } = await runEmbedded({ dialect: "rfc", faults: ["body-scim-415"], settings });
    const failed = result.suites.flatMap(({ preflight }) => preflight.filter(({ outcome }) => outcome === "failed"));
    expect(failed.map(({ id }) => id)).toEqual(["media-type"]);
    expect(failed[0]?.message).toContain("was answered 415");
    expect(failed[0]?.remedy).toContain("application/scim+json");
  });
});

describe("a server without PATCH that says so", () => {
  test("is advised to have it, and no more; its PATCH suites are not tested, and the others can be run without them", async () => {
    const settings = { depth: "standard", runs: 2, concurrency: 12 } as const;
    const { result } = await runEmbedded({ dialect: "rfc", faults: ["patch-none"], settings });
    expect(result.findings.filter(({ severity }) => severity === "error").map(line)).toEqual([]);
    const advised = result.findings.filter(speaks).map(({ requirement }) => requirement);
    expect(new Set(advised)).toEqual(new Set(["RFC7644-3.5-PATCH-SUPPORTED"]));
    for (const { id, verdict, reason } of result.suites) {
      const isPatch = id.endsWith(".patch");
      expect(verdict, id).toBe(isPatch ? "inconclusive" : "conformant");
      if (isPatch) expect(reason).toMatch(/offers no PATCH; name the other suites to leave this one out$/u);
    }
  });

  test("is told so also where it has fewer attributes than the document names", async () => {
    const settings = { depth: "standard", runs: 1, selection: { grep: /^patch\.user\./u } } as const;
    const server = { faults: ["patch-none"], oddities: ["attributes-few"] };
    const { result } = await runEmbedded({ dialect: "rfc", ...server, settings });
    expect(result.suites.map(({ id }) => id)).toEqual(["rfc.users.patch"]);
    const scenarios = result.suites.flatMap((suite) => suite.scenarios);
    const reason = result.suites[0]?.reason ?? "";
    expect(scenarios.length).toBeGreaterThan(5);
    expect(new Set(scenarios.map((one) => one.reason))).toEqual(new Set(["the server says that it offers no PATCH"]));
    expect(reason).toMatch(/offers no PATCH; name the other suites to leave this one out$/u);
  });
});

describe("a server that says that it has PATCH, and answers every one with 501", () => {
  test("fails by what it says: nobody excuses it as one without", async () => {
    const settings = { concurrency: 12, selection: { grep: /^service\.update\.patch-user\b/u } } as const;
    const { result } = await runEmbedded({ dialect: "rfc", faults: ["config-patch-claimed"], settings });
    const errors = result.findings.filter(({ severity }) => severity === "error");
    expect(errors.map(({ requirement }) => requirement)).toContain("RFC7644-3.12-NO-5XX");
  });
});

proveFaults("rfc", ["cube", "strongdm", "lighton", "maia"], new Set(Object.keys(NOT_FOUND)));

test("what no finding speaks of is a fault of this dialect, and not recorded as found", () => {
  const recorded = new Set(Object.keys(readDetectedBy(projectRoot())["rfc"] ?? {}));
  const known = new Set(FAULTS.filter(({ dialects }) => dialects.includes("rfc")).map(({ id }) => id));
  expect(Object.keys(NOT_FOUND).filter((id) => !known.has(id) || recorded.has(id))).toEqual([]);
});

// Those of its own: what it shares with a vendor's dialect is proved there. Five suites are too much for each of them here.
proveOddities(
  ODDITIES.filter(({ dialects: [first] }) => first === "rfc"),
  "rfc",
  /^service\./u,
);
