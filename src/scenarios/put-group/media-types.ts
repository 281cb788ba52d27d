import { isRefusal } from "../answer.ts";
import { patchRules } from "../expect-patched.ts";
import { expectWritten, PUT_RULES } from "../expect-written.ts";
import { stateOf, type WriteMethod, wholeBody } from "../group-body.ts";
import type { Scenario, ScenarioFamily } from "../scenario.ts";

const REQUIREMENT = "OPENAPI-REQUEST-TYPE-ACCEPTED";

/** Each JSON request type that the document or its prose names is taken, and the write applied. */
export const mediaTypes =
  (method: WriteMethod): ScenarioFamily["scenarios"] =>
  (contract, operation) => {
    const declared = operation.request.content.map(({ type }) => type);
    const types = [...new Set([...declared, ...contract.profile.alsoAcceptedRequestTypes])];
    const json = types.filter((type) => /[/+]json\b/iu.test(type));
    const [usual] = json;
    // What identity providers write: the parameter has no effect (RFC 8259 section 11).
    const charset = usual === undefined || usual.includes(";") ? [] : [`${usual}; charset=utf-8`];
    return [...json, ...charset].map((type) => scenarioFor(method, type));
  };

function scenarioFor(method: WriteMethod, type: string): Scenario {
  const slug = type.endsWith("; charset=utf-8")
    ? "charset"
    : type === "application/json"
      ? "json"
      : type
          .replace(/^application\//iu, "")
          .replaceAll(/[^\w]+/gu, "-")
          .toLowerCase();
  return {
    id: `${method}.group.media-type.${slug}`,
    title: `A request as ${type} is accepted and applied`,
    depth: "standard",
    requirements: [REQUIREMENT, "RFC7644-3.5.1-RW-REPLACED"],
    users: 2,
    groups: 1,
    run: async (context) => {
      const [a = "", b = ""] = await context.users(2);
      const group = await context.group([a]);
      const expected = stateOf(context.name("sent"), [b]);
      const answer = await context.write(group.id, await wholeBody(context, expected), {
        title: `send a new name and another member as ${type}`,
        intent: { kind: "valid" },
        contentType: type,
      });
      if (!isRefusal(answer))
        context.judge({ requirement: REQUIREMENT, invariant: slug, shape: "media-type", outcome: "passed" });
      await expectWritten(context, {
        group,
        answer,
        expected,
        shape: "media-type",
        about: REQUIREMENT,
        rules: method === "patch" ? patchRules("RFC7644-3.5.2.3-MULTI-ALL") : PUT_RULES,
      });
    },
  };
}
