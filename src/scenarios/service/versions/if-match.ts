import type { Exchange } from "../../../result/index.ts";
import { textAttribute } from "../../../scim/index.ts";
import { PATIENCE_MS } from "../../advance.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { claims, needMethod } from "../described.ts";
import { keyOf, learn, open, read, readThere, say, serviceScenario, statusOf, VALID } from "../kit.ts";
import { isWeak, tagOf, type Versioned, versioned, versionIn } from "./tag.ts";

const CURRENT = "RFC7644-3.14-IFMATCH-OK";
const HOLDS = "RFC9110-13.1.1-IF-MATCH-TRUE";
const STALE = "RFC7644-3.14-IFMATCH-STALE";
const STATUS = "RFC7644-3.12-412";
const UNCHANGED = "RFC7644-3.12-REFUSED-UNCHANGED";

/** A write that may depend on a version. */
export type Method = "PUT" | "PATCH" | "DELETE";

/** Sends a change of `displayName`, or the DELETE, under a condition. */
export async function send(
  context: ScenarioContext,
  method: Method,
  { user }: Pick<Versioned, "user">,
  parts: { readonly displayName: string; readonly tag: string | undefined; readonly title: string },
): Promise<Exchange> {
  const { displayName, tag, title } = parts;
  const headers = tag === undefined ? {} : { "if-match": tag };
  const to = { type: "User", id: user.id } as const;
  const intent = tag === undefined ? VALID : open("a condition on a write");
  const exchange =
    method === "DELETE"
      ? await context.service.remove({ ...to, title, headers, intent })
      : await context.service.request({
          method,
          to,
          title,
          headers,
          intent,
          body:
            method === "PUT"
              ? { ...user.body, displayName }
              : [{ op: "replace", path: "displayName", value: displayName }],
        });
  needAnswer(exchange);
  return exchange;
}

/** True when a read shows this `displayName`. */
export const shows = async (context: ScenarioContext, id: string, displayName: string): Promise<boolean> => {
  const { resource } = await read(context, "User", id, (seen) => textAttribute(seen, "displayName") === displayName);
  return resource !== undefined && textAttribute(resource, "displayName") === displayName;
};

/** With the version that the server has just shown, a write is carried out. */
export const currentAccepted: readonly Scenario[] = (["PUT", "PATCH"] as const).map((method) =>
  serviceScenario({
    id: `service.versions.current-${method.toLowerCase()}`,
    title: `A ${method} with the current version in If-Match is carried out`,
    requirements: [CURRENT, HOLDS],
    needs: ["POST User collection", "GET User resource", `${method} User resource`],
    makes: { users: 1, groups: 0 },
    run: async (context) => {
      await needMethod(context, method);
      const own = await versioned(context);
      const tag = tagOf(own);
      const displayName = context.name("changed");
      const answer = await send(context, method, own, {
        displayName,
        tag,
        title: `${method} with the current version`,
      });
      const isDone = isSuccess(answer) && (await shows(context, own.user.id, displayName));
      if (statusOf(answer) === 412 && isWeak(tag)) {
        // If-Match compares strongly, and so never equals a weak tag, by RFC 9110; RFC 7644 shows it all the same.
        learn(context, "weak-if-match", "A weak tag in If-Match", "is never the current one (412)");
        if (!own.isClaimed)
          throw new NoVerdict("not-applicable", "the server compares If-Match strongly, which no weak tag passes");
      }
      const isHeld = !isWeak(tag) || (statusOf(answer) === 412 && (await takesWeak(context, method, own)));
      if (own.isClaimed && isHeld) sayHolds(context, answer, { method, invariant: "current" });
      say(context, {
        requirement: CURRENT,
        invariant: method.toLowerCase(),
        holds: isDone,
        expected: ["a success, and the change"],
        actual: isSuccess(answer) ? `${statusText(answer)} without the change` : statusText(answer),
        message: `A ${method} with the current version in If-Match is not carried out.`,
        operation: keyOf(context, `${method} User resource`),
      });
    },
  }),
);

/**
 * Whether the other method has the very tag for the current one, and an unknown weak one for none: a server that compares so
 * there compares so here. One that only looks past the condition there is no measure.
 */
async function takesWeak(context: ScenarioContext, refused: "PUT" | "PATCH", own: Versioned): Promise<boolean> {
  const method = refused === "PUT" ? "PATCH" : "PUT";
  if (context.service.declared(method, "User", "resource") === undefined) return false;
  if (method === "PATCH" && (await claims(context, "patch")) === false) return false;
  const conditional = async (tag: string, title: string): Promise<Exchange> =>
    await send(context, method, own, { displayName: context.name(`by ${method}`), tag, title });
  const unknown = await conditional('W/"scimproof-none"', `${method} with a version that there never was`);
  if (statusOf(unknown) !== 412) return false;
  return isSuccess(await conditional(tagOf(own), `${method} with the current version`));
}

/** A condition that holds is no reason for 412, which means that it does not (RFC 9110 section 15.5.13). */
export function sayHolds(
  context: ScenarioContext,
  answer: Exchange,
  { method, invariant }: { readonly method: "PUT" | "PATCH"; readonly invariant: string },
): void {
  say(context, {
    requirement: HOLDS,
    invariant: `${invariant} ${method.toLowerCase()}`,
    holds: statusOf(answer) !== 412,
    expected: ["a success, as without If-Match"],
    actual: statusText(answer),
    message: `A ${method} is refused with 412 although the condition in If-Match holds.`,
    operation: keyOf(context, `${method} User resource`),
    exchanges: [answer],
  });
}

/** Gives the User another `displayName`, without a condition. @throws NoVerdict where that cannot be done */
async function change(context: ScenarioContext, own: Versioned, label: string): Promise<string> {
  const displayName = context.name(label);
  const written = await send(context, "PUT", own, { displayName, tag: undefined, title: "change the User" });
  if (isSuccess(written) && (await shows(context, own.user.id, displayName))) return displayName;
  throw new NoVerdict("blocked", `the User could not be changed: PUT was answered ${statusText(written)}`);
}

async function readVersion(context: ScenarioContext, { user }: Versioned): Promise<string> {
  return tagOf(versionIn((await readThere(context, "User", user.id)).exchange));
}

/** Changes the User once more, later: a version that is made of a time may be the same for some seconds. */
async function changedLater(context: ScenarioContext, own: Versioned): Promise<string> {
  await context.wait(PATIENCE_MS);
  return await change(context, own, "later");
}

/** With a version of the past, nothing is done: that is what versions are for. */
export const staleRefused: readonly Scenario[] = (["PUT", "PATCH", "DELETE"] as const).map((method) =>
  serviceScenario({
    id: `service.versions.stale-${method.toLowerCase()}`,
    title: `A ${method} with a version of the past in If-Match is refused with 412 and changes nothing`,
    requirements: [STALE, STATUS, UNCHANGED],
    needs: ["POST User collection", "GET User resource", "PUT User resource", `${method} User resource`],
    makes: { users: 1, groups: 0 },
    run: async (context) => {
      await needMethod(context, method);
      const own = await versioned(context);
      const tag = tagOf(own);
      const changed = await change(context, own, "between");
      const after = await readVersion(context, own);
      if (after === tag && !own.isClaimed)
        throw new NoVerdict("blocked", "the ETag is the same after a change, so no version is of the past");
      const between = after === tag ? await changedLater(context, own) : changed;
      const displayName = context.name("stale");
      const answer = await send(context, method, own, {
        displayName,
        tag,
        title: `${method} with a version of the past`,
      });
      const { resource } = await read(context, "User", own.user.id);
      const isThere = resource !== undefined && textAttribute(resource, "displayName") === between;
      const operation = keyOf(context, `${method} User resource`);
      const refused = statusOf(answer) >= 400 && statusOf(answer) < 500;
      if (!own.isClaimed && !refused) {
        learn(context, `if-match-${method.toLowerCase()}`, `A stale If-Match in a ${method}`, "is ignored");
        throw new NoVerdict("not-applicable", "the server does not say that it has versions, and ignores If-Match");
      }
      say(context, {
        requirement: STALE,
        invariant: method.toLowerCase(),
        holds: refused || isThere,
        expected: ["412, and the User as it was"],
        actual: `${statusText(answer)}, and ${resource === undefined ? "the User is gone" : "the User has changed"}`,
        message: `A ${method} with a version of the past is carried out.`,
        operation,
      });
      if (refused) {
        say(context, {
          requirement: STATUS,
          invariant: method.toLowerCase(),
          holds: statusOf(answer) === 412,
          expected: ["412"],
          actual: statusText(answer),
          message: `A ${method} with a version of the past is refused, though not with 412.`,
          operation,
        });
        say(context, {
          requirement: UNCHANGED,
          alsoViolates: [STALE],
          invariant: `stale-${method.toLowerCase()}`,
          holds: isThere,
          expected: ["the User as it was"],
          actual: resource === undefined ? "the User is gone" : "the User has changed",
          message: `A ${method} with a version of the past was refused and carried out all the same.`,
          operation,
        });
      } else if (isThere) {
        say(context, {
          requirement: STALE,
          invariant: `claimed-${method.toLowerCase()}`,
          holds: false,
          expected: ["412"],
          actual: statusText(answer),
          message: `A ${method} with a version of the past is acknowledged and not carried out.`,
          operation,
        });
      }
    },
  }),
);
