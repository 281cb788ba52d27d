import { isUnassigned, textAttribute } from "../../scim/index.ts";
import { answeredResource, isRefusal, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { declares } from "../declares.ts";
import { expectWritten } from "../expect-written.ts";
import { groupBody } from "../group-body.ts";
import type { Scenario, ScenarioFamily } from "../scenario.ts";
import { quote } from "../words.ts";
import { sameExternalId } from "./same-external-id.ts";

const CASE = "RFC7643-3.1-EXTID-CASE";
const WRITABLE = "RFC7643-3.1-EXTID-RW";
const REPLACED = "RFC7644-3.5.1-RW-REPLACED";

/** The id of a Group in the client's own books, where the document has it. */
export const groupExternalId: ScenarioFamily["scenarios"] = (_contract, operation) =>
  declares(operation, "externalId") ? [externalId, sameExternalId("put")] : [];

/** Set, changed, changed in case alone, and left out. */
const externalId: Scenario = {
  id: "put.group.external-id",
  title: "`externalId` of a Group is stored, with its case, and its next value",
  depth: "standard",
  requirements: [CASE, REPLACED, WRITABLE, "RFC7644-3.5.1-OMITTED-CONSISTENT", "RFC7644-3.5.1-MEMBERS-REPLACED"],
  users: 0,
  groups: 1,
  run: async (context) => {
    const members = await context.someUsers(1);
    const group = await context.group(members);
    const name = context.name("external id");
    // Digits with zeros before them are no number: books are full of such ids.
    const ordinary = [`Ext-${name}`, `eXT-${name.toUpperCase()}`, `00${context.digits(8)}`];
    // As directories write them: a GUID in braces, base64 of one, a distinguished name.
    const directories = [`{${name}}`, `${name}/+A==`, `CN=${name},OU=Groups`];
    const last = `other-${name}`;
    for (const value of [...ordinary, ...directories, last]) {
      const isOpen = directories.includes(value);
      const answer = await context.write(group.id, groupBody(context, { ...group, members }, { externalId: value }), {
        title: `PUT the Group with \`externalId\` ${quote(value)}`,
        intent: isOpen ? { kind: "open", why: "which signs an `externalId` may have" } : { kind: "valid" },
      });
      if (isOpen && isRefusal(answer)) continue;
      const expected = { ...group, externalId: value };
      const seen = await expectWritten(context, { group, answer, expected, shape: "none", about: REPLACED });
      // Where nothing can be read, the answer shows at least what the server took it for.
      const shown = seen.kind === "present" ? seen.resource : answeredResource(answer);
      if (shown === undefined) throw new NoVerdict("inconclusive", "the Group could not be read back");
      judge(context, value, textAttribute(shown, "externalId"), seen.kind === "present" ? seen.by : "the answer");
    }
    await leaveOut(context, group, members, last);
  },
};

function judge(context: ScenarioContext, sent: string, stored: string | undefined, by: string): void {
  if (stored === sent) {
    for (const requirement of [CASE, REPLACED, WRITABLE])
      context.judge({ requirement, invariant: "externalId", shape: "none", outcome: "passed" });
    return;
  }
  const case_ = stored?.toLowerCase() === sent.toLowerCase();
  context.judge({
    requirement: case_ ? CASE : REPLACED,
    alsoViolates: [case_ ? REPLACED : WRITABLE],
    invariant: "externalId",
    shape: "none",
    outcome: "failed",
    expected: [quote(sent)],
    actual: `${quote(stored)} in ${by}`,
    message: "`externalId` is not what the acknowledged PUT sent.",
    pointer: "/externalId",
  });
}

/** Left out, it is kept or cleared; the answer and a read agree. */
async function leaveOut(
  context: ScenarioContext,
  group: Parameters<typeof groupBody>[1] & { readonly id: string },
  members: readonly string[],
  had: string,
): Promise<void> {
  // Under another name, by which a read shows whether the PUT has arrived.
  const displayName = context.name("without");
  const answer = await context.write(group.id, groupBody(context, { displayName, members }), {
    title: "PUT the Group without `externalId`",
    intent: { kind: "open", why: "a Group without externalId, which a server may need" },
  });
  needAnswer(answer);
  if (isRefusal(answer)) {
    throw new NoVerdict("not-applicable", `a PUT without it is refused with ${statusText(answer)}`);
  }
  const seen = await context.read(group.id, { displayName, members: new Set(members) });
  const answered = answeredResource(answer);
  if (seen.kind !== "present" || answered === undefined) {
    throw new NoVerdict("inconclusive", "the Group could not be read back");
  }
  const [stored, shown] = [seen.resource, answered].map((resource) => textAttribute(resource, "externalId"));
  context.learn({
    id: "put.left-out.externalId",
    title: "`externalId` of a Group that a PUT leaves out",
    value: stored === had ? "is kept" : isUnassigned(stored) ? "is cleared" : "is set to another value",
  });
  const common = { requirement: "RFC7644-3.5.1-OMITTED-CONSISTENT", invariant: "externalId", shape: "none" } as const;
  if ((stored ?? "") === (shown ?? "")) context.judge({ ...common, outcome: "passed" });
  else {
    context.judge({
      ...common,
      alsoViolates: ["RFC7644-3.5.1-RW-OMITTED", "RFC7644-3.1-RESPONSE-STATE"],
      outcome: "failed",
      expected: [`what the server keeps: ${quote(stored)}`],
      actual: `the PUT was answered with ${quote(shown)}`,
      message: "The answer to a PUT without `externalId` shows another value than a read right after it.",
      pointer: "/externalId",
    });
  }
}
