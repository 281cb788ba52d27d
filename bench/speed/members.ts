import { compareMembers, membersOf } from "../../src/scim/index.ts";
import { median } from "../lib/statistics.ts";
import type { Table } from "../lib/table.ts";
import type { SpeedPart } from "./part.ts";

const SIZES = [10, 100, 1000, 10_000, 100_000];

/** Whether the comparison of two sets of members is linear in their number. */
export const members: SpeedPart = {
  title: "comparison of member sets: 10 to 100,000 members",
  measure: async (): Promise<Table> => {
    const costs = SIZES.map((size) => costOf(size) / size);
    const least = Math.min(...costs);
    const rows = SIZES.map((size, index) => {
      const each = costs[index] ?? 0;
      const bar = "█".repeat(Math.round((10 * each) / least));
      return [String(size), `${(each * size).toFixed(3)} ms`, `${(each * 1e6).toFixed(0)} ns`, bar];
    });
    await Promise.resolve();
    return {
      title: "Reading and comparing members (linear: each takes as long)",
      head: ["members", "all", "each", ""],
      rows,
    };
  },
};

/** ms to read the members of a Group and to compare them with those expected, one lost and one strange. */
function costOf(size: number): number {
  const ids = Array.from({ length: size }, (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`);
  const group = { members: [...ids.slice(1), "stranger"].map((value) => ({ value })) };
  const expected = new Set(ids);
  const once = (): number => {
    const begun = performance.now();
    const { missing, strangers } = compareMembers(expected, membersOf(group).values);
    if (missing.length !== 1 || strangers.length !== 1) throw new Error("the comparison is wrong");
    return performance.now() - begun;
  };
  const turns = Math.max(7, Math.min(3000, Math.round(300_000 / size)));
  for (let turn = 0; turn < turns; turn += 1) once();
  return median(Array.from({ length: turns }, once)) ?? 0;
}
