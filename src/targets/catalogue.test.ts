import { describe, expect, test } from "vitest";
import { HarnessError } from "../result/index.ts";
import { DIALECTS, FAULTS, ODDITIES, startTarget } from "./index.ts";
import { Client } from "./testing/client.ts";

const everything = [...FAULTS, ...ODDITIES];

const REQUIREMENT = /^(?:RFC\d{4}-[\d.]+-[A-Z\d-]+|[A-Z]+(?:-[A-Z\d]+)+)$/u;
const SOURCE = /^(?:[\w.-]+\/[\w.-]+#\d+|RFC \d{4} §[\d.]+|CWE-\d+)$/u;

describe("the catalogue", () => {
  test("has ids that are words, each once", () => {
    const ids = everything.map(({ id }) => id);
    expect(ids.filter((id) => !/^[a-z\d]+(?:-[a-z\d]+)*$/u.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("ties every entry to a requirement and a known dialect", () => {
    const names: ReadonlySet<string> = new Set(DIALECTS.map(({ name }) => name));
    const loose = everything.filter(
      ({ requirement, dialects }) =>
        !REQUIREMENT.test(requirement) || dialects.length === 0 || !dialects.every((name) => names.has(name)),
    );
    expect(loose.map(({ id }) => id)).toEqual([]);
  });

  test("says where each fault comes from and why each oddity is legal", () => {
    const unsourced = FAULTS.filter(({ source }) => !SOURCE.test(source.reference) || source.note.length < 10);
    const unexplained = ODDITIES.filter(({ legal }) => !/RFC|document/u.test(legal));
    expect([...unsourced, ...unexplained].map(({ id }) => id)).toEqual([]);
  });

  test("has faults of every difficulty", () => {
    const spread = [1, 2, 3, 4, 5].map((level) => FAULTS.filter(({ difficulty }) => difficulty === level).length);
    expect(Math.min(...spread)).toBeGreaterThanOrEqual(5);
  });
});

describe("a usage error", () => {
  test.each([
    [{ faults: ["put-merged-members"] }, "put-members-merged"],
    [{ oddities: ["shuffled-members"] }, "members-shuffled"],
  ])("names the nearest ids: %j", async (switches, nearest) => {
    const error: unknown = await startTarget({ dialect: "cube", ...switches }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(HarnessError);
    expect(error).toMatchObject({ code: "USAGE", remedy: expect.stringContaining(nearest) });
  });
});

test("a fault remembers nothing from one target to the next", async () => {
  const seen: unknown[] = [];
  for (let run = 0; run < 2; run += 1) {
    const target = await startTarget({ dialect: "cube", faults: ["put-third-lost"] });
    const api = new Client(target);
    const id = await api.group("N0");
    for (const name of ["N1", "N2", "N3"]) await api.put(id, name);
    seen.push(await api.name(id));
    await target.close();
  }
  expect(seen).toEqual(["N2", "N2"]);
});

test("seeds users and groups", async () => {
  const target = await startTarget({ dialect: "cube", seed: { users: 3, groups: 2 } });
  const { users, groups } = target.snapshot();
  await target.close();
  expect([users.length, groups.length]).toEqual([3, 2]);
});
