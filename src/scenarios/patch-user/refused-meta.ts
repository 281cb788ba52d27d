import { attributeOf, isObject, type PatchOperation } from "../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { granularityOf, modifiedOf } from "../modified.ts";
import { valueAt } from "../put-user/expect-user.ts";
import type { Scenario } from "../scenario.ts";
import { makeUser, type Subjects } from "./case.ts";
import { Values } from "./values.ts";

const RESTORE = "RFC7644-3.5.2-RESTORE";
/** Long enough for a version that is made of a time. */
const A_MOMENT_MS = 50;
const PARTS = ["version", "lastModified"] as const;

/** What `meta` says of when a User was written, as far as it is shown. */
type Written = Readonly<Partial<Record<(typeof PARTS)[number], string>>>;

/**
 * A PATCH that failed has written nothing, `meta` included, at whichever of its operations it failed: one that cannot be read,
 * one whose value does not fit, one that selects nothing, one that the rest of the Users stand against.
 */
export function refusedKeepsVersion({ text, list }: Subjects): Scenario {
  return {
    id: "patch.user.refused-keeps-version",
    title:
      "A refused PATCH of a User leaves `meta.version` and `meta.lastModified` as they are, whatever was wrong in it",
    depth: "standard",
    users: 0,
    groups: 0,
    requirements: [RESTORE],
    run: async (context) => {
      const values = new Values(context);
      const other = await makeUser(context, {}, "other");
      const user = await makeUser(context, {
        [text]: values.text(text, 0),
        [list]: [values.entry(list, 0, "work", { primary: true })],
      });
      const wrong: readonly (readonly [what: string, operation: PatchOperation])[] = [
        ["a word for a boolean", { op: "replace", path: "active", value: "scimproof" }],
        ["a filter that selects nothing", { op: "replace", path: `${list}[type eq "home"].value`, value: "nobody" }],
        ["the userName of another User", { op: "replace", path: "userName", value: valueAt(other.shown, "userName") }],
        ["an operation that nobody knows", { op: "upsert", path: text, value: "x" }],
      ];
      let before = await atRest(context, user.id);
      let refused = 0;
      for (const [what, operation] of wrong) {
        const operations = [{ op: "replace", path: text, value: values.text(text, 1) }, operation];
        const answer = await context.write(user.id, operations, {
          title: `PATCH: a change, and ${what}`,
          intent: { kind: "provoked", cause: "bad-body" },
        });
        needAnswer(answer);
        if (isRefusal(answer)) {
          refused += 1;
          if (!(await hasStayed(context, user.id, before, `the PATCH was refused with ${statusText(answer)}`))) return;
        } else if (isSuccess(answer)) before = await atRest(context, user.id);
        else throw new NoVerdict("inconclusive", `the PATCH was answered ${statusText(answer)}`);
      }
      if (refused === 0) throw new NoVerdict("not-applicable", "the server refuses none of these requests");
    },
  };
}

/** @returns false where something moved: what follows says nothing more */
async function hasStayed(context: ScenarioContext, id: string, before: Written, although: string): Promise<boolean> {
  const after = await lookAt(context, id);
  const moved = PARTS.find((part) => before[part] !== undefined && after[part] !== before[part]);
  if (moved === undefined) {
    for (const part of PARTS) {
      if (before[part] !== undefined)
        context.judge({ requirement: RESTORE, invariant: part, shape: "none", outcome: "passed" });
    }
    return true;
  }
  // What goes on by itself was not moved by the request: it has to stand still now.
  await atRest(context, id);
  context.judge({
    requirement: RESTORE,
    invariant: moved,
    shape: "none",
    outcome: "failed",
    expected: [`${String(before[moved])}, as before`],
    actual: after[moved] ?? "none",
    message: `\`meta.${moved}\` moved although ${although}.`,
    pointer: `/meta/${moved}`,
  });
  return false;
}

/**
 * What two reads with a while between them both show.
 *
 * @throws NoVerdict where it moves without a write, or nothing is shown
 */
async function atRest(context: ScenarioContext, id: string): Promise<Written> {
  const { waitMs, ...first } = await lookAt(context, id);
  if (first.version === undefined && first.lastModified === undefined)
    throw new NoVerdict(
      "not-applicable",
      "the server shows neither `meta.version` nor a `meta.lastModified` that moves",
    );
  await context.wait(waitMs);
  const second = await lookAt(context, id);
  if (PARTS.some((part) => first[part] !== second[part]))
    throw new NoVerdict("inconclusive", "`meta` of a User moves without a write");
  return second;
}

async function lookAt(context: ScenarioContext, id: string): Promise<Written & { readonly waitMs: number }> {
  const seen = await context.read(id);
  if (seen.kind !== "present") throw new NoVerdict("inconclusive", "the User could not be read");
  const meta = attributeOf(seen.resource, "meta");
  const version = isObject(meta) ? attributeOf(meta, "version") : undefined;
  const modified = modifiedOf(seen);
  // Whole minutes pass too slowly for a run to see whether they moved.
  const isSeenToMove = modified !== undefined && modified.epochMs % 60_000 !== 0;
  return {
    waitMs: isSeenToMove ? granularityOf(modified) : A_MOMENT_MS,
    ...(typeof version === "string" && version !== "" ? { version } : {}),
    ...(isSeenToMove ? { lastModified: modified.text } : {}),
  };
}
