import type { Exchange } from "../../../result/index.ts";
import { isObject } from "../../../scim/index.ts";
import { isRefusal, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { partOf } from "../described.ts";
import { BAD_BODY, keyOf, read, readThere, resourceOf, say, serviceScenario } from "../kit.ts";
import { holds } from "../stored.ts";
import {
  attributesThat,
  type Described,
  type OwnAttribute,
  pathOf,
  shownOf,
  withAttribute,
  withoutAttribute,
} from "./attributes.ts";
import { keptByPatch, keptByPut } from "./immutable.ts";
import { makeWith } from "./make-with.ts";
import { takenFromBody } from "./read-only.ts";
import { setLater } from "./set-later.ts";

const HONEST = "RFC7643-7-SCHEMA-HONEST";
const IGNORED = "service.create.read-only-ignored";
const EXCLUDED = "service.read.excluded";

/** What a server says of an attribute in /Schemas, and how it is seen that it does so. */
interface Characteristic extends Described {
  readonly name: string;
  readonly title: string;
  readonly requirement: string;
  /** What else its test speaks about. */
  readonly also?: readonly string[];
  readonly test: (context: ScenarioContext, own: OwnAttribute) => Promise<boolean>;
}

const TYPE = "User" as const;

function claim(
  context: ScenarioContext,
  { attribute }: OwnAttribute,
  parts: {
    readonly requirement: string;
    readonly alsoViolates?: readonly string[];
    readonly holds: boolean;
    readonly expected: string;
    readonly actual: string;
    readonly message: string;
    readonly exchanges?: readonly Exchange[];
    readonly needed?: Parameters<typeof keyOf>[1];
  },
): void {
  const { expected, needed = "POST User collection", alsoViolates: also = [], ...rest } = parts;
  const alsoViolates = rest.requirement === HONEST ? also : [HONEST, ...also];
  const invariant = attribute.name;
  say(context, { ...rest, invariant, alsoViolates, expected: [expected], operation: keyOf(context, needed) });
}

// Complex attributes that every User here is made with, so that a server takes them.
const MADE_WITH: ReadonlySet<string> = new Set(["name", "emails"]);

const isEmpty = (value: unknown): boolean =>
  Array.isArray(value) ? value.every(isEmpty) : isObject(value) && Object.keys(value).length === 0;

const words = (value: unknown): string => JSON.stringify(value ?? null).slice(0, 120);

const CHARACTERISTICS: readonly Characteristic[] = [
  {
    name: "read-only",
    title: "What the server's schema calls readOnly is not taken from a body",
    requirement: "RFC7643-7-MUT-RO",
    are: "readOnly",
    elsewhere: { id: IGNORED, meta: IGNORED },
    holds: ({ mutability }) => mutability === "readOnly",
    test: async (context, own) => {
      const seen = await takenFromBody(context, own);
      if (seen === undefined) return false;
      claim(context, own, {
        requirement: "RFC7643-7-MUT-RO",
        holds: !seen.isTaken,
        expected: "no value of the client's",
        actual: words(seen.shown),
        message: `\`${own.attribute.name}\` is readOnly by the server's own schema, and was taken from a body.`,
      });
      return true;
    },
  },
  {
    name: "required",
    title: "What the server's schema requires is missed in a body that lacks it",
    requirement: HONEST,
    // A User may be without an extension that is not required, and then lacks nothing of it.
    are: "required, in no extension that may be left out",
    elsewhere: { username: "service.create.user-name-missing", schemas: "service.create.schemas-missing" },
    holds: ({ required, mutability }, { isDemanded }) => required && isDemanded && mutability !== "readOnly",
    test: async (context, own) => {
      const body = withoutAttribute(context.userBody(`without ${own.attribute.name}`), own);
      const { exchange } = await context.service.create({
        type: TYPE,
        body,
        title: `make a User without \`${own.attribute.name}\``,
        intent: BAD_BODY,
      });
      needAnswer(exchange);
      claim(context, own, {
        requirement: HONEST,
        holds: isRefusal(exchange),
        expected: "400",
        actual: statusText(exchange),
        message: `\`${own.attribute.name}\` is required by the server's own schema, and a User is made without it.`,
      });
      return true;
    },
  },
  {
    name: "never",
    title: "What the server's schema never returns is in no answer",
    requirement: "RFC7643-7-RET-NEVER",
    also: ["RFC7643-7-MUT-WO"],
    are: "never returned",
    elsewhere: { password: "resource.never-returned" },
    holds: ({ returned, mutability }) => returned === "never" || mutability === "writeOnly",
    test: async (context, own) => {
      const made = await makeWith(context, TYPE, own);
      if (made === undefined) return false;
      const plain = await read(context, TYPE, made.id);
      const asked = await askFor(context, made.id, { attributes: pathOf(own) });
      const shown = [made.exchange, plain.exchange, asked].filter((one) => {
        const resource = resourceOf(one);
        return resource !== undefined && shownOf(resource, own) !== undefined;
      });
      claim(context, own, {
        requirement: "RFC7643-7-RET-NEVER",
        alsoViolates: own.attribute.mutability === "writeOnly" ? ["RFC7643-7-MUT-WO"] : [],
        holds: shown.length === 0,
        expected: `no \`${own.attribute.name}\``,
        actual: shown.map(({ title }) => title).join(", "),
        message: `\`${own.attribute.name}\` is never returned by the server's own schema, and is shown.`,
        exchanges: [made.exchange, plain.exchange, asked],
      });
      return true;
    },
  },
  {
    name: "request",
    title: "What the server's schema returns on request is shown when it is asked for, and only then",
    requirement: "RFC7643-7-RET-REQUEST",
    are: "returned on request",
    holds: ({ returned, mutability }) => returned === "request" && mutability !== "readOnly",
    test: async (context, own) => {
      const made = await makeWith(context, TYPE, own);
      if (made === undefined) return false;
      const plain = await readThere(context, TYPE, made.id);
      const asked = await askFor(context, made.id, { attributes: pathOf(own) });
      const isHidden = shownOf(plain.resource, own) === undefined;
      const isShown = shownOf(resourceOf(asked) ?? {}, own) !== undefined;
      claim(context, own, {
        requirement: "RFC7643-7-RET-REQUEST",
        holds: isHidden && isShown,
        expected: "the value where it is asked for by name, and not else",
        actual: isHidden ? "not even when it is asked for" : "without being asked for",
        message: `\`${own.attribute.name}\` is returned on request by the server's own schema, and is not shown so.`,
        exchanges: [plain.exchange, asked],
      });
      return true;
    },
  },
  {
    name: "always",
    title: "What the server's schema always returns is shown whatever is asked for",
    requirement: "RFC7643-7-RET-ALWAYS",
    are: "always returned",
    elsewhere: { id: "service.read.excluded-id", schemas: EXCLUDED, meta: EXCLUDED, username: EXCLUDED },
    holds: ({ returned }) => returned === "always",
    test: async (context, own) => {
      if (own.attribute.mutability === "readOnly") return false;
      const made = await makeWith(context, TYPE, own);
      if (made === undefined) return false;
      const { resource } = await readThere(context, TYPE, made.id);
      if (shownOf(resource, own) === undefined) return false;
      const asked = await askFor(context, made.id, { attributes: "userName" });
      claim(context, own, {
        requirement: "RFC7643-7-RET-ALWAYS",
        holds: shownOf(resourceOf(asked) ?? {}, own) !== undefined,
        expected: `\`${own.attribute.name}\` beside what was asked for`,
        actual: "nothing of it",
        message: `\`${own.attribute.name}\` is always returned by the server's own schema, and a read with attributes leaves it out.`,
        exchanges: [asked],
      });
      return true;
    },
  },
  {
    name: "default",
    title: "What the server's schema has and returns by default is kept and shown",
    requirement: "RFC7643-7-RET-DEFAULT",
    are: "readWrite and returned by default",
    holds: ({ mutability, returned, type, name }) =>
      mutability === "readWrite" && returned === "default" && (type !== "complex" || MADE_WITH.has(name.toLowerCase())),
    test: async (context, own) => {
      const made = await makeWith(context, TYPE, own);
      if (made === undefined) return false;
      // What the server does not describe of a complex attribute is none that it has.
      const wanted = partOf(
        made.value,
        own.attribute.type === "complex" ? (own.attribute.subAttributes ?? []) : undefined,
      );
      if (isEmpty(wanted)) return false;
      const { resource } = await readThere(context, TYPE, made.id, (seen) => holds(wanted, shownOf(seen, own)));
      const shown = shownOf(resource, own);
      // What is shown otherwise than it was sent is shown: it has been altered, not left out.
      const isAltered = shown !== undefined && !isEmpty(shown) && !isObject(wanted) && !holds(wanted, shown);
      claim(context, own, {
        requirement: isAltered ? HONEST : "RFC7643-7-RET-DEFAULT",
        holds: holds(wanted, shown),
        expected: words(wanted),
        actual: words(shown),
        message: isAltered
          ? `\`${own.attribute.name}\` can be written by the server's own schema, and is shown otherwise than it was sent.`
          : `\`${own.attribute.name}\` is in the server's own schema, and what was sent of it is not shown.`,
      });
      return true;
    },
  },
  {
    name: "immutable",
    title: "What the server's schema calls immutable keeps its first value through PUT, which may repeat it",
    requirement: "RFC7643-7-MUT-IMMUTABLE",
    also: ["RFC7644-3.5.1-IMMUTABLE-DIFF", "RFC7644-3.5.1-IMMUTABLE-SAME"],
    are: "immutable",
    holds: ({ mutability }) => mutability === "immutable",
    test: async (context, own) => await keptByPut(context, own, await makeWith(context, TYPE, own)),
  },
  {
    name: "immutable-patch",
    title: "What the server's schema calls immutable keeps its first value through PATCH",
    requirement: "RFC7643-7-MUT-IMMUTABLE",
    also: ["RFC7644-3.5.2-MUT-COMPAT"],
    are: "immutable",
    holds: ({ mutability }) => mutability === "immutable",
    test: async (context, own) => await keptByPatch(context, own, await makeWith(context, TYPE, own)),
  },
  {
    name: "immutable-unset",
    title: "What the server's schema calls immutable can be set by a PUT as long as it has no value",
    requirement: "RFC7644-3.5.1-IMMUTABLE-UNSET",
    also: ["RFC7644-3.5.2-IMMUTABLE-ADD"],
    are: "immutable and not required",
    holds: ({ mutability, required }) => mutability === "immutable" && !required,
    test: setLater,
  },
  {
    name: "unique",
    title: "What the server's schema calls unique is refused a second time",
    requirement: "RFC7643-7-UNIQ-SERVER",
    are: "unique",
    elsewhere: { username: "service.create.duplicate" },
    holds: ({ uniqueness, mutability, type, multiValued }) =>
      uniqueness !== "none" && mutability !== "readOnly" && type === "string" && !multiValued,
    test: async (context, own) => {
      const first = await makeWith(context, TYPE, own);
      if (first === undefined || shownOf((await readThere(context, TYPE, first.id)).resource, own) === undefined)
        return false;
      const { exchange, id } = await context.service.create({
        type: TYPE,
        body: withAttribute(context.userBody(`second ${own.attribute.name}`), own, first.value),
        title: `make a second User with the same \`${own.attribute.name}\``,
        intent: BAD_BODY,
      });
      needAnswer(exchange);
      const shown = id === undefined ? undefined : shownOf((await readThere(context, TYPE, id)).resource, own);
      claim(context, own, {
        requirement: "RFC7643-7-UNIQ-SERVER",
        holds: shown === undefined || !holds(first.value, shown),
        expected: "409, or 400",
        actual: statusText(exchange),
        message: `\`${own.attribute.name}\` is unique by the server's own schema, and two Users have the same.`,
      });
      return true;
    },
  },
];

async function askFor(
  context: ScenarioContext,
  id: string,
  query: Readonly<Record<string, string>>,
): Promise<Exchange> {
  const exchange = await context.service.look(
    { to: { type: TYPE, id }, query, title: `read the User with ${Object.entries(query).join("&").replace(",", "=")}` },
    () => true,
  );
  needAnswer(exchange);
  return exchange;
}

/** What a server says of its own attributes, each characteristic as a scenario. */
export const schemaScenarios: readonly Scenario[] = CHARACTERISTICS.map((one) =>
  serviceScenario({
    id: `service.schema.${one.name}`,
    title: one.title,
    requirements: [...new Set([one.requirement, ...(one.also ?? []), HONEST])],
    needs: ["POST User collection", "GET User resource"],
    makes: { users: 12, groups: 0 },
    run: async (context) => {
      const all = await attributesThat(context, TYPE, one);
      let tested = 0;
      for (const own of all) if (await one.test(context, own)) tested += 1;
      if (tested > 0) return;
      throw new NoVerdict("not-applicable", `nothing could be made of ${all.map(pathOf).join(", ")} to see it by`);
    },
  }),
);
