import type { Exchange } from "../../../result/index.ts";
import type { AttributeSchema, ResourceSchema } from "../../../scim/index.ts";
import { isSuccess, needAnswer } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { described } from "../described.ts";
import { BAD_BODY, keyOf, read, say, serviceScenario } from "../kit.ts";
import { attributesThat, type OwnAttribute, withAttribute } from "./attributes.ts";
import { bareFor, makeWith } from "./make-with.ts";

const INTEGER = "RFC7643-2.3.4-INTEGER";
const TYPE = "User" as const;

// Integers by the RFCs, whatever a server describes (RFC 7643 section 5, RFC 7644 section 3.4.2).
const OF_CONFIG = ["maxResults", "maxOperations", "maxPayloadSize"];
const OF_LISTS = ["totalResults", "itemsPerPage", "startIndex"];

/** What is an integer is written without a fraction and without an exponent: in the text of an answer, for a parser hides it. */
export const integers: Scenario = serviceScenario({
  id: "service.schema.integers",
  title: "What is an integer, by the RFCs or by the server's schema, is written without fraction and exponent",
  requirements: [INTEGER],
  needs: ["POST User collection", "GET User resource"],
  makes: { users: 4, groups: 0 },
  run: async (context) => {
    const { config } = await context.service.discovery();
    let seen = config.model === undefined ? 0 : judgeNumbers(context, OF_CONFIG, config.exchange);
    if (context.service.declared("GET", TYPE, "collection") !== undefined) {
      const look = { to: { type: TYPE }, query: { count: "1" }, title: "list one User" };
      const list = await context.service.look(look, () => true);
      needAnswer(list);
      if (isSuccess(list)) seen += judgeNumbers(context, OF_LISTS, list);
    }
    for (const own of await integersOf(context)) seen += await ofAttribute(context, own);
    if (seen === 0) throw new NoVerdict("not-applicable", "the server shows no integer");
  },
});

/** The integers of a User, by the server's schema; none where it describes none. */
async function integersOf(context: ScenarioContext): Promise<readonly OwnAttribute[]> {
  const schema = await described(context, TYPE);
  if (schema === undefined) return [];
  const names = otherwiseTyped(schema);
  // By its name an attribute is found in the text: where another one is called so, it is not known which is which.
  const holds = ({ name, type }: AttributeSchema): boolean => type === "integer" && !names.has(name.toLowerCase());
  try {
    return await attributesThat(context, TYPE, { are: "an integer", holds });
  } catch (error) {
    if (error instanceof NoVerdict) return [];
    throw error;
  }
}

/** The names of all that is something else than an integer, parts of attributes included. */
function otherwiseTyped({ attributes, extensions }: ResourceSchema): ReadonlySet<string> {
  const all = [attributes, ...extensions.map((one) => one.attributes)].flat();
  const parts = all.flatMap(({ subAttributes }) => subAttributes ?? []);
  return new Set([...all, ...parts].flatMap(({ name, type }) => (type === "integer" ? [] : [name.toLowerCase()])));
}

/** A whole value as it is shown, and whether one with a fraction is stored; returns how many numbers were seen. */
async function ofAttribute(context: ScenarioContext, own: OwnAttribute): Promise<number> {
  const { name, mutability } = own.attribute;
  const made = await makeWith(context, own);
  if (made === undefined) return 0;
  let seen = judgeNumbers(context, [name], (await read(context, TYPE, made.id)).exchange);
  if (mutability === "readOnly") return seen;
  const { exchange, id } = await context.service.create({
    type: TYPE,
    body: withAttribute(bareFor(context, own, `a fraction of ${name}`), own, own.attribute.multiValued ? [1.5] : 1.5),
    title: `make a User with 1.5 for \`${name}\`, which is an integer`,
    intent: BAD_BODY,
  });
  needAnswer(exchange);
  // Refused, or taken without the value or with a whole one: what else it should do with it is judged elsewhere.
  if (id !== undefined) seen += judgeNumbers(context, [name], (await read(context, TYPE, id)).exchange);
  return seen;
}

function judgeNumbers(context: ScenarioContext, names: readonly string[], exchange: Exchange): number {
  const text = exchange.response?.body ?? "";
  let seen = 0;
  for (const name of names) {
    const numbers = numbersOf(text, name);
    seen += numbers.length;
    if (numbers.length === 0) continue;
    const odd = numbers.filter((number) => !/^-?\d+$/u.test(number));
    say(context, {
      requirement: INTEGER,
      invariant: name,
      holds: odd.length === 0,
      expected: [`\`${name}\` without fraction and exponent`],
      actual: odd.join(", "),
      message: `\`${name}\` is an integer, and is written with a fraction or an exponent.`,
      operation: keyOf(context, "POST User collection"),
      exchanges: [exchange],
    });
  }
  return seen;
}

/** The numbers that stand behind a name in JSON, as they are written. In a text a quotation mark is escaped: none matches. */
function numbersOf(json: string, name: string): readonly string[] {
  const escaped = name.replaceAll(/[$()*+.?[\\\]^{|}]/gu, String.raw`\$&`);
  const pattern = new RegExp(String.raw`"${escaped}"\s*:\s*\[?\s*(?<number>-?\d[\d.eE+-]*)`, "giu");
  return [...json.matchAll(pattern)].flatMap(({ groups }) => groups?.["number"] ?? []);
}
