import type { Exchange } from "../../../result/index.ts";
import { attributeOf, isObject, locationNames, textAttribute } from "../../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { keyOf, learn, type Made, makeUser, readThere, resourceOf, say, serviceScenario } from "../kit.ts";

const SEGMENT = "RFC7644-3.13-VERSION-SEG";
const VERSION = /^v\d+(?:\.\d+)*$/iu;

/**
 * Where the base URL ends in the version of the API, a location below the same base has it too (RFC 7644 section 3.13). One
 * without it, or with another, that leads to the resource all the same is the server's choice: such addresses are comparable
 * (RFC 7643 section 2.4). One of another base may be a gateway's, and nothing is said of it.
 */
export const versionSegment: Scenario = serviceScenario({
  id: "service.create.version-segment",
  title: "A `meta.location` keeps the version of the API that the base URL has before the endpoint",
  requirements: [SEGMENT],
  needs: ["POST User collection", "GET User resource"],
  makes: { users: 1, groups: 0 },
  run: async (context) => {
    const made = await makeUser(context, "own");
    const path = made.exchange.request.url.replace(/^[a-z]+:\/\/[^/]*/iu, "").replace(/[?#].*$/u, "");
    const base = path.replace(/\/[^/]*\/?$/u, "").split("/");
    const version = base.at(-1) ?? "";
    if (!VERSION.test(version))
      throw new NoVerdict("not-applicable", "the base URL has no version of the API before its endpoints");
    const { resource, exchange } = await readThere(context, "User", made.id);
    const meta = attributeOf(resource, "meta");
    const location = isObject(meta) ? textAttribute(meta, "location") : undefined;
    const there = location === undefined ? undefined : context.service.pathFromOrigin(location);
    if (location === undefined || there === undefined || !locationNames(location, "Users", made.id))
      throw new NoVerdict(
        "not-applicable",
        "the server shows no `meta.location` of a User at the address that is tested",
      );
    const shown = versionIn(there, base);
    if (shown === undefined)
      throw new NoVerdict("not-applicable", "`meta.location` has another base than the one given, as behind a gateway");
    const kept = shown.toLowerCase() === version.toLowerCase();
    learn(
      context,
      "version-segment",
      "`meta.location` of a User",
      kept ? `has ${version}` : `has ${shown || "no version"}`,
    );
    await judge(context, { made, exchange, location, there, version, kept });
  },
});

/** The version in a path that is otherwise of this base, empty for none; undefined for a path of another base. */
function versionIn(path: string, base: readonly string[]): string | undefined {
  const before = base.slice(0, -1).join("/");
  if (!path.startsWith(`${before}/`)) return undefined;
  const [first = "", second = ""] = path.slice(before.length + 1).split("/");
  if (/^users$/iu.test(first)) return "";
  return VERSION.test(first) && /^users$/iu.test(second) ? first : undefined;
}

interface Located {
  readonly made: Made;
  readonly exchange: Exchange;
  readonly location: string;
  readonly there: string;
  readonly version: string;
  readonly kept: boolean;
}

async function judge(
  context: ScenarioContext,
  { made, exchange, location, there, version, kept }: Located,
): Promise<void> {
  const operation = keyOf(context, "GET User resource");
  if (kept) {
    context.judge({ requirement: SEGMENT, invariant: "meta.location", shape: "none", outcome: "passed", operation });
    return;
  }
  const followed = await context.service.request({
    method: "GET",
    to: { fromOrigin: there },
    title: "follow `meta.location`, which has another version than the base URL, or none",
    intent: { kind: "helper" },
  });
  needAnswer(followed);
  const leads = isSuccess(followed) && textAttribute(resourceOf(followed) ?? {}, "id") === made.id;
  say(context, {
    requirement: SEGMENT,
    invariant: "meta.location",
    holds: leads,
    expected: [
      `${version} before the endpoint, as in the base URL`,
      "or an address that leads to the User all the same",
    ],
    actual: `${location}, which is answered ${statusText(followed)}`,
    message: "`meta.location` does not have the version that the base URL has, and does not lead to the User.",
    operation,
    exchanges: [exchange, followed],
  });
}
