import { attributeOf, textOf } from "../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { judgeNothing } from "../put-group/unknown-id.ts";
import { show, valueAt } from "../put-user/expect-user.ts";
import { sameValue } from "../put-user/same-value.ts";
import type { Scenario } from "../scenario.ts";
import { outcomesFor } from "./advice.ts";
import { isThere, makeUser, type Subjects, watched } from "./case.ts";
import { judgeUserPatch } from "./judge.ts";
import { patchOneOfTwo } from "./look-alikes.ts";
import { expectUserUnchanged } from "./unchanged.ts";
import { Values } from "./values.ts";

const UNIQUE = "RFC7643-4.1.1-USERNAME";
const SERVER = "RFC7643-7-UNIQ-SERVER";
const STATUS = "RFC7644-3.12-409-UNIQ-PUTPATCH";
const REFUSED = "RFC7644-3.12-REFUSED-UNCHANGED";
const DONE = "RFC7644-3.12-SUCCESS-MEANS-DONE";
const TARGET = "RFC7644-3.5.2-TARGET-ONLY";
const EXTERNAL = "RFC7643-3.1-EXTID-RW";
const SECURITY = "OPENAPI-SECURITY-ENFORCED";
const base = { depth: "standard", users: 0, groups: 0 } as const;

/** The `userName` of somebody else: refused, and both Users are as they were. */
const takenName: Scenario = {
  ...base,
  id: "patch.user.taken-name",
  title: "A PATCH with the `userName` of another User is refused, and nobody has changed",
  requirements: [UNIQUE, SERVER, STATUS, REFUSED, TARGET],
  run: async (context) => {
    const other = await makeUser(context, {}, "other");
    const user = await makeUser(context, {}, "own");
    const taken = textOf(valueAt(other.shown, "userName"));
    const answer = await context.write(user.id, [{ op: "replace", path: "userName", value: taken }], {
      title: "PATCH: the `userName` of another User",
      intent: { kind: "open", why: "the `userName` of another User" },
    });
    needAnswer(answer);
    const now = await context.readUser(user.id, { holds: () => true, names: [] });
    if (now.kind !== "present") throw new NoVerdict("inconclusive", "the User could not be read back");
    const name = valueAt(now.resource, "userName");
    const common = { requirement: UNIQUE, invariant: "taken", shape: "none" } as const;
    if (sameValue(taken, name, "userName")) {
      context.judge({
        ...common,
        alsoViolates: isSuccess(answer) ? [SERVER] : [SERVER, REFUSED],
        outcome: "failed",
        expected: ["a refusal with 409 or 400"],
        actual: `${statusText(answer)}, and two Users are called ${show(name)}`,
        message: "A PATCH gave a User the `userName` of another one.",
        pointer: "/userName",
      });
    } else if (isSuccess(answer)) {
      context.judge({
        ...common,
        requirement: DONE,
        outcome: "failed",
        expected: ["a refusal with 409 or 400"],
        actual: `${statusText(answer)}, and the User kept its name`,
        message: "A PATCH with the `userName` of another User was acknowledged and the name not stored.",
        pointer: "/userName",
      });
    } else for (const requirement of [UNIQUE, SERVER]) context.judge({ ...common, requirement, outcome: "passed" });
    if (isRefusal(answer)) {
      judgeStatus(context, answer.response?.status ?? 0);
      await unchanged(context, user, REFUSED, `the PATCH was refused with ${statusText(answer)}`);
    }
    await unchanged(context, other, TARGET, "it was another User that the PATCH went to");
  },
};

function judgeStatus(context: ScenarioContext, status: number): void {
  const common = { requirement: STATUS, invariant: "status", shape: "none" } as const;
  if (status === 409 || status === 400) return context.judge({ ...common, outcome: "passed" });
  return context.judge({
    ...common,
    outcome: "failed",
    expected: ["409", "400"],
    actual: String(status),
    message: `A \`userName\` that is taken was refused with ${status}.`,
  });
}

async function unchanged(
  context: ScenarioContext,
  user: Awaited<ReturnType<typeof makeUser>>,
  requirement: string,
  although: string,
): Promise<void> {
  const paths = watched(user.shown, { needs: [] });
  await expectUserUnchanged(context, { id: user.id, before: user.shown, paths, requirement, shape: "none", although });
}

/** The client's own id of a User: set, changed, changed in case alone, and removed. */
const externalId: Scenario = {
  ...base,
  id: "patch.user.external-id",
  title: "`externalId` of a User is set by a PATCH, with its case, and changed in case alone",
  requirements: [EXTERNAL, "RFC7643-3.1-EXTID-CASE"],
  run: async (context) => {
    const user = await makeUser(context, {});
    const name = context.name("external id");
    let before = user.shown;
    // Digits with zeros before them are no number.
    for (const value of [`00${context.digits(8)}`, `Ext-${name}`, `eXT-${name.toUpperCase()}`]) {
      const operations = [{ op: "replace", path: "externalId", value }];
      const answer = await context.write(user.id, operations, {
        title: `PATCH: externalId ${show(value)}`,
        intent: { kind: "valid" },
      });
      const seen = await judgeUserPatch(context, {
        id: user.id,
        before,
        answer,
        outcomes: outcomesFor(before, operations),
        paths: watched(before, { needs: ["externalId"] }),
        rules: [EXTERNAL, "RFC7643-3.1-EXTID-CASE"],
        shape: "edit-replace",
      });
      if (seen === undefined || isRefusal(answer)) return;
      before = seen;
    }
  },
};

/** A PATCH changes the User in its URL, whatever the value says, and no other. */
function onlyThisUser({ text }: Subjects): Scenario {
  return {
    ...base,
    id: "patch.user.only-this-user",
    title: "A PATCH changes the User in its URL and no other",
    requirements: [TARGET],
    run: async (context) => {
      const values = new Values(context);
      const other = await makeUser(context, { [text]: values.text(text, 0) }, "other");
      const own = await makeUser(context, { [text]: values.text(text, 0) }, "own");
      await patchOneOfTwo(context, { own, other, text, needs: [text], which: "one of two Users" });
    },
  };
}

/** An id that names nobody, and one that named somebody. */
function unknown(kind: "unknown-id" | "deleted-id", { text }: Subjects): Scenario {
  const isDeleted = kind === "deleted-id";
  return {
    ...base,
    id: `patch.user.${kind}`,
    title: isDeleted
      ? "A PATCH of a deleted User answers 404 and does not bring it back"
      : "A PATCH of an unknown id answers 404 and creates nobody",
    requirements: [
      "RFC7644-3.5.2-404",
      "OPENAPI-404-UNKNOWN",
      "RFC7644-3.5.1-NO-CREATE",
      isDeleted ? "RFC7644-3.6-404-ALL" : "RFC7644-3.12-404",
    ],
    run: async (context) => {
      const user = await context.user("own");
      const id = isDeleted ? user.id : await context.unknownId(user.id);
      if (isDeleted) await context.deleteFixture(user);
      const name = context.name("nobody");
      const operations = [
        { op: "replace", path: text, value: "Nobody" },
        ...(isThere(context.operation, "displayName") ? [{ op: "replace", path: "displayName", value: name }] : []),
      ];
      const answer = await context.write(id, operations, {
        title: "PATCH: an id that names nobody",
        intent: { kind: "provoked", cause: "unknown-id" },
      });
      await judgeNothing(context, id, name, answer, isDeleted);
      if (answer.response?.status === 404)
        context.judge({ requirement: "RFC7644-3.5.2-404", invariant: "status", shape: "none", outcome: "passed" });
    },
  };
}

/** A wrong or missing credential. */
function credentials(kind: "missing" | "wrong", { text }: Subjects): Scenario {
  const words = kind === "missing" ? "no" : "a wrong";
  return {
    ...base,
    id: `patch.user.credentials.${kind}`,
    title: `A PATCH of a User with ${words} credential is refused`,
    depth: "smoke",
    last: true,
    requirements: [SECURITY, REFUSED],
    run: async (context) => {
      if (!context.operation.secured)
        throw new NoVerdict("not-applicable", "the document declares no security for this operation");
      if (!context.authProbes.allowed) throw new NoVerdict("blocked", context.authProbes.reason);
      const values = new Values(context);
      const user = await makeUser(context, { [text]: values.text(text, 0) });
      const shape = kind === "missing" ? "credential-missing" : "credential-wrong";
      const value = values.text(text, 1);
      const answer = await context.write(user.id, [{ op: "replace", path: text, value }], {
        title: `PATCH: with ${words} credential`,
        intent: { kind: "provoked", cause: "credentials" },
        credential: kind === "missing" ? "none" : "wrong",
      });
      needAnswer(answer);
      const seen = await context.readUser(user.id, { holds: () => true, names: [text] });
      const isWritten = seen.kind === "present" && sameValue(value, attributeOf(seen.resource, text), text);
      const common = { requirement: SECURITY, invariant: "refused", shape } as const;
      if (!isSuccess(answer) && !isWritten) {
        context.judge({ ...common, outcome: "passed" });
        context.judge({ requirement: REFUSED, invariant: "unchanged", shape, outcome: "passed" });
        return;
      }
      context.judge({
        ...common,
        ...(isWritten && !isSuccess(answer) ? { alsoViolates: [REFUSED] } : {}),
        outcome: "failed",
        expected: ["401 or 403, and nothing changed"],
        actual: `${statusText(answer)}${isWritten ? ", and the change was made" : ""}`,
        message: `A PATCH with ${words} credential ${isSuccess(answer) ? "was accepted" : "was refused and applied"}.`,
      });
    },
  };
}

/** Who a PATCH is about, and who may send it. */
export function identityScenarios(subjects: Subjects, hasExternalId: boolean): readonly Scenario[] {
  return [
    takenName,
    ...(hasExternalId ? [externalId] : []),
    onlyThisUser(subjects),
    unknown("unknown-id", subjects),
    unknown("deleted-id", subjects),
    credentials("missing", subjects),
    credentials("wrong", subjects),
  ];
}
