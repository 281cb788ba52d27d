import { type BodyViolation, ordinaryBody, violationsOf } from "../../bodies/index.ts";
import type { Exchange } from "../../result/index.ts";
import {
  isRefusal,
  isSuccess,
  NoVerdict,
  needAnswer,
  notTheServersFault,
  type Scenario,
  type ScenarioContext,
  scimTypeOf,
  statusText,
} from "../../scenarios/index.ts";
import { attributeOf, isObject, isUnassigned, type JsonObject } from "../../scim/index.ts";
import { bindBroken } from "./bind.ts";
import { type BodyGround, Taken } from "./ground.ts";
import { runBody } from "./run-body.ts";
import { publishedShape } from "./shape.ts";
import { valueWords } from "./words.ts";

const VALUE = "RFC7644-3.12-400-INVALIDVALUE";
const KEYWORD = "RFC7644-3.12-SCIMTYPE-FITS";
const HONEST = "RFC7643-7-SCHEMA-HONEST";

/** Requests at a depth of standard; the rest is more of the same, and belongs to a thorough run. */
const AT_MOST = 50;

/** Each single thing that can be wrong in a body by the server's own schema: refused with 400, or not stored. */
export function brokenBodies(type: "User" | "Group"): Scenario {
  return {
    id: `service.bodies.violations-${type.toLowerCase()}`,
    title: `Each single violation of the server's schema of a ${type} is refused with 400, or stored as what the schema allows`,
    depth: "standard",
    requirements: [VALUE, KEYWORD, HONEST],
    users: 0,
    groups: 0,
    // What is refused is not made.
    makes: () => (type === "User" ? { users: 1, groups: 0 } : { users: 0, groups: 1 }),
    run: async (context) => await runViolations(context, type),
  };
}

async function runViolations(context: ScenarioContext, type: "User" | "Group"): Promise<void> {
  const found = await publishedShape(context, type);
  const named = new Set(Object.keys(context.contract.profile.attributes));
  let runs = 0;
  const ground: BodyGround = {
    ...found,
    context,
    method: "POST",
    options: { isNamed: (path) => named.has(path), users: 0 },
    users: [],
    insisted: type === "User" ? ["name", "displayName", "emails", "active"] : [],
    taken: new Taken(),
    nextRun: () => {
      runs += 1;
      return runs;
    },
  };
  const valid = ordinaryBody(ground.shape, ground.options, "required");
  // Refused for what is wrong in it, or would any body be?
  const control = await runBody(ground, { method: "POST", type, body: valid });
  if (control.refusedWith !== undefined) {
    throw new NoVerdict("blocked", `a ${type} of what the schema requires is refused with ${control.refusedWith}`);
  }
  const told = new Told(context, type);
  for (const violation of chosen(violationsOf(ground.shape, ground.options), context)) {
    await tryOne(ground, violation, told);
  }
  told.learn();
}

/** What is about a whole attribute first, and of each a value of a wrong type; of the rest as many as there is room for, evenly. */
function chosen(all: readonly BodyViolation[], { effort }: ScenarioContext): readonly BodyViolation[] {
  if (effort.depth === "thorough" || all.length <= AT_MOST) return all;
  const isFirst = ({ kind, id, path, attribute, under }: BodyViolation): boolean =>
    kind !== "type" ||
    (path === (under === undefined ? attribute : `${under}:${attribute}`) && !id.endsWith("no-list"));
  const first = all.filter(isFirst).slice(0, AT_MOST);
  const others = all.filter((one) => !isFirst(one));
  const room = Math.min(AT_MOST - first.length, others.length);
  const from = Math.abs(effort.seed) % Math.max(1, others.length);
  const picked = new Set(
    Array.from({ length: room }, (_, at) => (from + Math.floor((at * others.length) / room)) % others.length),
  );
  return [...first, ...others.filter((_, at) => picked.has(at))];
}

async function tryOne(ground: BodyGround, violation: BodyViolation, told: Told): Promise<void> {
  const { context, shape, options } = ground;
  const { type } = shape;
  const body = violation.apply(ordinaryBody(shape, options, "required"));
  const from = context.sent.length;
  const { exchange, id } = await context.service.create({
    type,
    body: bindBroken(ground, body, `violation ${violation.id}`),
    title: `make a ${type}: ${violation.words}`,
    intent:
      violation.kind === "not-canonical"
        ? { kind: "open", why: "a value that the schema does not suggest" }
        : { kind: "provoked", cause: "bad-body" },
  });
  try {
    needAnswer(exchange);
    const fault = notTheServersFault(exchange);
    if (fault !== undefined) throw new NoVerdict("inconclusive", fault);
    if (isRefusal(exchange)) judgeRefusal(ground, violation, exchange, told);
    else if (isSuccess(exchange) && id !== undefined) {
      await judgeTaken(ground, violation, id, from, told);
    }
    // Any other answer is a check's to judge: a 5xx, a redirection.
  } finally {
    if (id !== undefined) await context.discard({ id });
  }
}

function judgeRefusal(
  { context, operation, shape }: BodyGround,
  violation: BodyViolation,
  exchange: Exchange,
  told: Told,
): void {
  const { id, kind, words } = violation;
  told.note(kind, "refused", violation.path);
  if (kind === "not-canonical") return;
  const common = { operation, shape: kind === "type" ? "body-type" : "body-required" } as const;
  const status = exchange.response?.status ?? 0;
  const declared = context.contract.operations.find(({ key }) => key === operation)?.responses ?? [];
  // A server is judged by its document where that has another status for a wrong body, and not the RFC's.
  // A text in place of a member may be read as the id of one, who is not there.
  const mayBeId = shape.parts.some((part) => part.kind === "members" && part.name === violation.attribute);
  const isRight =
    status === 400 ||
    (mayBeId && status === 404) ||
    (declared.some((one) => one.status === String(status)) &&
      !declared.some((one) => one.status === "400" || one.status === "4XX"));
  const about = `A ${shape.type} of which ${words}`;
  const status400 = { requirement: VALUE, invariant: `status ${id}`, ...common } as const;
  if (isRight) context.judge({ ...status400, outcome: "passed" });
  else {
    const message = `${about} is refused, though not with 400.`;
    context.judge({
      ...status400,
      outcome: "failed",
      expected: ["400"],
      actual: statusText(exchange),
      message,
      exchanges: [exchange],
    });
  }
  const scimType = scimTypeOf(exchange);
  const keywords = ["invalidValue", "invalidSyntax"];
  const keyword = { requirement: KEYWORD, invariant: `scimType ${id}`, ...common } as const;
  if (scimType === undefined || keywords.includes(scimType)) context.judge({ ...keyword, outcome: "passed" });
  else {
    const message = `${about} is refused with a keyword for something else.`;
    context.judge({
      ...keyword,
      outcome: "failed",
      expected: [...keywords, "no scimType"],
      actual: scimType,
      message,
      exchanges: [exchange],
    });
  }
}

async function judgeTaken(
  ground: BodyGround,
  violation: BodyViolation,
  id: string,
  from: number,
  told: Told,
): Promise<void> {
  const { context, operation, shape } = ground;
  const { kind, words, wrong, path } = violation;
  const look = { holds: () => true, names: [] };
  const seen = shape.type === "User" ? await context.readUser(id, look) : await context.read(id, undefined, "Group");
  if (seen.kind !== "present") return;
  const shown = shownOf(seen.resource, violation);
  const exchanges = context.sent.slice(from).map((one) => ({ id: one }));
  if (kind === "not-canonical") {
    told.note(kind, holds(shown, wrong) ? "taken" : "taken, and stored as something else", path);
    return;
  }
  if (kind === "missing" || kind === "null") {
    told.note(kind, "taken", path);
    context.judge({
      requirement: HONEST,
      operation,
      invariant: `body ${violation.id}`,
      shape: "body-required",
      outcome: "failed",
      expected: ["400"],
      actual: `it was made, and shows ${valueWords(shown)}`,
      message: `\`${path}\` is required by the server's own schema, and a ${shape.type} of which ${words} is made.`,
      exchanges,
    });
    return;
  }
  const isStored = holds(shown, wrong);
  told.note(kind, isStored ? "taken as it is" : "taken, and put right or dropped", path);
  const common = { requirement: VALUE, operation, invariant: `stored ${violation.id}`, shape: "body-type" } as const;
  if (!isStored) context.judge({ ...common, outcome: "passed" });
  else {
    context.judge({
      ...common,
      alsoViolates: [HONEST],
      outcome: "failed",
      expected: ["400, or a value that the schema allows"],
      actual: `it was made, and shows ${valueWords(shown)}`,
      message: `A ${shape.type} of which ${words} is made, and shows what its schema does not allow.`,
      exchanges,
    });
  }
}

/** What a resource shows of the attribute that was broken. */
function shownOf(resource: JsonObject, { attribute, under }: BodyViolation): unknown {
  const holder = under === undefined ? resource : attributeOf(resource, under);
  const value = isObject(holder) ? attributeOf(holder, attribute) : undefined;
  return isUnassigned(value) ? undefined : value;
}

/** True when a wrong value is somewhere in what is shown. */
function holds(shown: unknown, wrong: unknown): boolean {
  if (JSON.stringify(shown) === JSON.stringify(wrong)) return true;
  if (Array.isArray(shown)) return shown.some((entry: unknown) => holds(entry, wrong));
  return isObject(shown) && Object.values(shown).some((inner) => holds(inner, wrong));
}

/** What became of all violations, told in a few lines. */
class Told {
  readonly #context: ScenarioContext;
  readonly #type: "User" | "Group";
  readonly #notes = new Map<string, Map<string, string[]>>();

  constructor(context: ScenarioContext, type: "User" | "Group") {
    this.#context = context;
    this.#type = type;
  }

  note(kind: BodyViolation["kind"], came: string, path: string): void {
    const of = kind === "null" ? "missing" : kind;
    const notes = this.#notes.get(of) ?? new Map<string, string[]>();
    this.#notes.set(of, notes);
    notes.set(came, [...(notes.get(came) ?? []), path]);
  }

  learn(): void {
    for (const [kind, notes] of this.#notes) {
      this.#context.learn({
        id: `bodies.violations.${this.#type.toLowerCase()}.${kind}`,
        title: `A ${this.#type} with ${TITLES[kind] ?? kind}`,
        value: [...notes].map(([came, paths]) => `${came}: ${listed(paths)}`).join("; "),
      });
    }
  }
}

const TITLES: Readonly<Record<string, string>> = {
  missing: "a required attribute that is missing",
  type: "a value of a wrong type",
  "not-canonical": "a value that the schema does not suggest",
};

function listed(paths: readonly string[]): string {
  const all = [...new Set(paths)];
  return all.length > 8 ? `${all.slice(0, 6).join(", ")} and ${all.length - 6} more` : all.join(", ");
}
