import type { PatchRemoveShape, PatchValueShape } from "../../document/index.ts";
import {
  addMembers,
  NoVerdict,
  removeMembers,
  renameTo,
  type ScenarioContext,
  statusText,
} from "../../scenarios/index.ts";
import { AS_IT_IS, after, type Found, isTaken, type Learner, type Learnt, styleOf } from "./learner.ts";

const AREAS = ["PATCH Group"] as const;

const VALUES: Readonly<Record<PatchValueShape, string>> = {
  array: "a list of objects",
  "json-text": "a list of objects written as JSON text",
  "bare-id": "an id alone",
};
const REMOVALS: Readonly<Record<PatchRemoveShape, string>> = {
  filter: "a filter in the path",
  "filter-empty-value": "a filter in the path and an empty value",
  "value-list": "a list of members as the value",
};

/** Whether an operation may come without `path` (RFC 7644 section 3.5.2: it is optional). */
export const pathOfOperations: Learner = {
  id: "patch.path",
  title: "An operation without `path`",
  areas: AREAS,
  users: 0,
  groups: 1,
  run: async (context, found) => {
    const group = await context.group();
    const tries = async (pathRequired: boolean): Promise<{ readonly works: boolean; readonly how: string }> => {
      const name = context.name(pathRequired ? "with path" : "without path");
      const rename = renameTo(styleOf(context, { ...found, pathRequired }), name);
      const answer = await context.write(group.id, [rename], {
        title: `rename ${pathRequired ? "with" : "without"} a path`,
        intent: AS_IT_IS,
      });
      const said = `a rename ${pathRequired ? "with" : "without"} \`path\` was answered ${statusText(answer)}`;
      if (!isTaken(answer)) return { works: false, how: said };
      const now = await after(context, group.id, answer, { ...group, displayName: name });
      const works = now.displayName === name;
      return { works, how: `${said}, and ${works ? now.by : "nothing changed"}` };
    };
    const without = await tries(false);
    const withPath = without.works ? undefined : await tries(true);
    if (withPath?.works === false) throw new NoVerdict("blocked", `${without.how}; ${withPath.how}`);
    found.pathRequired = withPath !== undefined;
    const how = withPath === undefined ? without.how : `${without.how}; ${withPath.how}`;
    return [
      {
        value: without.works ? "is carried out" : "is not carried out",
        how,
        lines: [{ path: ["patch", "pathRequired"], value: !without.works, note: how }],
      },
    ];
  },
};

/** How members are written and removed: the shapes that are known of, first the one that the RFC has. */
export const shapes: Learner = {
  id: "patch.shapes",
  title: "Members in a PATCH",
  areas: AREAS,
  users: Object.keys(VALUES).length,
  groups: 1,
  run: async (context, found) => {
    const users = await context.users(Object.keys(VALUES).length);
    const { id, displayName } = await context.group();
    const ground: Ground = { context, found, id, displayName, present: new Set() };
    const { patch } = context.contract.profile;
    const values = await taken(patch.valueShapes, Object.keys(VALUES) as PatchValueShape[], async (value) =>
      add(ground, value, users[Object.keys(VALUES).indexOf(value)] ?? ""),
    );
    const [value] = values.shapes;
    if (value === undefined) throw new NoVerdict("blocked", `no way to write a member is taken: ${values.how}`);
    found.value = value;
    const removals = await taken(patch.removeShapes, Object.keys(REMOVALS) as PatchRemoveShape[], async (shape) =>
      remove(ground, shape, users[0] ?? ""),
    );
    found.remove = removals.shapes[0] ?? "filter";
    return [
      row("patch.value-shapes", "A PATCH takes members as", values, VALUES, ["patch", "valueShapes"]),
      row("patch.remove-shapes", "A PATCH removes a member by", removals, REMOVALS, ["patch", "removeShapes"]),
    ];
  },
};

interface Ground {
  readonly context: ScenarioContext;
  readonly found: Found;
  readonly id: string;
  readonly displayName: string;
  readonly present: Set<string>;
}

interface Taken<Shape> {
  readonly shapes: readonly Shape[];
  readonly how: string;
}

/** Tries the listed shapes, and the others only where none of them is taken: what nothing hints at is not sent. */
async function taken<Shape extends string>(
  listed: readonly Shape[],
  all: readonly Shape[],
  works: (shape: Shape) => Promise<{ readonly works: boolean; readonly how: string }>,
): Promise<Taken<Shape>> {
  const found: Shape[] = [];
  const told: string[] = [];
  const others = all.filter((shape) => !listed.includes(shape));
  for (const shape of [...listed, ...others]) {
    if (found.length > 0 && others.includes(shape)) break;
    const end = await works(shape);
    told.push(end.how);
    if (end.works) found.push(shape);
  }
  return { shapes: found, how: told.join("; ") };
}

async function add({ context, found, id, displayName, present }: Ground, value: PatchValueShape, user: string) {
  const style = styleOf(context, { ...found, value });
  const answer = await context.write(id, addMembers(style, [user]), {
    title: `add a member as ${VALUES[value]}`,
    intent: AS_IT_IS,
  });
  const said = `add with ${VALUES[value]} was answered ${statusText(answer)}`;
  if (!isTaken(answer)) return { works: false, how: said };
  const now = await after(context, id, answer, { displayName, members: new Set([...present, user]) });
  const works = now.members.has(user);
  if (works) present.add(user);
  return { works, how: `${said}, and ${works ? now.by : "the member is not there"}` };
}

async function remove(ground: Ground, shape: PatchRemoveShape, newcomer: string) {
  const { context, found, id, displayName, present } = ground;
  // A removal that worked has taken away whom the next one is to be tried on.
  if (present.size === 0) await add(ground, found.value ?? "array", newcomer);
  const [member] = present;
  if (member === undefined) throw new NoVerdict("inconclusive", "the Group has no member to remove");
  const style = styleOf(context, { ...found, remove: shape });
  const answer = await context.write(id, removeMembers(style, [member]), {
    title: `remove a member by ${REMOVALS[shape]}`,
    intent: AS_IT_IS,
  });
  const said = `remove with ${REMOVALS[shape]} was answered ${statusText(answer)}`;
  if (!isTaken(answer)) return { works: false, how: said };
  const left = new Set([...present].filter((one) => one !== member));
  const now = await after(context, id, answer, { displayName, members: left });
  const works = !now.members.has(member) && now.members.size === left.size;
  for (const one of present) if (!now.members.has(one)) present.delete(one);
  return { works, how: `${said}, and ${works ? now.by : `${now.members.size} members were left of ${left.size + 1}`}` };
}

function row<Shape extends string>(
  id: string,
  title: string,
  { shapes: list, how }: Taken<Shape>,
  words: Readonly<Record<Shape, string>>,
  path: readonly string[],
): Learnt {
  const value = list.length === 0 ? "in no way that is known" : list.map((one) => words[one]).join(", or ");
  return { id, title, value, how, ...(list.length === 0 ? {} : { lines: [{ path, value: list, note: how }] }) };
}
