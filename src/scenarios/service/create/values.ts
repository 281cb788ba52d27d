import { attributeOf, baseSchemaOf, type JsonObject, textAttribute } from "../../../scim/index.ts";
import { misfitOfNew } from "../../admitted.ts";
import { isSuccess, needAnswer, notTheServersFault, statusText } from "../../answer.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { describedUser } from "../described.ts";
import { bodyFor, keyOf, learn, make, open, readThere, say, serviceScenario, statusOf } from "../kit.ts";

const EXTERNAL = "RFC7643-3.1-EXTID-RW";
const EXTERNAL_CASE = "RFC7643-3.1-EXTID-CASE";
const INVENTED = "RFC7643-3.1-EXTID-CLIENT";
const UTF8 = "RFC7644-3.8-UTF8";
const NEVER = "RFC7643-4.1.1-PASSWORD-NEVER";
const HONEST = "RFC7643-7-SCHEMA-HONEST";

/** The client's own id for a resource: kept, as it was written, of every type of resource. */
export const externalIds: readonly Scenario[] = (["User", "Group"] as const).map((type) =>
  serviceScenario({
    id: `service.create.external-id-${type.toLowerCase()}`,
    title: `The \`externalId\` of a ${type} is kept as it was sent, and none is made up`,
    requirements: [EXTERNAL, EXTERNAL_CASE, INVENTED],
    needs: [`POST ${type} collection`],
    makes: type === "User" ? { users: 2, groups: 0 } : { users: 0, groups: 2 },
    run: async (context) => {
      const operation = keyOf(context, `POST ${type} collection`);
      const externalId = `${context.name("External")}-MiXed`;
      const body = { ...bodyFor(context, type, "own"), externalId };
      const { id } = await make(context, { type, body, title: `make a ${type} with an externalId` });
      const { resource } = await readThere(
        context,
        type,
        id,
        (seen) => textAttribute(seen, "externalId") === externalId,
      );
      const shown = textAttribute(resource, "externalId");
      say(context, {
        requirement: EXTERNAL,
        invariant: "externalId",
        holds: shown !== undefined,
        expected: [externalId],
        actual: "none",
        message: `The \`externalId\` of a ${type} is not kept.`,
        operation,
      });
      if (shown !== undefined) {
        say(context, {
          requirement: EXTERNAL_CASE,
          invariant: "externalId",
          holds: shown === externalId,
          expected: [externalId],
          actual: shown,
          message: `The \`externalId\` of a ${type} is not shown as it was sent.`,
          operation,
        });
      }
      const { externalId: _, ...rest } = bodyFor(context, type, "without");
      const plain = await make(context, { type, body: rest, title: `make a ${type} without an externalId` });
      const { resource: other } = await readThere(context, type, plain.id);
      const invented = attributeOf(other, "externalId");
      say(context, {
        requirement: INVENTED,
        invariant: "externalId",
        holds: invented === undefined || invented === null || invented === "",
        expected: ["no externalId"],
        actual: JSON.stringify(invented ?? null),
        message: `The server has made up an \`externalId\`, which is the client's to give.`,
        operation,
      });
    },
  }),
);

// The first is in every script's reach: a server that does not show it shows something else than was sent, whatever is sent.
const TEXTS = ["Ada Lovelace", "Zoë Ångström", "山田 太郎", "Дмитрий О’Коннор", "عبد الله", "👩‍🚀 Ada"];

/** Text of any script comes back as it was sent. */
export const unicode: Scenario = serviceScenario({
  id: "service.create.unicode",
  title: "Names in other scripts come back as they were sent",
  requirements: [UTF8],
  needs: ["POST User collection"],
  makes: { users: TEXTS.length, groups: 0 },
  run: async (context) => {
    const operation = keyOf(context, "POST User collection");
    let seen = 0;
    for (const [index, displayName] of TEXTS.entries()) {
      const { exchange, id } = await context.service.create({
        type: "User",
        body: { ...context.userBody(`text ${index}`), displayName, name: { givenName: displayName, familyName: "X" } },
        title: `make a User called ${displayName}`,
        intent: open("a name in another script"),
      });
      needAnswer(exchange);
      // Which names a server takes is its own business; what it takes, it keeps.
      if (id === undefined) continue;
      const { resource } = await readThere(context, "User", id);
      const shown = textAttribute(resource, "displayName");
      if (shown === undefined) continue;
      const isKept = hasText(shown, displayName);
      if (index === 0 && !isKept)
        throw new NoVerdict("not-applicable", "the server shows another `displayName` than was sent, in any script");
      seen += 1;
      say(context, {
        requirement: UTF8,
        invariant: "displayName",
        shape: "name-odd",
        holds: isKept,
        expected: [displayName],
        actual: shown,
        message: "A name in another script does not come back as it was sent.",
        operation,
      });
    }
    if (seen === 0) throw new NoVerdict("not-applicable", "the server shows no `displayName` of a User");
  },
});

/** True where a text is shown, be it with something before or behind it: what the server makes of it is not how it is coded. */
function hasText(shown: string, text: string): boolean {
  return shown.normalize("NFC").includes(text.trim().normalize("NFC"));
}

/** A password is taken, and nothing ever shows it: not the creation, no read, not when it is asked for. */
export const passwordNever: Scenario = serviceScenario({
  id: "service.create.password",
  title: "The password of a new User is never shown",
  requirements: [NEVER],
  needs: ["POST User collection"],
  makes: { users: 1, groups: 0 },
  run: async (context) => {
    const operation = keyOf(context, "POST User collection");
    const password = `Sp-${context.digits(12)}-aB!`;
    context.addSecret("generated password", password);
    const { exchange, id } = await context.service.create({
      type: "User",
      body: { ...context.userBody("own"), password },
      title: "make a User with a password",
      intent: open("a password that the server may not take"),
    });
    needAnswer(exchange);
    if (id === undefined) {
      throw new NoVerdict("not-applicable", `a User with a password was refused with ${statusText(exchange)}`);
    }
    const { exchange: plain } = await readThere(context, "User", id);
    const asked = await context.service.look(
      {
        to: { type: "User", id },
        query: { attributes: "userName,password" },
        title: "read the User, asking for the password",
      },
      () => true,
    );
    for (const one of [exchange, plain, asked]) {
      const body = one.response?.body ?? "";
      say(context, {
        requirement: NEVER,
        invariant: "password",
        // Nothing that the answer holds under this name is right, in clear or as a hash.
        holds: !/"password"\s*:\s*(?!null|"")/iu.test(body) && !one.disclosed.includes("generated password"),
        expected: ["no password"],
        actual: "a password",
        message: `A password is shown: ${one.title}.`,
        operation,
        exchanges: [one],
      });
    }
  },
});

/** Nothing but what the RFC requires: what else a server insists on stands in its schema. */
export const minimalBody: Scenario = serviceScenario({
  id: "service.create.minimal",
  title: "A User of nothing but a `userName` can be made, unless the server's schema requires more",
  requirements: [HONEST],
  needs: ["POST User collection"],
  makes: { users: 1, groups: 0 },
  run: async (context) => {
    const operation = keyOf(context, "POST User collection");
    const schema = await describedUser(context);
    const required = (schema?.attributes ?? []).filter(
      ({ name, required: is, mutability }) => is && mutability !== "readOnly" && !/^(?:schemas|userName)$/iu.test(name),
    );
    if (required.length > 0) {
      throw new NoVerdict(
        "not-applicable",
        `the server's schema requires ${required.map(({ name }) => name).join(", ")}`,
      );
    }
    const body: JsonObject = {
      schemas: [baseSchemaOf("User")],
      ...context.contract.profile.put.alwaysSend.User,
      userName: context.userBody("own")["userName"],
    };
    const misfit = misfitOfNew(context.contract, "User", body);
    if (misfit !== undefined) {
      throw new NoVerdict("not-applicable", `the document asks for more of a new User: ${misfit.expected}`);
    }
    const { exchange, id } = await context.service.create({
      type: "User",
      body,
      title: "make a User of nothing but a `userName`",
      intent: open("a body of what is required alone"),
    });
    needAnswer(exchange);
    const why = notTheServersFault(exchange);
    if (why !== undefined) throw new NoVerdict("inconclusive", why);
    learn(
      context,
      "create.minimal",
      "A User of nothing but a `userName`",
      isSuccess(exchange) ? "can be made" : `is refused with ${statusText(exchange)}`,
    );
    say(context, {
      requirement: HONEST,
      invariant: "required",
      shape: "body-required",
      holds: statusOf(exchange) === 201 || id !== undefined,
      expected: ["201"],
      actual: statusText(exchange),
      message: "The server refuses a User who has all that its schema requires.",
      operation,
    });
  },
});
