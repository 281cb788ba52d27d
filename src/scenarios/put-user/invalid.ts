import { jsonBody, type Operation, type SingleViolation, singleViolations } from "../../document/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict } from "../context.ts";
import type { Scenario, ScenarioFamily } from "../scenario.ts";
import { violationWords } from "../violation-words.ts";
import { valueAt } from "./expect-user.ts";
import { sameValue } from "./same-value.ts";
import { canaryPath, withValue } from "./user-attributes.ts";

const REFUSED = "RFC7644-3.12-REFUSED-UNCHANGED";
const DONE = "RFC7644-3.12-SUCCESS-MEANS-DONE";
const LENIENT = "LENIENT-ACCEPTED";
const MALFORMED = "RFC7644-3.12-400-MALFORMED";

/** A broken body beside a valid change of one text, the canary. */
interface Broken {
  readonly id: string;
  readonly title: string;
  /** True for what is no JSON object. */
  readonly unparsable: boolean;
  /** True for JSON of another kind: which refusal it gets no sentence says. */
  readonly isJson?: true;
  readonly make: (valid: Record<string, unknown>) => unknown;
}

const UNPARSABLE: readonly Broken[] = [
  {
    id: "malformed-truncated",
    title: "JSON that breaks off",
    unparsable: true,
    make: (valid) => JSON.stringify(valid).slice(0, -1),
  },
  { id: "malformed-empty", title: "no body at all", unparsable: true, make: () => "" },
  {
    id: "kind-list",
    title: "the User in a list",
    unparsable: true,
    isJson: true,
    make: (valid) => JSON.stringify([valid]),
  },
  { id: "kind-null", title: "null in place of the User", unparsable: true, isJson: true, make: () => "null" },
];

/** Each single violation of the declared request schema on Users, and bodies that are no JSON. */
export const userInvalid: ScenarioFamily["scenarios"] = (_contract, operation) => [
  ...UNPARSABLE.map(scenarioFor),
  ...violations(operation).map(({ id, description, apply }) =>
    scenarioFor({ id: violationWords(id), title: description, unparsable: false, make: apply }),
  ),
];

function violations(operation: Operation): readonly SingleViolation[] {
  const body = jsonBody(operation.request.content);
  if (body === undefined) return [];
  // What the RFC has as readOnly is ignored, whatever the document forgot to say of it; the canary must stay intact.
  const canary = `/${canaryPath(operation).replace(".", "/")}`;
  return singleViolations(body).filter(
    ({ pointer }) => !/^\/(?:id$|meta\/|groups)/u.test(pointer) && !`${pointer}/`.startsWith(`${canary}/`),
  );
}

function scenarioFor(broken: Broken): Scenario {
  return {
    id: `put.user.invalid.${broken.id}`,
    title: `A PUT with ${broken.title} is refused without effect, or applied`,
    depth: "standard",
    requirements: [REFUSED, DONE, broken.unparsable ? MALFORMED : LENIENT],
    users: 0,
    groups: 0,
    run: async (context) => {
      const user = await context.user("own");
      const canary = canaryPath(context.operation);
      const answer = await context.write(user.id, broken.make(withValue(user.body, canary, "Canary")), {
        title: `PUT ${broken.title}, with a valid change beside it`,
        intent: { kind: "provoked", cause: "bad-body" },
      });
      needAnswer(answer);
      const seen = await context.readUser(user.id, {
        holds: (shown) => isRefusal(answer) || sameValue("Canary", valueAt(shown, canary)),
        names: [],
      });
      if (seen.kind !== "present") throw new NoVerdict("inconclusive", "the User could not be read back");
      const applied = sameValue("Canary", valueAt(seen.resource, canary));
      const shape = broken.unparsable ? "body-malformed" : "body-type";
      const failure = {
        shape,
        outcome: "failed",
        actual: `${statusText(answer)}${applied ? ", applied" : ", not applied"}`,
      } as const;
      if (isSuccess(answer)) {
        if (broken.unparsable || !applied) {
          const message = `A PUT with ${broken.title} was acknowledged${applied ? "" : ", and the valid part of it was not applied"}.`;
          const also = broken.unparsable ? { alsoViolates: [MALFORMED] } : {};
          context.judge({
            ...failure,
            ...also,
            requirement: DONE,
            invariant: "canary",
            expected: ["a refusal with 4xx"],
            message,
          });
          return;
        }
        context.judge({ requirement: DONE, invariant: "canary", shape, outcome: "passed" });
        const message = `A PUT with ${broken.title} was accepted.`;
        context.judge({
          ...failure,
          requirement: LENIENT,
          invariant: broken.id,
          expected: ["a refusal with 4xx"],
          message,
        });
        return;
      }
      if (applied) {
        const message = `A PUT with ${broken.title} was answered ${statusText(answer)} and applied all the same.`;
        context.judge({
          ...failure,
          requirement: REFUSED,
          invariant: "unchanged",
          expected: ["the User as it was"],
          message,
        });
        return;
      }
      context.judge({ requirement: REFUSED, invariant: "unchanged", shape, outcome: "passed" });
      if (!broken.unparsable) context.judge({ requirement: LENIENT, invariant: broken.id, shape, outcome: "passed" });
      else if (broken.isJson !== true && isRefusal(answer)) {
        const right = answer.response?.status === 400;
        const common = { requirement: MALFORMED, invariant: "status" } as const;
        if (right) context.judge({ ...common, shape, outcome: "passed" });
        else
          context.judge({
            ...failure,
            ...common,
            expected: ["400"],
            message: "A body that is not JSON was refused with another status.",
          });
      }
    },
  };
}
