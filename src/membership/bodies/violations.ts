import { type BodyViolation, ordinaryBody, violationsOf } from "../../bodies/index.ts";
import type { Exchange } from "../../result/index.ts";
import {
  fitsKeyword,
  isRefusal,
  isRightStatus,
  isSuccess,
  NoVerdict,
  needAnswer,
  notTheServersFault,
  type Scenario,
  type ScenarioContext,
  say,
  scimTypeOf,
  statusText,
} from "../../scenarios/index.ts";
import { isObject, isUnassigned, type JsonObject } from "../../scim/index.ts";
import { bindBroken } from "./bind.ts";
import { shownAt } from "./compare.ts";
import { type BodyGround, Taken } from "./ground.ts";
import { expectedGroup, runBody } from "./run-body.ts";
import { publishedShape } from "./shape.ts";
import { valueWords } from "./words.ts";

const VALUE = "RFC7644-3.12-400-INVALIDVALUE";
const KEYWORD = "RFC7644-3.12-SCIMTYPE-FITS";
const HONEST = "RFC7643-7-SCHEMA-HONEST";

/** Table 9 of RFC 7644 section 3.12 has both for a value that is none: one of a wrong type is also no right syntax. */
const KEYWORDS: readonly string[] = ["invalidValue", "invalidSyntax"];

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
  if (control.noVerdict !== undefined) throw control.noVerdict;
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
    kind !== "type" || (path === (under === undefined ? attribute : `${under}:${attribute}`) && !isNoList(id));
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
  const sent = bindBroken(ground, body, `violation ${violation.id}`, violation.attribute);
  const { exchange, id } = await context.service.create({
    type,
    body: sent,
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
    if (isRefusal(exchange)) await judgeRefusal(ground, violation, exchange, told);
    else if (isSuccess(exchange) && id !== undefined) {
      await judgeTaken(ground, violation, { id, sent, from }, told);
    }
    // Any other answer is a check's to judge: a 5xx, a redirection.
  } finally {
    if (id !== undefined) await context.discard({ id });
  }
}

async function judgeRefusal(
  ground: BodyGround,
  violation: BodyViolation,
  exchange: Exchange,
  told: Told,
): Promise<void> {
  const { context, operation, shape } = ground;
  const { id, kind, words, path, attribute } = violation;
  if (kind === "not-canonical") return told.note(kind, "refused", path);
  // A text in place of a member may be read as the id of one, who is not there.
  const mayBeId = shape.parts.some((part) => part.kind === "members" && part.name === attribute);
  const isRight = isRightStatus(context, operation, exchange.response?.status ?? 0, mayBeId ? [400, 404] : [400]);
  const scimType = scimTypeOf(exchange);
  const isFitting = fitsKeyword(scimType, KEYWORDS);
  if (!(isRight && isFitting) && (await told.isRefusedAnyway(ground, violation))) {
    return told.note(kind, "refused, as is an ordinary value", path);
  }
  told.note(kind, "refused", path);
  const about = `A ${shape.type} of which ${words}`;
  const common = { operation, shape: kind === "type" ? "body-type" : "body-required", exchanges: [exchange] } as const;
  say(context, {
    ...common,
    requirement: VALUE,
    invariant: `status ${id}`,
    holds: isRight,
    expected: ["400"],
    actual: statusText(exchange),
    message: `${about} is refused, though not with 400.`,
  });
  say(context, {
    ...common,
    requirement: KEYWORD,
    invariant: `scimType ${id}`,
    holds: isFitting,
    expected: [...KEYWORDS, "no scimType"],
    actual: scimType ?? "",
    message: `${about} is refused with a keyword for something else.`,
  });
}

/** What was made of a body that is wrong. */
interface TakenBody {
  readonly id: string;
  readonly sent: JsonObject;
  /** How many exchanges there were before. */
  readonly from: number;
}

async function judgeTaken(
  { context, operation, shape }: BodyGround,
  violation: BodyViolation,
  { id, sent, from }: TakenBody,
  told: Told,
): Promise<void> {
  const { kind, words, path, attribute, under } = violation;
  const seen =
    shape.type === "User"
      ? await context.readUser(id, { holds: () => true, names: [] })
      : await context.read(id, expectedGroup(sent, undefined), "Group");
  if (seen.kind !== "present") return told.note(kind, "taken, and not shown", path);
  const value = shownAt(seen.resource, attribute, under);
  const shown = isUnassigned(value) ? undefined : value;
  const common = { operation, exchanges: context.sent.slice(from).map((one) => ({ id: one })) };
  if (kind === "not-canonical") {
    told.note(kind, holds(shown, violation.wrong) ? "taken" : "taken, and stored as something else", path);
  } else if (kind === "type") {
    const isStored = !violation.allows(shown);
    told.note(kind, isStored ? "taken as it is" : "taken, and put right or dropped", path);
    say(context, {
      ...common,
      requirement: VALUE,
      alsoViolates: [HONEST],
      invariant: `stored ${violation.id}`,
      shape: "body-type",
      holds: !isStored,
      expected: ["400, or a value that the schema allows"],
      actual: `it was made, and shows ${valueWords(shown)}`,
      message: `A ${shape.type} of which ${words} is made, and shows what its schema does not allow.`,
    });
  } else {
    told.note(kind, "taken", path);
    say(context, {
      ...common,
      requirement: HONEST,
      invariant: `body ${violation.id}`,
      shape: "body-required",
      holds: false,
      expected: ["400"],
      actual: `it was made, and shows ${valueWords(shown)}`,
      message: `\`${path}\` is required by the server's own schema, and a ${shape.type} of which ${words} is made.`,
    });
  }
}

/** True when a value that is not canonical is somewhere in what is shown. */
function holds(shown: unknown, wrong: unknown): boolean {
  if (Array.isArray(shown)) return shown.some((entry: unknown) => holds(entry, wrong));
  return shown === wrong || (isObject(shown) && Object.values(shown).some((inner) => holds(inner, wrong)));
}

/** True for text in place of a list. */
function isNoList(id: string): boolean {
  return id.endsWith(".type-no-list");
}

/** What became of all violations, told in a few lines. */
class Told {
  readonly #context: ScenarioContext;
  readonly #type: "User" | "Group";
  readonly #notes = new Map<string, Map<string, string[]>>();
  readonly #refusedAnyway = new Map<string, boolean>();

  constructor(context: ScenarioContext, type: "User" | "Group") {
    this.#context = context;
    this.#type = type;
  }

  /**
   * Whether the server also refuses the attribute with something ordinary in it: by a rule of its own, which has nothing to do with
   * what was wrong. Asked once for each attribute.
   *
   * @throws HarnessError `BUDGET_SPENT`, `ABORTED`
   */
  async isRefusedAnyway(ground: BodyGround, { attribute, under, mend }: BodyViolation): Promise<boolean> {
    const key = `${under ?? ""} ${attribute}`;
    const known = this.#refusedAnyway.get(key);
    if (known !== undefined) return known;
    const { shape, options } = ground;
    const body = mend(ordinaryBody(shape, options, "required"));
    const { refusedWith } = await runBody(ground, { method: "POST", type: shape.type, body });
    this.#refusedAnyway.set(key, refusedWith !== undefined);
    return refusedWith !== undefined;
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
