import { attributeOf, type LegalOutcome, type PatchOperation } from "../../scim/index.ts";
import { admits } from "../admitted.ts";
import { isSuccess } from "../answer.ts";
import { headOf } from "../attribute-path.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import type { Scenario } from "../scenario.ts";
import { outcomesFor } from "./advice.ts";
import { isThere, type Subjects } from "./case.ts";
import { makeFullUser } from "./full-user.ts";
import { judgeUserPatch } from "./judge.ts";
import { Values } from "./values.ts";

const SINGLE = "RFC7644-3.5.2.3-SINGLE";
const APPEND = "RFC7644-3.5.2.1-MULTI-APPEND";
const SUB = "RFC7644-3.5.2.3-VALUEPATH-SUBATTR";

/** One change, and what may go with it. */
interface Change {
  readonly words: string;
  readonly operation: PatchOperation;
  readonly rule: string;
  /** The paths that are the server's own to write when this changes. */
  readonly follows?: readonly string[];
}

/** A User with all that the server takes: one thing changes at a time, and everything else is as it was. */
export function patchOthersKept({ text, list }: Subjects): Scenario {
  return {
    id: "patch.user.others-kept",
    title: "A PATCH of one attribute leaves every other one of a User who has them all",
    depth: "standard",
    users: 0,
    groups: 0,
    requirements: [SINGLE, APPEND, SUB],
    run: async (context) => {
      const { id, shown, kept } = await makeFullUser(context, [text, list, "name.givenName", "name.familyName"]);
      let before = shown;
      let taken = 0;
      for (const { words, operation, rule, follows = [] } of changesOf(context, { text, list }, kept)) {
        const operations = [operation];
        if (!context.fits({ schemas: [MESSAGE], Operations: operations })) continue;
        const outcomes = outcomesFor(before, operations);
        if (!isAdmitted(context, operation, outcomes)) continue;
        const mayRefuse = "whether it is taken other scenarios ask";
        const answer = await context.write(id, operations, {
          title: `PATCH: ${words} of a User with many attributes`,
          intent: { kind: "open", why: mayRefuse },
        });
        const seen = await judgeUserPatch(context, {
          id,
          before,
          answer,
          outcomes,
          paths: kept.filter((path) => !follows.includes(path)),
          rules: [rule],
          shape: "edit-replace",
          mayRefuse,
        });
        if (seen === undefined) return;
        if (isSuccess(answer)) taken += 1;
        before = seen;
      }
      if (taken === 0) throw new NoVerdict("not-applicable", "the server takes none of the changes that were tried");
    },
  };
}

const MESSAGE = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

function changesOf(context: ScenarioContext, { text, list }: Subjects, kept: readonly string[]): readonly Change[] {
  const values = new Values(context);
  const part = "name.givenName";
  const changes: readonly Change[] = [
    { words: `another ${text}`, operation: replace(text, values.text(text, 1)), rule: SINGLE },
    {
      words: `another ${part}`,
      operation: replace(part, values.text(part, 1)),
      rule: SINGLE,
      // A server may make the name that is displayed of the others.
      follows: ["displayName"],
    },
    {
      words: `one more entry of ${list}`,
      operation: { op: "add", path: list, value: [values.entry(list, 2, "other")] },
      rule: APPEND,
    },
    {
      words: `another value of the work entry of ${list}`,
      operation: replace(`${list}[type eq "work"].value`, values.value(list, 3)),
      rule: SUB,
    },
    {
      words: "another userName",
      operation: replace("userName", context.userBody("renamed")["userName"]),
      rule: SINGLE,
    },
    {
      words: "active off",
      operation: replace("active", false),
      rule: SINGLE,
      // Who may not come in any more may lose the rights and the licences as well.
      follows: ["roles", "entitlements"],
    },
  ];
  // What the server does not keep as it is sent shows nothing.
  return changes.filter(({ operation: { path } }) => {
    const target = targetOf(path);
    return isThere(context.operation, headOf(target)) && kept.includes(target);
  });
}

/** False where the document excludes what would come of it: a type of an entry, say. */
function isAdmitted(
  { operation: declared }: ScenarioContext,
  { path }: PatchOperation,
  outcomes: readonly LegalOutcome[],
): boolean {
  const head = headOf(targetOf(path));
  const states = outcomes.flatMap((one) => (one.kind === "state" ? [one.resource] : []));
  return states.some((state) => admits(declared, head, attributeOf(state, head)));
}

/** The path without its filter. */
function targetOf(path: unknown): string {
  return String(path).replace(/\[.*$/u, "");
}

function replace(path: string, value: unknown): PatchOperation {
  return { op: "replace", path, value };
}
