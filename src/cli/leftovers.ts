import type { JournalHeader, JournalIntent, JournalLeftover } from "../client/index.ts";
import {
  type ById,
  type Found,
  findMade,
  isAnothers,
  isStillThere,
  mayGoLater,
  putBack,
  removeById,
  removeIfOurs,
  scan,
  type UndoMeans,
  type Undone,
  type Wanted,
} from "../engine/index.ts";
import { HarnessError } from "../result/index.ts";
import { isObject } from "../scim/index.ts";

/** What became of one leftover. */
export interface UndoneLeftover {
  readonly state: "undone" | "left" | "unreachable";
  /** For a person: what was done, or why it could not be. */
  readonly what: string;
  /** True where it may go once something else has gone that refers to it. */
  readonly mayGoLater?: boolean;
  /** True where it ended on the way, by an interrupt or a server that has fallen silent: why it is left is not its own. */
  readonly isCutOff?: boolean;
}

type Create = Extract<JournalIntent, { kind: "create" }>;
type Write = Extract<JournalIntent, { kind: "write" }>;

// What was on its way to the server when the run was killed may be carried out, and be shown, only now. Up to so long
// after it was sent, in ms, it is looked for once more.
const LATE_MS = 2000;

// What was just removed may still be shown for so long, in ms.
const SEEN_MS = 500;

/** What a clean-up knows beside the leftover. */
export interface CleanUpOf extends Pick<JournalHeader, "runId"> {
  /** When the clean-up began, in ms: whatever ended the run was over by then. */
  readonly since: number;
}

/**
 * Removes what was created, or puts back what was written to.
 *
 * @throws HarnessError for what is neither an interrupt nor a server that has fallen silent
 */
export async function undoLeftover(
  means: UndoMeans,
  leftover: JournalLeftover,
  { runId, since }: CleanUpOf,
): Promise<UndoneLeftover> {
  const { intent, id } = leftover;
  try {
    if (intent.kind === "write") return told(nameOf(leftover), await putItBack(means, intent, since));
    const { resource, collectionPath, key, alsoKeys = [] } = intent;
    // A wrong server may have given the id of what is somebody else's: then it is looked for by its name.
    const what = { resource, id: id ?? key.value, collectionPath };
    if (id !== undefined && !(await isAnothers(means, what, { runId, keys: [key, ...alsoKeys] })))
      return told(nameOf(leftover), await removeAndSee(means, what, { runId, keys: [key, ...alsoKeys] }));
    if (key.attribute === "id") {
      return told(`${resource} ${key.value}`, await removeIfOurs(means, what, runId));
    }
    return await removeByKey(means, intent, Date.parse(leftover.at));
  } catch (error) {
    if (!(error instanceof HarnessError) || error.code !== "ABORTED") throw error;
    return { state: "left", what: `${nameOf(leftover)} is left: ${error.message}`, isCutOff: true };
  }
}

/** What a leftover is called: by its id, or where that is not known by the name that it was to have. */
export function nameOf({ intent, id }: JournalLeftover): string {
  if (intent.kind === "write") return `${intent.resource} ${intent.id}`;
  const { resource, key } = intent;
  if (id !== undefined || key.attribute === "id") return `${resource} ${id ?? key.value}`;
  return `${resource} with ${key.attribute} “${key.value}”`;
}

/** Removes it, and believes that it is gone when it is no longer shown. */
async function removeAndSee(means: UndoMeans, what: ById, ours: Parameters<typeof isStillThere>[2]): Promise<Undone> {
  const undone = await removeById(means, what);
  if (undone.state !== "removed" || !(await isStillThere(means, what, ours))) return undone;
  await means.wait(SEEN_MS);
  if (!(await isStillThere(means, what, ours))) return undone;
  return { state: "left", reason: "its DELETE was acknowledged, and it is still there" };
}

async function putItBack(
  means: UndoMeans,
  { resource, id, path, before, back }: Write,
  since: number,
): Promise<Undone> {
  const known = isObject(before) ? before : undefined;
  // A write may be under way, too, and the journal has only the first one of each resource.
  const late = since + LATE_MS - Date.now();
  if (late > 0 && known !== undefined) await means.wait(Math.min(late, LATE_MS));
  const put = { method: "PUT", type: "application/scim+json", body: before } as const;
  return await putBack(means, { resource, id, path, before: known, ways: back ?? [put] });
}

/** A create that was never answered: looked for by the names that nothing else on the server has. */
async function removeByKey(means: UndoMeans, intent: Create, at: number): Promise<UndoneLeftover> {
  const { resource, collectionPath, key, alsoKeys = [] } = intent;
  const named = `${resource} with ${key.attribute} “${key.value}”`;
  const wanted: Wanted = { resource, collectionPath, keys: [key, ...alsoKeys] };
  const found = await search(means, wanted, at);
  if (found.kind === "none") return { state: "undone", what: `no ${named} exists` };
  if (found.kind === "unknown") {
    const { state, reason, status } = found.undone;
    return {
      state: state === "unreachable" ? "unreachable" : "left",
      what: `it is not known whether a ${named} exists: ${reason}${advice(status)}`,
    };
  }
  const ends: UndoneLeftover[] = [];
  for (const id of found.ids) {
    ends.push(told(`${resource} ${id}`, await removeById(means, { resource, id, collectionPath })));
  }
  return ends.find(({ state }) => state !== "undone") ?? ends[0] ?? { state: "undone", what: `no ${named} exists` };
}

async function search(means: UndoMeans, wanted: Wanted, at: number): Promise<Found> {
  const first = await findMade(means, wanted);
  const late = at + LATE_MS - Date.now();
  const isLate = late > 0 && late <= LATE_MS;
  if (first.kind !== "none") return first;
  if (isLate) await means.wait(late);
  const again = isLate ? await findMade(means, wanted) : first;
  if (again.kind !== "none") return again;
  // A search that shows nothing is held against the list itself, where that can be read to its end.
  const whole = await scan(means, wanted);
  return whole.kind === "unknown" ? again : whole;
}

function told(name: string, undone: Undone): UndoneLeftover {
  const { state, reason, status } = undone;
  switch (state) {
    case "removed":
      return { state: "undone", what: `${name} was removed` };
    case "gone":
      return { state: "undone", what: `${name} was gone already` };
    case "none":
      return { state: "undone", what: `${name} never came to be` };
    case "restored":
      return { state: "undone", what: `${name} was put back as it was` };
    case "left":
      return { state: "left", what: `${name} is left: ${reason}${advice(status)}`, mayGoLater: mayGoLater(undone) };
    case "not-verified":
      return { state: "left", what: `${name} was written to: ${reason}` };
    case "unreachable":
      return { state: "unreachable", what: `${name} is left: ${reason}` };
  }
}

function advice(status: number | undefined): string {
  return status === 401 || status === 403 ? " → name its credential: --token-env SCIM_TOKEN" : "";
}
