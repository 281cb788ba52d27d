import { type Exchange, headerOf } from "../../../result/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { keyOf, learn, makeUser, open, read, resourceOf, say, serviceScenario } from "../kit.ts";

const SCIM = "application/scim+json";
const ACCEPT_SCIM = "RFC7644-3.8-ACCEPT-SCIM";
const ACCEPT_JSON = "RFC7644-3.8-ACCEPT-JSON";
const MEDIA_TYPE = "RFC7644-3.1-MEDIA-TYPE";
const REQUEST = "RFC7644-3.1-REQUEST-TYPE";

/** The RFC's media types bind whose document names them. @throws NoVerdict where it does not */
function needScim(context: ScenarioContext, key: string): void {
  const operation = context.contract.operations.find((candidate) => candidate.key === key);
  const types = [
    operation?.request.content ?? [],
    ...(operation?.responses ?? []).map(({ content }) => content),
  ].flat();
  if (types.some(({ type }) => type.toLowerCase().startsWith(SCIM))) return;
  throw new NoVerdict("not-applicable", `the document does not name ${SCIM}`);
}

const typeOf = (exchange: Exchange): string =>
  (headerOf(exchange.response?.headers ?? [], "content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";

/** What is asked for with each Accept, and what must come. */
const ACCEPTS: readonly (readonly [name: string, accept: string, requirement: string])[] = [
  ["accept-scim", SCIM, ACCEPT_SCIM],
  ["accept-json", "application/json", ACCEPT_JSON],
  ["accept-any", "*/*", MEDIA_TYPE],
];

/** A read under each Accept that the RFC names. */
export const acceptScenarios: readonly Scenario[] = ACCEPTS.map(([name, accept, requirement]) =>
  serviceScenario({
    id: `service.media.${name}`,
    title: `A User is shown as JSON to whoever accepts ${accept}`,
    requirements: name === "accept-scim" ? [requirement, MEDIA_TYPE] : [requirement],
    needs: ["POST User collection", "GET User resource"],
    makes: { users: 1, groups: 0 },
    run: async (context) => {
      const operation = keyOf(context, "GET User resource");
      needScim(context, operation);
      const { id } = await makeUser(context, "own");
      await read(context, "User", id);
      const exchange = await context.service.look(
        { to: { type: "User", id }, title: `read the User with Accept: ${accept}`, headers: { accept } },
        (seen) => resourceOf(seen) !== undefined,
      );
      needAnswer(exchange);
      const common = { operation, shape: "media-type", exchanges: [exchange] } as const;
      say(context, {
        ...common,
        requirement,
        invariant: name,
        holds: resourceOf(exchange) !== undefined,
        expected: ["200 with the User"],
        actual: statusText(exchange),
        message: `A User is not shown to whoever accepts ${accept}.`,
      });
      if (resourceOf(exchange) === undefined || accept !== SCIM) return;
      say(context, {
        ...common,
        requirement: MEDIA_TYPE,
        invariant: "content-type",
        holds: typeOf(exchange) === SCIM,
        expected: [SCIM],
        actual: typeOf(exchange) || "no Content-Type",
        message: `Whoever accepts ${SCIM} is answered in another media type.`,
      });
    },
  }),
);

/** In which media types a body is taken: the RFC's own with or without a charset, and plain JSON. */
const SENT: readonly (readonly [name: string, contentType: string])[] = [
  ["content-scim", SCIM],
  ["content-scim-charset", `${SCIM}; charset=utf-8`],
  ["content-json", "application/json"],
];

/** A creation in each of them. */
export const contentScenarios: readonly Scenario[] = SENT.map(([name, contentType]) =>
  serviceScenario({
    id: `service.media.${name}`,
    title: `A User can be made with a body of ${contentType}, or that is told`,
    requirements: [name === "content-scim" ? MEDIA_TYPE : REQUEST],
    needs: ["POST User collection"],
    makes: { users: 1, groups: 0 },
    run: async (context) => {
      const operation = keyOf(context, "POST User collection");
      needScim(context, operation);
      const { exchange, id } = await context.service.create({
        type: "User",
        body: context.userBody("own"),
        title: `make a User with a body of ${contentType}`,
        intent: open(`a body of ${contentType}`),
        headers: { "content-type": contentType },
      });
      needAnswer(exchange);
      const isMade = id !== undefined && (await read(context, "User", id)).resource !== undefined;
      learn(context, name, `A body of ${contentType}`, isMade ? "is taken" : `is refused with ${statusText(exchange)}`);
      say(context, {
        requirement: name === "content-scim" ? MEDIA_TYPE : REQUEST,
        invariant: name,
        shape: "media-type",
        holds: isMade,
        expected: ["201, and the User"],
        actual: statusText(exchange),
        message: `A User cannot be made with a body of ${contentType}.`,
        operation,
      });
    },
  }),
);

/** What is no JSON by its own word: 415, or the body is looked at all the same. Learnt, and nothing is half done. */
export const unsupportedType: Scenario = serviceScenario({
  id: "service.media.unsupported",
  title: "A body that is called plain text is refused, or makes a whole User",
  requirements: ["RFC7644-3.12-SUCCESS-MEANS-DONE"],
  needs: ["POST User collection"],
  makes: { users: 1, groups: 0 },
  run: async (context) => {
    const operation = keyOf(context, "POST User collection");
    const { exchange, id } = await context.service.create({
      type: "User",
      body: context.userBody("own"),
      title: "make a User with a body of text/plain",
      intent: { kind: "provoked", cause: "media-type" },
      headers: { "content-type": "text/plain" },
    });
    needAnswer(exchange);
    learn(
      context,
      "content-plain",
      "A body of text/plain",
      isSuccess(exchange) ? "is taken" : `is refused with ${statusText(exchange)}`,
    );
    if (!isSuccess(exchange) && !isRefusal(exchange))
      throw new NoVerdict("inconclusive", `POST was answered ${statusText(exchange)}`);
    const resource = id === undefined ? undefined : (await read(context, "User", id)).resource;
    say(context, {
      requirement: "RFC7644-3.12-SUCCESS-MEANS-DONE",
      invariant: "made",
      shape: "media-type",
      holds: isRefusal(exchange) || resource !== undefined,
      expected: ["415", "the User"],
      actual: `${statusText(exchange)}, and no User`,
      message: "A body of text/plain was answered with success, and made nothing.",
      operation,
    });
  },
});
