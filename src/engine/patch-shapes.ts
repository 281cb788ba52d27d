import type { PatchShapes } from "../scenarios/index.ts";
import { addMembers, NoVerdict, type PatchOperation, removeMembers } from "../scenarios/index.ts";
import { membersOf } from "../scim/index.ts";
import { resourceIn } from "./fixtures/resource-in.ts";
import { patchMessage } from "./patch-message.ts";
import type { SuiteParts } from "./suite-parts.ts";

/** What every probe of one suite works on. */
interface Bench {
  readonly parts: SuiteParts;
  readonly group: string;
  readonly user: string;
}

/**
 * Finds out how a server takes member values and removals, in the order its profile lists. A vendor of one shape is not
 * probed. A refused shape is learnt, never held against the server. Where none does what it says, one that was
 * acknowledged is gone by: the server has said that it takes it, and what it made of it is for the scenarios to judge.
 *
 * @throws NoVerdict `blocked` when every one is refused
 */
export async function probeShapes(parts: SuiteParts): Promise<PatchShapes> {
  const { valueShapes, removeShapes } = parts.session.contract.profile.patch;
  const [value] = valueShapes;
  const [remove] = removeShapes;
  if (value !== undefined && remove !== undefined && valueShapes.length === 1 && removeShapes.length === 1) {
    return { value, remove };
  }
  const [user = ""] = await parts.users.first(1);
  const lent = await parts.groups.lend("probe", `sp-${parts.session.runId} probe`, []);
  try {
    return await probe({ parts, group: lent.id, user });
  } finally {
    parts.groups.giveBack(lent);
  }
}

async function probe(bench: Bench): Promise<PatchShapes> {
  const { profile } = bench.parts.session.contract;
  const { valueShapes, removeShapes } = profile.patch;
  const value = await firstTaken(valueShapes, async (shape) => {
    const operations = addMembers({ profile, shapes: { value: shape, remove: "filter" } }, [bench.user]);
    const took = await tries(bench, `add a member as ${shape}`, operations, true);
    learn(bench, { id: `patch.value.${shape}`, title: `Member values as ${shape}`, took, is: "are" });
    return took;
  });
  if (value === undefined)
    throw new NoVerdict("blocked", "none of the ways to write a member that the profile lists is taken");
  const remove = await firstTaken(removeShapes, async (shape) => {
    const operations = removeMembers({ profile, shapes: { value, remove: shape } }, [bench.user]);
    const took = await tries(bench, `remove a member by ${shape}`, operations, false);
    learn(bench, { id: `patch.remove.${shape}`, title: `Removal by ${shape}`, took, is: "is" });
    return took;
  });
  if (remove === undefined)
    throw new NoVerdict("blocked", "none of the ways to remove a member that the profile lists is taken");
  return { value, remove };
}

/** What became of operations: they did what they say, were acknowledged and did not, or were not acknowledged. */
type Took = "done" | "acknowledged" | "refused";

/** The first shape that does what it says, else the first that was acknowledged. */
async function firstTaken<Shape>(
  shapes: readonly Shape[],
  attempt: (shape: Shape) => Promise<Took>,
): Promise<Shape | undefined> {
  let acknowledged: Shape | undefined;
  for (const shape of shapes) {
    const took = await attempt(shape);
    if (took === "done") return shape;
    if (took === "acknowledged") acknowledged ??= shape;
  }
  return acknowledged;
}

function learn(
  { parts }: Bench,
  { id, title, took, is }: { readonly id: string; readonly title: string; readonly took: Took; readonly is: string },
): void {
  const words = { done: `${is} taken`, acknowledged: `${is} acknowledged without effect`, refused: `${is} not taken` };
  parts.session.learn({ id, title, value: words[took] });
}

/** Sends operations and sees whether the member is there, or gone, as wanted. */
async function tries(
  bench: Bench,
  title: string,
  operations: readonly PatchOperation[],
  wanted: boolean,
): Promise<Took> {
  const { session } = bench.parts;
  const path = session.resourcePath("Group", bench.group);
  const resource = { type: "Group", id: bench.group };
  const answer = await session.send({
    scenario: "probe",
    purpose: "probe",
    intent: { kind: "open", why: "which shapes the server takes" },
    title,
    operation: session.operation.key,
    method: "PATCH",
    path,
    resource,
    headers: { "content-type": session.contentType(), accept: session.accept() },
    body: JSON.stringify(patchMessage(session.contract, session.operation, operations)),
  });
  const status = answer.response?.status ?? 0;
  if (status < 200 || status > 299) return "refused";
  const shown = resourceIn(
    await session.send({
      scenario: "probe",
      purpose: "probe",
      intent: { kind: "helper" },
      title: "read the Group",
      method: "GET",
      path,
      resource,
      headers: { accept: session.accept() },
    }),
  );
  const state = shown ?? resourceIn(answer);
  const isDone = state !== undefined && membersOf(state).values.has(bench.user) === wanted;
  return isDone ? "done" : "acknowledged";
}
