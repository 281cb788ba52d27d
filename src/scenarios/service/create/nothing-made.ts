import type { ResourceTypeName } from "../../../document/index.ts";
import { type JsonObject, textAttribute } from "../../../scim/index.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import { claims } from "../described.ts";
import { quoted } from "../filter/cases.ts";
import { idsOf, open, resourcesOf, say } from "../kit.ts";

const UNCHANGED = "RFC7644-3.12-REFUSED-UNCHANGED";

/**
 * Judges that a creation which was refused has made nothing, by looking for what it would have made.
 *
 * @returns false where there is no way to look
 */
export async function judgeNothingMade(
  context: ScenarioContext,
  type: ResourceTypeName,
  body: JsonObject,
  operation: string,
): Promise<boolean> {
  if (context.service.declared("GET", type, "collection") === undefined) return false;
  if ((await claims(context, "filter")) === false) return false;
  const name = ["userName", "externalId", "displayName"].find((key) => (textAttribute(body, key) ?? "") !== "");
  if (name === undefined) return false;
  const value = textAttribute(body, name) ?? "";
  const exchange = await context.service.look(
    {
      to: { type },
      query: { filter: `${name} eq ${quoted(value)}` },
      title: `look for the ${type} whose creation was refused`,
      intent: open("a filter that a server need not support"),
    },
    () => true,
  );
  const found = resourcesOf(exchange)?.filter((resource) => textAttribute(resource, name) === value);
  if (found === undefined) return false;
  for (const id of idsOf(found)) context.adopt(id, type);
  say(context, {
    requirement: UNCHANGED,
    invariant: "nothing-made",
    holds: found.length === 0,
    expected: [`no ${type}`],
    actual: `${found.length} of this ${name}`,
    message: `A ${type} was made by a creation that was refused.`,
    operation,
    shape: "body-required",
  });
  return true;
}

/** Ends a scenario whose creation was refused, as it might be. @throws NoVerdict where nothing could be looked for */
export async function endRefused(
  context: ScenarioContext,
  type: ResourceTypeName,
  body: JsonObject,
  operation: string,
): Promise<void> {
  if (await judgeNothingMade(context, type, body, operation)) return;
  throw new NoVerdict("not-applicable", "it is refused, as it may be, and nothing can be looked for");
}
