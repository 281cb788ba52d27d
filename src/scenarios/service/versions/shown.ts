import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { keyOf, open, read, resourceOf, say, serviceScenario, statusOf, VALID } from "../kit.ts";
import { bareOf, isWeak, tagOf, type Version, type Versioned, versioned, versionIn } from "./tag.ts";

const HEADER = "RFC7644-3.14-ETAG-HEADER";
const META = "RFC7644-3.14-META-VERSION";
const SAME = "RFC7643-3.1-META-VERSION-ETAG";
const WEAK = "RFC7643-3.1-WEAK";
const NOT_MODIFIED = "RFC7644-3.14-304";
const CHANGES = "RFC7644-3.14-ETAG-CHANGES";

/** The version stands in the header and in `meta.version`, the same in both, weak or strong in both. */
export const versionShown: Scenario = serviceScenario({
  id: "service.versions.shown",
  title: "A User comes with an ETag, and `meta.version` is the same",
  requirements: [HEADER, META, SAME, WEAK],
  needs: ["POST User collection", "GET User resource"],
  makes: { users: 1, groups: 0 },
  run: async (context) => {
    const { header, meta, exchange } = await versioned(context);
    const common = { operation: keyOf(context, "GET User resource"), exchanges: [exchange] };
    say(context, {
      ...common,
      requirement: HEADER,
      // The mark of a weak tag has a case (RFC 7643 section 3.1).
      alsoViolates: header?.startsWith('w/"') === true ? [WEAK] : [],
      invariant: "header",
      holds: header !== undefined && /^(?:W\/)?"[^"]*"$/u.test(header),
      expected: ['an ETag such as W/"1"'],
      actual: header ?? "no ETag header",
      message: "A server that has versions shows no ETag with a User.",
    });
    say(context, {
      ...common,
      requirement: META,
      invariant: "meta.version",
      holds: meta !== undefined,
      expected: ["`meta.version`"],
      actual: "none",
      message: "A User comes without `meta.version`.",
    });
    if (header === undefined || meta === undefined) return;
    say(context, {
      ...common,
      requirement: SAME,
      invariant: "same",
      holds: bareOf(header) === bareOf(meta),
      expected: [header],
      actual: meta,
      message: "`meta.version` and the ETag are not the same.",
    });
    say(context, {
      ...common,
      requirement: WEAK,
      invariant: "weak",
      holds: bareOf(header) !== bareOf(meta) || isWeak(header) === isWeak(meta),
      expected: [header],
      actual: meta,
      message: "One of `meta.version` and the ETag is marked as weak, and the other is not.",
    });
  },
});

/** Whoever has the current version is spared the rest. */
export const notModified: Scenario = serviceScenario({
  id: "service.versions.not-modified",
  title: "A GET with the current version in If-None-Match is answered 304, and with another one 200",
  requirements: [NOT_MODIFIED],
  needs: ["POST User collection", "GET User resource"],
  makes: { users: 1, groups: 0 },
  run: async (context) => {
    const own = await versioned(context);
    const operation = keyOf(context, "GET User resource");
    const current = await conditional(context, own, tagOf(own));
    const isBare = (current.response?.bodyBytes ?? 0) === 0;
    say(context, {
      requirement: NOT_MODIFIED,
      invariant: "current",
      holds: statusOf(current) === 304 && isBare,
      expected: ["304 without a body"],
      actual: `${statusText(current)}${isBare ? "" : " with a body"}`,
      message: "A GET with the current version in If-None-Match is not answered 304.",
      operation,
      exchanges: [own.exchange, current],
    });
    const other = await conditional(context, own, 'W/"scimproof-none"');
    say(context, {
      requirement: NOT_MODIFIED,
      invariant: "other",
      holds: statusOf(other) === 200 && resourceOf(other) !== undefined,
      expected: ["200 with the User"],
      actual: statusText(other),
      message: "A GET with a version in If-None-Match that is not the current one does not show the User.",
      operation,
      exchanges: [own.exchange, other],
    });
  },
});

async function conditional(context: ScenarioContext, { user }: Versioned, tag: string): Promise<Version["exchange"]> {
  const exchange = await context.service.request({
    method: "GET",
    to: { type: "User", id: user.id },
    title: `read the User with If-None-Match: ${tag.startsWith('W/"scimproof') ? "another version" : "its version"}`,
    headers: { "if-none-match": tag },
    intent: open("a condition on a read"),
  });
  needAnswer(exchange);
  return exchange;
}

/** The tag is as good as what it tells: another one after a change, the same without one. */
export const tagChanges: Scenario = serviceScenario({
  id: "service.versions.changes",
  title: "The ETag is another one after a change, and the same without one",
  requirements: [CHANGES],
  needs: ["POST User collection", "GET User resource", "PUT User resource"],
  makes: { users: 1, groups: 0 },
  run: async (context) => {
    const own = await versioned(context);
    const operation = keyOf(context, "GET User resource");
    const before = tagOf(own);
    const again = versionIn((await read(context, "User", own.user.id)).exchange);
    say(context, {
      requirement: CHANGES,
      invariant: "still",
      holds: again.header === own.header,
      expected: [before],
      actual: again.header ?? "none",
      message: "The ETag of a User changes though nothing was changed.",
      operation,
    });
    const displayName = context.name("changed");
    const body = { ...own.user.body, displayName };
    const written = await context.service.request({
      method: "PUT",
      to: { type: "User", id: own.user.id },
      title: "change the User",
      body,
      intent: VALID,
    });
    needAnswer(written);
    if (!isSuccess(written)) throw new NoVerdict("blocked", `PUT was answered ${statusText(written)}`);
    const { exchange, resource } = await read(
      context,
      "User",
      own.user.id,
      (seen) => seen["displayName"] === displayName,
    );
    if (resource?.["displayName"] !== displayName) throw new NoVerdict("blocked", "the change cannot be seen");
    const after = versionIn(exchange);
    say(context, {
      requirement: CHANGES,
      invariant: "changed",
      holds: (after.header ?? after.meta) !== before,
      expected: ["another ETag"],
      actual: before,
      message: "The ETag of a User is the same after a change.",
      operation,
    });
  },
});
