import type { JsonObject } from "../../../scim/index.ts";
import { misfitOfNew } from "../../admitted.ts";
import { needAnswer } from "../../answer.ts";
import type { ScenarioContext } from "../../context.ts";
import { bodyFor, type Made, makeUser, open } from "../kit.ts";
import { type OwnAttribute, shownOf, withAttribute, withoutAttribute } from "./attributes.ts";
import { valueFor } from "./values.ts";

/** A body of this label with all that the extension of the attribute requires beside it. */
export function bareFor(context: ScenarioContext, own: OwnAttribute, label: string): JsonObject {
  return own.beside.reduce<JsonObject>(
    (body, attribute) => {
      const value = valueFor(context, attribute, `${attribute.name} ${label}`);
      return value === undefined ? body : withAttribute(body, { ...own, attribute }, value);
    },
    bodyFor(context, own.type, label),
  );
}

/** A resource that was made with a value of an attribute; undefined where none could be. */
export type MadeWith = (Made & { readonly value: unknown }) | undefined;

/**
 * Makes a resource with a value of the attribute: the one that every body here has, so that a server takes it, else one by
 * the attribute's own characteristics. A readOnly one is not the body's to give: it may follow from the rest of the body.
 *
 * @param given the value, where it is another one
 * @returns undefined where the document excludes it, the server refuses it, or none can be made up
 */
export async function makeWith(context: ScenarioContext, own: OwnAttribute, given?: unknown): Promise<MadeWith> {
  const { name, mutability } = own.attribute;
  const label = given === undefined ? `with ${name}` : `with another ${name}`;
  const bare = bareFor(context, own, label);
  const usual = mutability === "readOnly" ? undefined : shownOf(bare, own);
  const value =
    given ?? usual ?? (isMembers(own) ? await someMembers(context) : valueFor(context, own.attribute, name));
  const made = value === undefined ? undefined : await makeFrom(context, own, value, label);
  return made === undefined ? undefined : { ...made, value };
}

/**
 * Makes a resource of this label with a value of the attribute, or without one where that is undefined.
 *
 * @returns undefined where the document excludes it, or the server refuses it
 */
export async function makeFrom(
  context: ScenarioContext,
  own: OwnAttribute,
  value: unknown,
  label: string,
): Promise<Made | undefined> {
  const { type } = own;
  const bare = bareFor(context, own, label);
  const body = value === undefined ? withoutAttribute(bare, own) : withAttribute(bare, own, value);
  if (misfitOfNew(context.contract, type, body) !== undefined) return undefined;
  const { exchange, id, ...rest } = await context.service.create({
    type,
    body,
    title: `make a ${type} ${value === undefined ? "without" : "with"} \`${own.attribute.name}\``,
    intent: open("a value that the server may not take"),
  });
  needAnswer(exchange);
  return id === undefined ? undefined : { ...rest, id, body, exchange };
}

function isMembers({ type, under, attribute }: OwnAttribute): boolean {
  return type === "Group" && under === undefined && attribute.name.toLowerCase() === "members";
}

/** A member that there is: a server may refuse any other. */
async function someMembers(context: ScenarioContext): Promise<unknown> {
  if (context.service.declared("POST", "User", "collection") === undefined) return undefined;
  return [{ value: (await makeUser(context, "member")).id }];
}
