import { type ScenarioContext, sameValue, USER_ATTRIBUTES, type UserFixture, valueAt } from "../../scenarios/index.ts";
import { isObject, type JsonObject } from "../../scim/index.ts";
import type { ListAttribute, UserAttributes } from "./attributes.ts";
import { type Content, type Entry, isList, type ValueSymbol } from "./history.ts";
import { withoutPrimary } from "./sketch.ts";

/** Real values for the symbols of one User of one run of a history. */
export class UserBinder {
  readonly #context: Pick<ScenarioContext, "attribute">;
  readonly #attributes: UserAttributes;
  readonly #label: string;
  readonly #body: UserFixture["body"];

  /**
   * @param label tells this User of this run from every other: an address or an id may have to be unique
   * @param body what the User was made from
   */
  constructor(
    context: Pick<ScenarioContext, "attribute">,
    attributes: UserAttributes,
    label: string,
    body: UserFixture["body"],
  ) {
    this.#context = context;
    this.#attributes = attributes;
    this.#label = label;
    this.#body = body;
  }

  /** The body that the User was made from. */
  get body(): UserFixture["body"] {
    return this.#body;
  }

  /** A multi-valued attribute by its path; undefined for a single one. */
  list(path: string): ListAttribute | undefined {
    return this.#attributes.lists.find((list) => list.path === path);
  }

  /** What is sent for the content of an attribute. An entry that is there in the same words is not sent twice. */
  contentOf(path: string, content: Content): unknown {
    if (!isList(content)) return typeof content === "string" ? this.textOf(path, content) : content;
    const entries: JsonObject[] = [];
    const hasPrimary = content.some(({ primary }) => primary === true);
    for (const entry of content) {
      // Where no entry is the primary one a server may choose one: that an entry is not it is said beside another alone.
      const bound = this.entryOf(path, hasPrimary ? entry : withoutPrimary(entry));
      const { primary: _, ...told } = bound;
      const isThere = entries.some(({ primary: __, ...other }) => JSON.stringify(other) === JSON.stringify(told));
      if (!isThere) entries.push(bound);
    }
    return entries;
  }

  /** One entry of a list. */
  entryOf(path: string, { value, type, primary }: Entry): JsonObject {
    return {
      ...this.#partsOf(path, value),
      ...(type === undefined ? {} : { type: this.typeOf(path, type) }),
      ...(primary === undefined ? {} : { primary }),
    };
  }

  /** A type as this server knows it. */
  typeOf(path: string, type: string): string {
    return this.#context.attribute(`${path}.type`, `${this.#label} ${type}`) ?? type;
  }

  /** The value that an entry is known by. */
  mainOf(path: string, symbol: ValueSymbol): unknown {
    if (symbol === "x1") return "nobody-has-this";
    return this.#partsOf(path, symbol)[this.list(path)?.main ?? "value"];
  }

  /** A single text. */
  textOf(path: string, symbol: ValueSymbol): unknown {
    if (symbol === "v0") return valueAt(this.#body, path);
    const values = USER_ATTRIBUTES.find((attribute) => attribute.path === path)?.values ?? [];
    return this.#context.attribute(path, `${this.#label} ${symbol}`) ?? values[indexOf(symbol)];
  }

  /** The symbol of a value that is shown; undefined when it is none of this User's. */
  symbolOf(path: string, main: unknown): ValueSymbol | undefined {
    const list = this.list(path);
    const symbols = ["v0", ...(list?.entries ?? [1, 2]).map((_, index) => `v${index + 1}`)];
    const at = list === undefined ? path : `${path}.${list.main}`;
    return symbols.find((symbol) => {
      const value = list === undefined ? this.textOf(path, symbol) : this.mainOf(path, symbol);
      return value !== undefined && sameValue(value, main, at);
    });
  }

  #partsOf(path: string, symbol: ValueSymbol): JsonObject {
    if (symbol === "v0") return firstEntry(this.#body, path);
    const parts = this.list(path)?.entries[indexOf(symbol)] ?? {};
    return Object.fromEntries(
      Object.entries(parts).map(([name, value]) => [
        name,
        this.#context.attribute(`${path}.${name}`, `${this.#label} ${symbol}`) ?? value,
      ]),
    );
  }
}

/** The first entry that a User is made with, without what a history says of it itself. */
function firstEntry(body: JsonObject, path: string): JsonObject {
  const list = valueAt(body, path);
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  if (!isObject(first)) return {};
  return Object.fromEntries(Object.entries(first).filter(([name]) => name !== "type" && name !== "primary"));
}

function indexOf(symbol: ValueSymbol): number {
  return Number(symbol.slice(1)) - 1;
}
