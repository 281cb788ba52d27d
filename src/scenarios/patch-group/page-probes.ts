import { isObject } from "../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { groupBody, stateOf } from "../group-body.ts";
import { type PatchOperation, renameTo } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";
import { isClosed, nameStyleOf } from "./style.ts";

const REFUSED = "RFC7644-3.12-REFUSED-UNCHANGED";
const SCHEMAS = "RFC7644-3.5.2-SCHEMAS-URI";
const RULES = patchRules("RFC7644-3.5.2.1-MULTI-APPEND");
const base = { depth: "standard", users: 0, groups: 1 } as const;

/** PUT where the document's prose says that it is off: it must not succeed and must change nothing. */
export const patchPutOff: Scenario = {
  ...base,
  id: "patch.group.put-off",
  title: "PUT is off where the document says so",
  requirements: ["OPENAPI-PUT-OFF"],
  run: async (context) => {
    if (!context.contract.profile.patch.putOff)
      throw new NoVerdict("not-applicable", "the document does not say that PUT is off");
    const users = await context.someUsers(1);
    const group = await context.group(users);
    const body = groupBody(context, { displayName: context.name("put"), members: [] });
    const answer = await context.sendBeside({ method: "PUT", id: group.id, body, title: "PUT the Group" });
    needAnswer(answer);
    const common = { requirement: "OPENAPI-PUT-OFF", invariant: "status", shape: "none" } as const;
    if (isSuccess(answer)) {
      context.judge({
        ...common,
        outcome: "failed",
        expected: ["405, 501 or another refusal"],
        actual: statusText(answer),
        message: "PUT succeeded although the document's prose says that it is off.",
      });
    } else context.judge({ ...common, outcome: "passed" });
    await expectUnchanged(context, {
      id: group.id,
      before: group,
      requirement: "OPENAPI-PUT-OFF",
      alsoViolates: isRefusal(answer) ? [REFUSED] : [],
      shape: "none",
      although: `PUT is off (it was answered ${statusText(answer)})`,
    });
  },
};

/** A rename that differs from the usual one in a way that the sources leave open: applied, or refused without effect. */
interface Variant {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly make: (rename: PatchOperation, name: string) => unknown;
  /** The client's duty that is left undone: what becomes of it is learnt. */
  readonly duty?: string;
  /** True where the document or the RFC says that it is taken after all. */
  readonly isTaken?: (context: ScenarioContext) => boolean;
  /** Why it does not apply to this document. */
  readonly unless?: (context: ScenarioContext) => string | undefined;
}

function variant({ id, title, why, make, duty, isTaken, unless }: Variant): Scenario {
  return {
    ...base,
    id: `patch.group.${id}`,
    title,
    requirements: ["RFC7644-3.5.2.3-SINGLE", REFUSED, ...(duty === undefined ? [] : [duty])],
    run: async (context) => {
      const reason = unless?.(context);
      if (reason !== undefined) throw new NoVerdict("not-applicable", reason);
      const users = await context.someUsers(1);
      const group = await context.group(users);
      const expected = stateOf(context.name("renamed"), users);
      const message = make(renameTo(nameStyleOf(context), expected.displayName), expected.displayName);
      const taken = isTaken?.(context) === true;
      const answer = await context.write(group.id, message, {
        title: `PATCH a name, ${why}`,
        intent: taken ? { kind: "valid" } : { kind: "open", why },
      });
      needAnswer(answer);
      context.learn({
        id: `patch.${id}`,
        title: `A PATCH ${why}`,
        value: isSuccess(answer) ? "is taken" : `is answered with ${statusText(answer)}`,
      });
      if (duty !== undefined && (isSuccess(answer) || isRefusal(answer)))
        context.judge({ requirement: duty, invariant: "learnt", shape: "body-required", outcome: "passed" });
      if (isRefusal(answer) && !taken) {
        await expectUnchanged(context, {
          id: group.id,
          before: group,
          requirement: REFUSED,
          shape: "body-required",
          although: `the PATCH was refused with ${statusText(answer)}`,
        });
        return;
      }
      const about = "RFC7644-3.5.2.3-SINGLE";
      await expectPatched(context, {
        group,
        answer,
        expected,
        shape: "body-required",
        rules: RULES,
        changes: true,
        about,
      });
    },
  };
}

/** True where the declared schema of a request has a default for `schemas`: then leaving them out is documented. */
function hasDefaultSchemas({ operation }: ScenarioContext): boolean {
  return operation.request.content.some(({ body }) => {
    const properties = isObject(body?.schema) ? body.schema["properties"] : undefined;
    const schemas = isObject(properties) ? properties["schemas"] : undefined;
    return isObject(schemas) && schemas["default"] !== undefined;
  });
}

/** Without `schemas`; with fields beside the usual ones; and a rename in the other of its two forms. */
export const patchOpenMessages: readonly Scenario[] = [
  variant({
    id: "schemas-absent",
    title: "A PATCH without `schemas` is applied, or refused without effect",
    why: "without schemas",
    duty: SCHEMAS,
    make: (rename) => ({ Operations: [rename] }),
    isTaken: hasDefaultSchemas,
  }),
  variant({
    id: "extra-fields",
    title: "A PATCH with fields nobody described is applied, or refused without effect",
    why: "with a field nobody described",
    make: (rename) => ({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [rename],
      scimproof: "extra",
    }),
  }),
  variant({
    id: "rename-other-form",
    title: "A rename under the path `displayName` does what one without a path does",
    why: "under the path displayName",
    make: (_, name) => [{ op: "replace", path: "displayName", value: name }],
    // RFC 7644 section 3.5.2.3 has both forms; a page that lists the forms it takes may have one.
    isTaken: (context) => !isClosed(context),
    unless: ({ contract }) =>
      contract.profile.patch.pathRequired
        ? "the document demands a path, so this is the form of every rename"
        : undefined,
  }),
];
