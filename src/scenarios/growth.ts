import type { Exchange } from "../result/index.ts";
import { isSuccess } from "./answer.ts";
import { type GroupFixture, NoVerdict, type ScenarioContext, type WriteOptions } from "./context.ts";
import type { Scenario } from "./scenario.ts";

/** Sizes of a Group at which the time for a change of one member is taken. */
export const GROWTH_SIZES: readonly number[] = [10, 100, 1000, 5000];

/** So many changes are timed at each size: in and out by turns, so that the size stays what it is. */
const CHANGES = 6;

/** Up to here a refusal is judged like any other; what a larger Group may be is left open by the RFCs. */
const ORDINARY = 1000;

/** One size with how long a change of one member took there. */
export interface GrowthPoint {
  readonly members: number;
  /** The median in ms, from the request to the last byte of the answer. */
  readonly ms: number;
}

/** How one method makes a Group large, and changes one member of it. */
export interface GrowthMeans {
  /** Gives the Group exactly these members; they begin with those it has. Undefined once the server has refused. */
  grow(
    group: GroupFixture,
    members: readonly string[],
    has: number,
    options: WriteOptions,
  ): Promise<Exchange | undefined>;
  /** Puts the last of these members out, or in. */
  change(group: GroupFixture, members: readonly string[], isIn: boolean, options: WriteOptions): Promise<Exchange>;
  /** Holds the answer to a change, and what a read shows, against these members. */
  expect(group: GroupFixture, members: readonly string[], answer: Exchange): Promise<void>;
}

/**
 * A scenario that tells how the time for a change of one member grows with the Group. It judges what was stored, and never
 * how long that took: how quick a server is to be stands in no RFC.
 */
export function growthScenario(
  parts: Pick<Scenario, "id" | "requirements">,
  means: (context: ScenarioContext) => Promise<GrowthMeans>,
  sizes: readonly number[] = GROWTH_SIZES,
): Scenario {
  const [least = 1] = sizes;
  return {
    ...parts,
    title: "How long a change of one member takes, as the Group grows, is told; the change is made at every size",
    depth: "thorough",
    users: least + 1,
    groups: 1,
    // What else is sent at the time would be measured, too.
    last: true,
    makes: () => ({ users: (sizes.at(-1) ?? least) + 1, groups: 1 }),
    run: async (context) => {
      const points = await measure(context, await means(context), sizes);
      if (points.length < 2) throw new NoVerdict("inconclusive", "the Group could not be made large enough to compare");
      context.learn({
        id: "group.growth",
        title: "Time for a change of one member, as the Group grows",
        value: growthInWords(points),
        series: points.map(({ members, ms }) => ({ at: members, value: ms })),
      });
    },
  };
}

async function measure(
  context: ScenarioContext,
  means: GrowthMeans,
  sizes: readonly number[],
): Promise<readonly GrowthPoint[]> {
  const points: GrowthPoint[] = [];
  let group: GroupFixture | undefined;
  let has = 0;
  for (const size of sizes) {
    const users = await usersFor(context, size + 1, points.length > 0);
    if (users === undefined) break;
    const options = optionsAt(size);
    const members = users.slice(0, size);
    if (group === undefined) group = await context.group(members);
    else {
      const grown = await means.grow(group, members, has, options(`make a Group of ${size} members`));
      if (grown === undefined || !isSuccess(grown)) break;
    }
    has = size;
    // A server that has just started, or has not been asked for this yet, is slower: the first changes count for nothing.
    const isCold = points.length === 0;
    const times: number[] = [];
    for (let turn = isCold ? -CHANGES : 0; turn < CHANGES; turn += 1) {
      const isIn = turn % 2 === 0;
      const answer = await means.change(
        group,
        users,
        isIn,
        options(`put one member ${isIn ? "into" : "out of"} a Group of ${size}`),
      );
      if (!isSuccess(answer) && size > ORDINARY) return points;
      await means.expect(group, isIn ? users : members, answer);
      if (turn >= 0) times.push(answer.durationMs);
    }
    points.push({ members: size, ms: middleOf(times) });
  }
  return points;
}

/** The users, or undefined where there are not as many and something was measured already. */
async function usersFor(
  context: ScenarioContext,
  count: number,
  mayStop: boolean,
): Promise<readonly string[] | undefined> {
  try {
    return await context.users(count);
  } catch (error) {
    if (mayStop && error instanceof NoVerdict) return undefined;
    throw error;
  }
}

function optionsAt(size: number): (title: string) => WriteOptions {
  return (title) => ({
    title,
    intent: size > ORDINARY ? { kind: "open", why: "how many members a Group may have" } : { kind: "valid" },
  });
}

/** `10: 3 ms, 100: 4 ms, 1000: 21 ms: for 100 times the members 7 times as long`. */
export function growthInWords(points: readonly GrowthPoint[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return "not measured";
  const list = points.map(({ members, ms }) => `${members} members: ${shortMs(ms)}`).join(", ");
  const times = last.ms / Math.max(first.ms, 0.1);
  return `${list}; ${last.members / first.members} times the members take ${times < 10 ? times.toFixed(1) : times.toFixed(0)} times as long`;
}

function shortMs(ms: number): string {
  return `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
}

function middleOf(times: readonly number[]): number {
  const sorted = [...times].sort((one, two) => one - two);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
