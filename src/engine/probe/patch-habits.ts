import type { Exchange } from "../../result/index.ts";
import {
  addMembers,
  groupBody,
  isSuccess,
  NoVerdict,
  needAnswer,
  removeMembers,
  renameTo,
  replaceMembers,
  type ScenarioContext,
  statusText,
} from "../../scenarios/index.ts";
import { AS_IT_IS, type Found, fateOf, isTaken, type Learner, styleOf } from "./learner.ts";

const AREAS = ["PATCH Group"] as const;

/** Whether a PATCH that changes nothing has a status of its own. */
export const noChange: Learner = {
  id: "patch.no-change",
  title: "A PATCH that changes nothing",
  areas: AREAS,
  users: 2,
  groups: 1,
  run: async (context, found) => {
    const [member = "", stranger = ""] = await context.users(2);
    const group = await context.group();
    const style = styleOf(context, found);
    const name = context.name("renamed");
    const send = async (title: string, operations: readonly unknown[]): Promise<Exchange> => {
      const answer = await context.write(group.id, operations, { title, intent: AS_IT_IS });
      needAnswer(answer);
      return answer;
    };
    const changes = [
      await send("rename", [renameTo(style, name)]),
      await send("add a member", addMembers(style, [member])),
    ];
    const none = [
      await send("give it the name that it has", [renameTo(style, name)]),
      await send("add who is a member", addMembers(style, [member])),
      await send("remove who is none", removeMembers(style, [stranger])),
    ].filter(isSuccess);
    const changed = statuses(changes.filter(isSuccess));
    const unchanged = statuses(none);
    if (changed.length === 0) throw new NoVerdict("blocked", "no PATCH that changes something is taken");
    if (unchanged.length === 0) throw new NoVerdict("blocked", "no PATCH that changes nothing is taken");
    const how = `${changes.length} changes were answered ${changed.join(" and ")}; the same again, and a removal of who is no member, ${unchanged.join(" and ")}`;
    const [own] = unchanged;
    const isOwn = unchanged.length === 1 && own !== undefined && !changed.includes(own);
    return [
      {
        value: isOwn
          ? `is answered ${own}, and no other is`
          : `is answered ${unchanged.join(" or ")}, which is no sign of it`,
        how,
        // Only a status that comes exactly then can be held to.
        ...(isOwn ? { lines: [{ path: ["patch", "noChangeStatus"], value: own, note: how }] } : {}),
      },
    ];
  },
};

function statuses(answers: readonly Exchange[]): readonly number[] {
  return [...new Set(answers.map(({ response }) => response?.status ?? 0))];
}

/** What becomes of an id that names nobody, in `add` and in `replace`. */
export const unknownMember: Learner = {
  id: "patch.unknown-member",
  title: "An id that names nobody, in a PATCH",
  areas: AREAS,
  users: 1,
  groups: 1,
  run: async (context, found) => {
    const [member = ""] = await context.users(1);
    const style = styleOf(context, found);
    const add = await ask(context, member, "add", (nobody) => [addMembers(style, [nobody]), [member, nobody]]);
    const replace = await ask(context, member, "replace", (nobody) => {
      const members = [member, nobody];
      return [replaceMembers(style, members), members];
    });
    const how = `${add.how}; ${replace.how}`;
    const isRefused = add.isNotFound && replace.isNotFound;
    return [
      {
        value: add.value === replace.value ? add.value : `${add.value} in add, ${replace.value} in replace`,
        how,
        lines: [{ path: ["patch", "unknownMember"], value: isRefused ? "refuse-404" : "open", note: how }],
      },
    ];
  },
};

async function ask(
  context: ScenarioContext,
  member: string,
  op: string,
  write: (nobody: string) => readonly [operations: readonly unknown[], members: readonly string[]],
): ReturnType<typeof fateOf> {
  const group = await context.group([member]);
  const nobody = await context.unknownId(member, "User");
  const [operations, members] = write(nobody);
  const answer = await context.write(group.id, operations, {
    title: `${op} an id that names nobody`,
    intent: AS_IT_IS,
  });
  return await fateOf(context, answer, `${op} was answered ${statusText(answer)}`, { group, members, nobody });
}

/** Whether a server of which only PATCH is declared takes PUT as well. */
export const putBeside: Learner = {
  id: "patch.put",
  title: "PUT of a Group, which the document does not declare",
  areas: AREAS,
  users: 0,
  groups: 1,
  run: async (context, _found: Found) => {
    if (context.service.declared("PUT", "Group", "resource") !== undefined) {
      throw new NoVerdict("not-applicable", "the document declares it");
    }
    const group = await context.group();
    const answer = await context.sendBeside({
      method: "PUT",
      id: group.id,
      body: groupBody(context, { displayName: group.displayName, members: group.members }),
      title: "PUT the Group as it is",
    });
    const how = `a PUT of a Group as it is was answered ${statusText(answer)}`;
    const isOn = isTaken(answer);
    const status = answer.response?.status ?? 0;
    // What is refused for its body may be taken with another one.
    const isOff = !isOn && (status === 404 || status === 405 || status === 501);
    return [
      {
        value: isOn ? "is taken" : isOff ? "is off" : `is refused with ${status}`,
        how,
        ...(isOff ? { lines: [{ path: ["patch", "putOff"], value: true, note: how }] } : {}),
      },
    ];
  },
};
