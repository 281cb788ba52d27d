import type { ResourceTypeName } from "../../../document/index.ts";
import type { JsonObject } from "../../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { needMethod } from "../described.ts";
import { needSaid, open, readThere, serviceScenario } from "../kit.ts";
import { type Extended, isOwnText, type Leaf, makeExtended, valuesAt } from "../schema/extended.ts";
import { otherValueFor } from "../schema/values.ts";
import { judgeFound, type Method } from "./after-change.ts";
import { ask, needFilter } from "./ask.ts";
import { quoted } from "./cases.ts";

const FILTER = "RFC7644-3.4.2.2-ONLY-MATCHING";
// Those that nobody else may have come first: clients look for them.
const AT_MOST = 6;

/** Whoever has another value in an extension is found by it, and by the old one no longer. */
export const extensionAfterChange: readonly Scenario[] = (["PUT", "PATCH"] as const).flatMap((method) =>
  (["User", "Group"] as const).map((type) =>
    serviceScenario({
      id: `service.filter.extension-${type.toLowerCase()}-after-${method.toLowerCase()}`,
      title: `After a ${method} of its extension a filter finds the ${type} by the new value, and not by the old one`,
      requirements: [FILTER],
      needs: [
        `POST ${type} collection`,
        `GET ${type} collection`,
        `GET ${type} resource`,
        `${method} ${type} resource`,
      ],
      makes: type === "User" ? { users: 1, groups: 0 } : { users: 0, groups: 1 },
      run: async (context) => {
        await needFilter(context);
        if (method === "PATCH") await needMethod(context, method);
        const own = await makeExtended(context, type, "before");
        const leaves = await foundBy(context, type, own);
        const fresh = new Map(
          leaves.map((leaf) => [leaf, otherValueFor(context, leaf.attribute, `${leaf.attribute.name} after`)]),
        );
        const changed = await change(context, method, { type, own, fresh });
        for (const leaf of changed)
          for (const isWanted of [true, false]) {
            const [old] = valuesAt(own.resource, leaf);
            await judgeFound(context, {
              type,
              id: own.made.id,
              filter: `${leaf.path} eq ${quoted(isWanted ? fresh.get(leaf) : old)}`,
              isWanted,
              invariant: `${isWanted ? "new" : "old"} ${leaf.attribute.name}`,
              message: isWanted
                ? `A ${type} is not found by the \`${leaf.attribute.name}\` that a ${method} gave it.`
                : `A ${type} is found by the \`${leaf.attribute.name}\` that it had before a ${method}.`,
            });
          }
      },
    }),
  ),
);

/** Attributes by which the server finds it as it was made. @throws NoVerdict where there are none */
async function foundBy(context: ScenarioContext, type: ResourceTypeName, own: Extended): Promise<readonly Leaf[]> {
  const plain = own.leaves.filter(
    (leaf) =>
      isOwnText(leaf) &&
      leaf.parent === undefined &&
      !leaf.attribute.multiValued &&
      leaf.attribute.mutability === "readWrite" &&
      valuesAt(own.resource, leaf).length === 1,
  );
  const rank = ({ attribute }: Leaf): number => (attribute.uniqueness === "none" ? 1 : 0);
  const found: Leaf[] = [];
  let refusal = new NoVerdict("not-applicable", `the server finds no ${type} by an attribute of an extension`);
  for (const leaf of plain.sort((one, other) => rank(one) - rank(other)).slice(0, AT_MOST)) {
    const [value] = valuesAt(own.resource, leaf);
    try {
      const { ids } = await ask(context, type, `${leaf.path} eq ${quoted(value)}`, [own.made.id]);
      if (ids.includes(own.made.id)) found.push(leaf);
    } catch (error) {
      if (!(error instanceof NoVerdict)) throw error;
      refusal = error;
    }
  }
  if (found.length === 0) throw refusal;
  return found;
}

/** Gives them all new values at once: those that a read then shows. @throws NoVerdict where it shows none */
async function change(
  context: ScenarioContext,
  method: Method,
  parts: { readonly type: ResourceTypeName; readonly own: Extended; readonly fresh: ReadonlyMap<Leaf, unknown> },
): Promise<readonly Leaf[]> {
  const { type, own, fresh } = parts;
  const { body, id } = own.made;
  const changes = [...fresh];
  const replaced = (urn: string): JsonObject => ({
    ...(body[urn] as JsonObject),
    ...Object.fromEntries(
      changes.filter(([leaf]) => leaf.urn === urn).map(([leaf, value]) => [leaf.attribute.name, value]),
    ),
  });
  const urns = [...new Set(changes.map(([{ urn }]) => urn))];
  const answer = await context.service.request({
    method,
    to: { type, id },
    title: `give the ${type} other values in its extensions`,
    body:
      method === "PUT"
        ? { ...body, ...Object.fromEntries(urns.map((urn) => [urn, replaced(urn)])) }
        : changes.map(([{ path }, value]) => ({ op: "replace", path, value })),
    intent: open("values that a server may keep for good"),
  });
  needAnswer(answer);
  if (!isSuccess(answer)) {
    needSaid(answer);
    throw new NoVerdict("not-applicable", `other values by ${method} are refused with ${statusText(answer)}`);
  }
  const isNew = (seen: JsonObject, [leaf, value]: readonly [Leaf, unknown]): boolean =>
    valuesAt(seen, leaf).includes(value);
  const { resource } = await readThere(context, type, id, (seen) => changes.every((one) => isNew(seen, one)));
  const seen = changes.filter((one) => isNew(resource, one)).map(([leaf]) => leaf);
  if (seen.length === 0) throw new NoVerdict("blocked", `a read shows none of the values that a ${method} gave`);
  return seen;
}
