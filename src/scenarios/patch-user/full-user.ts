import { isUnassigned, type JsonObject, URN } from "../../scim/index.ts";
import { admits, fittingBody } from "../admitted.ts";
import { headOf } from "../attribute-path.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { shows } from "../declares.ts";
import { valueAt } from "../put-user/expect-user.ts";
import { isWholeName, sameValue } from "../put-user/same-value.ts";
import { USER_ATTRIBUTES, type UserAttribute, valuesFor, withValue } from "../put-user/user-attributes.ts";
import { isThere, type MadeUser } from "./case.ts";
import { DEPARTMENT, ENTERPRISE } from "./values.ts";

/** A User with all that the server takes. */
export interface FullUser extends MadeUser {
  /** The paths of what it has as it was sent. */
  readonly kept: readonly string[];
}

/**
 * Makes a User with every attribute that the document has. Where that is refused, it is made without those of which a server
 * may know better which values exist, and then with no more than what most servers have.
 *
 * @throws NoVerdict when none can be made or read
 */
export async function makeFullUser(context: ScenarioContext, few: readonly string[]): Promise<FullUser> {
  const { operation } = context;
  const all = USER_ATTRIBUTES.filter(({ path }) => isThere(operation, path));
  const extended = shows(operation, DEPARTMENT) === true;
  const attempts = [
    { attributes: all, extended },
    { attributes: all.filter(({ open }) => open !== true), extended },
    { attributes: all.filter(({ path }) => few.includes(path)), extended: false },
  ];
  let status: number | string = "not at all";
  for (const attempt of attempts) {
    const body = fullBody(context, attempt.attributes, attempt.extended);
    const { exchange, id } = await context.service.create({
      type: "User",
      body,
      title: "make a User with many attributes",
      intent: { kind: "helper" },
    });
    if (id !== undefined) return await seenAs(context, id, body, attempt.attributes);
    status = exchange.response?.status ?? status;
  }
  throw new NoVerdict("blocked", `a User could not be made: POST was answered ${status}`);
}

function fullBody(
  context: ScenarioContext,
  attributes: readonly UserAttribute[],
  extended: boolean,
): Record<string, unknown> {
  // Whole names and their parts are made of each other: a User begins with the parts.
  let body = withValue(context.userBody("own"), "name.formatted", undefined);
  for (const attribute of attributes) {
    const next = withValue(body, attribute.path, valuesFor(context, attribute)[0]);
    const head = headOf(attribute.path);
    if (admits(context.operation, head, next[head])) body = next;
  }
  if (extended) body = { ...body, schemas: [URN.user, ENTERPRISE], [ENTERPRISE]: { department: "Analytical Engines" } };
  return { ...fittingBody(context.contract, "User", body) };
}

async function seenAs(
  context: ScenarioContext,
  id: string,
  body: JsonObject,
  attributes: readonly UserAttribute[],
): Promise<FullUser> {
  const paths = [...new Set(["userName", "active", DEPARTMENT, ...attributes.map(({ path }) => path)])].filter(
    (path) => !isUnassigned(valueAt(body, path)),
  );
  const seen = await context.readUser(id, { holds: () => true, names: [...new Set(paths.map(headOf))] });
  if (seen.kind === "not-offered") throw new NoVerdict("inconclusive", "the server offers no way to read a User back");
  if (seen.kind !== "present") throw new NoVerdict("blocked", "a new User could not be read");
  const shown = seen.resource;
  const kept = paths.filter(
    (path) => !isWholeName(path, shown) && sameValue(valueAt(body, path), valueAt(shown, path), path),
  );
  return { id, shown, kept };
}
