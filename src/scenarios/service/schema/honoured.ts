import type { ResourceTypeName } from "../../../document/index.ts";
import type { Exchange } from "../../../result/index.ts";
import { isObject } from "../../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { partOf } from "../described.ts";
import { BAD_BODY, bodyFor, keyOf, read, readThere, resourceOf, say, serviceScenario } from "../kit.ts";
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
import { bareFor, makeWith } from "./make-with.ts";
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

function claim(
  context: ScenarioContext,
  { attribute, type }: OwnAttribute,
  parts: {
    readonly requirement: string;
    readonly alsoViolates?: readonly string[];
    readonly holds: boolean;
    readonly expected: string;
    readonly actual: string;
    readonly message: string;
    readonly exchanges?: readonly Exchange[];
  },
): void {
  const { expected, alsoViolates: also = [], ...rest } = parts;
  const alsoViolates = rest.requirement === HONEST ? also : [HONEST, ...also];
  const invariant = attribute.name;
  say(context, {
    ...rest,
    invariant,
    alsoViolates,
    expected: [expected],
    operation: keyOf(context, `POST ${type} collection`),
  });
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
    elsewhere: {
      username: "service.create.user-name-missing",
      schemas: "service.create.schemas-missing",
      displayname: "service.create.display-name-missing",
    },
    holds: ({ required, mutability }, { isDemanded }) => required && isDemanded && mutability !== "readOnly",
    test: async (context, own) => {
      const body = withoutAttribute(bodyFor(context, own.type, `without ${own.attribute.name}`), own);
      const { exchange } = await context.service.create({
        type: own.type,
        body,
        title: `make a ${own.type} without \`${own.attribute.name}\``,
        intent: BAD_BODY,
      });
      needAnswer(exchange);
      claim(context, own, {
        requirement: HONEST,
        holds: isRefusal(exchange),
        expected: "400",
        actual: statusText(exchange),
        message: `\`${own.attribute.name}\` is required by the server's own schema, and a ${own.type} is made without it.`,
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
      const made = await makeWith(context, own);
      if (made === undefined) return false;
      const plain = await read(context, own.type, made.id);
      const asked = await askFor(context, own.type, made.id, { attributes: pathOf(own) });
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
    title:
      "What the server's schema returns on request is shown when it is asked for, to who sent it, and to nobody else",
    requirement: "RFC7643-7-RET-REQUEST",
    are: "returned on request",
    holds: ({ returned, mutability }) => returned === "request" && mutability !== "readOnly",
    test: async (context, own) => {
      const made = await makeWith(context, own);
      if (made === undefined) return false;
      const plain = await readThere(context, own.type, made.id);
      const asked = await askFor(context, own.type, made.id, { attributes: pathOf(own) });
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
      const answered = resourceOf(made.exchange);
      if (answered === undefined) return true;
      claim(context, own, {
        requirement: "RFC7643-7-RET-REQUEST",
        holds: shownOf(answered, own) !== undefined,
        expected: "the value in the answer to the POST that sent it",
        actual: "an answer without it",
        message: `\`${own.attribute.name}\` is returned on request by the server's own schema, and the answer to a POST that sent it does not show it.`,
        exchanges: [made.exchange],
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
      const made = await makeWith(context, own);
      if (made === undefined) return false;
      const { resource } = await readThere(context, own.type, made.id);
      if (shownOf(resource, own) === undefined) return false;
      const asked = await askFor(context, own.type, made.id, { attributes: another(own) });
      // Refused, whatever for, it shows nothing that is missing.
      if (!isSuccess(asked)) return false;
      claim(context, own, {
        requirement: "RFC7643-7-RET-ALWAYS",
        holds: shownOf(resourceOf(asked) ?? {}, own) !== undefined,
        expected: `\`${own.attribute.name}\` beside what was asked for`,
        actual: "nothing of it",
        message: `\`${own.attribute.name}\` is always returned by the server's own schema, and a read with attributes leaves it out.`,
        exchanges: [asked],
      });
      const without = await askFor(context, own.type, made.id, { excludedAttributes: pathOf(own) });
      if (!isSuccess(without)) return true;
      // RFC 7644 section 3.9: `excludedAttributes` has no effect on what is always returned.
      claim(context, own, {
        requirement: "RFC7643-7-RET-ALWAYS",
        holds: shownOf(resourceOf(without) ?? {}, own) !== undefined,
        expected: `\`${own.attribute.name}\` though it was to be left out`,
        actual: "nothing of it",
        message: `\`${own.attribute.name}\` is always returned by the server's own schema, and a read with excludedAttributes leaves it out.`,
        exchanges: [without],
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
      const made = await makeWith(context, own);
      if (made === undefined) return false;
      // What the server does not describe of a complex attribute is none that it has.
      const wanted = partOf(
        made.value,
        own.attribute.type === "complex" ? (own.attribute.subAttributes ?? []) : undefined,
      );
      if (isEmpty(wanted)) return false;
      const { resource } = await readThere(context, own.type, made.id, (seen) => holds(wanted, shownOf(seen, own)));
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
    test: async (context, own) => await keptByPut(context, own, await makeWith(context, own)),
  },
  {
    name: "immutable-patch",
    title: "What the server's schema calls immutable keeps its first value through PATCH",
    requirement: "RFC7643-7-MUT-IMMUTABLE",
    also: ["RFC7644-3.5.2-MUT-COMPAT"],
    are: "immutable",
    holds: ({ mutability }) => mutability === "immutable",
    test: async (context, own) => await keptByPatch(context, own, await makeWith(context, own)),
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
      const first = await makeWith(context, own);
      if (first === undefined || shownOf((await readThere(context, own.type, first.id)).resource, own) === undefined)
        return false;
      const { exchange, id } = await context.service.create({
        type: own.type,
        body: withAttribute(bareFor(context, own, `second ${own.attribute.name}`), own, first.value),
        title: `make a second ${own.type} with the same \`${own.attribute.name}\``,
        intent: BAD_BODY,
      });
      needAnswer(exchange);
      const shown = id === undefined ? undefined : shownOf((await readThere(context, own.type, id)).resource, own);
      claim(context, own, {
        requirement: "RFC7643-7-UNIQ-SERVER",
        holds: shown === undefined || !holds(first.value, shown),
        expected: "409, or 400",
        actual: statusText(exchange),
        message: `\`${own.attribute.name}\` is unique by the server's own schema, and two ${own.type}s have the same.`,
      });
      return true;
    },
  },
];

async function askFor(
  context: ScenarioContext,
  type: ResourceTypeName,
  id: string,
  query: Readonly<Record<string, string>>,
): Promise<Exchange> {
  const exchange = await context.service.look(
    {
      to: { type, id },
      query,
      title: `read the ${type} with ${Object.entries(query).join("&").replace(",", "=")}`,
    },
    () => true,
  );
  needAnswer(exchange);
  return exchange;
}

/** An attribute of the same resource, to ask for it alone. */
function another({ type, attribute }: OwnAttribute): string {
  if (type === "User") return "userName";
  return attribute.name.toLowerCase() === "displayname" ? "members" : "displayName";
}

/** What a server says of its own attributes, each characteristic as a scenario for each type. */
export const schemaScenarios: readonly Scenario[] = (["User", "Group"] as const).flatMap((type) =>
  CHARACTERISTICS.map((one) =>
    serviceScenario({
      id: `service.schema.${one.name}${type === "User" ? "" : "-group"}`,
      title: type === "User" ? one.title : `${one.title}, of a Group`,
      requirements: [...new Set([one.requirement, ...(one.also ?? []), HONEST])],
      needs: [`POST ${type} collection`, `GET ${type} resource`],
      makes: type === "User" ? { users: 12, groups: 0 } : { users: 6, groups: 12 },
      run: async (context) => {
        const all = await attributesThat(context, type, one);
        let tested = 0;
        for (const own of all) if (await one.test(context, own)) tested += 1;
        if (tested > 0) return;
        throw new NoVerdict("not-applicable", `nothing could be made of ${all.map(pathOf).join(", ")} to see it by`);
      },
    }),
  ),
);
