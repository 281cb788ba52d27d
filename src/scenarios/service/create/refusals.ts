import type { ResourceTypeName } from "../../../document/index.ts";
import type { Exchange, Intent, ShapeClass } from "../../../result/index.ts";
import { attributeOf, isObject, type JsonObject, textAttribute, textOf } from "../../../scim/index.ts";
import { bodyIn, fitsKeyword, isRefusal, isSuccess, needAnswer, notTheServersFault, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { attributeNamed, described } from "../described.ts";
import {
  BAD_BODY,
  groupOf,
  isRightStatus,
  keyOf,
  learn,
  open,
  read,
  say,
  scimTypeOf,
  serviceScenario,
  statusOf,
} from "../kit.ts";
import { endRefused, judgeNothingMade } from "./nothing-made.ts";

const VALUE = "RFC7644-3.12-400-INVALIDVALUE";
const MALFORMED = "RFC7644-3.12-400-MALFORMED";
const DONE = "RFC7644-3.12-SUCCESS-MEANS-DONE";
const KEYWORD = "RFC7644-3.12-SCIMTYPE-FITS";
const BASE = "RFC7643-3.3-BASE-SCHEMA";
const HONEST = "RFC7643-7-SCHEMA-HONEST";
const UNCHANGED = "RFC7644-3.12-REFUSED-UNCHANGED";

/** A body that is wrong in one thing; what a server that takes it all the same must not show. */
interface Wrong {
  readonly name: string;
  readonly type: ResourceTypeName;
  readonly title: string;
  readonly about: string;
  readonly body: (context: ScenarioContext) => JsonObject;
  /** What is wrong with the resource as it is shown; undefined when nothing is. */
  readonly shows: (resource: JsonObject) => string | undefined;
  readonly shape: ShapeClass;
  /** The attribute that it lacks. */
  readonly lacks?: string;
}

// What is of another type “did not conform to the request schema” either, which is `invalidSyntax` (RFC 7644 table 9).
const KEYWORDS_OF: Partial<Readonly<Record<ShapeClass, readonly string[]>>> = {
  "body-type": ["invalidValue", "invalidSyntax"],
};

const withExternalId = (context: ScenarioContext, body: JsonObject): JsonObject => ({
  ...body,
  externalId: context.name("external"),
});

const without = (body: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));

const WRONG: readonly Wrong[] = [
  {
    name: "user-name-missing",
    type: "User",
    title: "A User without `userName` is refused with 400",
    about: "without `userName`",
    body: (context) => without(withExternalId(context, context.userBody("own")), "userName"),
    shows: (resource) => ((textAttribute(resource, "userName") ?? "") === "" ? "a User without `userName`" : undefined),
    shape: "body-required",
    lacks: "userName",
  },
  {
    name: "display-name-missing",
    type: "Group",
    title: "A Group without `displayName` is refused with 400",
    about: "without `displayName`",
    body: (context) => without(withExternalId(context, groupOf(context, "own")), "displayName"),
    shows: (resource) =>
      (textAttribute(resource, "displayName") ?? "") === "" ? "a Group without `displayName`" : undefined,
    shape: "body-required",
    lacks: "displayName",
  },
  {
    name: "user-name-type",
    type: "User",
    title: "A User whose `userName` is no text is refused with 400, or gets one that is",
    about: "with an object for a `userName`",
    body: (context) => ({ ...withExternalId(context, context.userBody("own")), userName: { value: "x" } }),
    shows: (resource) =>
      typeof attributeOf(resource, "userName") === "string" ? undefined : "a `userName` that is no text",
    shape: "body-type",
  },
  {
    name: "emails-type",
    type: "User",
    title: "A User whose `emails` are no list is refused with 400, or gets a list",
    about: "with text for `emails`",
    body: (context) => ({ ...context.userBody("own"), emails: "no list" }),
    shows: (resource) => {
      const emails = attributeOf(resource, "emails");
      return emails === undefined || emails === null || Array.isArray(emails) ? undefined : "`emails` that are no list";
    },
    shape: "body-type",
  },
];

/** Bodies that are wrong in one thing: refused with 400, or what was made is right all the same. */
export const wrongBodies: readonly Scenario[] = WRONG.map((wrong) =>
  serviceScenario({
    id: `service.create.${wrong.name}`,
    title: wrong.title,
    requirements: [VALUE, KEYWORD, UNCHANGED, ...(wrong.lacks === undefined ? [] : [HONEST])],
    needs: [`POST ${wrong.type} collection`],
    makes: { users: 0, groups: 0 },
    run: async (context) => {
      const operation = keyOf(context, `POST ${wrong.type} collection`);
      const body = wrong.body(context);
      const { exchange, id } = await context.service.create({
        type: wrong.type,
        body,
        title: `make a ${wrong.type} ${wrong.about}`,
        intent: BAD_BODY,
      });
      needAnswer(exchange);
      const resource = id === undefined ? undefined : (await read(context, wrong.type, id)).resource;
      const shown = resource === undefined ? undefined : wrong.shows(resource);
      const common = { operation, shape: wrong.shape };
      if (isSuccess(exchange)) {
        learn(context, `create.${wrong.name}`, `A ${wrong.type} ${wrong.about}`, "is accepted, and put right");
        if (wrong.lacks !== undefined) await judgeOwnWord(context, wrong, wrong.lacks, exchange);
        say(context, {
          ...common,
          requirement: VALUE,
          invariant: "stored",
          holds: resource !== undefined && shown === undefined,
          expected: ["400"],
          actual: `${statusText(exchange)}, and ${shown ?? "nothing that can be read"}`,
          message: `A ${wrong.type} ${wrong.about} was made.`,
        });
        return;
      }
      judgeRefusal(context, exchange, {
        ...common,
        requirement: VALUE,
        keywords: KEYWORDS_OF[wrong.shape] ?? ["invalidValue"],
        about: wrong.about,
      });
      await judgeNothingMade(context, wrong.type, body, operation);
    },
  }),
);

/** A name that the server makes up is one; but its own schema says that it must be sent. */
async function judgeOwnWord(
  context: ScenarioContext,
  { type, about, shape }: Wrong,
  name: string,
  exchange: Exchange,
): Promise<void> {
  const attribute = attributeNamed((await described(context, type))?.attributes, name);
  if (attribute?.required !== true) return;
  say(context, {
    requirement: HONEST,
    invariant: `required ${name}`,
    holds: false,
    expected: ["400"],
    actual: statusText(exchange),
    message: `\`${name}\` is required by the server's own schema, and a ${type} ${about} is made.`,
    operation: keyOf(context, `POST ${type} collection`),
    shape,
  });
}

interface Refused {
  readonly operation: string;
  readonly shape: ShapeClass;
  readonly requirement: string;
  /** Keywords of Table 9 that fit the cause. */
  readonly keywords: readonly string[];
  readonly about: string;
}

/** A refusal is 400; the keyword is optional, and where there is one it fits (RFC 7644 section 3.12, Table 9). */
function judgeRefusal(context: ScenarioContext, exchange: Exchange, refused: Refused): void {
  const { operation, shape, requirement, keywords, about } = refused;
  const why = notTheServersFault(exchange);
  if (why !== undefined) throw new NoVerdict("inconclusive", why);
  if (!isRefusal(exchange)) throw new NoVerdict("inconclusive", `POST was answered ${statusText(exchange)}`);
  const scimType = scimTypeOf(exchange);
  // 409 and 422 refuse as well; but the RFC names 400.
  say(context, {
    requirement,
    invariant: "status",
    holds: isRightStatus(context, operation, statusOf(exchange), [400]),
    expected: ["400"],
    actual: statusText(exchange),
    message: `A body ${about} is refused, though not with 400.`,
    operation,
    shape,
  });
  say(context, {
    requirement: KEYWORD,
    invariant: `scimType ${about}`,
    holds: fitsKeyword(scimType, keywords),
    expected: [...keywords, "no scimType"],
    actual: scimType ?? "",
    message: `The keyword of the refusal of a body ${about} is one for something else.`,
    operation,
    shape,
  });
}

/** Bodies that are no JSON at all. */
const BROKEN: readonly (readonly [name: string, words: string, text: string])[] = [
  ["malformed", "that breaks off", '{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName":'],
  ["not-an-object", "that is a list", "[]"],
];

/** What cannot be read is refused with 400; to say that it was done would be a lie. */
export const brokenBodies: readonly Scenario[] = BROKEN.map(([name, words, text]) =>
  serviceScenario({
    id: `service.create.${name}`,
    title: `A body ${words} is refused with 400`,
    requirements: [MALFORMED, DONE, KEYWORD],
    needs: ["POST User collection"],
    makes: { users: 0, groups: 0 },
    run: async (context) => {
      const operation = keyOf(context, "POST User collection");
      const exchange = await context.service.request({
        method: "POST",
        to: { type: "User" },
        title: `make a User of a body ${words}`,
        intent: BAD_BODY,
        body: text,
      });
      needAnswer(exchange);
      const made = isSuccess(exchange) ? bodyIn(exchange) : undefined;
      const id = isObject(made) ? textAttribute(made, "id") : undefined;
      if (id !== undefined) context.adopt(id, "User");
      say(context, {
        requirement: DONE,
        invariant: "refused",
        holds: !isSuccess(exchange),
        expected: ["400"],
        actual: statusText(exchange),
        message: `A body ${words} was answered with success.`,
        operation,
        shape: "body-malformed",
      });
      if (isSuccess(exchange)) return;
      const keywords = ["invalidSyntax", "invalidValue"];
      judgeRefusal(context, exchange, {
        operation,
        shape: "body-malformed",
        requirement: MALFORMED,
        keywords,
        about: words,
      });
    },
  }),
);

/** `schemas` is required of a body, and the RFC names no answer to one without it: learnt. */
const SCHEMAS: readonly (readonly [name: string, words: string, value: unknown])[] = [
  ["schemas-missing", "without `schemas`", undefined],
  ["schemas-of-another", "with the `schemas` of a Group", ["urn:ietf:params:scim:schemas:core:2.0:Group"]],
];

/** Odd `schemas`: refused, or the User that is made is a User. */
export const oddSchemas: readonly Scenario[] = SCHEMAS.map(([name, words, value]) =>
  serviceScenario({
    id: `service.create.${name}`,
    title: `A User ${words} is refused, or is a User`,
    requirements: [BASE, UNCHANGED],
    needs: ["POST User collection"],
    makes: { users: 1, groups: 0 },
    run: async (context) => {
      const operation = keyOf(context, "POST User collection");
      const { schemas: _, ...rest } = context.userBody("own");
      const intent: Intent = open(`a body ${words}`);
      const { exchange, id } = await context.service.create({
        type: "User",
        body: value === undefined ? rest : { ...rest, schemas: value },
        title: `make a User ${words}`,
        intent,
      });
      needAnswer(exchange);
      learn(
        context,
        `create.${name}`,
        `A User ${words}`,
        isSuccess(exchange) ? "is accepted" : `is refused with ${statusText(exchange)}`,
      );
      const resource = id === undefined ? undefined : (await read(context, "User", id)).resource;
      if (resource === undefined) {
        if (isRefusal(exchange)) {
          await endRefused(context, "User", rest, operation);
          return;
        }
        throw new NoVerdict("inconclusive", `POST was answered ${statusText(exchange)}, and nothing can be read`);
      }
      const schemas = attributeOf(resource, "schemas");
      const isUser = Array.isArray(schemas) && schemas.some((uri) => /:core:2\.0:user$/iu.test(textOf(uri)));
      say(context, {
        requirement: BASE,
        invariant: "schemas",
        holds: isUser,
        expected: ["the URN of a User in `schemas`"],
        actual: JSON.stringify(schemas ?? null),
        message: `What was made of a User ${words} does not say that it is one.`,
        operation,
        shape: "body-required",
      });
    },
  }),
);
