import type { Exchange } from "../../result/index.ts";
import { answeredState, isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { patchRules } from "../expect-patched.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { judgeMembers } from "../expect-written.ts";
import { addMembers, removeMembers, replaceMembers } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";
import { judgeNamed, NAMED } from "../unknown-named.ts";
import { refine, styleOf } from "./style.ts";

const IGNORED = "OPENAPI-IGNORING-NAMED";
const LEARNT = "RFC7643-2.3.7-REF-INTEGRITY";

/** An id that names nobody, in one kind of operation. */
function scenario(kind: "add" | "replace" | "remove"): Scenario {
  return {
    id: `patch.group.members.unknown-in-${kind}`,
    title: `An id that names nobody, in ${kind}, costs no member`,
    depth: "standard",
    requirements: [
      ...(kind === "remove" ? [IGNORED] : [NAMED]),
      LEARNT,
      "RFC7644-3.12-REFUSED-UNCHANGED",
      "RFC7644-3.5.2.1-MULTI-APPEND",
    ],
    users: 2,
    groups: 1,
    run: async (context) => {
      const style = await styleOf(context);
      const [a = "", b = ""] = await context.users(2);
      const group = await context.group([a, b]);
      const nobody = await context.unknownId(a, "User");
      const operations =
        kind === "add"
          ? addMembers(style, [nobody])
          : kind === "replace"
            ? replaceMembers(style, [a, nobody])
            : removeMembers(style, [nobody]);
      const named = style.profile.patch.unknownMember === "refuse-404" && kind !== "remove";
      const ignored = kind === "remove" && refine(context, IGNORED);
      const answer = await context.write(group.id, operations, {
        title: `PATCH: ${kind} an id that names nobody`,
        intent: ignored
          ? { kind: "valid" }
          : named
            ? { kind: "provoked", cause: "unknown-id" }
            : { kind: "open", why: "an id that names nobody" },
      });
      needAnswer(answer);
      if (named) judgeNamed(context, answer.response?.status ?? 0);
      if (ignored) judgeIgnored(context, answer);
      context.learn({
        id: `patch.unknown-in-${kind}`,
        title: `An id that names nobody, in ${kind}`,
        value: isSuccess(answer) ? "is taken" : `is answered with ${statusText(answer)}`,
      });
      if (isRefusal(answer)) {
        await expectUnchanged(context, {
          id: group.id,
          before: group,
          requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
          shape: "members-unknown",
          although: `the PATCH was refused with ${statusText(answer)}`,
        });
        return;
      }
      if (!isSuccess(answer)) return;
      const kept = kind === "replace" ? [a] : [a, b];
      const seen = await context.read(group.id, { displayName: group.displayName, members: new Set(kept) });
      const members = seen.kind === "present" ? seen.members : answeredState(answer)?.members;
      if (members === undefined) throw new NoVerdict("inconclusive", "the Group could not be read back");
      const stored = members.values.has(nobody) && kind !== "remove";
      judgeMembers(context, members, new Set(stored ? [...kept, nobody] : kept), "members-unknown", {
        by: "a read",
        alsoViolates: [],
        rules: patchRules("RFC7644-3.5.2.1-MULTI-APPEND"),
      });
      context.judge({ requirement: LEARNT, invariant: kind, shape: "members-unknown", outcome: "passed" });
    },
  };
}

function judgeIgnored(context: ScenarioContext, answer: Exchange): void {
  const common = { requirement: IGNORED, invariant: "unknown-member", shape: "members-unknown" } as const;
  if (isSuccess(answer)) context.judge({ ...common, outcome: "passed" });
  else if (isRefusal(answer)) {
    context.judge({
      ...common,
      alsoViolates: ["RFC7644-3.5.2.2-NONMEMBER-OK"],
      outcome: "failed",
      expected: ["a success status, and nothing changed: the document's prose says that such a removal is ignored"],
      actual: statusText(answer),
      message: "The removal of an id that names nobody was refused, which the document's prose says is ignored.",
    });
  }
}

/** Ids that name nobody, in each kind of operation. */
export const patchUnknownMembers: readonly Scenario[] = [scenario("add"), scenario("replace"), scenario("remove")];
