import type { Exchange } from "../../result/index.ts";
import { isObject } from "../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../answer.ts";
import type { GroupFixture, GroupState, ScenarioContext } from "../context.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { stateOf } from "../group-body.ts";
import { renameTo } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";
import { quote } from "../words.ts";
import { nameStyleOf } from "./style.ts";

const READ_ONLY = "RFC7644-3.5.2-RO-REJECTED";
const NOT_CLIENT = "RFC7643-3.1-ID-NOT-CLIENT";
const TARGET_ONLY = "RFC7644-3.5.2-TARGET-ONLY";
const REFUSED = "RFC7644-3.12-REFUSED-UNCHANGED";
const DONE = "RFC7644-3.12-SUCCESS-MEANS-DONE";
const COMPATIBLE = "RFC7644-3.5.2-MUT-COMPAT";
const shape = "body-read-only";
const base = { depth: "standard", users: 2, groups: 2 } as const;

/** An `id` beside the name in a value object never moves the Group, nor writes another one. */
export const patchBodyId: Scenario = {
  ...base,
  id: "patch.group.body-id-ignored",
  title: "An `id` in a value never changes which Group is written, nor its id",
  requirements: [READ_ONLY, NOT_CLIENT, TARGET_ONLY],
  run: async (context) => {
    const [a = "", b = ""] = await context.users(2);
    const other = await context.group([b]);
    const group = await context.group([a]);
    const nobody = await context.unknownId(group.id);
    let before: GroupState = group;
    for (const [label, id] of [
      ["its own", group.id],
      ["nobody's", nobody],
      ["another Group's", other.id],
    ] as const) {
      const name = context.name(`beside ${label}`);
      const shown = id === group.id && examplesShowId(context);
      const answer = await context.write(group.id, [{ op: "replace", value: { id, displayName: name } }], {
        title: `PATCH a name with ${label} id beside it`,
        intent: shown ? { kind: "valid" } : { kind: "open", why: "a readOnly id beside a name" },
      });
      needAnswer(answer);
      // Where the Group has moved there, clean-up would look for it in vain.
      if (id === nobody) await adoptMoved(context, nobody);
      await expectOtherUntouched(context, other, answer);
      const now = await expectOwnId(context, { id: group.id, before, name, answer });
      if (now === undefined) return;
      before = now;
    }
  },
};

/** True where an example of the document's has an id in a value: then the Group's own is no reason to refuse. */
function examplesShowId({ operation }: ScenarioContext): boolean {
  return operation.request.content.some(({ body }) => {
    const examples = isObject(body?.schema) ? body.schema["examples"] : undefined;
    const operations = (Array.isArray(examples) ? examples : []).flatMap((example: unknown) =>
      isObject(example) && Array.isArray(example["Operations"]) ? (example["Operations"] as unknown[]) : [],
    );
    return operations.some((one) => isObject(one) && isObject(one["value"]) && "id" in one["value"]);
  });
}

/** `id` as the path of a replace: readOnly, so refused; it never moves the Group, nor writes another one. */
export const patchIdByPath: Scenario = {
  ...base,
  id: "patch.group.body-id-by-path",
  title: "A replace of `id` is refused, and the Group keeps its id",
  requirements: [COMPATIBLE, READ_ONLY, NOT_CLIENT, TARGET_ONLY],
  run: async (context) => {
    const [a = "", b = ""] = await context.users(2);
    const other = await context.group([b]);
    const group = await context.group([a]);
    const nobody = await context.unknownId(group.id);
    const name = context.name("beside the id");
    const answer = await context.write(
      group.id,
      [renameTo(nameStyleOf(context), name), { op: "replace", path: "id", value: nobody }],
      { title: "PATCH a name, and replace the id", intent: { kind: "provoked", cause: "bad-body" } },
    );
    needAnswer(answer);
    await adoptMoved(context, nobody);
    await expectOtherUntouched(context, other, answer);
    const kept = await expectOwnId(context, { id: group.id, before: group, name, answer });
    const status = answer.response?.status ?? 0;
    if (kept === undefined || status >= 500) return;
    const common = { requirement: COMPATIBLE, invariant: "id", shape } as const;
    if (!isSuccess(answer)) context.judge({ ...common, outcome: "passed" });
    else {
      context.judge({
        ...common,
        outcome: "failed",
        expected: ["400 with scimType mutability"],
        actual: statusText(answer),
        message: "A replace of the readOnly `id` was acknowledged.",
      });
    }
  },
};

/** Sees to it that a Group that a wrong server has moved is removed in the end. */
async function adoptMoved(context: ScenarioContext, id: string): Promise<void> {
  if ((await context.read(id)).kind === "present") context.adopt(id);
}

async function expectOtherUntouched(context: ScenarioContext, other: GroupFixture, answer: Exchange): Promise<void> {
  await expectUnchanged(context, {
    id: other.id,
    before: other,
    requirement: TARGET_ONLY,
    alsoViolates: [READ_ONLY, NOT_CLIENT],
    shape,
    although: `the PATCH named another Group in its URL (it was answered ${statusText(answer)})`,
  });
}

interface Renaming {
  readonly id: string;
  readonly before: GroupState;
  readonly name: string;
  readonly answer: Exchange;
}

/** Judges that the Group is where it was, and as the answer says: renamed, or not. Gives what it is; undefined when gone. */
async function expectOwnId(context: ScenarioContext, renaming: Renaming): Promise<GroupState | undefined> {
  const { id, before, name, answer } = renaming;
  const expected = isSuccess(answer) ? stateOf(name, before.members) : before;
  const seen = await context.read(id, expected);
  const common = { requirement: READ_ONLY, invariant: "id", shape } as const;
  if (seen.kind === "absent") {
    context.judge({
      ...common,
      alsoViolates: [NOT_CLIENT],
      outcome: "failed",
      expected: ["the Group under its own id"],
      actual: "it is gone",
      message: "A PATCH with another `id` in it moved the Group.",
    });
    return undefined;
  }
  if (seen.kind !== "present") return expected;
  context.judge({ ...common, outcome: "passed" });
  context.judge({ ...common, requirement: NOT_CLIENT, outcome: "passed" });
  const now = stateOf(seen.displayName ?? "", seen.members.values);
  if (!isSuccess(answer)) {
    const although = `the PATCH was answered ${statusText(answer)}`;
    await expectUnchanged(context, { id, before, requirement: REFUSED, shape, although });
    return now;
  }
  const done = { requirement: DONE, invariant: "displayName", shape } as const;
  if (now.displayName === name) context.judge({ ...done, outcome: "passed" });
  else {
    context.judge({
      ...done,
      outcome: "failed",
      expected: [quote(name)],
      actual: quote(now.displayName),
      message: "A PATCH of a name was acknowledged, and the Group in the URL has another one.",
      pointer: "/displayName",
    });
  }
  return now;
}
