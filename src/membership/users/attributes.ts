import type { Operation } from "../../document/index.ts";
import { admits, declares, shows, USER_ATTRIBUTES } from "../../scenarios/index.ts";

/** A multi-valued attribute that histories write. */
export interface ListAttribute {
  readonly path: string;
  /** Types of its entries; none where entries have neither a type nor a primary one. */
  readonly types: readonly string[];
  /** The sub-attribute that an entry is known by. */
  readonly main: string;
  /** What the entries `v1` … `v4` are made of beside their types. */
  readonly entries: readonly Readonly<Record<string, unknown>>[];
  /** True where a server may know better which values exist. */
  readonly open: boolean;
  /** False where it must be tried whether the server takes it at all. */
  readonly isSure: boolean;
}

/** What the document lets histories write. */
export interface UserAttributes {
  readonly lists: readonly ListAttribute[];
  /** Paths of single texts. */
  readonly texts: readonly string[];
  readonly active: boolean;
}

// What no server derives from something else, or has a list of.
const TEXTS = ["title", "nickName", "userType", "name.givenName", "name.familyName", "name.honorificPrefix"];

/** What a document says of an attribute: it has it, it has it not, or it does not tell. */
type Told = boolean | undefined;

/** The attributes of a User that histories may write, as far as the document tells. */
export function attributesOf(operation: Operation): UserAttributes {
  const told = (path: string): Told =>
    operation.method === "PATCH" ? shows(operation, path) : declares(operation, path);
  const lists = USER_ATTRIBUTES.flatMap(({ path, entries = [], open }): ListAttribute[] => {
    const isTold = told(path);
    if (entries.length === 0 || isTold === false) return [];
    const types = entries
      .flatMap(({ type }) => (typeof type === "string" ? [type] : []))
      .filter((type) => admits(operation, path, [{ type }]));
    const main = entries[0]?.["value"] === undefined ? "streetAddress" : "value";
    const bare = entries.map((entry) => {
      const { type: _, ...rest } = entry;
      return rest;
    });
    const isSure = isTold === true && open !== true;
    return [{ path, types: [...new Set(types)], main, entries: bare, open: open === true, isSure }];
  });
  const texts = TEXTS.filter((path) => told(path) === true && isFree(operation, path));
  return { lists, texts, active: told("active") === true };
}

/** True unless the document excludes what histories write of a text. */
function isFree(operation: Operation, path: string): boolean {
  const { values = [] } = USER_ATTRIBUTES.find((one) => one.path === path) ?? {};
  const [name = path, part] = path.split(".");
  return values.every((value) => admits(operation, name, part === undefined ? value : { [part]: value }));
}
