import { type Answer, type Client, valuesOf } from "./client.ts";
import type { See } from "./observe.ts";

/** What a client thinks that a group is. */
interface Known {
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
}

/**
 * Plays a history, a step a word, and sees what its reads show; all groups at the end where it has none.
 *
 * `A:ab` creates group A of the users a and b. `A+c`, `A-b`, `A=cd`, `A!New` add, remove, replace and rename, and may be
 * written one after the other: one request, by PATCH an operation for each add and each one removed, by PUT the whole.
 * `A?` reads. `A+c>` sees the members answered. `A+b|A+c` are sent at once. `#` is nobody's id, `*9` are nine further
 * users, counted where they are seen.
 */
export function history(script: string): See {
  return async (api) => {
    const player = new Player(api);
    const steps = script.split(" ");
    for (const step of steps) await player.play(step);
    if (!/[?>]/u.test(script)) await player.readAll();
    return player.seen.join(" ");
  };
}

class Player {
  readonly seen: string[] = [];
  readonly #api: Client;
  readonly #groups = new Map<string, Known>();
  readonly #letters = new Map<string, string>();
  readonly #further: string[] = [];

  constructor(api: Client) {
    this.#api = api;
  }

  async play(step: string): Promise<void> {
    const ready: (() => Promise<void>)[] = [];
    for (const one of step.split("|")) ready.push(await this.#prepare(one.slice(0, 1), one.slice(1)));
    await Promise.all(ready.map((send) => send()));
  }

  async readAll(): Promise<void> {
    for (const { id } of this.#groups.values()) this.#see(await this.#api.get(id));
  }

  /** Makes the users of a step, so that sending it is one request. */
  async #prepare(letter: string, what: string): Promise<() => Promise<void>> {
    const known = this.#groups.get(letter) ?? { id: "", name: "Group", members: [] };
    if (what === "?") return async () => this.#see(await this.#api.get(known.id));
    if (what.startsWith(":")) {
      const members = await this.#ids(what.slice(1));
      return async () => {
        const id = await this.#api.group(known.name, members);
        this.#groups.set(letter, { ...known, id, members });
      };
    }
    const edits: { readonly sign: string; readonly text: string; readonly ids: readonly string[] }[] = [];
    for (const { groups: { sign = "", text = "" } = {} } of what.matchAll(/(?<sign>[-+=!])(?<text>[\w*#]*)/gu)) {
      edits.push({ sign, text, ids: sign === "!" ? [] : await this.#ids(text) });
    }
    return async () => {
      const after = edits.reduce(edited, known);
      const byPut = this.#api.dialect === "cube" || this.#api.dialect === "maia";
      const answer = byPut
        ? await this.#api.put(known.id, after.name, after.members)
        : await this.#api.patch(known.id, ...edits.flatMap((edit) => this.#operations(edit)));
      if (answer.status < 300) this.#groups.set(letter, after);
      if (what.endsWith(">")) this.#see(answer);
    };
  }

  #operations({ sign, text, ids }: { sign: string; text: string; ids: readonly string[] }): object[] {
    if (sign === "!") return [this.#api.renaming(text)];
    if (sign === "-") return ids.map((id) => ({ op: "remove", path: `members[value eq "${id}"]` }));
    return [{ op: sign === "+" ? "add" : "replace", path: "members", value: ids.map((value) => ({ value })) }];
  }

  async #ids(text: string): Promise<string[]> {
    const ids: string[] = [];
    for (const [token] of text.matchAll(/\*\d+|[a-z]|#/gu)) {
      if (token === "#") ids.push("a-0000000000000000");
      else if (token.startsWith("*")) ids.push(...(await this.#furtherIds(Number(token.slice(1)))));
      else ids.push(await this.#idOf(token));
    }
    return ids;
  }

  async #idOf(letter: string): Promise<string> {
    const known = this.#letters.get(letter);
    if (known !== undefined) return known;
    const [id = ""] = await this.#api.users(1);
    this.#letters.set(letter, id);
    return id;
  }

  async #furtherIds(count: number): Promise<string[]> {
    this.#further.push(...(await this.#api.users(Math.max(0, count - this.#further.length))));
    return this.#further.slice(0, count);
  }

  /** The letters of the members, repeated ones repeated, and the count of the further ones. */
  #see(answer: Answer): void {
    const values = valuesOf(answer);
    const further = values.filter((value) => this.#further.includes(value)).length;
    const letters = [...this.#letters].flatMap(([letter, id]) =>
      values.filter((value) => value === id).map(() => letter),
    );
    this.seen.push(`${letters.sort().join("")}${further > 0 ? `*${further}` : ""}` || "-");
  }
}

function edited(known: Known, edit: { sign: string; text: string; ids: readonly string[] }): Known {
  const { sign, text, ids } = edit;
  if (sign === "!") return { ...known, name: text };
  if (sign === "-") return { ...known, members: known.members.filter((id) => !ids.includes(id)) };
  return {
    ...known,
    members: sign === "=" ? ids : [...known.members, ...ids.filter((id) => !known.members.includes(id))],
  };
}
