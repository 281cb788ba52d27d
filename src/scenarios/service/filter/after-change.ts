import type { ResourceTypeName } from "../../../document/index.ts";
import { type JsonObject, membersOf, textAttribute, textOf } from "../../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { needMethod } from "../described.ts";
import {
  groupOf,
  keyOf,
  learn,
  type Made,
  makeGroup,
  makeOne,
  makeUser,
  open,
  readThere,
  say,
  serviceScenario,
} from "../kit.ts";
import { ask, needFilter } from "./ask.ts";
import { quoted } from "./cases.ts";

const FILTER = "RFC7644-3.4.2.2-ONLY-MATCHING";
const METHODS = ["PUT", "PATCH"] as const;
/** A method that changes what is there. */
export type Method = (typeof METHODS)[number];

/** A filter, whom it must find and whom it must not after a change, in words. */
export interface Found {
  readonly type: ResourceTypeName;
  readonly filter: string;
  readonly id: string;
  readonly isWanted: boolean;
  readonly invariant: string;
  readonly message: string;
}

/** Judges whether a filter finds a resource as it is now; who has just been seen changed may take a while in an index. */
export async function judgeFound(context: ScenarioContext, found: Found): Promise<void> {
  const { type, filter, id, isWanted, invariant, message } = found;
  const { ids, exchange } = await ask(context, type, filter, isWanted ? [id] : [], isWanted ? [] : [id]);
  const name = type === "User" ? "the User" : "the Group";
  say(context, {
    requirement: FILTER,
    invariant,
    holds: ids.includes(id) === isWanted,
    expected: [isWanted ? name : `not ${name}`],
    actual: ids.includes(id) ? name : `not ${name}`,
    message,
    operation: keyOf(context, `GET ${type} collection`),
    exchanges: [exchange],
  });
}

/** Gives a resource another name by a method, and sees to it that a read shows it. */
async function rename(
  context: ScenarioContext,
  method: Method,
  parts: { readonly type: ResourceTypeName; readonly made: Made; readonly path: string; readonly name: string },
): Promise<void> {
  const { type, made, path, name } = parts;
  const answer = await context.service.request({
    method,
    to: { type, id: made.id },
    title: `give the ${type} another \`${path}\``,
    body: method === "PUT" ? { ...made.body, [path]: name } : [{ op: "replace", path, value: name }],
    intent: open("a name that a server may keep for good"),
  });
  needAnswer(answer);
  if (!isSuccess(answer)) {
    learn(
      context,
      `rename.${type}.${method}`,
      `Another \`${path}\` by ${method}`,
      `is refused with ${statusText(answer)}`,
    );
    const outcome = isRefusal(answer) ? "not-applicable" : "inconclusive";
    throw new NoVerdict(outcome, `another \`${path}\` by ${method} is answered ${statusText(answer)}`);
  }
  const isNamed = (seen: JsonObject): boolean => textAttribute(seen, path)?.toLowerCase() === name.toLowerCase();
  const { resource } = await readThere(context, type, made.id, isNamed);
  if (!isNamed(resource)) throw new NoVerdict("blocked", `a read does not show the \`${path}\` that a ${method} gave`);
}

/** Users and Groups are found by the name that they have, not by one that they had. */
const byName: readonly Scenario[] = METHODS.flatMap((method) =>
  (
    [
      ["User", "userName", "user-name"],
      ["Group", "displayName", "group-name"],
      ["User", "externalId", "external-id"],
      ["Group", "externalId", "group-external-id"],
    ] as const
  ).map(([type, path, word]) =>
    serviceScenario({
      id: `service.filter.${word}-after-${method.toLowerCase()}`,
      title: `After a ${method} of \`${path}\` a filter finds the ${type} by the new name, and not by the old one`,
      requirements: [FILTER],
      needs: [
        `POST ${type} collection`,
        `GET ${type} collection`,
        `GET ${type} resource`,
        `${method} ${type} resource`,
      ],
      makes: type === "User" ? { users: 2, groups: 0 } : { users: 0, groups: 1 },
      run: async (context) => {
        await needFilter(context);
        if (method === "PATCH") await needMethod(context, method);
        const more = path === "externalId" ? { externalId: context.name("external before") } : {};
        const made = await makeOne(context, type, "before", more);
        const old = made.body[path];
        if (old === undefined) throw new NoVerdict("not-applicable", `the document excludes \`${path}\``);
        const by = (name: unknown): string => `${path} eq ${quoted(name)}`;
        const { ids } = await ask(context, type, by(old), [made.id]);
        // Nobody has to keep an `externalId`; that a name is kept others judge.
        if (!ids.includes(made.id))
          throw new NoVerdict(
            path === "externalId" ? "not-applicable" : "blocked",
            `the ${type} is not found by its \`${path}\``,
          );
        const fresh = path === "userName" ? context.userBody("after")[path] : context.name("after");
        const name = textOf(fresh);
        await rename(context, method, { type, made, path, name });
        const common = { type, id: made.id } as const;
        await judgeFound(context, {
          ...common,
          filter: by(name),
          isWanted: true,
          invariant: "new name",
          message: `A ${type} is not found by the \`${path}\` that a ${method} gave it.`,
        });
        await judgeFound(context, {
          ...common,
          filter: by(old),
          isWanted: false,
          invariant: "old name",
          message: `A ${type} is found by the \`${path}\` that it had before a ${method}.`,
        });
        if (path === "userName") await learnOldName(context, method, old);
      },
    }),
  ),
);

/** Whether a name that nobody has any more can be given: it may be reserved (`uniqueness` in RFC 7644 table 9). */
async function learnOldName(context: ScenarioContext, method: Method, userName: unknown): Promise<void> {
  const { exchange, id } = await context.service.create({
    type: "User",
    body: { ...context.userBody("later"), userName },
    title: "make a User with the `userName` that another one had before",
    intent: open("a `userName` that somebody had before"),
  });
  const how = id === undefined ? `is not free (${statusText(exchange)})` : "can be given to another";
  learn(context, `old-name.${method}`, `The \`userName\` that a User had before a ${method}`, how);
}

// Which of the two a server takes, if any, is its own; `members` alone means the `value` of its entries.
const MEMBER_FILTERS = ["members.value", "members"] as const;

/** Groups are found by who is in them, not by who was. */
const byMember: readonly Scenario[] = METHODS.flatMap((method) =>
  MEMBER_FILTERS.map((path) =>
    serviceScenario({
      id: `service.filter.${path === "members" ? "member" : "member-value"}-after-${method.toLowerCase()}`,
      title: `After a ${method} of members a filter on \`${path}\` finds the Group by who is in it, and not by who was`,
      requirements: [FILTER],
      needs: [
        "POST User collection",
        "POST Group collection",
        "GET Group collection",
        "GET Group resource",
        `${method} Group resource`,
      ],
      makes: { users: 3, groups: 1 },
      run: async (context) => {
        await needFilter(context);
        if (method === "PATCH") await needMethod(context, method);
        const ids = [];
        for (const label of ["stays", "goes", "comes"]) ids.push((await makeUser(context, label)).id);
        const [stays = "", goes = "", comes = ""] = ids;
        const group = await makeGroup(context, "group", [stays, goes]);
        const by = (id: string): string => `${path} eq ${quoted(id)}`;
        const before = await ask(context, "Group", by(goes), [group.id]);
        if (!before.ids.includes(group.id)) {
          // Which attribute this one is about nobody can mistake: a server that does not support it says so with 400.
          if (path === "members.value") {
            await judgeFound(context, {
              type: "Group",
              id: group.id,
              filter: by(goes),
              isWanted: true,
              invariant: "member",
              message: "A filter on `members.value` is answered, and does not find a Group by who is in it.",
            });
            return;
          }
          learn(context, `filter ${path}`, `A filter on \`${path}\``, "finds nothing");
          throw new NoVerdict("not-applicable", `the server finds no Group by \`${path}\``);
        }
        await exchangeMembers(context, method, { group: group.id, stays, goes, comes });
        for (const [id, isWanted, invariant, who] of [
          [comes, true, "new member", `whom a ${method} made a member`],
          [stays, true, "member kept", `who stayed a member through a ${method}`],
          [goes, false, "old member", `whom a ${method} took out`],
        ] as const)
          await judgeFound(context, {
            type: "Group",
            id: group.id,
            filter: by(id),
            isWanted,
            invariant,
            message: `A filter on \`${path}\` ${isWanted ? "does not find" : "finds"} a Group by ${who}.`,
          });
      },
    }),
  ),
);

async function exchangeMembers(
  context: ScenarioContext,
  method: Method,
  parts: { readonly group: string; readonly stays: string; readonly goes: string; readonly comes: string },
): Promise<void> {
  const { group, stays, goes, comes } = parts;
  const operations = [
    { op: "remove", path: `members[value eq ${quoted(goes)}]` },
    { op: "add", path: "members", value: [{ value: comes }] },
  ];
  const answer = await context.service.request({
    method,
    to: { type: "Group", id: group },
    title: "take one member out of the Group and another one in",
    body: method === "PUT" ? groupOf(context, "group", [stays, comes]) : operations,
    intent: { kind: "valid" },
  });
  needAnswer(answer);
  if (!isSuccess(answer)) throw new NoVerdict("blocked", `the ${method} was answered ${statusText(answer)}`);
  const isDone = (seen: JsonObject): boolean => {
    const { values } = membersOf(seen);
    return values.has(stays) && values.has(comes) && !values.has(goes);
  };
  const { resource } = await readThere(context, "Group", group, isDone);
  if (!isDone(resource)) throw new NoVerdict("blocked", `a read does not show the members that a ${method} gave`);
}

/** Filters on what has just been changed. */
export const afterChange: readonly Scenario[] = [...byName, ...byMember];
