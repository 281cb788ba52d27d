import { type Body, bindTexts, type Token } from "../../bodies/index.ts";
import { groupBody, NoVerdict, valueAt } from "../../scenarios/index.ts";
import { isObject, type JsonObject } from "../../scim/index.ts";
import type { BodyGround } from "./ground.ts";

/**
 * What is sent for a stored body.
 *
 * @param label tells this resource from every other of the lane
 * @param fixture what the resource of a PUT was made from: what may have to stay as it is stays
 * @throws NoVerdict `blocked` when it names more Users than there are
 */
export function bindBody(ground: BodyGround, body: Body, label: string, fixture?: JsonObject): JsonObject {
  return fitting(ground, bound(ground, body, label, {}, fixture));
}

/**
 * {@link bindBody} for one that is broken on purpose: nothing is put right, and it can be found again by its externalId.
 *
 * @param broken the attribute that is broken: of what every resource needs, only it may be missing
 */
export function bindBroken(ground: BodyGround, body: Body, label: string, broken: string): JsonObject {
  return bound(ground, body, label, { broken });
}

function bound(
  ground: BodyGround,
  body: Body,
  label: string,
  { broken }: { readonly broken?: string },
  fixture?: JsonObject,
): JsonObject {
  const { context, shape, insisted, users } = ground;
  const own = (path: string, n: number): unknown => {
    const kept = fixture !== undefined && /^(?:userName|externalId)$/iu.test(path) ? valueAt(fixture, path) : undefined;
    const by = `${label} ${path} ${n}`;
    return kept ?? context.attribute(path, by) ?? context.name(by);
  };
  const bind = (token: Token): unknown => {
    if (token.is === "own") return own(token.path, token.n);
    const id = users[token.n - 1];
    if (id !== undefined) return id;
    throw new NoVerdict("blocked", `the body names ${token.n} Users: give ${token.n} users with --fixture users=ID,…`);
  };
  const texts = bindTexts(body, bind, context.name(label));
  const content = isObject(texts) ? texts : {};
  const usual: JsonObject = fixture ?? (shape.type === "User" ? context.userBody(label) : {});
  const base = Object.fromEntries(Object.entries(usual).filter(([name]) => insisted.includes(name)));
  const extensions = shape.parts.filter(({ name, isExtension }) => isExtension && content[name] !== undefined);
  // By it a resource is told apart and found again, whatever the schema requires.
  const key = shape.type === "User" ? "userName" : "displayName";
  const whole = {
    schemas: [shape.urn, ...extensions.map(({ name }) => name)],
    ...context.contract.profile.put.alwaysSend[shape.type],
    ...base,
    ...(broken === undefined ? {} : { externalId: context.name(`${label} externalId`) }),
    ...(broken === key ? {} : { [key]: own(key, 1) }),
    ...content,
  };
  return asMembers(ground, whole);
}

/** Members as this vendor takes them. */
function asMembers({ context, shape }: BodyGround, body: JsonObject): JsonObject {
  const name = shape.parts.find(({ kind }) => kind === "members")?.name;
  const ids = name === undefined ? undefined : body[name];
  if (name === undefined || !Array.isArray(ids)) return body;
  const { members } = groupBody(context, { displayName: "", members: ids.map(String) });
  return { ...body, [name]: members };
}

/** Without those attributes whose values the document's schema does not allow: a pattern may not be met by what was drawn. */
function fitting({ schema }: BodyGround, body: JsonObject): JsonObject {
  const wrong = new Set(
    schema
      ?.validate(body)
      .filter(({ instancePointer }) => instancePointer !== "")
      .map(({ instancePointer }) => (instancePointer.split("/")[1] ?? "").replaceAll("~1", "/").replaceAll("~0", "~")),
  );
  return Object.fromEntries(Object.entries(body).filter(([name]) => !wrong.has(name)));
}
