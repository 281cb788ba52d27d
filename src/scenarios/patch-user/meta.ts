import type { JsonObject, PatchOperation } from "../../scim/index.ts";
import { judgeAdvance, judgeKept, offTheMinute } from "../advance.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict } from "../context.ts";
import { granularityOf, lastModified, type Modified, modifiedOf, shownTime } from "../modified.ts";
import { isSameAt, valueAt } from "../put-user/expect-user.ts";
import type { Scenario } from "../scenario.ts";
import { judgeStandsStill } from "../stands-still.ts";
import { outcomesFor } from "./advice.ts";
import { type MadeUser, makeUser, type Subjects, watched } from "./case.ts";
import { judgeUserPatch } from "./judge.ts";
import { Values } from "./values.ts";

const MOVES = "RFC7643-3.1-META-LASTMOD-MOVES";
const RESTORE = "RFC7644-3.5.2-RESTORE";
const STAYS = "RFC7644-3.5.2.1-EXISTING-LASTMOD";
const EXISTING = "RFC7644-3.5.2.1-EXISTING-OK";
const VALID = { kind: "valid" } as const;
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
        await judgeStandsStill(context, user.id);
        const replaced = (to: unknown): readonly PatchOperation[] => [{ op: "replace", path: text, value: to }];
        const steps: readonly { readonly path: string; readonly operations: readonly PatchOperation[] }[] = [
          { path: text, operations: replaced(values.text(text, 1)) },
          { path: list, operations: [{ op: "add", path: list, value: [values.entry(list, 0, "work", {})] }] },
          { path: "active", operations: [{ op: "replace", path: "active", value: false }] },
        ];
        for (const [index, { path, operations }] of steps.entries()) {
          const seenBefore = await context.read(user.id);
          const before = shownTime(seenBefore);
          await context.wait(granularityOf(before));
          const intent = index === 0 ? VALID : ({ kind: "open", why: `a change of ${path}` } as const);
          const answer = await context.write(user.id, operations, { title: `PATCH: a change of ${path}`, intent });
          needAnswer(answer);
          if (isRefusal(answer) && index === 0)
            throw new NoVerdict("inconclusive", `the change was answered ${statusText(answer)}`);
          const seen = await context.read(user.id);
          // What was not taken is held against the scenarios that are about it.
          if (!isSuccess(answer) || isSameAt(path, seenBefore, seen)) continue;
          const again = async (): Promise<number> => {
            const later = replaced(context.name(`changed again ${index}`));
            await context.write(user.id, later, { title: "PATCH: another change", intent: VALID });
            return (await lastModified(context, user.id)).epochMs;
          };
          const deed = `PATCH changed \`${path}\` of the User`;
          if ((await judgeAdvance(context, { before, after: shownTime(seen), deed, answer, again })) === "never")
            return;
        }
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
        judgeKept(context, {
          requirement: RESTORE,
          shape: "none",
          before,
          after: await lastModified(context, user.id),
          although: "the PATCH was refused",
        });
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
        judgeKept(context, {
          requirement: STAYS,
          shape: "none",
          before,
          after: await lastModified(context, user.id),
          although: "the value was there already",
        });
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
