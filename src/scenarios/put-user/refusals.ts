import { isObject } from "../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { judgeNothing } from "../put-group/unknown-id.ts";
import type { Scenario } from "../scenario.ts";
import { expectUser, valueAt } from "./expect-user.ts";
import { canaryPath, withValue } from "./user-attributes.ts";

const REPLACED = "RFC7644-3.5.1-RW-REPLACED";
const VALID = { kind: "valid" } as const;
const base = { depth: "standard", users: 0, groups: 0 } as const;

/** An id that names nobody, and one that named somebody. */
export const userUnknown: readonly Scenario[] = (["unknown-id", "deleted-id"] as const).map((kind) => ({
  depth: "standard",
  users: 0,
  groups: 0,
  id: `put.user.${kind}`,
  title:
    kind === "unknown-id"
      ? "A PUT on an unknown id answers 404 and creates nobody"
      : "A PUT on a deleted User answers 404 and does not bring it back",
  requirements: [
    "RFC7644-3.5.1-NO-CREATE",
    "OPENAPI-404-UNKNOWN",
    ...(kind === "deleted-id" ? ["RFC7644-3.6-404-ALL"] : ["RFC7644-3.12-404"]),
  ],
  run: async (context: ScenarioContext) => {
    const user = await context.user("own");
    const id = kind === "unknown-id" ? await context.unknownId(user.id) : user.id;
    if (kind === "deleted-id") await context.deleteFixture(user);
    const body = { ...context.userBody("nobody"), displayName: context.name("nobody") };
    const answer = await context.write(id, body, {
      title: "PUT a whole User on an id that names nobody",
      intent: { kind: "provoked", cause: "unknown-id" },
    });
    await judgeNothing(context, id, context.name("nobody"), answer, kind === "deleted-id");
  },
}));

/** What GET returned, PUT back. */
export const userRoundtrip: Scenario = {
  ...base,
  id: "put.user.roundtrip",
  title: "A PUT of what GET returned changes nothing",
  requirements: ["RFC7644-3.5.1-ROUNDTRIP", REPLACED],
  run: async (context) => {
    const user = await context.user("own");
    const before = await context.read(user.id);
    if (before.kind !== "present" || before.by !== "GET")
      throw new NoVerdict("not-applicable", "the server offers no GET of a single User");
    const fits = context.fits(before.resource);
    const answer = await context.write(user.id, before.resource, {
      title: "PUT back exactly what GET returned",
      intent: fits ? VALID : { kind: "open", why: "what GET returned does not fit the declared request schema" },
    });
    needAnswer(answer);
    const common = { requirement: "RFC7644-3.5.1-ROUNDTRIP", invariant: "accepted", shape: "body-read-only" } as const;
    if (!isSuccess(answer)) {
      context.judge({
        ...common,
        outcome: "failed",
        expected: ["a success status"],
        actual: statusText(answer),
        message: "The server refuses the representation that it returned itself.",
      });
      return;
    }
    context.judge({ ...common, outcome: "passed" });
    const attributes = Object.entries(before.resource)
      .filter(([name, value]) => name !== "meta" && !(isObject(value) && name.includes(":")))
      .map(([path, value]) => ({ path, value }))
      .filter(({ path }) => !path.includes("."));
    await expectUser(context, { id: user.id, answer, attributes });
  },
};

/** A wrong or missing credential. */
export const userCredentials: readonly Scenario[] = (["missing", "wrong"] as const).map((kind) => ({
  users: 0,
  groups: 0,
  id: `put.user.credentials.${kind}`,
  title: `A request with ${kind === "missing" ? "no" : "a wrong"} credential is refused`,
  depth: "smoke" as const,
  last: true,
  requirements: ["OPENAPI-SECURITY-ENFORCED", "RFC7644-3.12-REFUSED-UNCHANGED"],
  run: async (context: ScenarioContext) => {
    if (!context.operation.secured)
      throw new NoVerdict("not-applicable", "the document declares no security for this operation");
    if (!context.authProbes.allowed) throw new NoVerdict("blocked", context.authProbes.reason);
    const user = await context.user("own");
    const canary = canaryPath(context.operation);
    const shape = kind === "missing" ? "credential-missing" : "credential-wrong";
    const answer = await context.write(user.id, withValue(user.body, canary, "Intruder"), {
      title: `PUT with ${kind === "missing" ? "no" : "a wrong"} credential`,
      intent: { kind: "provoked", cause: "credentials" },
      credential: kind === "missing" ? "none" : "wrong",
    });
    needAnswer(answer);
    const seen = await context.read(user.id);
    const written = seen.kind === "present" && valueAt(seen.resource, canary) === "Intruder";
    const common = { requirement: "OPENAPI-SECURITY-ENFORCED", invariant: "refused", shape } as const;
    if (!isSuccess(answer) && !written) {
      context.judge({ ...common, outcome: "passed" });
      context.judge({
        requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
        invariant: "unchanged",
        shape,
        outcome: "passed",
      });
    } else {
      context.judge({
        ...common,
        ...(written && !isSuccess(answer) ? { alsoViolates: ["RFC7644-3.12-REFUSED-UNCHANGED"] } : {}),
        outcome: "failed",
        expected: ["401 or 403, and nothing changed"],
        actual: `${statusText(answer)}${written ? ", and the change was made" : ""}`,
        message: `A PUT with ${kind === "missing" ? "no" : "a wrong"} credential ${isSuccess(answer) ? "was accepted" : "was refused and applied"}.`,
      });
    }
  },
}));
