import type { Contract, Operation } from "../document/index.ts";
import { type Depth, type Effort, NoVerdict, type Scenario, type ScenarioContext } from "../scenarios/index.ts";
import { bind } from "./bind.ts";
import { concretise, type Pool } from "./concretise.ts";
import { type DraftOptions, FEW, type HistoryDraft, historyDrafts, MANY } from "./draft.ts";
import type { EditKind } from "./edit-kind.ts";
import { entryShapes } from "./entry-shapes.ts";
import { followGroups } from "./follow-groups.ts";
import { tellGroups } from "./group-story.ts";
import type { GroupHistory } from "./history.ts";
import { MANY_OPENERS } from "./openers.ts";
import { runHistory } from "./run-history.ts";
import type { Ground, HistoryRun } from "./run-types.ts";
import { type SearchLimits, search } from "./search.ts";
import { plainerGroups, smallerGroups } from "./smaller.ts";
import { valueShapes } from "./value-shapes.ts";

/** The method that the histories of a suite are made of. */
export type HistoryMethod = "put" | "patch";

interface Lane {
  readonly name: string;
  readonly title: string;
  readonly depth: Depth;
  readonly users: number;
  readonly sizes: DraftOptions["sizes"];
  readonly fresh: DraftOptions["fresh"];
  readonly maxEdits: number;
  /** What every run of the lane begins with. */
  readonly openers: readonly HistoryDraft[];
  /** Histories at each depth. */
  readonly runs: Readonly<Record<Depth, number>>;
}

const few = (number: number): Lane => ({
  name: `few-${number}`,
  title: `Every generated history of edits on small Groups leaves the members it should (part ${number})`,
  depth: number === 1 ? "smoke" : "standard",
  users: 9,
  sizes: FEW,
  fresh: [
    [4, 0],
    [8, 1],
    [4, 2],
    [2, 3],
  ],
  maxEdits: 9,
  openers: [],
  runs: { smoke: 6, standard: 24, thorough: 200 },
});

/** The lanes are fixed: their number and seeds never depend on the concurrency, so neither does any request. */
const LANES: readonly Lane[] = [
  few(1),
  few(2),
  few(3),
  {
    name: "many",
    title: "Every generated history of edits on Groups of about ten and about a hundred leaves the members it should",
    depth: "standard",
    users: 112,
    sizes: MANY,
    fresh: [
      [2, 0],
      [6, 1],
      [3, 2],
      [2, 5],
      [4, 12],
      [1, 25],
    ],
    maxEdits: 5,
    openers: MANY_OPENERS,
    runs: { smoke: 2, standard: 16, thorough: 120 },
  },
];

const PUT_REQUIREMENTS = ["RFC7644-3.5.1-MEMBERS-REPLACED", "RFC7644-3.5.1-RW-REPLACED", "RFC7644-3.5.1-TARGET-ONLY"];
const PATCH_REQUIREMENTS = [
  "RFC7644-3.5.2-SEQUENTIAL",
  "RFC7644-3.5.2.1-MULTI-APPEND",
  "RFC7644-3.5.2.2-FILTER-VALUE",
  "RFC7644-3.5.2.3-MULTI-ALL",
  "RFC7644-3.5.2-TARGET-ONLY",
];

/** Generated histories of edits on Groups, held against a model after every step. */
export function groupHistories(method: HistoryMethod): readonly Scenario[] {
  return LANES.map((lane) => ({
    id: `${method}.group.histories.${lane.name}`,
    title: lane.title,
    depth: lane.depth,
    requirements: method === "put" ? PUT_REQUIREMENTS : PATCH_REQUIREMENTS,
    users: 3,
    groups: 1,
    long: true,
    // A history is about two Groups at most.
    makes: (effort) => ({ users: lane.users, groups: 2 * runsOf(effort, lane) }),
    run: async (context) => await runLane(context, lane),
  }));
}

async function runLane(context: ScenarioContext, lane: Lane): Promise<void> {
  const shapes = context.operation.method === "PATCH" ? await context.patchShapes() : undefined;
  const binder = await bind(context, lane.users);
  if (binder.size < 3) {
    throw new NoVerdict(
      "blocked",
      `histories need 3 users or more: give ${3 - binder.size} more with --fixture users=ID,…`,
    );
  }
  const put = shapes === undefined ? undefined : putBeside(context);
  const ground: Ground = {
    context,
    binder,
    shapes,
    after: followGroups(context, binder),
    ...(put === undefined ? {} : { put }),
  };
  if (!context.canRead) {
    context.learn({
      id: "histories.blind",
      title: "Edits in a row without a look between them, looks again, and PUT of what GET shows",
      value: "not tested: the document declares no GET of a single Group",
    });
  }
  const options = await draftOptions(context, ground, lane);
  const pool: Pool = {
    users: binder.size,
    nobody: binder.hasNobody,
    groups: context.canHold(2) ? 2 : 1,
    values: options.values,
    putIsOffered: options.put,
    patchIsOffered: options.patch,
    canRead: context.canRead,
  };
  await search<HistoryDraft, GroupHistory>(
    context,
    {
      drafts: historyDrafts(options),
      openers: lane.openers,
      concretise: (draft, setAside) => concretise(draft, pool, setAside as ReadonlySet<EditKind>),
      smaller: smallerGroups,
      plainer: plainerGroups,
      execute: async (history) => {
        const run = await runHistory(ground, history);
        const shown = upTo(history, run);
        return {
          history: shown,
          failures: run.failed?.failures ?? [],
          passes: run.passes,
          kinds: run.failed?.kinds ?? [],
          noVerdict: run.noVerdict,
          tell: () => tellGroups(shown, run),
        };
      },
    },
    limitsOf(context, lane),
  );
}

function runsOf({ runs, depth }: Pick<Effort, "depth" | "runs">, lane: Lane): number {
  return runs ?? lane.runs[depth];
}

function limitsOf({ effort }: ScenarioContext, lane: Lane): SearchLimits {
  return { runs: runsOf(effort, lane), shrinkRuns: 14, smallerRuns: 50, rounds: 3, reruns: 2 };
}

async function draftOptions(
  context: ScenarioContext,
  ground: Ground,
  { sizes, fresh, maxEdits }: Lane,
): Promise<DraftOptions> {
  const patch = context.operation.method === "PATCH";
  const wide = patch && !isNarrow(context.contract);
  return {
    patch,
    put: !patch || ground.put !== undefined,
    entries: await entryShapes(ground),
    values: await valueShapes(ground),
    compound: wide && ground.shapes?.remove === "filter",
    removeAll: wide,
    sizes,
    fresh,
    maxEdits,
  };
}

/** What comes after the step that failed is no part of the counterexample. */
function upTo(history: GroupHistory, { failed, steps }: HistoryRun): GroupHistory {
  return failed === undefined ? history : { ...history, edits: history.edits.slice(0, steps.length - 1) };
}

/** The PUT that a document declares beside its PATCH: histories of both are mixed. */
function putBeside({ contract, operation }: ScenarioContext): Operation | undefined {
  if (contract.profile.patch.putOff) return undefined;
  return contract.operations.find(
    ({ method, resourceType, path }) => method === "PUT" && resourceType === "Group" && path === operation.path,
  );
}

/** A page that lists what it refuses takes removals by its own filter only. */
function isNarrow(contract: Contract): boolean {
  return contract.requirements.some(({ refines }) => refines?.includes("OPENAPI-REFUSAL-NAMED") === true);
}
