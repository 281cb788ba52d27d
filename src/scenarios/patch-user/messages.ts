import type { Intent } from "../../result/index.ts";
import { URN } from "../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, notTheServersFault, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import type { Scenario } from "../scenario.ts";
import { outcomesFor } from "./advice.ts";
import { makeUser, type Subjects, watched } from "./case.ts";
import { judgeUserPatch } from "./judge.ts";
import { expectUserUnchanged } from "./unchanged.ts";
import { Values } from "./values.ts";

const REFUSED = "RFC7644-3.12-REFUSED-UNCHANGED";
const DONE = "RFC7644-3.12-SUCCESS-MEANS-DONE";
const OPERATIONS = "RFC7644-3.5.2-OPS-NONEMPTY";
const MALFORMED = "RFC7644-3.12-400-MALFORMED";
const SCHEMAS = "RFC7644-3.5.2-SCHEMAS-URI";
const ORDER = "RFC7643-2.3.8-ORDER";
const SINGLE = "RFC7644-3.5.2.3-SINGLE";
const base = { depth: "standard", users: 0, groups: 0 } as const;

interface WrongMessage {
  readonly id: string;
  /** Completes “… is refused”. */
  readonly what: string;
  /** What a server breaks that takes it; undefined where it may. */
  readonly rule?: string;
  readonly message: (change: object) => unknown;
}

const WRONG: readonly WrongMessage[] = [
  {
    id: "no-operations",
    what: "a PATCH without Operations",
    rule: OPERATIONS,
    message: () => ({ schemas: [URN.patchOp] }),
  },
  {
    id: "operations-text",
    what: "a PATCH whose Operations are a text",
    rule: OPERATIONS,
    message: () => ({ schemas: [URN.patchOp], Operations: "replace" }),
  },
  {
    id: "empty-operations",
    what: "a PATCH with no operation",
    message: () => ({ schemas: [URN.patchOp], Operations: [] }),
  },
  {
    id: "malformed",
    what: "a PATCH that is not JSON",
    rule: MALFORMED,
    message: (change) => JSON.stringify({ schemas: [URN.patchOp], Operations: [change] }).slice(0, -2),
  },
];

/** Messages that are wrong as a whole, and such as may be written in another way. */
export function messageScenarios({ text }: Subjects): readonly Scenario[] {
  return [...WRONG.map((wrong) => wrongMessage(wrong, text)), schemasAbsent(text), attributeOrder(text)];
}

function wrongMessage({ id, what, rule, message }: WrongMessage, text: string): Scenario {
  return {
    ...base,
    id: `patch.user.message.${id}`,
    title: `${what.charAt(0).toUpperCase()}${what.slice(1)} ${rule === undefined ? "changes nothing" : "is refused without effect"}`,
    requirements: [rule ?? OPERATIONS, REFUSED, DONE],
    run: async (context) => {
      const values = new Values(context);
      const user = await makeUser(context, { [text]: values.text(text, 0) });
      const change = { op: "replace", path: text, value: values.text(text, 1) };
      const answer = await context.write(user.id, message(change), {
        title: `PATCH: ${what}`,
        intent: rule === undefined ? { kind: "open", why: what } : { kind: "provoked", cause: "bad-body" },
      });
      needAnswer(answer);
      const shape = id === "malformed" ? "body-malformed" : "body-required";
      const common = { requirement: rule ?? OPERATIONS, invariant: "refused", shape } as const;
      if (isSuccess(answer) && rule !== undefined) {
        context.judge({
          ...common,
          alsoViolates: [DONE],
          outcome: "failed",
          expected: ["a refusal with 4xx"],
          actual: statusText(answer),
          message: `The server accepts ${what}.`,
        });
      } else if (isRefusal(answer)) {
        const right = rule !== MALFORMED || answer.response?.status === 400;
        if (right) context.judge({ ...common, outcome: "passed" });
        else {
          context.judge({
            ...common,
            invariant: "status",
            outcome: "failed",
            expected: ["400"],
            actual: statusText(answer),
            message: "A body that is not JSON was refused with another status.",
          });
        }
      }
      if (rule === undefined) learn(context, id, what, answer);
      await expectUserUnchanged(context, {
        id: user.id,
        before: user.shown,
        paths: watched(user.shown, { needs: [text] }),
        requirement: REFUSED,
        shape,
        although: `${what} was answered ${statusText(answer)}`,
      });
    },
  };
}

/** Without the URN of the message: a duty of the sender, whose neglect a server may take or refuse. */
function schemasAbsent(text: string): Scenario {
  return {
    ...base,
    id: "patch.user.message.schemas-absent",
    title: "A PATCH without `schemas` is carried out, or refused without effect",
    requirements: [SCHEMAS, REFUSED],
    run: async (context) => {
      const { answer } = await sendChange(context, text, {
        title: "PATCH: a change, without `schemas`",
        intent: { kind: "open", why: "a PATCH without `schemas`" },
        mayRefuse: "a PATCH without `schemas`",
        rules: [SINGLE, SCHEMAS],
        message: (operations) => ({ Operations: operations }),
      });
      learn(context, "schemas-absent", "a PATCH without `schemas`", answer);
      if (isSuccess(answer) || isRefusal(answer))
        context.judge({ requirement: SCHEMAS, invariant: "learnt", shape: "body-required", outcome: "passed" });
    },
  };
}

/** The members of the JSON objects in another order than the RFC's examples have them. */
function attributeOrder(text: string): Scenario {
  return {
    ...base,
    id: "patch.user.attribute-order",
    title: "A PATCH is taken whatever the order of the names in it",
    requirements: [ORDER],
    run: async (context) => {
      await sendChange(context, text, {
        title: "PATCH: a change, its names in another order",
        intent: { kind: "valid" },
        rules: [ORDER, SINGLE],
        message: (operations) => ({
          Operations: operations.map(({ op, path, value }) => ({ value, path, op })),
          schemas: [URN.patchOp],
        }),
      });
    },
  };
}

interface Change {
  readonly op: string;
  readonly path: string;
  readonly value: unknown;
}

interface SentChange {
  readonly title: string;
  readonly intent: Intent;
  readonly mayRefuse?: string;
  readonly rules: readonly string[];
  readonly message: (operations: readonly Change[]) => unknown;
}

/** Sends one valid change in a message of some form, and judges what came of it. */
async function sendChange(
  context: ScenarioContext,
  text: string,
  { title, intent, mayRefuse, rules, message }: SentChange,
): Promise<{ readonly answer: Awaited<ReturnType<ScenarioContext["write"]>> }> {
  const values = new Values(context);
  const user = await makeUser(context, { [text]: values.text(text, 0) });
  const operations = [{ op: "replace", path: text, value: values.text(text, 1) }];
  const answer = await context.write(user.id, message(operations), { title, intent });
  await judgeUserPatch(context, {
    id: user.id,
    before: user.shown,
    answer,
    outcomes: outcomesFor(user.shown, operations),
    paths: watched(user.shown, { needs: [text] }),
    rules,
    shape: "body-required",
    ...(mayRefuse === undefined ? {} : { mayRefuse }),
  });
  return { answer };
}

function learn(
  context: ScenarioContext,
  id: string,
  what: string,
  answer: Awaited<ReturnType<ScenarioContext["write"]>>,
): void {
  const ended = notTheServersFault(answer);
  if (ended !== undefined) throw new NoVerdict("inconclusive", ended);
  const title = `${what.charAt(0).toUpperCase()}${what.slice(1)} on a User`;
  context.learn({ id: `patch.user.message.${id}`, title, value: `is answered with ${statusText(answer)}` });
}
