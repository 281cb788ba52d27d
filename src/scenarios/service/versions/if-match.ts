import type { Exchange } from "../../../result/index.ts";
import { textAttribute } from "../../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { needMethod } from "../described.ts";
import { keyOf, learn, open, read, readThere, say, serviceScenario, statusOf, VALID } from "../kit.ts";
import { isWeak, tagOf, type Versioned, versioned, versionIn } from "./tag.ts";

const CURRENT = "RFC7644-3.14-IFMATCH-OK";
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
    requirements: [CURRENT],
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
      const between = context.name("between");
      const first = await send(context, "PUT", own, { displayName: between, tag: undefined, title: "change the User" });
      if (!isSuccess(first) || !(await shows(context, own.user.id, between)))
        throw new NoVerdict("blocked", `the User could not be changed: PUT was answered ${statusText(first)}`);
      const now = versionIn((await readThere(context, "User", own.user.id)).exchange);
      if ((now.header ?? now.meta) === tag)
        throw new NoVerdict("blocked", "the ETag is the same after a change, so no version is of the past");
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
