import { textAttribute } from "../../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { keyOf, makeUser, readThere, say, serviceScenario } from "../kit.ts";

const TYPE = "User";

/** Without PATCH, a server says so: 501 (RFC 7644 section 3.12), and does nothing. */
export const patchUnsupported: Scenario = serviceScenario({
  id: "service.discovery.patch-unsupported",
  title: "Where PATCH is not offered, it is answered 501 and changes nothing",
  requirements: ["RFC7644-3.5.2-UNSUPPORTED-501", "RFC7644-3.12-REFUSED-UNCHANGED", "RFC7643-5-CONFIG-HONEST"],
  needs: ["POST User collection", "PATCH User resource"],
  makes: { users: 1, groups: 0 },
  run: async (context) => {
    const { config } = await context.service.discovery();
    if (config.model?.patch !== false)
      throw new NoVerdict("not-applicable", "the server does not say that it offers no PATCH");
    const user = await makeUser(context, "own");
    const displayName = context.name("changed");
    const answer = await context.service.request({
      method: "PATCH",
      to: { type: TYPE, id: user.id },
      title: "PATCH a User though PATCH is not offered",
      body: [{ op: "replace", path: "displayName", value: displayName }],
      intent: { kind: "provoked", cause: "method" },
    });
    needAnswer(answer);
    const { resource } = await readThere(context, TYPE, user.id);
    const isChanged = textAttribute(resource, "displayName") === displayName;
    const operation = keyOf(context, "PATCH User resource");
    say(context, {
      requirement: "RFC7644-3.5.2-UNSUPPORTED-501",
      invariant: "status",
      holds: answer.response?.status === 501,
      expected: ["501"],
      actual: statusText(answer),
      message: "A PATCH, which the server says it does not offer, is not answered 501.",
      operation,
    });
    say(context, {
      requirement: "RFC7643-5-CONFIG-HONEST",
      invariant: "patch",
      holds: !(isSuccess(answer) && isChanged),
      expected: ["no PATCH, as the configuration says"],
      actual: `${statusText(answer)}, and the change`,
      message: "The configuration says that PATCH is not supported, and it is: clients that look there never send one.",
      operation,
    });
    say(context, {
      requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
      invariant: "patch",
      holds: isSuccess(answer) || !isChanged,
      expected: ["the User as it was"],
      actual: "the User has changed",
      message: "A refused PATCH has changed a User.",
      operation,
    });
  },
});
