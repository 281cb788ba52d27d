import type { Exchange } from "../../../result/index.ts";
import { attributeOf, ENTERPRISE_USER, isObject, isUnassigned, type JsonObject } from "../../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { alwaysShown, attributeNamed, describedUser } from "../described.ts";
import { keyOf, namesIn, needSaid, open, readThere, resourceOf, say, serviceScenario } from "../kit.ts";

const URN = ENTERPRISE_USER.urn;
const NAMED = "department";
const BESIDE = "costCenter";

/** What is asked for by the URN of an extension and the name of its attribute (RFC 7644 sections 3.9 and 3.10). */
interface Asked {
  readonly name: string;
  readonly title: string;
  readonly parameter: "attributes" | "excludedAttributes";
  readonly requirement: string;
  /** Of {@link NAMED}, {@link BESIDE} and `userName`, which are to be shown. */
  readonly shown: readonly string[];
}

const ASKED: readonly Asked[] = [
  {
    name: "attributes-extension",
    title: "`attributes` shows the attribute of an extension that is named after its URN, and not those beside it",
    parameter: "attributes",
    requirement: "RFC7644-3.9-ATTRIBUTES",
    shown: [NAMED],
  },
  {
    name: "excluded-extension",
    title:
      "`excludedAttributes` leaves out the attribute of an extension that is named after its URN, and nothing else",
    parameter: "excludedAttributes",
    requirement: "RFC7644-3.9-EXCLUDED",
    shown: [BESIDE, "userName"],
  },
];

/** The value of {@link NAMED} or {@link BESIDE} in the extension, or of an attribute of the core schema. */
function valueIn(user: JsonObject, name: string): unknown {
  if (name !== NAMED && name !== BESIDE) return attributeOf(user, name);
  const extension = attributeOf(user, URN);
  return isObject(extension) ? attributeOf(extension, name) : undefined;
}

const isWhole = (user: JsonObject): boolean =>
  [NAMED, BESIDE].every((name) => !isUnassigned(valueIn(user, name))) && !isUnassigned(attributeOf(user, "userName"));

/** {@link Asked}, each as a scenario, where the server keeps the enterprise extension. */
export const extensionProjections: readonly Scenario[] = ASKED.map((asked) =>
  serviceScenario({
    id: `service.read.${asked.name}`,
    title: asked.title,
    requirements: [asked.requirement],
    needs: ["POST User collection", "GET User resource"],
    makes: { users: 1, groups: 0 },
    run: async (context) => {
      const id = await makeEmployee(context);
      const { resource: whole } = await readThere(context, "User", id, isWhole);
      if (!isWhole(whole))
        throw new NoVerdict(
          "not-applicable",
          "the server shows no enterprise extension of a User who was made with it",
        );
      const always = await alwaysOf(context);
      await needHeeded(context, { id, whole, always }, asked);
      const exchange = await look(context, id, { [asked.parameter]: `${URN}:${NAMED}` });
      needAnswer(exchange);
      const part = resourceOf(exchange);
      const common = {
        requirement: asked.requirement,
        operation: keyOf(context, "GET User resource"),
        exchanges: [exchange],
      };
      const words = `A read with ${asked.parameter} that names ${NAMED} after the URN of its extension`;
      say(context, {
        ...common,
        invariant: "extension accepted",
        holds: part !== undefined,
        expected: ["200 with the named part of the User"],
        actual: isSuccess(exchange) ? `${statusText(exchange)} without a resource` : statusText(exchange),
        message: `${words} does not show the User.`,
      });
      if (part === undefined) return;
      const missing = asked.shown.filter((name) => isUnassigned(valueIn(part, name)));
      const hidden = [NAMED, BESIDE].filter((name) => !asked.shown.includes(name) && !always.has(name));
      const left = hidden.filter((name) => !isUnassigned(valueIn(part, name)));
      const extension = JSON.stringify(attributeOf(part, URN) ?? null);
      const actual = `${namesIn(part)}; of the extension ${extension}`.slice(0, 300);
      say(context, {
        ...common,
        invariant: "extension shown",
        holds: missing.length === 0,
        expected: [asked.shown.join(", ")],
        actual,
        message: `${words} does not show ${missing.join(", ")}.`,
      });
      say(context, {
        ...common,
        invariant: "extension hidden",
        holds: left.length === 0,
        expected: [`nothing of ${hidden.join(", ")}`],
        actual,
        message: `${words} shows ${left.join(", ")} as well.`,
      });
    },
  }),
);

/** A User with two attributes of the enterprise extension: its id. @throws NoVerdict where the server takes none */
async function makeEmployee(context: ScenarioContext): Promise<string> {
  const body = context.userBody("own");
  const schemas: readonly unknown[] = Array.isArray(body["schemas"]) ? body["schemas"] : [];
  const { exchange, id } = await context.service.create({
    type: "User",
    body: {
      ...body,
      schemas: [...new Set([...schemas, URN])],
      [URN]: { [NAMED]: "Tour Operations", [BESIDE]: "4130" },
    },
    title: "make a User with the enterprise extension",
    intent: open("an extension that the server may not have"),
  });
  needAnswer(exchange);
  if (id !== undefined) return id;
  needSaid(exchange);
  throw new NoVerdict("not-applicable", `the enterprise extension is refused with ${statusText(exchange)}`);
}

async function look(context: ScenarioContext, id: string, query: Readonly<Record<string, string>>): Promise<Exchange> {
  const words = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  return await context.service.look(
    { to: { type: "User", id }, query, title: `read the User with ${words.join("&")}` },
    (seen) => resourceOf(seen) !== undefined,
  );
}

/**
 * Who passes a parameter over does so with every name, which others judge.
 *
 * @throws NoVerdict `blocked` where a name of the core schema is passed over
 */
async function needHeeded(
  context: ScenarioContext,
  user: { readonly id: string; readonly whole: JsonObject; readonly always: ReadonlySet<string> },
  { parameter }: Asked,
): Promise<void> {
  const core = await alwaysShown(context, "User");
  const named = ["displayName", "name", "emails"].find(
    (name) => !core.has(name.toLowerCase()) && !isUnassigned(attributeOf(user.whole, name)),
  );
  const name = parameter === "attributes" ? "userName" : named;
  if (name === undefined || (parameter === "attributes" && user.always.has(NAMED))) return;
  const part = resourceOf(await look(context, user.id, { [parameter]: name }));
  const isPassedOver =
    part === undefined || (parameter === "attributes" ? isWhole(part) : !isUnassigned(attributeOf(part, name)));
  if (isPassedOver)
    throw new NoVerdict("blocked", `the server does not heed \`${parameter}=${name}\`, which others judge`);
}

/** Attributes of the extension that this server always shows, by its own schema. */
async function alwaysOf(context: ScenarioContext): Promise<ReadonlySet<string>> {
  const schema = await describedUser(context);
  const extension = schema?.extensions.find(({ urn }) => urn.toLowerCase() === URN.toLowerCase());
  return new Set([NAMED, BESIDE].filter((name) => attributeNamed(extension?.attributes, name)?.returned === "always"));
}
