import type { JsonObject, PatchOperation } from "../../scim/index.ts";
import { judgeAdvance, needSeconds, offTheMinute } from "../advance.ts";
import { isRefusal, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { granularityOf, type Modified, modifiedOf } from "../patch-group/modified.ts";
import { valueAt } from "../put-user/expect-user.ts";
import type { Scenario } from "../scenario.ts";
import { outcomesFor } from "./advice.ts";
import { type MadeUser, makeUser, type Subjects, watched } from "./case.ts";
import { judgeUserPatch } from "./judge.ts";
import { Values } from "./values.ts";

const MOVES = "RFC7643-3.1-META-LASTMOD-MOVES";
const RESTORE = "RFC7644-3.5.2-RESTORE";
const STAYS = "RFC7644-3.5.2.1-EXISTING-LASTMOD";
const EXISTING = "RFC7644-3.5.2.1-EXISTING-OK";
const base = { depth: "standard", users: 0, groups: 0 } as const;

/** When `meta.lastModified` of a User moves: with an effective PATCH, and with no other. */
export function metaScenarios({ text, list }: Subjects): readonly Scenario[] {
  return [
    {
      ...base,
      id: "patch.user.last-modified-advances",
      title: "`meta.lastModified` of a User advances when a PATCH changes something",
      requirements: [MOVES, "RFC7644-3.1-RESPONSE-STATE"],
      run: async (context) => {
        const values = new Values(context);
        const user = await makeUser(context, { [text]: values.text(text, 0) });
        const before = await lastModified(context, user.id);
        await context.wait(granularityOf(before));
        const change = (to: unknown): readonly PatchOperation[] => [{ op: "replace", path: text, value: to }];
        const answer = await context.write(user.id, change(values.text(text, 1)), {
          title: `PATCH: replace ${text}`,
          intent: { kind: "valid" },
        });
        needAnswer(answer);
        if (isRefusal(answer)) throw new NoVerdict("inconclusive", `the change was answered ${statusText(answer)}`);
        const after = await lastModified(context, user.id);
        const again = async (): Promise<number> => {
          const operations = change(context.name("changed again"));
          await context.write(user.id, operations, { title: "PATCH: another change", intent: { kind: "valid" } });
          return (await lastModified(context, user.id)).epochMs;
        };
        await judgeAdvance(context, { before, after, deed: "PATCH changed the User", answer, again });
      },
    },
    {
      ...base,
      id: "patch.user.refused-keeps-meta",
      title: "A refused PATCH of a User leaves `meta.lastModified` as it is",
      requirements: [RESTORE],
      run: async (context) => {
        const values = new Values(context);
        const make = async (label: string): Promise<{ readonly id: string; readonly before: Modified }> => {
          const { id } = await makeUser(context, { [text]: values.text(text, 0) }, label);
          return { id, before: await lastModified(context, id) };
        };
        const again = (): ReturnType<typeof make> => make("a second later");
        const user = await offTheMinute(context, await make("own"), ({ before }) => before, again);
        const { before } = user;
        await context.wait(granularityOf(before));
        const operations = [
          { op: "replace", path: text, value: values.text(text, 1) },
          { op: "upsert", path: text, value: "x" },
        ];
        const answer = await context.write(user.id, operations, {
          title: "PATCH: a change, and an operation that is not valid",
          intent: { kind: "provoked", cause: "bad-body" },
        });
        needAnswer(answer);
        if (!isRefusal(answer))
          throw new NoVerdict("not-applicable", `the request was not refused but answered ${statusText(answer)}`);
        judgeKept(context, RESTORE, before, await lastModified(context, user.id), "the PATCH was refused");
      },
    },
    {
      ...base,
      id: "patch.user.add.again",
      title: "An add of a value that is there already succeeds, makes no second one and leaves `meta.lastModified`",
      requirements: [EXISTING, STAYS],
      run: async (context) => {
        const values = new Values(context);
        const begin = { [list]: [values.entry(list, 0, "work", { primary: true }), values.entry(list, 1, "home")] };
        const make = async (
          label: string,
        ): Promise<{ readonly user: MadeUser; readonly before: Modified | undefined }> => {
          const user = await makeUser(context, begin, label);
          return { user, before: modifiedOf(await context.read(user.id)) };
        };
        const later = (): ReturnType<typeof make> => make("a second later");
        const { user, before } = await offTheMinute(context, await make("own"), (one) => one.before, later);
        if (before !== undefined) await context.wait(granularityOf(before));
        const again = (entry: unknown): readonly PatchOperation[] => [{ op: "add", path: list, value: [entry] }];
        const answer = await context.write(user.id, again(values.entry(list, 1, "home")), {
          title: `PATCH: add to ${list} an entry that is there already`,
          intent: { kind: "open", why: "a value that is there already" },
        });
        const seen = await judgeUserPatch(context, {
          id: user.id,
          before: user.shown,
          answer,
          // As the server shows it: what it has put into another form is the same value to it.
          outcomes: outcomesFor(user.shown, again(entryShown(user.shown, list))),
          paths: watched(user.shown, { needs: [list] }),
          rules: [EXISTING],
          shape: "edit-add-again",
        });
        if (seen === undefined || isRefusal(answer) || before === undefined) return;
        judgeKept(context, STAYS, before, await lastModified(context, user.id), "the value was there already");
      },
    },
  ];
}

function entryShown(user: JsonObject, list: string): unknown {
  const entries = valueAt(user, list);
  const [first, second] = Array.isArray(entries) ? (entries as unknown[]) : [];
  const isHome = (entry: unknown): boolean => valueAt({ entry }, "entry.type") === "home";
  return isHome(first) ? first : second;
}

function judgeKept(
  context: ScenarioContext,
  requirement: string,
  before: Modified,
  after: Modified,
  although: string,
): void {
  const common = { requirement, invariant: "lastModified", shape: "none" } as const;
  if (before.epochMs === after.epochMs) needSeconds(before);
  if (before.epochMs === after.epochMs) return context.judge({ ...common, outcome: "passed" });
  return context.judge({
    ...common,
    outcome: "failed",
    expected: [before.text],
    actual: after.text,
    message: `\`meta.lastModified\` moved although ${although}.`,
    pointer: "/meta/lastModified",
  });
}

/** @throws NoVerdict when there is nothing to compare */
async function lastModified(context: ScenarioContext, id: string): Promise<Modified> {
  const seen = await context.read(id);
  if (seen.kind !== "present") throw new NoVerdict("inconclusive", "the User could not be read");
  const modified = modifiedOf(seen);
  if (modified === undefined) throw new NoVerdict("not-applicable", "the server shows no `meta.lastModified`");
  return modified;
}
