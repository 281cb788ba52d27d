import type { Exchange } from "../../result/index.ts";
import { attributeOf, hasAttribute, isObject, type JsonObject, textAttribute } from "../../scim/index.ts";
import { answeredResource, isSuccess, statusText } from "../answer.ts";
import type { Observation, ScenarioContext, ScenarioJudgement } from "../context.ts";
import { sameValue } from "../put-user/same-value.ts";
import { listIds, quote } from "../words.ts";
import type { AnswerRule, Json } from "./client.ts";

/** What was found of a rule: it holds, or what was expected and what came. */
export type Found =
  | { readonly holds: true }
  | { readonly holds: false; readonly expected: string; readonly actual: string };

const HOLDS: Found = { holds: true };

function parted(expected: string, actual: string): Found {
  return { holds: false, expected, actual };
}

/**
 * The values at a path of a resource: `active`, `name.familyName`, `emails.value` of every entry, or an attribute of an
 * extension, `urn:…:User:employeeNumber`.
 */
export function seenAt(resource: JsonObject, path: string): readonly unknown[] {
  const colon = path.startsWith("urn:") ? path.lastIndexOf(":") : -1;
  const names = colon < 0 ? path.split(".") : [path.slice(0, colon), path.slice(colon + 1)];
  return names.reduce<readonly unknown[]>(
    (values, name) =>
      values.flatMap((value) => {
        const at = isObject(value) ? attributeOf(value, name) : undefined;
        return at === undefined || at === null ? [] : Array.isArray(at) ? (at as unknown[]) : [at];
      }),
    [resource],
  );
}

/** Whether a resource shows a value at each path; which of a list's entries has it does not matter. */
export function showsValues(resource: JsonObject, values: Readonly<Record<string, Json>>): Found {
  for (const [path, value] of Object.entries(values)) {
    const seen = seenAt(resource, path);
    if (seen.some((one) => sameValue(value, one, path))) continue;
    return parted(
      `\`${path}\` ${JSON.stringify(value)}`,
      `\`${path}\` ${seen.length === 0 ? "absent" : quote(seen.map((one) => JSON.stringify(one)).join(", "))}`,
    );
  }
  return HOLDS;
}

/** Whether a Group has this name and exactly these members. A member twice is a matter of the RFC: no client is hurt by it. */
export function showsGroup(
  seen: Extract<Observation, { kind: "present" }>,
  wanted: { readonly displayName: string; readonly members: readonly string[] },
): Found {
  const right = new Set(wanted.members);
  const { values } = seen.members;
  const sameSet = right.size === values.size && [...right].every((id) => values.has(id));
  if (!sameSet) return parted(`the members ${listIds(right)}`, `the members ${listIds(values)}`);
  return seen.displayName === wanted.displayName
    ? HOLDS
    : parted(`\`displayName\` ${quote(wanted.displayName)}`, `\`displayName\` ${quote(seen.displayName)}`);
}

/** Whether an answer is what a rule wants. @param id of the resource that the rule is about, where there is one */
export function judgeAnswer(rule: AnswerRule, exchange: Exchange, id: string | undefined): Found {
  if (rule.is === "status") {
    const status = exchange.response?.status ?? 0;
    return rule.among.includes(status) ? HOLDS : parted(rule.among.join(" or "), statusText(exchange));
  }
  // Where a refusal is a right answer too, there is no body to be held to anything.
  if (!isSuccess(exchange)) return HOLDS;
  const body = answeredResource(exchange);
  // A body that may be left out says nothing when it is.
  const mayBeEmpty = rule.is === "lacks" || rule.is === "values";
  if (body === undefined && mayBeEmpty && exchange.response?.status === 204) return HOLDS;
  if (body === undefined) return parted("a JSON object in the body", bodyInWords(exchange));
  return judgeBody(rule, body, id);
}

function judgeBody(rule: Exclude<AnswerRule, { is: "status" }>, body: JsonObject, id: string | undefined): Found {
  switch (rule.is) {
    case "resource": {
      const shown = attributeOf(body, "id");
      const isRight = typeof shown === "string" && shown !== "" && (id === undefined || shown === id);
      return isRight
        ? HOLDS
        : parted(id === undefined ? "an `id` that is a text" : `\`id\` ${quote(id)}`, idInWords(shown));
    }
    case "values":
      return showsValues(body, rule.values);
    case "lacks":
      return hasAttribute(body, rule.attribute)
        ? parted(`no \`${rule.attribute}\``, `\`${rule.attribute}\` is shown`)
        : HOLDS;
    case "counts":
      return countsIn(body);
    case "finds":
    case "finds-nobody":
      return foundIn(body, rule.is === "finds" ? id : undefined);
  }
}

function countsIn(body: JsonObject): Found {
  const wrong = ["totalResults", "startIndex", "itemsPerPage"].find(
    (name) => typeof attributeOf(body, name) !== "number",
  );
  if (wrong === undefined) return HOLDS;
  const value = attributeOf(body, wrong);
  return parted(
    `\`${wrong}\` as a number`,
    value === undefined ? `no \`${wrong}\`` : `\`${wrong}\` ${JSON.stringify(value)}`,
  );
}

/** Whether a ListResponse holds the resource of this id; without one, whether it is empty. */
function foundIn(body: JsonObject, id: string | undefined): Found {
  const total = attributeOf(body, "totalResults");
  if (typeof total !== "number")
    return parted("`totalResults` as a number", total === undefined ? "no `totalResults`" : "another type");
  const list = attributeOf(body, "Resources");
  const resources = Array.isArray(list) ? list.filter((one) => isObject(one)) : [];
  if (id === undefined) {
    return total === 0 && resources.length === 0
      ? HOLDS
      : parted("`totalResults` 0", `\`totalResults\` ${total}, ${resources.length} in \`Resources\``);
  }
  if (total < 1) return parted("`totalResults` 1", `\`totalResults\` ${total}`);
  return resources.some((one) => textAttribute(one, "id") === id)
    ? HOLDS
    : parted(`a resource with \`id\` ${quote(id)}`, `${resources.length} resources without it`);
}

function idInWords(shown: unknown): string {
  return shown === undefined ? "no `id`" : `\`id\` ${quote(typeof shown === "string" ? shown : JSON.stringify(shown))}`;
}

function bodyInWords({ response }: Exchange): string {
  if (response === undefined) return "no answer";
  return response.body.trim() === ""
    ? `${response.status} with an empty body`
    : `${response.status} with a body that is none`;
}

/** Records what was found of a rule. */
export function record(
  context: ScenarioContext,
  about: Pick<ScenarioJudgement, "requirement" | "invariant"> & { readonly operation: string },
  found: Found,
  message: string,
): void {
  const common = { ...about, shape: "none" } as const;
  if (found.holds) context.judge({ ...common, outcome: "passed" });
  else context.judge({ ...common, outcome: "failed", expected: [found.expected], actual: found.actual, message });
}
