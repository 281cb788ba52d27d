import type { Operation } from "../../document/index.ts";
import { type Depth, type Effort, NoVerdict, type Scenario, type ScenarioContext } from "../../scenarios/index.ts";
import { search } from "../search.ts";
import { attributesOf, type UserAttributes } from "./attributes.ts";
import { baseOf } from "./base.ts";
import { concretise, type Pool } from "./concretise.ts";
import { type HistoryDraft, historyDrafts } from "./draft.ts";
import type { UserGround } from "./ground.ts";
import type { PathForm, UserHistory } from "./history.ts";
import { runUserHistory } from "./run-history.ts";
import type { UserRun } from "./run-types.ts";
import { plainerUsers, smallerUsers } from "./smaller.ts";
import { takenAttributes } from "./taken-attributes.ts";
import { tellUsers } from "./user-story.ts";

interface Lane {
  readonly name: string;
  readonly title: string;
  readonly depth: Depth;
  /** True of the attributes that it writes. */
  readonly has: (path: string) => boolean;
  readonly maxEdits: number;
}

// What nearly every server has: few attributes, so that edits of the same one meet.
const COMMON: ReadonlySet<string> = new Set(["emails", "phoneNumbers", "addresses", "title", "name.familyName"]);

/** The lanes are fixed: their number and seeds never depend on the concurrency, so neither does any request. */
const LANES: readonly Lane[] = [
  {
    name: "common",
    title: "Every generated history of edits of a User's emails, phone numbers and addresses leaves what it should",
    depth: "smoke",
    has: (path) => COMMON.has(path),
    maxEdits: 8,
  },
  {
    name: "all",
    title: "Every generated history of edits of any lists of a User leaves what it should",
    depth: "standard",
    has: () => true,
    maxEdits: 6,
  },
];

const RUNS: Readonly<Record<Depth, number>> = { smoke: 4, standard: 24, thorough: 150 };

const PUT_REQUIREMENTS = [
  "RFC7644-3.5.1-RW-REPLACED",
  "RFC7644-3.1-RESPONSE-STATE",
  "RFC7644-3.5.1-OMITTED-CONSISTENT",
  "RFC7644-3.5.1-TARGET-ONLY",
  "RFC7644-3.12-REFUSED-UNCHANGED",
];
const PATCH_REQUIREMENTS = [
  "RFC7644-3.5.2-SEQUENTIAL",
  "RFC7644-3.5.2-ATOMIC",
  "RFC7644-3.5.2-PRIMARY-RESET",
  "RFC7644-3.5.2.1-MULTI-APPEND",
  "RFC7644-3.5.2.2-FILTER-SUBATTR",
  "RFC7644-3.5.2.3-MULTI-ALL",
  "RFC7644-3.5.2.3-VALUEPATH-SUBATTR",
  "RFC7644-3.5.2.3-VALUEPATH-NOTARGET",
  "RFC7644-3.5.2-TARGET-ONLY",
];

/** Generated histories of edits of Users, each step held against what the RFC lets come of it. */
export function userHistories(method: "put" | "patch"): readonly Scenario[] {
  return LANES.map((lane) => ({
    id: `${method}.user.histories.${lane.name}`,
    title: lane.title,
    depth: lane.depth,
    requirements: method === "put" ? PUT_REQUIREMENTS : PATCH_REQUIREMENTS,
    users: 0,
    groups: 0,
    long: true,
    makes: (effort) => ({ users: runsOf(effort), groups: 0 }),
    run: async (context) => await runLane(context, lane),
  }));
}

async function runLane(context: ScenarioContext, lane: Lane): Promise<void> {
  const method = context.operation.method === "PATCH" ? "patch" : "put";
  const attributes = await takenAttributes(context, attributesIn(context.operation, lane));
  if (attributes.lists.length === 0) {
    throw new NoVerdict("not-applicable", "the document declares no list of a User that the server takes");
  }
  let runs = 0;
  const ground: UserGround = {
    context,
    attributes,
    nextRun: () => {
      runs += 1;
      return runs;
    },
  };
  const pool: Pool = { method, attributes, base: baseOf(context.userBody("base"), attributes) };
  const { effort } = context;
  await search<HistoryDraft, UserHistory>(
    context,
    {
      drafts: historyDrafts({ method, attributes, forms: formsOf(context), maxEdits: lane.maxEdits }),
      concretise: (draft, setAside) => concretise(draft, pool, setAside),
      smaller: smallerUsers,
      plainer: plainerUsers,
      execute: async (history) => {
        const run = await runUserHistory(ground, history);
        const shown = upTo(history, run);
        return {
          history: shown,
          failures: run.failed?.failures ?? [],
          passes: run.passes,
          kinds: run.failed?.kinds ?? [],
          noVerdict: run.noVerdict,
          tell: () => tellUsers(shown, run),
        };
      },
    },
    { runs: runsOf(effort), shrinkRuns: 14, smallerRuns: 50, rounds: 3, reruns: 2 },
  );
}

function runsOf({ runs, depth }: Pick<Effort, "depth" | "runs">): number {
  return runs ?? RUNS[depth];
}

function attributesIn(operation: Operation, lane: Lane): UserAttributes {
  const attributes = attributesOf(operation);
  return {
    ...attributes,
    lists: attributes.lists.filter(({ path }) => lane.has(path)),
    texts: attributes.texts.filter(lane.has),
  };
}

/** Other ways of writing a path, where the page does not exclude them. */
function formsOf({ contract }: ScenarioContext): readonly PathForm[] {
  const isNarrow = contract.requirements.some(({ refines }) => refines?.includes("OPENAPI-REFUSAL-NAMED") === true);
  if (isNarrow) return [];
  return [...(contract.profile.patch.pathRequired ? [] : ["no-path" as const]), "urn", "case"];
}

/** What comes after the step that failed is no part of the counterexample. */
function upTo(history: UserHistory, { failed, steps }: UserRun): UserHistory {
  return failed === undefined ? history : { ...history, edits: history.edits.slice(0, steps.length - 1) };
}
