// node acme.mjs URL, the token in SCIM_TOKEN: the suites of a document with a check of one's own, in a program.
import {
  DEFAULT_SETTINGS,
  defineCheck,
  defineRequirement,
  exitCodeOf,
  extendSuite,
  failed,
  loadVendor,
  passed,
  renderTerminal,
  run,
  suitesOf,
} from "scimproof";

const requirement = defineRequirement({
  id: "ACME-REQUEST-ID",
  level: "DOCUMENT",
  text: "Every answer has an X-Request-Id.",
  source: { kind: "prose", page: "Acme SCIM guide", place: "Support" },
  tested: { by: ["acme.request-id"] },
});
const check = defineCheck({
  id: "acme.request-id",
  title: "Every answer has an X-Request-Id",
  requirements: [requirement.id],
  scope: "declared",
  judge: ({ exchange }) => {
    if (exchange.response === undefined) return [];
    if (exchange.response.headers.some(([name]) => name === "x-request-id")) return [passed(requirement.id, "header")];
    return [
      failed(requirement.id, "header", {
        expected: ["X-Request-Id"],
        actual: "none",
        message: "There is no X-Request-Id.",
      }),
    ];
  },
});

const contract = await loadVendor("cube");
const target = {
  baseUrl: process.argv[2] ?? "",
  kind: "remote",
  credentials: [{ kind: "bearer", token: process.env.SCIM_TOKEN ?? "", from: "SCIM_TOKEN" }],
  headers: {},
  insecure: false,
};
const suites = suitesOf(contract).map((suite) => extendSuite(suite, { checks: [check], requirements: [requirement] }));
const result = await run(
  suites.map((suite) => ({ suite, contract, target })),
  { ...DEFAULT_SETTINGS, depth: "smoke" },
);
console.log(renderTerminal(result, { colour: false, width: 100 }));
process.exitCode = exitCodeOf(result);
