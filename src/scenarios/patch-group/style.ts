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
