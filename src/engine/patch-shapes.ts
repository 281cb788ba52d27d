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
 * probed. A refused shape is learnt, never held against the server.
 *
 * @throws NoVerdict `blocked` when it takes none
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
  const { session } = bench.parts;
  const { profile } = session.contract;
  for (const value of profile.patch.valueShapes) {
    const took = await tries(
      bench,
      `add a member as ${value}`,
      addMembers({ profile, shapes: { value, remove: "filter" } }, [bench.user]),
      true,
    );
    session.learn({
      id: `patch.value.${value}`,
      title: `Member values as ${value}`,
      value: took ? "are taken" : "are not taken",
    });
    if (!took) continue;
    for (const remove of profile.patch.removeShapes) {
      const removed = await tries(
        bench,
        `remove a member by ${remove}`,
        removeMembers({ profile, shapes: { value, remove } }, [bench.user]),
        false,
      );
      session.learn({
        id: `patch.remove.${remove}`,
        title: `Removal by ${remove}`,
        value: removed ? "is taken" : "is not taken",
      });
      if (removed) return { value, remove };
    }
    throw new NoVerdict("blocked", "none of the ways to remove a member that the profile lists is taken");
  }
  throw new NoVerdict("blocked", "none of the ways to write a member that the profile lists is taken");
}

/** Sends operations and sees whether the member is there, or gone, as wanted. */
async function tries(
  bench: Bench,
  title: string,
  operations: readonly PatchOperation[],
  wanted: boolean,
): Promise<boolean> {
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
  if (status < 200 || status > 299) return false;
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
  return state !== undefined && membersOf(state).values.has(bench.user) === wanted;
}
