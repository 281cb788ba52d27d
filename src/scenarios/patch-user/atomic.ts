import type { Operation } from "../../document/index.ts";
import { type JsonObject, type PatchOperation, URN } from "../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, notTheServersFault, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { valueAt } from "../put-user/expect-user.ts";
import type { Scenario } from "../scenario.ts";
import { isThere, type MadeUser, makeUser, type Subjects, watched } from "./case.ts";
import { statesOf } from "./half-done.ts";
import { differing, expectUserUnchanged, headsOf } from "./unchanged.ts";
import { ENTERPRISE, Values } from "./values.ts";

const ATOMIC = "RFC7644-3.5.2-ATOMIC";
const REFUSED = "RFC7644-3.12-REFUSED-UNCHANGED";
const DEPARTMENT = `${ENTERPRISE}:department`;
const base = { depth: "standard", users: 0, groups: 0, requirements: [ATOMIC, REFUSED] } as const;

/**
 * What goes wrong where a server has begun to write: at the value of one operation, in the middle of others, or at the look at
 * other Users that comes last. One violation a request, and what is valid in it was taken alone before.
 */
export function atomicScenarios({ text, list }: Subjects, operation: Operation): readonly Scenario[] {
  const replace = (path: string, value: unknown): PatchOperation => ({ op: "replace", path, value });
  const noBoolean = replace("active", "scimproof");
  return [
    {
      ...base,
      id: "patch.user.operations.atomic-unique",
      title: "Operations beside one that gives a User the `userName` of another have no effect",
      run: async (context) => {
        const values = new Values(context);
        const other = await makeUser(context, {}, "other");
        const user = await makeUser(context, { [text]: values.text(text, 0) });
        const taken = replace("userName", valueAt(other.shown, "userName"));
        const change = (which: 0 | 1): PatchOperation => replace(text, values.text(text, which));
        await haveNoEffect(context, user, {
          alone: [change(1)],
          halves: [
            { title: `replace ${text}, and the userName by that of another User`, operations: [change(0), taken] },
            { title: `replace the userName by that of another User, and ${text}`, operations: [taken, change(0)] },
          ],
          needs: [text],
        });
      },
    },
    ...(isThere(operation, "active")
      ? [
          {
            ...base,
            id: "patch.user.operations.atomic-type",
            title: "Operations before and after one with a value of another type have no effect",
            run: async (context: ScenarioContext): Promise<void> => {
              const values = new Values(context);
              const user = await makeUser(context, {
                [text]: values.text(text, 0),
                [list]: [values.entry(list, 0, "work", { primary: true })],
              });
              const first = (which: 0 | 1): PatchOperation => replace(text, values.text(text, which));
              const last = (which: number): PatchOperation =>
                replace(`${list}[type eq "work"].value`, values.value(list, which));
              await haveNoEffect(context, user, {
                alone: [first(1), last(1)],
                halves: [
                  {
                    title: `replace ${text}, active by a word, and the work entry of ${list}`,
                    operations: [first(0), noBoolean, last(2)],
                  },
                  {
                    title: `replace ${text}, the work entry of ${list}, and active by a word`,
                    operations: [first(0), last(2), noBoolean],
                  },
                ],
                needs: [text, list],
              });
            },
          },
        ]
      : []),
    ...(isThere(operation, "active") && isThere(operation, DEPARTMENT)
      ? [
          {
            ...base,
            id: "patch.user.operations.atomic-extension",
            title: "Operations on an extension beside one with a value of another type have no effect",
            run: async (context: ScenarioContext): Promise<void> => {
              const begin = { schemas: [URN.user, ENTERPRISE], [ENTERPRISE]: { department: "Analytical Engines" } };
              const user = await makeUser(context, begin);
              const change = (to: string): PatchOperation => replace(DEPARTMENT, to);
              await haveNoEffect(context, user, {
                alone: [change("Tour Operations")],
                halves: [
                  {
                    title: "replace the department, and active by a word",
                    operations: [change("Difference Engines"), noBoolean],
                  },
                  {
                    title: "replace active by a word, and the department",
                    operations: [noBoolean, change("Difference Engines")],
                  },
                ],
                needs: [DEPARTMENT],
              });
            },
          },
        ]
      : []),
  ];
}

/** Requests, each with one operation that is to be refused, and what is valid in them. */
interface Halves {
  /** What is valid, to another end: a server that does not take it refuses the whole for that. */
  readonly alone: readonly PatchOperation[];
  readonly halves: readonly { readonly title: string; readonly operations: readonly PatchOperation[] }[];
  /** What the valid operations are about. */
  readonly needs: readonly string[];
}

async function haveNoEffect(context: ScenarioContext, user: MadeUser, asked: Halves): Promise<void> {
  const { alone, halves, needs } = asked;
  const paths = watched(user.shown, { needs });
  let before = await takenAlone(context, user, alone, paths);
  for (const { title, operations } of halves) {
    const answer = await context.write(user.id, operations, {
      title: `PATCH: ${title}`,
      intent: { kind: "provoked", cause: "bad-body" },
    });
    needAnswer(answer);
    const ended = notTheServersFault(answer);
    if (ended !== undefined) throw new NoVerdict("inconclusive", ended);
    if (isSuccess(answer))
      throw new NoVerdict("not-applicable", "the server takes what was to be refused, which other scenarios judge");
    if (!isRefusal(answer)) throw new NoVerdict("inconclusive", `the PATCH was answered ${statusText(answer)}`);
    before = await expectUserUnchanged(context, {
      id: user.id,
      before,
      paths,
      requirement: ATOMIC,
      alsoViolates: [REFUSED],
      shape: "edit-refused",
      although: `the PATCH was refused with ${statusText(answer)}`,
    });
  }
}

/** Sends what is valid. @throws NoVerdict where nothing comes of it: then nothing shows whether half of a request was done */
async function takenAlone(
  context: ScenarioContext,
  user: MadeUser,
  operations: readonly PatchOperation[],
  paths: readonly string[],
): Promise<JsonObject> {
  if (!context.fits({ schemas: [URN.patchOp], Operations: operations }))
    throw new NoVerdict("not-applicable", "the document's request schema excludes this operation");
  const answer = await context.write(user.id, operations, {
    title: "PATCH: what is valid in the requests that follow, alone",
    intent: { kind: "valid" },
  });
  needAnswer(answer);
  if (!isSuccess(answer))
    throw new NoVerdict(
      "not-applicable",
      `what is valid in it is answered ${statusText(answer)}, which other scenarios judge`,
    );
  const ends = statesOf(user.shown, operations);
  const isDone = (shown: JsonObject): boolean => ends.some((end) => differing(end, shown, paths).length === 0);
  const look = await context.readUser(user.id, { holds: isDone, names: headsOf(paths) });
  if (look.kind !== "present") throw new NoVerdict("inconclusive", "the User could not be read back");
  if (!isDone(look.resource))
    throw new NoVerdict("not-applicable", "what is valid in it has no effect alone, which other scenarios judge");
  return look.resource;
}
