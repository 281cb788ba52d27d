import type { Exchange, ShapeClass } from "../result/index.ts";
import { isSuccess } from "./answer.ts";
import type { GroupFixture, GroupState, Observation, ScenarioContext } from "./context.ts";
import { expectWritten, type WriteRules } from "./expect-written.ts";

const NO_CHANGE = "OPENAPI-PATCH-NO-CHANGE-STATUS";

/** The requirements a PATCH is held to; `members` is the one its operation rests on. */
export function patchRules(members: string, name = "RFC7644-3.5.2.3-SINGLE"): WriteRules {
  return { name, members, full: "RFC7644-3.5.2-200-FULL", bodyOptional: true };
}

/** A PATCH that must have taken effect. */
export interface Patched {
  readonly group: Pick<GroupFixture, "id">;
  readonly answer: Exchange;
  readonly expected: GroupState;
  readonly shape: ShapeClass;
  readonly rules: WriteRules;
  /** False when the PATCH asks for what already is; `unknown` where only the server can tell. */
  readonly changes: boolean | "unknown";
  readonly about?: string;
}

/** Holds an acknowledged PATCH against what it asked for, its status included where the vendor's prose names one. */
export async function expectPatched(context: ScenarioContext, patched: Patched): Promise<Observation> {
  judgeNoChangeStatus(context, patched);
  return await expectWritten(context, patched);
}

/** Judges that the status for “nothing changed” comes exactly then. */
function judgeNoChangeStatus(context: ScenarioContext, { answer, changes, shape }: Patched): void {
  const wanted = context.contract.profile.patch.noChangeStatus;
  if (wanted === undefined || changes === "unknown" || !isSuccess(answer)) return;
  const status = answer.response?.status ?? 0;
  const common = { requirement: NO_CHANGE, invariant: changes ? "changed" : "unchanged", shape } as const;
  if ((status === wanted) !== changes) {
    context.judge({ ...common, outcome: "passed" });
    return;
  }
  context.judge({
    ...common,
    outcome: "failed",
    expected: [changes ? `200 with the resource: something changed` : `${wanted}: nothing changed`],
    actual: String(status),
    message: changes
      ? `A PATCH that changes the Group was answered ${status}, which says that nothing changed.`
      : `A PATCH that changes nothing was answered ${status}.`,
  });
}
