import { jsonBody, sampleBody } from "../../document/index.ts";
import { type GroupFixture, groupBody, NoVerdict, type ScenarioContext, statusText } from "../../scenarios/index.ts";
import { attributeOf, isObject, type JsonObject, textAttribute } from "../../scim/index.ts";
import { AS_IT_IS, after, fateOf, isTaken, type Learner, type Told } from "./learner.ts";

const AREAS = ["PUT Group"] as const;

/** What becomes of members that a PUT does not mention. */
export const absentMembers: Learner = {
  id: "put.absent-members",
  title: "Members that a PUT leaves out",
  areas: AREAS,
  users: 2,
  groups: 1,
  run: async (context) => {
    const users = await context.users(2);
    const group = await context.group(users);
    const name = context.name("without members");
    const answer = await context.write(
      group.id,
      { ...groupBody(context, { displayName: name }), ...needed(context) },
      {
        title: "PUT another name without members",
        intent: AS_IT_IS,
      },
    );
    const said = `a PUT of another name without \`members\` was answered ${statusText(answer)}`;
    if (!isTaken(answer)) throw new NoVerdict("blocked", said);
    const now = await after(context, group.id, answer, { displayName: name, members: group.members });
    if (now.displayName !== name) throw new NoVerdict("inconclusive", `${said}, and the name did not change`);
    const kept = users.filter((user) => now.members.has(user)).length;
    if (kept !== 0 && kept !== users.length) {
      throw new NoVerdict("inconclusive", `${said}, and ${kept} of ${users.length} members were left`);
    }
    const how = `${said}, and ${now.by}`;
    return [
      {
        value: kept === 0 ? "are cleared" : "are kept",
        how,
        lines: [{ path: ["put", "absentMembers"], value: kept === 0 ? "clear" : "keep", note: how }],
      },
    ];
  },
};

/** What becomes of an id that names nobody among the members of a PUT. */
export const unknownInPut: Learner = {
  id: "put.unknown-member",
  title: "An id that names nobody, in a PUT",
  areas: AREAS,
  users: 1,
  groups: 1,
  run: async (context) => {
    const [member = ""] = await context.users(1);
    const group = await context.group([member]);
    const nobody = await context.unknownId(member, "User");
    const members = [member, nobody];
    const body = { ...groupBody(context, { displayName: group.displayName, members }), ...needed(context) };
    const answer = await context.write(group.id, body, { title: "PUT an id that names nobody", intent: AS_IT_IS });
    const said = `a PUT of a member and an id that names nobody was answered ${statusText(answer)}`;
    const { value, how, isNotFound } = await fateOf(context, answer, said, { group, members, nobody });
    return [
      {
        value,
        how,
        lines: [{ path: ["members", "unknown"], value: isNotFound ? "refuse-404" : "open", note: how }],
      },
    ];
  },
};

/** What the document requires of every body beside the RFC's, and whether the server takes it; how it names types of members. */
export const requiredOfBodies: Learner = {
  id: "put.always-send",
  title: "What every body of a PUT has to carry",
  areas: AREAS,
  users: 1,
  groups: 1,
  run: async (context) => {
    const [member = ""] = await context.users(1);
    const group = await context.group([member]);
    const name = context.name("put");
    const extra = needed(context);
    const type = await typeShown(context, group, member);
    const entry = { value: member, ...(type === undefined ? {} : { type }) };
    const plain = groupBody(context, { displayName: name, members: [member] });
    const isTypeNeeded =
      type !== undefined &&
      misses(context, { ...plain, ...extra }) &&
      !misses(context, { ...plain, ...extra, members: [entry] });
    const body = { ...plain, ...extra, ...(isTypeNeeded ? { members: [entry] } : {}) };
    const answer = await context.write(group.id, body, { title: "PUT the Group", intent: AS_IT_IS });
    const keys = Object.keys(extra);
    const what =
      keys.length === 0 ? "a PUT without anything beside" : `a PUT with ${keys.join(", ")}, as the document requires,`;
    const said = `${what} was answered ${statusText(answer)}`;
    if (!isTaken(answer)) throw new NoVerdict("blocked", said);
    const now = await after(context, group.id, answer, { displayName: name, members: new Set([member]) });
    const how = `${said}, and ${now.displayName === name ? now.by : "the name did not change"}`;
    if (now.displayName !== name) throw new NoVerdict("inconclusive", how);
    const rows: Told[] = [
      {
        value: keys.length === 0 ? "is nothing but what the RFC has" : `is ${keys.join(", ")}`,
        how,
        ...(keys.length === 0 ? {} : { lines: [{ path: ["put", "alwaysSend", "Group"], value: extra, note: how }] }),
      },
    ];
    if (type === undefined) return rows;
    const note = `a read of a Group showed its member as of type ${JSON.stringify(type)}`;
    rows.push({
      id: "members.type",
      title: "The type of a User among members",
      value: `is ${JSON.stringify(type)}`,
      how: isTypeNeeded ? `${note}; the document requires one` : note,
      ...(isTypeNeeded ? { lines: [{ path: ["members", "types", "User"], value: type, note }] } : {}),
    });
    return rows;
  },
};

/** How a read shows the type of a member; undefined where it shows none. */
async function typeShown(context: ScenarioContext, group: GroupFixture, member: string): Promise<string | undefined> {
  const seen = await context.read(group.id, group);
  const members = seen.kind === "present" ? attributeOf(seen.resource, "members") : undefined;
  if (!Array.isArray(members)) return undefined;
  const entry = members.find((one): one is JsonObject => isObject(one) && textAttribute(one, "value") === member);
  return entry === undefined ? undefined : textAttribute(entry, "type");
}

/** Properties that the document requires of a PUT body and a plain Group lacks, with values of its own making. */
function needed(context: ScenarioContext): Readonly<Record<string, unknown>> {
  const body = declaredBody(context);
  if (body === undefined) return {};
  const plain = groupBody(context, { displayName: "x" });
  const lacking = body
    .validate(plain)
    .filter(({ keyword, instancePointer }) => keyword === "required" && instancePointer === "")
    .map(({ expected }) => /^property "(.*)"$/u.exec(expected)?.[1] ?? "");
  const sample = sampleBody(body);
  const values: Readonly<Record<string, unknown>> = { ...sample, meta: { resourceType: "Group" } };
  // An id is another one for each resource, and members are what the scenarios are about.
  const own = new Set(["id", "members", "displayName", "schemas", ""]);
  return Object.fromEntries(
    lacking.filter((name) => !own.has(name) && name in values).map((name) => [name, values[name]]),
  );
}

function misses(context: ScenarioContext, body: unknown): boolean {
  return (declaredBody(context)?.validate(body) ?? []).length > 0;
}

function declaredBody({ operation }: ScenarioContext) {
  return jsonBody(operation.request.content);
}

/** Whether the JSON types of requests that the document does not name are taken all the same. */
export const mediaTypes: Learner = {
  id: "request.media-types",
  title: "Other JSON types of requests",
  areas: ["PUT Group"],
  users: 0,
  groups: 1,
  run: async (context) => {
    const declared = context.operation.request.content.map(({ type }) => type.toLowerCase());
    const known = new Set([...declared, ...context.contract.profile.alsoAcceptedRequestTypes]);
    const others = ["application/scim+json", "application/json"].filter((type) => !known.has(type));
    if (others.length === 0) throw new NoVerdict("not-applicable", "the document names them");
    const group = await context.group();
    const accepted: string[] = [];
    const told: string[] = [];
    for (const contentType of others) {
      const name = context.name(contentType);
      const body = { ...groupBody(context, { displayName: name, members: [] }), ...needed(context) };
      const answer = await context.write(group.id, body, {
        title: `PUT as ${contentType}`,
        intent: { kind: "provoked", cause: "media-type" },
        contentType,
      });
      told.push(`a PUT as ${contentType} was answered ${statusText(answer)}`);
      if (!isTaken(answer)) continue;
      const now = await after(context, group.id, answer, { displayName: name, members: new Set() });
      if (now.displayName === name) accepted.push(contentType);
    }
    const how = told.join("; ");
    return [
      {
        value: accepted.length === 0 ? "are refused" : `taken: ${accepted.join(", ")}`,
        how,
        ...(accepted.length === 0
          ? {}
          : {
              lines: [
                {
                  path: ["alsoAcceptedRequestTypes"],
                  value: [...context.contract.profile.alsoAcceptedRequestTypes, ...accepted],
                  note: how,
                },
              ],
            }),
      },
    ];
  },
};
