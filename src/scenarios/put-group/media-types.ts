import { isSuccess, needAnswer } from "../answer.ts";
import type { GroupFixture, ScenarioContext } from "../context.ts";
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
      const body = await wholeBody(context, expected);
      const answer = await context.write(group.id, body, {
        title: `send a new name and another member as ${type}`,
        intent: isOpen(context, type) ? { kind: "open", why: `a body as ${type}` } : { kind: "valid" },
        contentType: type,
      });
      needAnswer(answer);
      if (isOpen(context, type) && answer.response?.status === 415) {
        context.learn({ id: `media-type.${slug}`, title: `Requests as ${type}`, value: "are refused with 415" });
        return;
      }
      const isTaken = isSuccess(answer);
      if (isTaken) context.judge({ requirement: REQUIREMENT, invariant: slug, shape: "media-type", outcome: "passed" });
      // A body that is refused as every type is refused for something else.
      const isAboutType = isTaken || answer.response?.status === 415 || (await isTakenByDefault(context, group, body));
      await expectWritten(context, {
        group,
        answer,
        expected,
        shape: "media-type",
        ...(isAboutType ? { about: REQUIREMENT } : {}),
        rules: method === "patch" ? patchRules("RFC7644-3.5.2.3-MULTI-ALL") : PUT_RULES,
      });
    },
  };
}

/** Of every service provider RFC 7644 section 3.8 asks for scim+json, and that plain JSON is served, not that it is taken. */
function isOpen({ contract }: ScenarioContext, type: string): boolean {
  return contract.profile.generic && type === "application/json";
}

/** The same as the type that requests have where nothing else is said. */
async function isTakenByDefault(context: ScenarioContext, { id }: GroupFixture, body: unknown): Promise<boolean> {
  const title = "send the same as every other request, to tell what is refused";
  return isSuccess(await context.write(id, body, { title, intent: { kind: "valid" } }));
}
