import type { Exchange } from "../../result/index.ts";
import { answeredState } from "../answer.ts";
import { type GroupState, NoVerdict, type Observation, type ScenarioContext } from "../context.ts";
import type { PatchStyle } from "../patch-operations.ts";

const REFUSALS = "OPENAPI-REFUSAL-NAMED";

/** The style in which this server takes operations on members. @throws NoVerdict when it takes none */
export async function styleOf(context: ScenarioContext): Promise<PatchStyle> {
  return { shapes: await context.patchShapes(), profile: context.contract.profile };
}

/** The style for operations on names, to which the shape of member values does not matter. */
export function nameStyleOf(context: ScenarioContext): PatchStyle {
  return { shapes: { value: "array", remove: "filter" }, profile: context.contract.profile };
}

/** True where the vendor's prose lists what it takes and says that everything else is refused. */
export function isClosed(context: ScenarioContext): boolean {
  return refine(context, REFUSALS);
}

/** {@link isClosed}, as far as a contract tells. */
export function isClosedPage({ requirements }: ScenarioContext["contract"]): boolean {
  return requirements.some(({ refines }) => refines?.includes(REFUSALS) === true);
}

/** True when a sentence of the vendor's sharpens a general requirement. */
export function refine(context: ScenarioContext, general: string): boolean {
  return context.contract.requirements.some(({ refines }) => refines?.includes(general) === true);
}

/** The state that an observation showed. @throws NoVerdict when it showed none */
export function stateSeen(seen: Observation): GroupState {
  if (seen.kind !== "present") throw new NoVerdict("inconclusive", "the Group could not be read back");
  return { displayName: seen.displayName ?? "", members: seen.members.values };
}

/**
 * What a Group is after a PATCH: as a read showed it; where nothing can be read, as the answer did. A refused PATCH, and
 * one whose status says that nothing changed, leave it as it was.
 *
 * @throws NoVerdict where neither shows it: what a later PATCH does to it is then not known
 */
export function stateAfter(
  { contract }: ScenarioContext,
  before: GroupState,
  answer: Exchange,
  seen: Observation | undefined,
): GroupState {
  if (seen === undefined) return before;
  if (seen.kind !== "not-offered") return stateSeen(seen);
  const status = answer.response?.status;
  if (status !== undefined && status === contract.profile.patch.noChangeStatus) return before;
  const answered = answeredState(answer);
  if (answered === undefined)
    throw new NoVerdict("inconclusive", "neither a read nor the answer shows what the Group is now");
  return { displayName: answered.displayName ?? "", members: answered.members.values };
}
