import type { ResourceTypeName } from "../../../document/index.ts";
import type { Exchange } from "../../../result/index.ts";
import { type AttributeSchema, attributeOf, isObject, isUnassigned, type JsonObject } from "../../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { alwaysShown, attributeNamed, described } from "../described.ts";
import { keyOf, makeGroup, makeUser, readThere, resourceOf, say, serviceScenario } from "../kit.ts";
import { makeExtended } from "../schema/extended.ts";

const ATTRIBUTES = "RFC7644-3.9-ATTRIBUTES";

/** An attribute with parts, of a resource that shows it, and one of the parts to ask for. */
interface Whole {
  readonly type: ResourceTypeName;
  readonly id: string;
  readonly resource: JsonObject;
  /** The URN of the extension that it is an attribute of; undefined for the core schema. */
  readonly urn?: string;
  readonly name: string;
  readonly part: string;
  /** What the server's own schema says of its parts. */
  readonly described: readonly AttributeSchema[] | undefined;
}

interface Asked {
  readonly name: string;
  readonly title: string;
  readonly type: ResourceTypeName;
  readonly whole: (context: ScenarioContext) => Promise<Whole>;
}

const ASKED: readonly Asked[] = [
  {
    name: "attributes-email-value",
    title: "`attributes=emails.value` shows the addresses of a User, and nothing else of them",
    type: "User",
    whole: async (context) => {
      const { id } = await makeUser(context, "own");
      return await coreOf(context, { type: "User", id, name: "emails", part: "value" });
    },
  },
  {
    name: "attributes-member-value",
    title: "`attributes=members.value` shows the ids of the members of a Group, and nothing else of them",
    type: "Group",
    whole: async (context) => {
      const user = await makeUser(context, "member");
      const { id } = await makeGroup(context, "own", [user.id]);
      return await coreOf(context, { type: "Group", id, name: "members", part: "value" });
    },
  },
  ...(["User", "Group"] as const).map(
    (type): Asked => ({
      name: `attributes-extension-part-${type.toLowerCase()}`,
      title: `\`attributes\` shows the part of an attribute of an extension of a ${type} that is named after its URN, and no other part`,
      type,
      whole: async (context) => {
        const { made, resource, leaves } = await makeExtended(context, type, "own");
        const leaf = leaves.find(
          ({ urn, parent, attribute }) =>
            parent !== undefined && besides(valueIn(resource, { urn, name: parent.name }), attribute.name).length > 0,
        );
        if (leaf?.parent === undefined)
          throw new NoVerdict("not-applicable", `no extension of a ${type} shows an attribute of several parts`);
        const { urn, parent, attribute } = leaf;
        const of = { urn, name: parent.name, part: attribute.name, described: parent.subAttributes };
        return { type, id: made.id, resource, ...of };
      },
    }),
  ),
];

/** @throws NoVerdict where a read shows no such attribute */
async function coreOf(context: ScenarioContext, of: Pick<Whole, "type" | "id" | "name" | "part">): Promise<Whole> {
  const { type, id, name } = of;
  const { resource } = await readThere(context, type, id, (seen) => !isUnassigned(attributeOf(seen, name)));
  if (isUnassigned(attributeOf(resource, name)))
    throw new NoVerdict("not-applicable", `the server shows no \`${name}\``);
  const attribute = attributeNamed((await described(context, type))?.attributes, name);
  return { ...of, resource, described: attribute?.subAttributes };
}

function valueIn(resource: JsonObject, { urn, name }: Pick<Whole, "urn" | "name">): unknown {
  const container = urn === undefined ? resource : attributeOf(resource, urn);
  return isObject(container) ? attributeOf(container, name) : undefined;
}

/** Names of what entries have beside one part; what only says false or nothing is passed over. */
function besides(value: unknown, part: string): readonly string[] {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
  const names = entries.flatMap((entry) =>
    isObject(entry)
      ? Object.entries(entry).flatMap(([name, one]) => (isUnassigned(one) || one === false || one === "" ? [] : [name]))
      : [],
  );
  return [...new Set(names)].filter((name) => name.toLowerCase() !== part.toLowerCase());
}

/** The values of one part, in any order. */
function partsIn(value: unknown, part: string): string {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
  const values = entries.map((entry) => (isObject(entry) ? attributeOf(entry, part) : undefined));
  return values
    .filter((one) => !isUnassigned(one))
    .map((one) => JSON.stringify(one))
    .toSorted()
    .join(" ");
}

/** Parts of attributes that are asked for by name (RFC 7644 sections 3.9 and 3.10). */
export const partProjections: readonly Scenario[] = ASKED.map((asked) =>
  serviceScenario({
    id: `service.read.${asked.name}`,
    title: asked.title,
    requirements: [ATTRIBUTES],
    needs: [
      `POST ${asked.type} collection`,
      `GET ${asked.type} resource`,
      ...(asked.name === "attributes-member-value" ? (["POST User collection"] as const) : []),
    ],
    makes: {
      users: asked.type === "User" || asked.name === "attributes-member-value" ? 1 : 0,
      groups: asked.type === "Group" ? 1 : 0,
    },
    run: async (context) => {
      const whole = await asked.whole(context);
      const { type, id, urn, name, part, resource } = whole;
      const path = urn === undefined ? name : `${urn}:${name}`;
      await needHeeded(context, whole, path);
      const own = valueIn(resource, whole);
      const always = new Set(
        (whole.described ?? []).flatMap((one) => (one.returned === "always" ? [one.name.toLowerCase()] : [])),
      );
      const beside = besides(own, part).filter((one) => !always.has(one.toLowerCase()));
      if (beside.length === 0)
        throw new NoVerdict("not-applicable", `\`${name}\` shows nothing beside \`${part}\` that could be left out`);
      const exchange = await look(context, { type, id }, `${path}.${part}`);
      needAnswer(exchange);
      const shown = resourceOf(exchange);
      const common = {
        requirement: ATTRIBUTES,
        operation: keyOf(context, `GET ${type} resource`),
        exchanges: [exchange],
      };
      const words = `A read with attributes=${urn === undefined ? "" : "…:"}${name}.${part}`;
      say(context, {
        ...common,
        invariant: "part accepted",
        holds: shown !== undefined,
        expected: [`200 with the named part of the ${type}`],
        actual: isSuccess(exchange) ? `${statusText(exchange)} without a resource` : statusText(exchange),
        message: `${words} does not show the ${type}.`,
      });
      if (shown === undefined) return;
      const came = valueIn(shown, whole);
      say(context, {
        ...common,
        invariant: "part shown",
        holds: partsIn(came, part) === partsIn(own, part),
        expected: [`\`${part}\` of \`${name}\`, as a read of the whole shows it`],
        actual: JSON.stringify(came ?? null).slice(0, 200),
        message: `${words} does not show what it names.`,
      });
      const left = besides(came, part).filter((one) => beside.includes(one));
      say(context, {
        ...common,
        invariant: "part alone",
        holds: left.length === 0,
        expected: [`nothing of ${beside.join(", ")}`],
        actual: JSON.stringify(came ?? null).slice(0, 200),
        message: `${words} shows ${left.join(", ")} as well.`,
      });
    },
  }),
);

/**
 * Who passes `attributes` over, or does not know the attribute there, does so whatever part of it is named: others judge that.
 *
 * @throws NoVerdict `blocked` where the whole attribute is not shown by itself
 */
async function needHeeded(context: ScenarioContext, whole: Whole, path: string): Promise<void> {
  const { type, id, resource } = whole;
  const part = resourceOf(await look(context, { type, id }, path));
  const always = await alwaysShown(context, type);
  const others = ["displayName", "externalId", "meta", "active"].filter(
    (name) => !always.has(name.toLowerCase()) && !isUnassigned(attributeOf(resource, name)),
  );
  const isHeeded =
    part !== undefined &&
    partsIn(valueIn(part, whole), whole.part) === partsIn(valueIn(resource, whole), whole.part) &&
    // `meta` is shown all the same by many.
    others.some((name) => isUnassigned(attributeOf(part, name)));
  if (!isHeeded) throw new NoVerdict("blocked", `the server does not heed \`attributes=${path}\`, which others judge`);
}

async function look(
  context: ScenarioContext,
  to: { readonly type: ResourceTypeName; readonly id: string },
  attributes: string,
): Promise<Exchange> {
  return await context.service.look(
    { to, query: { attributes }, title: `read the ${to.type} with attributes=${attributes}` },
    (seen) => resourceOf(seen) !== undefined,
  );
}
