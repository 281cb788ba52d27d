import type { Exchange } from "../../../result/index.ts";
import { attributeOf, isObject, type JsonObject, textOf } from "../../../scim/index.ts";
import { fittingBody } from "../../admitted.ts";
import { needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { describedPart } from "../described.ts";
import { keyOf, makeUser, needSaid, open, readThere, say, serviceScenario } from "../kit.ts";
import { holds } from "../stored.ts";
import { ask, isMissedByEmail, needFilter } from "./ask.ts";
import { quoted } from "./cases.ts";

const FILTER = "RFC7644-3.4.2.2-ONLY-MATCHING";

/** What a User has of the core schema that other scenarios do not ask for, and how a filter names it. */
const VALUES: readonly (readonly [path: string, body: (word: string) => JsonObject])[] = [
  ["roles.value", (word) => ({ roles: [{ value: `${word}-role` }] })],
  ["entitlements.value", (word) => ({ entitlements: [{ value: `${word}-entitlement` }] })],
  ["phoneNumbers.value", () => ({ phoneNumbers: [{ value: "+1-201-555-0123", type: "work" }] })],
  ["ims.value", (word) => ({ ims: [{ value: `${word}-im`, type: "xmpp" }] })],
  ["addresses.locality", (word) => ({ addresses: [{ type: "work", locality: `${word} Town`, country: "US" }] })],
  ["nickName", (word) => ({ nickName: `${word} nick` })],
  ["userType", (word) => ({ userType: `${word} staff` })],
  ["name.givenName", (word) => ({ name: { familyName: `${word} Family`, givenName: `${word} Given` } })],
  ["preferredLanguage", () => ({ preferredLanguage: "en-US" })],
  ["timezone", () => ({ timezone: "America/Denver" })],
];

/** What most servers take of them, where they do not take all. */
const FEW: ReadonlySet<string> = new Set(["nickName", "userType", "name.givenName"]);

/** Whoever shows a value is found by it, and who has none of it is not: so far as the server takes such a filter. */
export const coreFilter: Scenario = serviceScenario({
  id: "service.filter.core-user",
  title: "A filter on an attribute of the core schema that a User shows finds this User, and not one without it",
  requirements: [FILTER],
  needs: ["POST User collection", "GET User collection", "GET User resource"],
  makes: { users: 2, groups: 0 },
  run: async (context) => {
    await needFilter(context);
    const { id, body } = await makeFull(context);
    const { resource } = await readThere(context, "User", id, (seen) => lacking(body, seen).length === 0);
    const lost = lacking(body, resource);
    const paths = VALUES.map(([path]) => path).filter((path) => has(body, path) && !lost.includes(nameOf(path)));
    if (paths.length === 0)
      throw new NoVerdict("not-applicable", "the server shows nothing of what a User was made with");
    const other = await makeUser(context, "plain");
    const { resource: bare } = await readThere(context, "User", other.id);
    const ours = `(${[body, other.body].map((one) => `userName eq ${quoted(one["userName"])}`).join(" or ")})`;
    let refusal: NoVerdict | undefined;
    const asked: { readonly path: string; readonly found: string; readonly exchange: Exchange }[] = [];
    for (const path of paths) {
      try {
        const [value] = valuesAt(body, path);
        const { ids, exchange } = await ask(context, "User", `${ours} and ${path} eq ${quoted(value)}`, [id]);
        // A server may give everybody a language; who has the same value is found rightly.
        const isSame = valuesAt(bare, path).some((one) => textOf(one).toLowerCase() === textOf(value).toLowerCase());
        const found = [...(ids.includes(id) ? ["own"] : []), ...(ids.includes(other.id) && !isSame ? ["other"] : [])];
        asked.push({ path, found: found.join(" and "), exchange });
      } catch (error) {
        if (!(error instanceof NoVerdict)) throw error;
        refusal = error;
      }
    }
    if (asked.length === 0) throw refusal ?? new NoVerdict("not-applicable", "no filter could be sent");
    const isOfList = (path: string): boolean => Array.isArray(attributeOf(body, nameOf(path)));
    const isLeft =
      asked.some(({ path, found }) => found === "" && isOfList(path)) &&
      (await isMissedByEmail(context, { id, body }, resource));
    const judged = asked.filter(({ path, found }) => !isLeft || found !== "" || !isOfList(path));
    if (judged.length === 0)
      throw new NoVerdict("not-applicable", "the server finds nobody by `emails.value`, as another scenario tells");
    const wrong = judged.filter(({ found }) => found !== "own");
    const finds = wrong[0]?.found.includes("other") === true;
    say(context, {
      requirement: FILTER,
      invariant: "core User",
      holds: wrong.length === 0,
      expected: ["the User who has the value"],
      actual: `${finds ? "a User without it" : "nobody"} by ${wrong.map(({ path }) => path).join(", ")}`,
      message: `The filter \`${wrong[0]?.path ?? ""} eq …\` ${finds ? "finds a User who does not have the value" : "does not find the User who has the value"}.`,
      operation: keyOf(context, "GET User collection"),
      exchanges: (wrong.length === 0 ? judged : wrong).map(({ exchange }) => exchange),
    });
  },
});

const nameOf = (path: string): string => path.split(".")[0] ?? path;
const has = (body: JsonObject, path: string): boolean => attributeOf(body, nameOf(path)) !== undefined;

function lacking(body: JsonObject, seen: JsonObject): readonly string[] {
  return VALUES.map(([path]) => nameOf(path)).filter(
    (name) => attributeOf(body, name) !== undefined && !holds(attributeOf(body, name), attributeOf(seen, name)),
  );
}

/** The values at a path of one or two names, as many as there are. */
function valuesAt(resource: JsonObject, path: string): readonly unknown[] {
  const [name = "", sub] = path.split(".");
  const all = [attributeOf(resource, name)].flat();
  if (sub === undefined) return all;
  return all.map((one) => (isObject(one) ? attributeOf(one, sub) : undefined));
}

/** A User with all of {@link VALUES} that the server describes; with {@link FEW} where those are refused. */
async function makeFull(context: ScenarioContext): Promise<{ readonly id: string; readonly body: JsonObject }> {
  const word = context.name("core");
  let refusal = "";
  for (const isTaken of [() => true, (path: string) => FEW.has(path)]) {
    const values = VALUES.filter(([path]) => isTaken(path)).map(([, body]) => body(word));
    const parts = await describedPart(context, "User", Object.assign({}, ...values) as JsonObject);
    const body = fittingBody(context.contract, "User", { ...context.userBody("own"), ...parts });
    const title = "make a User with many attributes";
    const intent = open("attributes that the server may not take");
    const { exchange, id } = await context.service.create({ type: "User", body, title, intent });
    needAnswer(exchange);
    if (id !== undefined) return { id, body };
    needSaid(exchange);
    refusal = statusText(exchange);
  }
  throw new NoVerdict("not-applicable", `a User with attributes of the core schema is refused with ${refusal}`);
}
