import { describe, expect, test } from "vitest";
import { PROVED_APART, readDetectedBy, recordCommand, selectionOf } from "../../bench/detected-by.ts";
import { detecting, line, runEmbedded, PROOF_SETTINGS as SETTINGS, speaks } from "../../bench/embedded.ts";
import { projectRoot } from "../../bench/lib/root.ts";
import type { RunControl, RunSettings } from "../../src/engine/index.ts";
import type { Exchange, RunEvent, RunResult } from "../../src/result/index.ts";
import { type DialectName, FAULTS, ODDITIES, type OddityRecord } from "../../src/targets/index.ts";
import { untilCited } from "./until-cited.ts";

// The whole suites find each of these: `npm run bench:faults` proves it. Here each is met by the scenario recorded for it.
const RECORDED = readDetectedBy(projectRoot());

// A small sample of histories meets each oddity here; `npm run bench:faults` and `npm run soak` run them all.
const SAMPLE = 3;
// Of the oddities each so-many-th meets every scenario and lane; the others a fifth of the scenarios, each another one than
// its neighbours in the catalogue, which resemble it. The soak lets all of them meet everything.
const WHOLE_EVERY = 40;
const PARTS = 5;
// Of scenarios that are named, each meets every fourth one.
const PARTS_OF_NAMED = 4;
const MORE = /\.(?:group\.(?:histories\.(?:few-[23]|many)|parallel)|user\.histories\.all) /u;

/** The name under which a resource was to be made. */
function nameIn({ request }: Exchange): string {
  const { userName, displayName } = JSON.parse(request.body ?? "{}") as Readonly<Record<string, string>>;
  return userName ?? displayName ?? "";
}

/** Declares the proof of one dialect: its faults are found, its oddities are left alone. */
export function proveCatalogue(dialect: DialectName, others: readonly DialectName[] = []): void {
  // A fault of several dialects is proved on the first of them that has a proof.
  const mine = (record: { readonly dialects: readonly DialectName[] }): boolean =>
    record.dialects.includes(dialect) && !record.dialects.some((name) => others.includes(name));

  describe(`a faithful ${dialect} target`, () => {
    test("raises nothing, and nothing of the run is left on it, all of which carried its name", async () => {
      const made: string[] = [];
      const onEvent = (event: RunEvent): void => {
        if (event.type === "exchange" && event.exchange.request.method === "POST") made.push(nameIn(event.exchange));
      };
      const settings = { ...SETTINGS, runId: "abc123" };
      const { result, left } = await runEmbedded({ dialect, settings, control: { onEvent } });
      expect(result.findings.filter(speaks).map(line)).toEqual([]);
      expect(result.verdict, result.sentence).toBe("conformant");
      expect(left).toEqual({ users: [], groups: [] });
      expect(made.length).toBeGreaterThan(10);
      expect(made.filter((name) => !name.startsWith("sp-abc123"))).toEqual([]);
    });
  });

  proveFaults(dialect, others);

  proveOddities(ODDITIES.filter(mine), dialect);
}

/**
 * Declares the proof that the faults of one dialect are detected.
 *
 * @param others dialects on which a fault of several is proved instead
 * @param notYet ids of faults that nothing detects yet, which are not tried
 */
export function proveFaults(
  dialect: DialectName,
  others: readonly DialectName[] = [],
  notYet: ReadonlySet<string> = new Set(),
): void {
  const mine = FAULTS.filter(
    ({ id, dialects }) =>
      dialects.includes(dialect) &&
      !dialects.some((name) => others.includes(name)) &&
      !PROVED_APART.test(id) &&
      !notYet.has(id),
  );

  describe("every fault is detected: a finding cites its requirement", () => {
    test.concurrent.each(mine)("$id ($requirement, difficulty $difficulty)", async (fault) => {
      const scenario = RECORDED[dialect]?.[fault.id];
      const command = recordCommand(dialect, fault.id);
      if (scenario === undefined) throw new Error(`no scenario is recorded for it: ${command}`);
      // How small a history gets is the business of other tests: little is spent on it, unless the finding depends on it.
      const prove = async (settings: Partial<RunSettings>, control: RunControl = {}): Promise<RunResult> => {
        const selection = selectionOf(scenario);
        return (await runEmbedded({ dialect, faults: [fault.id], settings: { ...settings, selection }, control }))
          .result;
      };
      let result = await prove({ ...SETTINGS, shrinkRuns: 2 }, untilCited(fault.requirement));
      if (detecting(result, fault.requirement).length === 0) result = await prove(SETTINGS);
      expect(
        detecting(result, fault.requirement).map(line),
        `${fault.title}\n${scenario} found ${result.findings.map(line).join("\n") || "nothing"}\nIf another scenario does: ${command}`,
      ).not.toEqual([]);
    });
  });

  test("what is recorded is there: faults of this dialect", () => {
    const known = new Set(FAULTS.filter(({ dialects }) => dialects.includes(dialect)).map(({ id }) => id));
    expect(Object.keys(RECORDED[dialect] ?? {}).filter((id) => !known.has(id))).toEqual([]);
  });
}

/**
 * Declares the proof that none of these servers is blamed: each meets a part of the scenarios of one dialect.
 *
 * @param only the scenarios to meet, in place of a part of all
 */
export function proveOddities(odd: readonly OddityRecord[], dialect: DialectName, only?: RegExp): void {
  describe("no oddity raises anything", () => {
    // They wait for much of their time: several at once, as many as vitest's maxConcurrency.
    test.concurrent.each(odd)("$id: $title", async (oddity) => {
      const index = odd.indexOf(oddity);
      const part = { grepInvert: MORE, shard: { index: (index % PARTS) + 1, count: PARTS } };
      const usual = index % WHOLE_EVERY === 0 ? {} : part;
      const named = { index: (index % PARTS_OF_NAMED) + 1, count: PARTS_OF_NAMED };
      const selection = only === undefined ? usual : { grep: only, shard: named };
      const settings = { ...SETTINGS, runs: SAMPLE, selection };
      const { result } = await runEmbedded({ dialect, oddities: [oddity.id], settings });
      expect(result.findings.filter(speaks).map(line), oddity.legal).toEqual([]);
      expect(result.verdict, result.sentence).not.toBe("nonconformant");
    });
  });
}
