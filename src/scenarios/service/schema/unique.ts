import type { ResourceTypeName } from "../../../document/index.ts";
import type { Exchange } from "../../../result/index.ts";
import type { AttributeSchema } from "../../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { claims } from "../described.ts";
import { swap } from "../filter/cases.ts";
import { BAD_BODY, isRightStatus, keyOf, type Made, needSaid, open, readThere, say, serviceScenario } from "../kit.ts";
import { holds } from "../stored.ts";
import { attributesThat, type OwnAttribute, pathOf, shownOf, withAttribute } from "./attributes.ts";
import { bareFor, makeFrom } from "./make-with.ts";
import { otherValueFor, valueFor } from "./values.ts";

const UNIQUE = "RFC7643-7-UNIQ-SERVER";
const STATUS = "RFC7644-3.12-409-UNIQ-PUTPATCH";
const PUT_STORED = "RFC7644-3.5.1-RW-REPLACED";
const PATCH_STORED = "RFC7644-3.5.2.3-SINGLE";

type Method = "PUT" | "PATCH";

/** A resource that was made with a unique value, and shows it. */
type Holder = Made & { readonly value: unknown };

async function methodsOf(context: ScenarioContext, type: ResourceTypeName): Promise<readonly Method[]> {
  const { service } = context;
  const hasPatch =
    service.declared("PATCH", type, "resource") !== undefined && (await claims(context, "patch")) !== false;
  const hasPut = service.declared("PUT", type, "resource") !== undefined;
  return [...(hasPut ? (["PUT"] as const) : []), ...(hasPatch ? (["PATCH"] as const) : [])];
}

/** A resource with the value; undefined where the server does not take it, or shows another. */
async function holderOf(
  context: ScenarioContext,
  own: OwnAttribute,
  value: unknown,
  label: string,
): Promise<Holder | undefined> {
  if (value === undefined) return undefined;
  const made = await makeFrom(context, own, value, `${label} ${own.attribute.name}`);
  if (made === undefined || !holds(value, await nowOf(context, own, made))) return undefined;
  return { ...made, value };
}

/** What a read shows of the attribute. */
async function nowOf(context: ScenarioContext, own: OwnAttribute, { id }: Pick<Made, "id">): Promise<unknown> {
  return shownOf((await readThere(context, own.type, id)).resource, own);
}

/** Gives a resource the value by PUT or PATCH. */
async function give(
  context: ScenarioContext,
  own: OwnAttribute,
  made: Made,
  parts: { readonly method: Method; readonly value: unknown; readonly whose: string; readonly isBad?: boolean },
): Promise<Exchange> {
  const { method, value, whose, isBad = false } = parts;
  const answer = await context.service.request({
    method,
    to: { type: own.type, id: made.id },
    title: `${method} ${whose} \`${own.attribute.name}\``,
    body: method === "PUT" ? withAttribute(made.body, own, value) : [{ op: "replace", path: pathOf(own), value }],
    intent: isBad ? BAD_BODY : open("a change that a server may refuse for reasons of its own"),
  });
  needAnswer(answer);
  needSaid(answer);
  return answer;
}

const named = (attribute: AttributeSchema, which: string): string => `${which} ${attribute.name}`;

/** A write that repeats the resource's own value gives it no value of another. */
async function ownRepeated(context: ScenarioContext, own: OwnAttribute): Promise<boolean> {
  const { attribute, type } = own;
  let tested = 0;
  for (const method of await methodsOf(context, type)) {
    const value = valueFor(context, attribute, named(attribute, `own ${method}`));
    const made = await holderOf(context, own, value, `own ${method}`);
    if (made === undefined) continue;
    const same = await give(context, own, made, { method, value, whose: "its own" });
    if (!isSuccess(same)) {
      // Refused for what it repeats, or would any other be?
      const other = otherValueFor(context, attribute, named(attribute, `next ${method}`));
      if (other === undefined || !isSuccess(await give(context, own, made, { method, value: other, whose: "another" })))
        continue;
    }
    tested += 1;
    say(context, {
      requirement: method === "PUT" ? PUT_STORED : PATCH_STORED,
      invariant: `own ${attribute.name}`,
      holds: isSuccess(same),
      expected: ["200, for no other resource has the value"],
      actual: statusText(same),
      message: `A ${method} that repeats the \`${attribute.name}\` of the very resource is refused, and one of another value is not.`,
      operation: keyOf(context, `${method} ${type} resource`),
      exchanges: [same],
    });
  }
  return tested > 0;
}

/** A write gives a resource the value of another. */
async function othersWritten(context: ScenarioContext, own: OwnAttribute): Promise<boolean> {
  const { attribute, type } = own;
  const first = await holderOf(context, own, valueFor(context, attribute, named(attribute, "first")), "first");
  const other = otherValueFor(context, attribute, named(attribute, "second"));
  const second = first === undefined ? undefined : await holderOf(context, own, other, "second");
  if (first === undefined || second === undefined) return false;
  let tested = 0;
  for (const method of await methodsOf(context, type)) {
    // A value of nobody's is taken: only then the other is refused for whose it is.
    const free = otherValueFor(context, attribute, named(attribute, `free ${method}`));
    if (!isSuccess(await give(context, own, second, { method, value: free, whose: "a free" }))) continue;
    if (!holds(free, await nowOf(context, own, second))) continue;
    const answer = await give(context, own, second, { method, value: first.value, whose: "another's", isBad: true });
    const now = await nowOf(context, own, second);
    tested += 1;
    const operation = keyOf(context, `${method} ${type} resource`);
    const invariant = `${method} ${attribute.name}`;
    const isTaken = holds(first.value, now);
    say(context, {
      requirement: UNIQUE,
      invariant,
      holds: !isTaken,
      expected: ["409, or 400, and the value as it was"],
      actual: `${statusText(answer)}, and ${JSON.stringify(now ?? null)}`,
      message: `\`${attribute.name}\` is unique by the server's own schema, and a ${method} gives a second ${type} the same.`,
      operation,
    });
    if (isTaken) continue;
    say(context, {
      requirement: STATUS,
      invariant,
      holds: isRightStatus(context, operation, answer.response?.status ?? 0, [409, 400]),
      expected: ["409, or 400"],
      actual: statusText(answer),
      message: `A ${method} of a \`${attribute.name}\` that another ${type} has, and that is unique by the server's own schema, is not refused so.`,
      operation,
      exchanges: [answer],
    });
  }
  return tested > 0;
}

/** A value that differs in case alone is another one where case matters. */
async function caseTold(context: ScenarioContext, own: OwnAttribute): Promise<boolean> {
  const { attribute, type } = own;
  const first = await holderOf(context, own, valueFor(context, attribute, named(attribute, "first")), "first");
  if (first === undefined) return false;
  const swapped = swap(first.value);
  if (swapped === first.value) return false;
  const body = await attempt(context, own, swapped);
  // Refused for whose it nearly is, or would any other be? It is of the same letters, so that it is as well-formed.
  const control = `${swapped}${context.digits(3)}`;
  if (isRefusal(body) && (await holderOf(context, own, control, "control")) === undefined) return false;
  say(context, {
    requirement: UNIQUE,
    invariant: `case ${attribute.name}`,
    holds: isSuccess(body),
    expected: ["201, for case matters"],
    actual: statusText(body),
    message: `Case matters in \`${attribute.name}\` by the server's own schema, and a ${type} is refused whose value differs from another's in case alone.`,
    operation: keyOf(context, `POST ${type} collection`),
    exchanges: [body],
  });
  return true;
}

/** Makes a resource with a value that may be refused, and tells how it was answered. */
async function attempt(context: ScenarioContext, own: OwnAttribute, value: string): Promise<Exchange> {
  const bare = bareFor(context, own, `in another case ${own.attribute.name}`);
  const { exchange } = await context.service.create({
    type: own.type,
    body: withAttribute(bare, own, value),
    title: `make a ${own.type} with \`${own.attribute.name}\` in another case`,
    intent: open("a value that the server may hold to be another's"),
  });
  needAnswer(exchange);
  needSaid(exchange);
  return exchange;
}

interface Uniqueness {
  readonly name: string;
  readonly title: string;
  readonly requirements: readonly string[];
  readonly are: string;
  /** The scenario that tests a `userName`. */
  readonly ofNames: string;
  readonly holds: (attribute: AttributeSchema) => boolean;
  readonly test: (context: ScenarioContext, own: OwnAttribute) => Promise<boolean>;
}

const ALL: readonly Uniqueness[] = [
  {
    name: "unique-own",
    title: "A write may repeat what is unique by the server's schema and the resource's own",
    requirements: [PUT_STORED, PATCH_STORED],
    are: "unique and readWrite",
    ofNames: "put.user.own-name-case",
    holds: () => true,
    test: ownRepeated,
  },
  {
    name: "unique-written",
    title: "A write is refused that gives a resource what is unique by the server's schema and another's",
    requirements: [UNIQUE, STATUS],
    are: "unique and readWrite",
    ofNames: "put.user.taken-name",
    holds: () => true,
    test: othersWritten,
  },
  {
    name: "unique-case",
    title: "What is unique by the server's schema, and of a case that matters, may differ in case alone",
    requirements: [UNIQUE],
    are: "unique, readWrite and of a case that matters",
    ofNames: "service.create.duplicate-case",
    holds: ({ caseExact }) => caseExact,
    test: caseTold,
  },
];

/** What a server says is unique, beyond a second POST of the same, for each type. */
export const uniqueScenarios: readonly Scenario[] = ALL.flatMap(
  ({ name, title, requirements, are, ofNames, holds: isSo, test }) =>
    (["User", "Group"] as const).map((type) =>
      serviceScenario({
        id: `service.schema.${name}-${type.toLowerCase()}`,
        title: `${title}, of a ${type}`,
        requirements,
        needs: [`POST ${type} collection`, `GET ${type} resource`],
        makes: type === "User" ? { users: 6, groups: 0 } : { users: 0, groups: 6 },
        run: async (context) => {
          const all = await attributesThat(context, type, {
            are,
            elsewhere: { username: ofNames },
            holds: (attribute) => isUnique(attribute) && isSo(attribute),
          });
          let tested = 0;
          for (const own of all) if (await test(context, own)) tested += 1;
          if (tested > 0) return;
          throw new NoVerdict("not-applicable", `nothing could be made of ${all.map(pathOf).join(", ")} to see it by`);
        },
      }),
    ),
);

/** A text that the client writes, a read shows, and no two resources have. */
const isUnique = ({ uniqueness, mutability, returned, type, multiValued }: AttributeSchema): boolean =>
  uniqueness !== "none" &&
  mutability === "readWrite" &&
  (returned === "default" || returned === "always") &&
  type === "string" &&
  !multiValued;
