import type { ResourceTypeName } from "../../../document/index.ts";
import { textAttribute } from "../../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import { described } from "../described.ts";
import { open, readThere } from "../kit.ts";

/**
 * A PATCH beside one that was refused, of text that a client can set: only where it is carried out is the other one known to
 * be refused for what it asks.
 *
 * @throws NoVerdict `blocked` where it is not carried out, or the server describes nothing that it could change
 */
export async function needCarriedOut(context: ScenarioContext, type: ResourceTypeName, id: string): Promise<void> {
  const name = await textOf(context, type);
  if (name === undefined)
    throw new NoVerdict(
      "blocked",
      "the PATCH is refused, and the server describes nothing else to see one carried out by",
    );
  const value = context.name(`control ${name}`);
  const answer = await context.service.request({
    method: "PATCH",
    to: { type, id },
    title: `replace \`${name}\`, to see a PATCH carried out`,
    body: [{ op: "replace", path: name, value }],
    intent: open("a change that a server may refuse for reasons of its own"),
  });
  needAnswer(answer);
  if (!isSuccess(answer))
    throw new NoVerdict("blocked", `any PATCH is refused: one of \`${name}\` was answered ${statusText(answer)}`);
  const { resource } = await readThere(context, type, id, (seen) => textAttribute(seen, name) === value);
  if (textAttribute(resource, name) !== value)
    throw new NoVerdict("blocked", `a PATCH of \`${name}\` was acknowledged and not carried out`);
}

/** Text that a client can set and read back by the server's own schema: `displayName`, where it is such. */
async function textOf(context: ScenarioContext, type: ResourceTypeName): Promise<string | undefined> {
  const names = (await described(context, type))?.attributes
    .filter(
      ({ type: is, mutability, returned, multiValued, uniqueness, canonicalValues = [] }) =>
        is === "string" &&
        mutability === "readWrite" &&
        (returned === "default" || returned === "always") &&
        !multiValued &&
        (uniqueness === "none" || type === "Group") &&
        canonicalValues.length === 0,
    )
    .map(({ name }) => name);
  return (
    names?.find((name) => name.toLowerCase() === "displayname") ?? names?.find((name) => !APART.has(name.toLowerCase()))
  );
}

// Text with a form of its own, which a server may look at.
const APART: ReadonlySet<string> = new Set([
  "id",
  "username",
  "password",
  "locale",
  "timezone",
  "preferredlanguage",
  "profileurl",
  "usertype",
]);
