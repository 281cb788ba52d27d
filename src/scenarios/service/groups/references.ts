import { attributeOf, isObject, type JsonObject, membersOf, textAttribute } from "../../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import {
  keyOf,
  learn,
  makeGroup,
  makeUser,
  type Needed,
  readThere,
  resourceOf,
  say,
  serviceScenario,
  statusOf,
} from "../kit.ts";
import { nestedIn } from "./nested.ts";

const REF = "RFC7643-2.3.7-REF-GET";

/** Where a reference stands, it leads to what it names. */
export const references: Scenario = serviceScenario({
  id: "service.groups.references",
  title: "`$ref` of members and groups, and `meta.location`, lead to what they name",
  requirements: [REF],
  needs: ["POST User collection", "POST Group collection", "GET User resource", "GET Group resource"],
  makes: { users: 1, groups: 1 },
  run: async (context) => {
    const user = await makeUser(context, "member");
    const group = await makeGroup(context, "group", [user.id]);
    const { resource: shownGroup } = await readThere(context, "Group", group.id, (seen) =>
      membersOf(seen).values.has(user.id),
    );
    const { resource: shownUser } = await readThere(context, "User", user.id);
    await followAll(context, [
      ...refsIn(shownGroup, { list: "members", id: user.id }),
      ...refsIn(shownUser, { list: "groups", id: group.id }),
      ...locationIn(shownUser, user.id, "User"),
      ...locationIn(shownGroup, group.id, "Group"),
    ]);
  },
});

/** A reference to a Group in a Group leads to that Group. */
export const nestedReferences: Scenario = serviceScenario({
  id: "service.groups.nested-references",
  title: "`$ref` of a Group in a Group leads to that Group",
  requirements: [REF],
  needs: ["POST User collection", "POST Group collection", "GET Group resource"],
  makes: { users: 3, groups: 2 },
  run: async (context) => {
    const { outer, inner } = await nestedIn(context);
    const { resource } = await readThere(context, "Group", outer, (seen) => membersOf(seen).values.has(inner));
    await followAll(context, refsIn(resource, { list: "members", id: inner, as: "nested members.$ref" }));
  },
});

/** A reference that a resource shows. */
export interface Reference {
  /** Where it stands, for a person. */
  readonly where: string;
  readonly uri: string;
  /** What it names. */
  readonly id: string;
  readonly on: Needed;
  /** True for `meta.location`, which may have any host and prefix: it is followed below the base URL alone. */
  readonly isLocation?: true;
}

/**
 * Follows references, and judges that each leads to the resource that it names.
 *
 * @throws NoVerdict `not-applicable` where there is none that can be followed
 */
export async function followAll(context: ScenarioContext, found: readonly Reference[]): Promise<void> {
  if (found.length === 0) throw new NoVerdict("not-applicable", "the server shows no references");
  let followed = 0;
  for (const one of found) if (await follow(context, one)) followed += 1;
  // A server behind another name speaks of itself by that one; this run is not let in there.
  if (followed > 0) return;
  learn(context, "references", "References", "name another address than the one that was tested");
  throw new NoVerdict("not-applicable", "the references name another address than the one that is tested");
}

async function follow(context: ScenarioContext, reference: Reference): Promise<boolean> {
  const { where, uri, id, on, isLocation = false } = reference;
  const endpoint = context.service.pathOf(uri);
  const path = endpoint === undefined ? context.service.pathFromOrigin(uri) : undefined;
  if (endpoint === undefined && isLocation) {
    // A gateway may show a server's resources under another prefix than the server knows of.
    learn(context, "location", "`meta.location`", "names another address than the one that was tested");
    return false;
  }
  if (endpoint === undefined && path === undefined) return false;
  const exchange = await context.service.look(
    {
      to: endpoint === undefined ? { fromOrigin: path ?? "" } : { endpoint },
      title: `follow ${where}`,
      intent: { kind: "helper" },
    },
    (seen) => textAttribute(resourceOf(seen) ?? {}, "id") === id,
  );
  needAnswer(exchange);
  const status = statusOf(exchange);
  // Beside the base URL of the run there may be another way in, which asks for something else; nothing there is none.
  if (endpoint === undefined && !isSuccess(exchange) && status !== 404 && status !== 410) return false;
  say(context, {
    requirement: REF,
    invariant: where,
    holds: textAttribute(resourceOf(exchange) ?? {}, "id") === id,
    expected: ["200 with the resource that is named"],
    actual: isSuccess(exchange) ? "another resource" : statusText(exchange),
    message: `\`${where}\` does not lead to the resource that it names.`,
    operation: keyOf(context, on),
    exchanges: [exchange],
  });
  return true;
}

/** The references that a list of a resource has to one id. */
function refsIn(
  resource: JsonObject,
  parts: { readonly list: "members" | "groups"; readonly id: string; readonly as?: string },
): readonly Reference[] {
  const { list, id, as = `${list}.$ref` } = parts;
  const entries = attributeOf(resource, list);
  return (Array.isArray(entries) ? entries : [])
    .filter((entry) => isObject(entry) && textAttribute(entry, "value") === id)
    .flatMap((entry) => {
      const uri = textAttribute(entry as JsonObject, "$ref");
      const on = list === "members" ? "GET Group resource" : "GET User resource";
      return uri === undefined || uri === "" ? [] : [{ where: as, uri: fromBase(uri), id, on } as const];
    });
}

function locationIn(resource: JsonObject, id: string, type: "User" | "Group"): readonly Reference[] {
  const meta = attributeOf(resource, "meta");
  const uri = isObject(meta) ? textAttribute(meta, "location") : undefined;
  return uri === undefined || uri === ""
    ? []
    : [{ where: `${type} meta.location`, uri: fromBase(uri), id, on: `GET ${type} resource`, isLocation: true }];
}

/** A relative reference is relative to the base URL (RFC 7643 section 2.3.7); `../Users/1` is as seen from a resource. */
export function fromBase(uri: string): string {
  return uri.replace(/^(?:\.\.)?\/(?=(?:Users|Groups)\/)/u, "");
}
