import { describe, expect, onTestFinished, test } from "vitest";
import { contractOf, runEmbedded } from "../bench/embedded.ts";
import { type Contract, loadContract } from "../src/document/index.ts";
import { DEFAULT_SETTINGS, openSuite, planSuite, run, suitesOf } from "../src/engine/index.ts";
import { REPORTERS, renderTerminal } from "../src/report/index.ts";
import type { ContractComparison, Exchange, RunResult } from "../src/result/index.ts";
import { startTarget, type TargetOptions } from "../src/targets/index.ts";

const settings = { depth: "smoke", selection: { grep: /group\.rename/u }, seed: 7 } as const;

interface Ran {
  readonly result: RunResult;
  readonly sent: readonly string[];
}

/** Runs the suites of a contract that rename a Group; tells every request that came to the server. */
async function ran(contract: Contract, options: TargetOptions): Promise<Ran> {
  const target = await startTarget(options);
  onTestFinished(() => target.close());
  const credentials = [{ kind: "bearer", token: target.token, from: "SCIM_TOKEN" }] as const;
  const config = { baseUrl: target.url, kind: "embedded", credentials, headers: {}, insecure: false } as const;
  const runs = suitesOf(contract)
    .filter(({ area }) => area.endsWith(" Group"))
    .map((suite) => ({ suite, contract, target: config }));
  const exchanges: Exchange[] = [];
  const result = await run(
    runs,
    { ...DEFAULT_SETTINGS, ...settings },
    {
      onEvent: (event) => {
        if (event.type === "exchange") exchanges.push(event.exchange);
      },
    },
  );
  return { result, sent: exchanges.map(({ request }) => `${request.method} ${new URL(request.url).pathname}`) };
}

function rows({ disagreements }: ContractComparison): readonly string[] {
  return disagreements.map(
    ({ resourceType, path, aspect, rfc, server, document, observed }) =>
      `${resourceType} ${path} ${aspect}: ${rfc} | ${server} | ${document} | ${observed}`,
  );
}

function comparedIn({ suites }: RunResult): readonly ContractComparison[] {
  return suites.flatMap(({ contracts }) => contracts ?? []);
}

describe("a document of somebody's, a server that publishes schemas, and the RFC", () => {
  test("disagree on a feature, on an address and on attributes; discovery is asked for once", async () => {
    const contract = await loadContract({ spec: "specs/rfc/openapi.yaml" });
    const faults = ["config-patch-denied", "resource-types-without-group"];
    const { result, sent } = await ran(contract, { dialect: "rfc", faults });
    const [first] = comparedIn(result);
    expect(first?.published).toBe("The server publishes its schemas.");
    const said = comparedIn(result).flatMap(rows);
    expect(said).toContainEqual(
      expect.stringMatching(
        /^ patch feature: optional \| not supported \| declares PATCH \S+ \| .*PATCH requests succeeded$/u,
      ),
    );
    expect(said).toContainEqual(
      expect.stringMatching(/^Group {2}exists: null \| not among its ResourceTypes \| declares/u),
    );
    for (const endpoint of ["ServiceProviderConfig", "ResourceTypes", "Schemas"]) {
      expect(sent.filter((one) => one.endsWith(`/${endpoint}`))).toHaveLength(1);
    }
    // It decides nothing.
    expect(result.verdict).toBe("conformant");
  });

  test("disagree where the server's schema is not word for word the RFC's", async () => {
    const suites = { settings: { ...settings, selection: { grep: /service\.discovery\.schemas/u } } };
    const { result } = await runEmbedded({ dialect: "rfc", oddities: ["schemas-of-its-own"], ...suites });
    const said = comparedIn(result).flatMap(rows);
    expect(said).toContainEqual(expect.stringContaining("User userName uniqueness: server | global | null"));
    expect(said).toContainEqual(
      expect.stringContaining("User emails.type canonicalValues: home, other, work | private, work | null"),
    );
    expect(result.summary.findings).toMatchObject({ error: 0, warning: 0 });
    const html = await REPORTERS.html.render(result);
    expect(html).toContain('id="contracts"');
    expect(html).toContain("<code>User userName</code>");
    expect(renderTerminal(result, { colour: false, width: 100 })).toMatch(/Contracts +\d+ disagreements of RFC/u);
  });

  test("do not disagree on attributes that a server does not have", async () => {
    const suites = { settings: { ...settings, selection: { grep: /service\.discovery\.schemas/u } } };
    const plain = await runEmbedded({ dialect: "rfc", ...suites });
    const few = await runEmbedded({ dialect: "rfc", oddities: ["attributes-few"], ...suites });
    const known = new Set(comparedIn(plain.result).flatMap(rows));
    expect(
      comparedIn(few.result)
        .flatMap(rows)
        .filter((one) => !known.has(one)),
    ).toEqual([]);
  });
});

test("a server without schemas is told of, and is silent; its document is still compared, and nothing else is sent otherwise", async () => {
  const { result, sent } = await ran(await contractOf("maia"), { dialect: "maia" });
  const [first] = comparedIn(result);
  expect(first?.published).toBe("The server publishes no schemas: GET /Schemas was answered 404.");
  expect(first?.endpoints.map(({ status, read }) => [status, read])).toEqual([
    [404, false],
    [404, false],
    [404, false],
  ]);
  expect(first?.disagreements.every(({ server }) => server === null)).toBe(true);
  expect(first === undefined ? [] : rows(first)).toContainEqual(
    expect.stringMatching(/^Group members\.type canonicalValues: Group, User \| null \| GROUP, USER \|/u),
  );
  // After all scenarios: it comes before nothing but the clean-up.
  const asked = sent.findIndex((one) => one.endsWith("/ServiceProviderConfig"));
  expect(sent.slice(asked + 3).every((one) => /^(?:DELETE|GET) /u.test(one))).toBe(true);
  expect(result).toMatchObject({ verdict: "conformant" });
});

test("what was made is removed when the comparison itself goes wrong, and that is told as an error", async () => {
  const target = await startTarget({ dialect: "cube" });
  onTestFinished(() => target.close());
  const contract = await contractOf("cube");
  const [suite] = suitesOf(contract);
  if (suite === undefined) throw new Error("there is no suite");
  const credentials = [{ kind: "bearer", token: target.token, from: "SCIM_TOKEN" }] as const;
  const config = { baseUrl: target.url, kind: "embedded", credentials, headers: {}, insecure: false } as const;
  const seen: string[] = [];
  const plan = planSuite(contract, suite, "smoke", settings.selection);
  const opened = openSuite({ suite, contract, target: config }, plan, DEFAULT_SETTINGS, {}, ({ type }) => {
    if (type !== "exchange") seen.push(type);
    if (type === "contracts") throw new TypeError("a defect");
  });
  await opened.begin();
  for (const scenario of plan.scenarios) await opened.run(scenario);
  expect(target.snapshot().groups).not.toEqual([]);
  await expect(opened.end("complete")).rejects.toThrow("a defect");
  expect(target.snapshot()).toEqual({ users: [], groups: [] });
  expect(seen.slice(-3)).toEqual(["contracts", "cleanup", "suite-ended"]);
});
