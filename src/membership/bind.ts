import { NoVerdict, type ScenarioContext } from "../scenarios/index.ts";
import { isNobody, numberOf, type UserSymbol } from "./history.ts";
import { refNameIn } from "./ref-name.ts";
import type { Bindings } from "./requests.ts";
import { personName } from "./words.ts";

/** Real users and names for symbols, and the way back. The same symbol is the same user in every history of a lane. */
export class Binder implements Bindings {
  readonly #users: readonly string[];
  readonly #nobody: string | undefined;
  readonly #symbols: ReadonlyMap<string, UserSymbol>;
  readonly #name: (label: string) => string;
  readonly refName: string;

  constructor(
    users: readonly string[],
    nobody: string | undefined,
    name: (label: string) => string,
    refName: string = "$ref",
  ) {
    this.refName = refName;
    this.#users = users;
    this.#nobody = nobody;
    this.#name = name;
    const pairs = users.map((id, index): [string, UserSymbol] => [id, `u${index + 1}`]);
    this.#symbols = new Map(nobody === undefined ? pairs : [...pairs, [nobody, "x1"]]);
  }

  /** How many users there are to draw from. */
  get size(): number {
    return this.#users.length;
  }

  /** True when there is an id that names nobody. */
  get hasNobody(): boolean {
    return this.#nobody !== undefined;
  }

  idOf = (user: UserSymbol): string => {
    const id = isNobody(user) ? this.#nobody : this.#users[numberOf(user) - 1];
    if (id === undefined) {
      throw new NoVerdict(
        "blocked",
        `the history names ${personName(user)}: give ${numberOf(user)} users with --fixture users=ID,…`,
      );
    }
    return id;
  };

  nameOf = (name: string): string => this.#name(`name ${name}`);

  displayOf = (user: UserSymbol): string => `${personName(user)} of the tests`;

  /** The symbol of a real id; one that no history knows keeps its id behind a question mark. */
  symbolOf(id: string): UserSymbol {
    return this.#symbols.get(id) ?? `?${id}`;
  }
}

/** Users for the histories of one lane: as many as wanted, or as there are. */
export async function bind(context: ScenarioContext, wanted: number): Promise<Binder> {
  const users = await context.someUsers(wanted);
  const [first] = users;
  const nobody = first === undefined ? undefined : await context.unknownId(first, "User");
  return new Binder(users, nobody, (label) => context.name(label), refNameIn(context.operation));
}
