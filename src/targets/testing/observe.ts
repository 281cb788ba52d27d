import { startTarget } from "../start-target.ts";
import type { DialectName, TargetOptions } from "../types.ts";
import { type Answer, Client, valuesOf } from "./client.ts";

/** What a test does to a target and looks at. */
export type See = (api: Client) => Promise<unknown>;

/** How one switch is proved to work: what is seen without it and with it. */
export interface Proof {
  readonly see: See;
  readonly plain: unknown;
  readonly switched: unknown;
}

/** The table of a test: one row a switch. A switch without a proof, or a proof without a switch, is an error. */
export function proofRows(
  switches: readonly { readonly id: string }[],
  proofs: Readonly<Record<string, Proof>>,
): [id: string, proof: Proof][] {
  const ids = switches.map(({ id }) => id);
  const stray = Object.keys(proofs).filter((id) => !ids.includes(id));
  if (stray.length > 0) throw new Error(`proofs without a switch: ${stray.join(", ")}`);
  return ids.map((id) => {
    const proof = proofs[id];
    if (proof === undefined) throw new Error(`no proof for ${id}`);
    return [id, proof];
  });
}

/** The same table with one row a dialect of each switch. */
export function dialectRows(
  switches: readonly { readonly id: string; readonly dialects: readonly DialectName[] }[],
  proofs: Readonly<Record<string, Proof>>,
): [id: string, dialect: DialectName, proof: Proof][] {
  const dialects = new Map(switches.map((one) => [one.id, one.dialects]));
  return proofRows(switches, proofs).flatMap(([id, proof]) =>
    (dialects.get(id) ?? []).map((dialect): [string, DialectName, Proof] => [id, dialect, proof]),
  );
}

/** Does the same to a target without and to one with the switches. */
export async function observeBoth(
  { see }: Proof,
  switches: Omit<TargetOptions, "dialect">,
  dialect: DialectName = "cube",
): Promise<Omit<Proof, "see">> {
  return { plain: await observe(see, {}, dialect), switched: await observe(see, switches, dialect) };
}

async function observe(see: See, switches: Omit<TargetOptions, "dialect">, dialect: DialectName): Promise<unknown> {
  const target = await startTarget({ dialect, ...switches });
  try {
    return await see(new Client(target, dialect));
  } finally {
    await target.close();
  }
}

/** Makes a group of the users `first`, PUTs the others in turn, and reads the members: a letter a user. */
export function membersAfter(first: string, ...puts: readonly string[]): See {
  return async (api) => {
    const letters = [...new Set([first, ...puts].join(""))].sort();
    const ids = await api.users(letters.length);
    const idsOf = (text: string): string[] => Array.from(text, (letter) => ids[letters.indexOf(letter)] ?? "");
    const id = await api.group("Group", idsOf(first));
    for (const put of puts) await api.put(id, "Group", idsOf(put));
    const seen = await api.members(id);
    return seen
      .map((value) => letters[ids.indexOf(value)] ?? "?")
      .sort()
      .join("");
  };
}

/** PUTs a name and reads it. */
export function nameAfter(name: string): See {
  return async (api) => {
    const id = await api.group("Before");
    await api.put(id, name);
    return api.name(id);
  };
}

/** Renames a group of two and replaces one of its members; what is seen of the answer is up to the caller. */
export function putAnswer(pick: (answer: Answer, before: Answer) => unknown, extra: object = {}): See {
  return async (api) => {
    const [a = "", b = "", c = ""] = await api.users(3);
    const id = await api.group("Old", [a, b]);
    const before = await api.get(id);
    return pick(await api.put(id, "New", [b, c], extra), before);
  };
}

/** PUTs to an id that does not exist; what is seen of the answer is up to the caller. */
export function unknownAnswer(pick: (answer: Answer) => unknown): See {
  return async (api) => pick(await api.put("unknown", "New"));
}

/** Sends raw text as a PUT of a group of one member; sees the status, and name and number of members afterwards. */
export function rawPut(raw: string | Buffer, headers: Readonly<Record<string, string>> = {}): See {
  return async (api) => {
    const id = await api.group("Old", await api.users(1));
    const { status } = await api.send("PUT", `/Groups/${id}`, { raw, headers });
    const after = await api.get(id);
    return [status, after.json.displayName, valuesOf(after).length];
  };
}

/** A PATCH in short: `+ab` adds two in one operation, `-ab` removes two in two, `=ab` replaces; `?` is nobody's id. */
export type Edit = string;

/** The operations of an edit, `!name` renames. */
export function operationsOf(api: Client, edit: Edit, idOf: (letter: string) => string): object[] {
  const steps = [...edit.matchAll(/(?<sign>[-+=!])(?<text>[\w?]*)/gu)];
  return steps.flatMap(({ groups: { sign = "", text = "" } = {} }) => {
    const value = Array.from(text, (letter) => ({ value: idOf(letter) }));
    if (sign === "+") return [{ op: "add", path: "members", value }];
    if (sign === "=") return [{ op: "replace", path: "members", value }];
    if (sign === "!") return [api.renaming(text)];
    return value.map((member) => ({ op: "remove", path: `members[value eq "${member.value}"]` }));
  });
}

/** A group, and the edits made to it in turn: their answers, and the members that are read at the end. */
export interface Edited {
  readonly id: string;
  readonly answers: readonly Answer[];
  readonly statuses: readonly number[];
  readonly members: string;
  readonly name: string | undefined;
}

/** Makes a group of the users `first` and PATCHes it by each edit: a letter a user. */
export async function edited(api: Client, first: string, ...edits: readonly Edit[]): Promise<Edited> {
  const letters = [...new Set([first, ...edits.map((edit) => edit.replace(/!\w*/gu, ""))].join(""))]
    .filter((letter) => /[a-z]/u.test(letter))
    .sort();
  const ids = await api.users(letters.length);
  const idOf = (letter: string): string => ids[letters.indexOf(letter)] ?? "a-0000000000000000";
  const id = await api.group("Group", Array.from(first, idOf));
  const answers: Answer[] = [];
  for (const edit of edits) answers.push(await api.patch(id, ...operationsOf(api, edit, idOf)));
  const seen = await api.get(id);
  const members = valuesOf(seen)
    .map((value) => letters[ids.indexOf(value)] ?? "?")
    .sort()
    .join("");
  return { id, answers, statuses: answers.map(({ status }) => status), members, name: seen.json.displayName };
}

/** The members after edits. */
export function membersPatched(first: string, ...edits: readonly Edit[]): See {
  return async (api) => (await edited(api, first, ...edits)).members;
}

/** Whether the last edit was refused, and the members after it. */
export function refusedPatch(first: string, ...edits: readonly Edit[]): See {
  return async (api) => {
    const { statuses, members } = await edited(api, first, ...edits);
    return [(statuses.at(-1) ?? 0) >= 400, members];
  };
}
