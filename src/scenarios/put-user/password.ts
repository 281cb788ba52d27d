import type { Exchange } from "../../result/index.ts";
import { attributeOf, isUnassigned } from "../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { addPassword, tellsPassword } from "../password-forms.ts";
import type { Scenario } from "../scenario.ts";

const NEVER = "RFC7643-4.1.1-PASSWORD-NEVER";

/**
 * A password is taken and never shown: not by the PUT that sets it, not by a later one, not by GET, not in a list, not
 * when it is asked for by name. Under another name it is found by its text, or by what a common hash makes of it.
 */
export const userPassword: Scenario = {
  id: "put.user.password",
  title: "A `password` that a PUT sends is never returned",
  depth: "standard",
  users: 0,
  groups: 0,
  requirements: [NEVER],
  run: async (context) => {
    const user = await context.user("own");
    const displayName = context.name("with a password");
    const password = `Sp-${context.digits(10)}-aA!`;
    addPassword(context, password);
    const answer = await context.write(
      user.id,
      { ...user.body, displayName, password },
      {
        title: "PUT the User with a password",
        intent: { kind: "open", why: "a password, whose rules are the server's" },
      },
    );
    needAnswer(answer);
    judgeText(context, answer, "the answer to the PUT that set it");
    if (isRefusal(answer)) throw new NoVerdict("inconclusive", `the password was refused with ${statusText(answer)}`);
    // Asked for by name where it was not shown: `never` is never.
    const seen = await context.readUser(user.id, { holds: () => true, names: ["password"] });
    if (seen.kind === "present") {
      judgeText(context, seen.exchange, seen.by);
      judgeAttribute(context, seen.resource, `${seen.by}, with it or asked for by name`);
    }
    const listed = await context.find(displayName);
    for (const resource of listed ?? []) judgeAttribute(context, resource, "a list");
    const later = await context.write(
      user.id,
      { ...user.body, displayName: context.name("later") },
      {
        title: "PUT the User without the password",
        intent: { kind: "valid" },
      },
    );
    needAnswer(later);
    if (isSuccess(later)) judgeText(context, later, "the answer to a later PUT");
  },
};

function judgeAttribute(context: ScenarioContext, resource: Readonly<Record<string, unknown>>, where: string): void {
  const common = { requirement: NEVER, invariant: "password", shape: "none" } as const;
  if (isUnassigned(attributeOf(resource, "password"))) context.judge({ ...common, outcome: "passed" });
  else fail(context, where);
}

/** The text itself, under whatever name, as it was found before the record was made. */
function judgeText(context: ScenarioContext, { disclosed }: Exchange, where: string): void {
  if (tellsPassword(disclosed)) fail(context, where);
}

function fail(context: ScenarioContext, where: string): void {
  context.judge({
    requirement: NEVER,
    alsoViolates: ["SECURITY-NO-DISCLOSURE"],
    invariant: "password",
    shape: "none",
    outcome: "failed",
    expected: ["no `password`"],
    actual: `the password that was set, or a hash of it, in ${where}`,
    message: "The password of a User was returned.",
    pointer: "/password",
  });
}
