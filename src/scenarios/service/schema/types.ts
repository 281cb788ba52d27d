import type { ResourceTypeName } from "../../../document/index.ts";
import {
  type AttributeSchema,
  attributeOf,
  isObject,
  isUnassigned,
  type JsonObject,
  type SchemaDescription,
} from "../../../scim/index.ts";
import { needAnswer } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { described } from "../described.ts";
import { bodyFor, keyOf, needSaid, open, readThere, say, serviceScenario } from "../kit.ts";
import { setValues, withExtensions } from "./extended.ts";

const HONEST = "RFC7643-7-SCHEMA-HONEST";

// Of an extension whose values are refused together, each is sent alone; more would only say the same.
const AT_MOST = 8;

/** Values of other types than the one that a schema names. */
const OTHERS: Readonly<Partial<Record<AttributeSchema["type"], readonly unknown[]>>> = {
  string: [7, true],
  integer: ["seven", true],
  decimal: ["seven", true],
  boolean: ["yes", 1],
};

/** Of what type attributes of its own are, a server's schema alone says: clients send what it says. */
export const typesSaid: readonly Scenario[] = (["User", "Group"] as const).map((type) =>
  serviceScenario({
    id: `service.schema.types-${type.toLowerCase()}`,
    title: `Attributes of the extensions of a ${type} are of the types that the server's schema says`,
    requirements: [HONEST],
    needs: [`POST ${type} collection`, `GET ${type} resource`],
    makes: type === "User" ? { users: AT_MOST, groups: 0 } : { users: 0, groups: AT_MOST },
    run: async (context) => {
      const extensions = (await described(context, type))?.extensions ?? [];
      const wrong: string[] = [];
      let tested = 0;
      for (const [index, schema] of extensions.entries()) {
        const values = setValues(context, schema.attributes);
        if (Object.keys(values).length === 0) continue;
        const shown = await shownOf(context, type, { urn: schema.urn, values, label: `own ${index}` });
        if (shown !== undefined) {
          const all = typesIn(schema, shown);
          tested += all.length;
          wrong.push(...all.filter((one) => one.is !== undefined).map(({ name, is }) => `${name} as ${is}`));
          continue;
        }
        const otherwise = await takenOtherwise(context, type, { schema, values, label: `own ${index}` });
        tested += otherwise.length;
        wrong.push(...otherwise);
      }
      if (tested === 0)
        throw new NoVerdict("not-applicable", "the server shows nothing of an extension whose type could be told");
      say(context, {
        requirement: HONEST,
        invariant: `types ${type}`,
        holds: wrong.length === 0,
        expected: ["values of the types that the server's schema says"],
        actual: wrong.join(", "),
        message: `Attributes of the extensions of a ${type} are of other types than the server's own schema says.`,
        operation: keyOf(context, `GET ${type} resource`),
      });
    },
  }),
);

/** What a read shows of an extension that one was made with; undefined where the values are refused. */
async function shownOf(
  context: ScenarioContext,
  type: ResourceTypeName,
  { urn, values, label }: { readonly urn: string; readonly values: JsonObject; readonly label: string },
): Promise<JsonObject | undefined> {
  const { exchange, id } = await context.service.create({
    type,
    body: withExtensions(bodyFor(context, type, label), { [urn]: values }),
    title: `make a ${type} with ${Object.keys(values).length === 1 ? `a value for ${Object.keys(values)[0]}` : "values of an extension"}`,
    intent: open("values that the server may not take"),
  });
  needAnswer(exchange);
  if (id === undefined) {
    needSaid(exchange);
    return undefined;
  }
  const inIt = (seen: JsonObject): unknown => attributeOf(seen, urn);
  const { resource } = await readThere(context, type, id, (seen) => !isUnassigned(inIt(seen)));
  const extension = inIt(resource);
  return isObject(extension) ? extension : {};
}

/** Each simple attribute that is shown, and of what type it is where the schema says another. */
function typesIn(
  { attributes }: SchemaDescription,
  shown: JsonObject,
): readonly { readonly name: string; readonly is: string | undefined }[] {
  return attributes.flatMap(({ name, type, multiValued }) => {
    const value = attributeOf(shown, name);
    if (isUnassigned(value) || type === "complex") return [];
    const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
    const isRight = Array.isArray(value) === multiValued && entries.every((one) => isOf(type, one));
    return [{ name, is: isRight ? undefined : JSON.stringify(value).slice(0, 60) }];
  });
}

function isOf(type: AttributeSchema["type"], value: unknown): boolean {
  if (type === "boolean") return typeof value === "boolean";
  if (type === "integer") return Number.isInteger(value);
  if (type === "decimal") return typeof value === "number";
  return typeof value === "string";
}

/** Attributes that refuse a value of the type that the schema says, and take and show one of another type. */
async function takenOtherwise(
  context: ScenarioContext,
  type: ResourceTypeName,
  own: { readonly schema: SchemaDescription; readonly values: JsonObject; readonly label: string },
): Promise<readonly string[]> {
  const { schema, values } = own;
  const { urn, attributes } = schema;
  const wrong: string[] = [];
  const simple = attributes.filter(
    ({ name, multiValued, ...one }) => !multiValued && OTHERS[one.type] !== undefined && name in values,
  );
  for (const { name, type: said } of simple.slice(0, AT_MOST)) {
    const label = `${own.label} ${name}`;
    if ((await shownOf(context, type, { urn, values: { [name]: values[name] }, label })) !== undefined) continue;
    for (const other of OTHERS[said] ?? []) {
      const shown = await shownOf(context, type, { urn, values: { [name]: other }, label: `${label} ${typeof other}` });
      if (shown === undefined || attributeOf(shown, name) !== other) continue;
      wrong.push(`${name} as ${JSON.stringify(other)}`);
      break;
    }
  }
  return wrong;
}
