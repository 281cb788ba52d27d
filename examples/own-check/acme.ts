import {
  defineCheck,
  defineRequirement,
  defineScenario,
  expectWritten,
  failed,
  groupBody,
  type Own,
  passed,
  stateOf,
} from "scimproof";

const NAME = "ACME-GROUP-NAME-TRIMMED";

const nameTrimmed = defineRequirement({
  id: NAME,
  level: "DOCUMENT",
  text: "A Group is shown with a name that has no spaces around it.",
  source: { kind: "prose", page: "Acme SCIM guide", place: "Groups", url: "https://docs.acme.example/scim#groups" },
  tested: { by: ["acme.group-name-trimmed"] },
});

const check = defineCheck({
  id: "acme.group-name-trimmed",
  title: "The name of a Group has no spaces around it",
  requirements: [NAME],
  scope: "after-write",
  judge: ({ exchange, body }) => {
    if (exchange.resource?.type !== "Group" || body.kind !== "json") return [];
    const name: unknown = (body.value as { displayName?: unknown } | null)?.displayName;
    if (typeof name !== "string") return [];
    if (name === name.trim()) return [passed(NAME, "displayName")];
    return [
      failed(NAME, "displayName", {
        expected: [JSON.stringify(name.trim())],
        actual: JSON.stringify(name),
        message: "The name has spaces around it.",
        pointer: "/displayName",
      }),
    ];
  },
});

const scenario = defineScenario({
  id: "acme.put.group.name-and-back",
  title: "A Group that is renamed and renamed back has its first name and all its members",
  depth: "smoke",
  requirements: ["RFC7644-3.5.1-RW-REPLACED"],
  users: 0,
  groups: 1,
  run: async (context) => {
    const users = await context.someUsers(2);
    const group = await context.group(users);
    for (const name of [context.name("other"), group.displayName]) {
      const expected = stateOf(name, users);
      const answer = await context.write(group.id, groupBody(context, expected), {
        title: `PUT the Group with the name ${name}`,
        intent: { kind: "valid" },
      });
      await expectWritten(context, {
        group,
        answer,
        expected,
        shape: "name-ordinary",
        about: "RFC7644-3.5.1-RW-REPLACED",
      });
    }
  },
});

/** What Acme's suites have beside those that come with Scimproof. */
export const own: Own = { checks: [check], scenarios: [scenario], requirements: [nameTrimmed] };
