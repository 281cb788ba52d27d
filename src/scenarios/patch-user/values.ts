import { isObject, type JsonObject, textOf } from "../../scim/index.ts";
import type { ScenarioContext } from "../context.ts";
import { valueAt } from "../put-user/expect-user.ts";
import { entryFor, USER_ATTRIBUTES, valuesFor } from "../put-user/user-attributes.ts";

/** The enterprise extension of RFC 7643 section 4.3. */
export const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/** A text of that extension which nobody has to know. */
export const DEPARTMENT: string = `${ENTERPRISE}:department`;

/** Values to write, from the profile where it names some, the same for the same seed. */
export class Values {
  readonly #context: ScenarioContext;

  constructor(context: ScenarioContext) {
    this.#context = context;
  }

  /** A name that nothing else has. */
  name(label: string): string {
    return this.#context.name(label);
  }

  /** One of two texts of a single-valued attribute. */
  text(path: string, which: 0 | 1): unknown {
    const attribute = USER_ATTRIBUTES.find((one) => one.path === path);
    if (attribute === undefined) throw new TypeError(`no values for ${path}`);
    return valuesFor(this.#context, attribute)[which];
  }

  /** An entry of a list with this type, of which no other has the value; not the primary one unless it is said. */
  entry(path: string, number: number, type: string, more: JsonObject = {}): JsonObject {
    const entries = USER_ATTRIBUTES.find((one) => one.path === path)?.entries ?? [];
    const entry = entryFor(this.#context, path, { ...entries[number % entries.length], type }, number);
    return { ...(isObject(entry) ? entry : {}), ...more };
  }

  /** The value of such an entry. */
  value(path: string, number: number): string {
    return textOf(this.entry(path, number, "")["value"]);
  }
}

/** The value that an entry of a list has as the server writes it: a filter names it so. */
export function valueShown(user: JsonObject, path: string, type: string, which = 0): string {
  const list = valueAt(user, path);
  const entries = (Array.isArray(list) ? (list as unknown[]) : []).filter(
    (entry): entry is JsonObject => isObject(entry) && textOf(valueAt(entry, "type")).toLowerCase() === type,
  );
  return textOf(valueAt(entries[which] ?? {}, "value"));
}
