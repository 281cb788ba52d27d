import { describe, expect, onTestFinished, test } from "vitest";
import { contractOf, line, PROOF_SETTINGS, speaks } from "../bench/embedded.ts";
import { startFront } from "../bench/hostile/front.ts";
import { answer } from "../bench/hostile/raw.ts";
import { DEFAULT_SETTINGS, type RunSettings, run, suitesOf } from "../src/engine/index.ts";
import type { RunResult } from "../src/result/index.ts";
import { type DialectName, startTarget } from "../src/targets/index.ts";

/** A run on a server that offers little, with what exists on it given as fixtures. */
interface Little {
  readonly dialect: DialectName;
  readonly oddity?: string;
  /** Method that a front in front of the server answers 405. */
  readonly without?: string;
  readonly beside?: readonly string[];
  readonly faults?: readonly string[];
  readonly suite?: string;
  readonly settings?: Partial<RunSettings>;
}

const idsOf = (list: readonly unknown[]): string[] => list.map((one) => (one as { readonly id: string }).id);

/** The address of a server, or of a front that does not let a method through. */
async function addressOf(url: string, without: string | undefined): Promise<string> {
  if (without === undefined) return url;
  const front = await startFront(url, {
    hits: ({ method }) => method === without,
    act: ({ socket }) => {
      socket.write(answer(405, "text/plain", "no such method"));
    },
  });
  onTestFinished(() => front.close());
  return front.url;
}

/** The result, and whether everything is as it was but for what the server counts itself. */
async function runNamed({ dialect, oddity, without, beside = [], faults = [], suite, settings = {} }: Little): Promise<{
  readonly result: RunResult;
  readonly before: unknown;
  readonly after: unknown;
}> {
  const oddities = [...(oddity === undefined ? [] : [oddity]), ...beside];
  const target = await startTarget({ dialect, faults, oddities, seed: { users: 8, groups: 2 } });
  const contract = await contractOf(dialect);
  const seen = (): unknown => {
    const { users, groups } = target.snapshot();
    return [...users, ...groups].map((one) => (one as { readonly attributes: unknown }).attributes);
  };
  const fixtures = { users: idsOf(target.snapshot().users), groups: idsOf(target.snapshot().groups) };
  const before = seen();
  const config = {
    baseUrl: await addressOf(target.url, without),
    kind: "remote",
    credentials: [{ kind: "bearer", token: target.token, from: "SCIM_TOKEN" }],
    headers: {},
    insecure: false,
  } as const;
  try {
    const suites = suitesOf(contract).filter(({ id }) => suite === undefined || id === suite);
    const result = await run(
      suites.map((one) => ({ suite: one, contract, target: config })),
      { ...DEFAULT_SETTINGS, ...PROOF_SETTINGS, seed: 1, runs: 2, fixtures, ...settings },
    );
    return { result, before, after: seen() };
  } finally {
    await target.close();
  }
}

const loud = ({ findings }: RunResult): readonly string[] => findings.filter(speaks).map(line);

describe("a faithful server that offers an update and nothing to read", () => {
  test.each(["lighton", "strongdm"] as const)(
    "%s: a later answer confirms what a PATCH has stored",
    async (dialect) => {
      const selection = {
        grep: /rename|members\.(?:add-o|remove-o|re-add|replace)|operations-order|path-case|unknown-id/u,
        grepInvert: /101/u,
      };
      const { result } = await runNamed({ dialect, oddity: "patches-only", settings: { selection } });
      expect(loud(result)).toEqual([]);
      expect(result.verdict, result.sentence).toBe("conformant");
    },
  );

  test("rfc: each PATCH of a row is held against what the answer to the one before it showed", async () => {
    const { result } = await runNamed({
      dialect: "rfc",
      oddity: "patches-only",
      suite: "rfc.groups.patch",
      settings: { selection: { grep: /members\.(?:no-path|not-in-a-list)|path-case/u } },
    });
    expect(loud(result)).toEqual([]);
    const outcomes = result.suites.flatMap(({ scenarios }) => scenarios).map(({ id, outcome }) => [id, outcome]);
    expect(outcomes).toContainEqual(["patch.group.members.no-path", "passed"]);
  });

  test("Maia: the first PUT has what the document requires, and nothing is confirmed", async () => {
    const selection = { grep: /rename|group\.members\.|absent|names|attributes\.[a-n]|taken|unknown-id/u };
    const { result } = await runNamed({ dialect: "maia", oddity: "puts-only", settings: { selection } });
    expect(loud(result)).toEqual([]);
    expect(result.verdict).toBe("inconclusive");
    expect(result.sentence).toContain("was confirmed by an independent observation");
  });
});

test("named Users are written to where none can be made, and put back", async () => {
  const selection = { grep: /attributes\.|password|taken-name |twice|histories\.every/u };
  const { result, before, after } = await runNamed({
    dialect: "maia",
    oddity: "puts-and-reads-only",
    suite: "maia.users.put",
    settings: { selection },
  });
  expect(loud(result)).toEqual([]);
  expect(result.verdict, result.sentence).toBe("conformant");
  expect(after).toEqual(before);
  const scenarios = result.suites[0]?.scenarios ?? [];
  expect(scenarios.filter(({ outcome }) => outcome === "passed").length).toBeGreaterThan(10);
  // Nobody could give a person the password back.
  expect(scenarios.find(({ id }) => id === "put.user.password")?.outcome).toBe("blocked");
});

// The servers of these tests are on this machine, where what stays does no harm; who names Users wants those written to even so.
describe("a server that makes Users and removes none, with some named", () => {
  test("nothing is made, and the named ones are put back", async () => {
    const { result, before, after } = await runNamed({
      dialect: "maia",
      without: "DELETE",
      suite: "maia.users.put",
      settings: { selection: { grep: /attributes\./u } },
    });
    expect(result.suites[0]?.preflight.map(({ message }) => message)).toContain(
      "DELETE is not offered (405); named Users are put back instead.",
    );
    expect(result.cleanup.left).toEqual([]);
    expect(after).toEqual(before);
    expect(result.verdict, result.sentence).toBe("conformant");
  });

  test("scenarios that can only make one of their own have no verdict", async () => {
    const { result, before, after } = await runNamed({
      dialect: "rfc",
      without: "DELETE",
      suite: "rfc.users.patch",
      settings: { selection: { grep: /add\.simple|user\.active/u } },
    });
    expect(after).toEqual(before);
    const reasons = result.suites[0]?.scenarios.map(({ outcome, reason }) => [outcome, reason]);
    expect(reasons?.[0]).toEqual(["blocked", expect.stringContaining("what is made would stay on the server")]);
  });

  test("with --allow-leftovers they are made, and it is said that they stay", async () => {
    const { result } = await runNamed({
      dialect: "maia",
      without: "DELETE",
      suite: "maia.users.put",
      settings: { allowLeftovers: true, selection: { grep: /attributes\.nickName/u } },
    });
    expect(result.suites[0]?.preflight.map(({ message }) => message)).toContain(
      "DELETE is not offered (405): what this run makes will stay on the server.",
    );
    expect(result.cleanup.left.length).toBeGreaterThan(0);
  });
});

test("named Users of a server that keeps what a PUT leaves out have nothing of one scenario in the next", async () => {
  const selection = {
    grep: /invalid\.(?:active|addresses|text|cut)|only-this-user|body-id-ignored|two-primaries|taken-name|twice/u,
  };
  const { result } = await runNamed({
    dialect: "maia",
    oddity: "puts-and-reads-only",
    beside: ["absent-user-attributes-kept"],
    suite: "maia.users.put",
    settings: { selection },
  });
  expect(loud(result)).toEqual([]);
  const scenarios = result.suites[0]?.scenarios ?? [];
  expect(scenarios.filter(({ outcome }) => outcome === "passed").length).toBeGreaterThan(10);
});

describe("what is wrong is found without a read, where the answer shows it", () => {
  test.each([
    ["strongdm", "patches-only", "patch-add-replaces"],
    ["lighton", "patches-only", "patch-rename-empties"],
  ] as const)("%s: %s, %s", async (dialect, oddity, fault) => {
    const { result } = await runNamed({
      dialect,
      oddity,
      faults: [fault],
      settings: { selection: { grep: /rename|add-one/u } },
    });
    expect(loud(result)).not.toEqual([]);
  });

  test("a User whose attribute is not taken over", async () => {
    const { result } = await runNamed({
      dialect: "maia",
      oddity: "puts-only",
      faults: ["user-nick-name-lost"],
      suite: "maia.users.put",
      settings: { selection: { grep: /attributes\.nickName/u } },
    });
    expect(loud(result)).not.toEqual([]);
  });
});
