import { headerOf } from "../../result/index.ts";
import { isSuccess, needAnswer, statusText } from "../answer.ts";
import type { ScenarioContext } from "../context.ts";
import { NoVerdict } from "../context.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { stateOf, type WriteMethod, wholeBody } from "../group-body.ts";
import type { Scenario } from "../scenario.ts";

const ENFORCED = "OPENAPI-SECURITY-ENFORCED";
const STATUS = "RFC7644-3.12-401";
const CHALLENGE = "RFC9110-15.5.2-CHALLENGE";

function scenario(method: WriteMethod, kind: "missing" | "wrong"): Scenario {
  return {
    id: `${method}.group.credentials.${kind}`,
    title:
      kind === "missing" ? "A request without a credential is refused" : "A request with a wrong credential is refused",
    depth: "smoke",
    requirements: [ENFORCED, STATUS, CHALLENGE, "RFC7644-3.12-REFUSED-UNCHANGED"],
    users: 0,
    groups: 1,
    last: true,
    run: async (context) => {
      if (!context.operation.secured)
        throw new NoVerdict("not-applicable", "the document declares no security for this operation");
      if (!context.authProbes.allowed) throw new NoVerdict("blocked", context.authProbes.reason);
      const users = await context.someUsers(2);
      const group = await context.group(users.slice(0, 1));
      const answer = await context.write(
        group.id,
        await wholeBody(context, stateOf(context.name("intruder"), users.slice(1))),
        {
          title: kind === "missing" ? "send without a credential" : "send with a wrong credential",
          intent: { kind: "provoked", cause: "credentials" },
          credential: kind === "missing" ? "none" : "wrong",
        },
      );
      needAnswer(answer);
      const shape = kind === "missing" ? "credential-missing" : "credential-wrong";
      judgeStatus(context, answer, shape);
      await expectUnchanged(context, {
        id: group.id,
        before: group,
        requirement: isSuccess(answer) ? ENFORCED : "RFC7644-3.12-REFUSED-UNCHANGED",
        ...(isSuccess(answer) ? {} : { alsoViolates: [ENFORCED] }),
        shape,
        although: kind === "missing" ? "no credential was sent" : "the credential was wrong",
      });
    },
  };
}

/** A 401 says how to authenticate (RFC 9110 section 15.5.2). */
function judgeChallenge(
  context: ScenarioContext,
  answer: Parameters<typeof isSuccess>[0],
  shape: "credential-missing" | "credential-wrong",
): void {
  const common = { requirement: CHALLENGE, invariant: "www-authenticate", shape } as const;
  if (headerOf(answer.response?.headers ?? [], "www-authenticate") !== undefined) {
    context.judge({ ...common, outcome: "passed" });
    return;
  }
  context.judge({
    ...common,
    outcome: "failed",
    expected: ["a WWW-Authenticate header"],
    actual: "none",
    message: "The 401 does not say how to authenticate.",
  });
}

function judgeStatus(
  context: ScenarioContext,
  answer: Parameters<typeof isSuccess>[0],
  shape: "credential-missing" | "credential-wrong",
): void {
  const status = answer.response?.status ?? 0;
  if (isSuccess(answer)) {
    context.judge({
      requirement: ENFORCED,
      invariant: "status",
      shape,
      outcome: "failed",
      expected: ["401"],
      actual: statusText(answer),
      message: `A request with ${shape === "credential-missing" ? "no" : "a wrong"} credential was accepted.`,
    });
    return;
  }
  context.judge({ requirement: ENFORCED, invariant: "status", shape, outcome: "passed" });
  if (status >= 500) return;
  // A document that names 403 for this cause and not 401 (it may call it Unauthorized) settles the question.
  const declared = new Set(context.operation.responses.map((response) => response.status));
  const right = status === 401 || (status === 403 && declared.has("403") && !declared.has("401"));
  if (status === 401) judgeChallenge(context, answer, shape);
  const common = { requirement: STATUS, invariant: "status", shape } as const;
  if (right) context.judge({ ...common, outcome: "passed" });
  else {
    context.judge({
      ...common,
      outcome: "failed",
      expected: declared.has("403") && !declared.has("401") ? ["401", "403"] : ["401"],
      actual: statusText(answer),
      message: `A refused credential was answered ${statusText(answer)} instead of 401.`,
    });
  }
}

/** A PUT without a credential, and one with a wrong one: refused, and nothing changed. */
export const credentialScenarios = (method: WriteMethod): readonly Scenario[] => [
  scenario(method, "missing"),
  scenario(method, "wrong"),
];
