import type { Exchange } from "../../result/index.ts";
import {
  isRefusal,
  isSuccess,
  NoVerdict,
  needAnswer,
  notTheServersFault,
  type ScenarioJudgement,
  show,
  statusText,
} from "../../scenarios/index.ts";
import type { JsonObject } from "../../scim/index.ts";
import type { FailedJudgement } from "../run-types.ts";
import { bindBody } from "./bind.ts";
import { type Lost, lostIn } from "./compare.ts";
import type { BodyGround, BodyHistory } from "./ground.ts";
import { bodyWords } from "./words.ts";

/** How one body came out. */
export interface BodyRun {
  readonly history: BodyHistory;
  /** What was sent. */
  readonly sent: JsonObject;
  /** What a read showed; undefined where the body was refused, or nothing could be read. */
  readonly seen: JsonObject | undefined;
  readonly lost: readonly Lost[];
  readonly failures: readonly FailedJudgement[];
  readonly passes: readonly ScenarioJudgement[];
  /** Set where it was refused as the client's fault. */
  readonly refusedWith: string | undefined;
  readonly noVerdict: NoVerdict | undefined;
  readonly exchanges: readonly string[];
}

const STORED = { POST: "RFC7644-3.3-STORED", PUT: "RFC7644-3.5.1-RW-REPLACED" } as const;
const DONE = "RFC7644-3.12-SUCCESS-MEANS-DONE";

/** The class that findings of bodies are filed under; what they are about is in their invariant. */
const SHAPE = "edit-values";

/**
 * Sends a body to a fresh resource, and holds what an independent read shows against it. Judges nothing itself.
 *
 * @throws HarnessError `BUDGET_SPENT`, `ABORTED`
 * @throws NoVerdict when there is no resource to send it to, or the answer tells nothing
 */
export async function runBody(ground: BodyGround, history: BodyHistory): Promise<BodyRun> {
  const { context, shape } = ground;
  const from = context.sent.length;
  const label = `body ${ground.nextRun()}`;
  const { id, sent, answer, release } = await send(ground, history, label);
  try {
    const common = { history, sent, lost: [], failures: [], passes: [], refusedWith: undefined, noVerdict: undefined };
    const exchanges = (): readonly string[] => context.sent.slice(from);
    needAnswer(answer);
    const fault = notTheServersFault(answer);
    if (fault !== undefined) throw new NoVerdict("inconclusive", fault);
    if (isRefusal(answer)) {
      return { ...common, seen: undefined, refusedWith: statusText(answer), exchanges: exchanges() };
    }
    if (!isSuccess(answer) || id === undefined) {
      const noVerdict = new NoVerdict("inconclusive", `the ${history.method} was answered ${statusText(answer)}`);
      return { ...common, seen: undefined, noVerdict, exchanges: exchanges() };
    }
    const seen = await readBack(ground, id, sent);
    const lost = lostIn(sent, seen, shape, history.method);
    if (lost.length === 0) context.confirmed("GET", ground.operation);
    return {
      ...common,
      seen,
      lost,
      failures: lost.map((one) => failureOf(ground, one)),
      passes: lost.length > 0 ? [] : [passOf(ground)],
      exchanges: exchanges(),
    };
  } finally {
    await release();
  }
}

interface Sent {
  /** Undefined where nothing was made. */
  readonly id: string | undefined;
  readonly sent: JsonObject;
  readonly answer: Exchange;
  readonly release: () => Promise<void>;
}

async function send(ground: BodyGround, { method, type, body }: BodyHistory, label: string): Promise<Sent> {
  const { context, shape } = ground;
  // Which values there are is the server's own affair (RFC 7643 section 7): a refusal is told, and breaks nothing by itself.
  const intent = { kind: "open", why: "a generated body, of which the server may have a rule of its own" } as const;
  const title = `${method} a ${type} ${bodyWords(body, shape)}`;
  if (method === "POST") {
    const sent = bindBody(ground, body, label);
    const { exchange, id } = await context.service.create({ type, body: sent, title, intent });
    return { id, sent, answer: exchange, release: async () => await discard(ground, id) };
  }
  const fixture = type === "User" ? await context.user(label) : await context.group();
  const release = async (): Promise<void> => await context.discard(fixture);
  try {
    const sent = bindBody(ground, body, label, "body" in fixture ? fixture.body : {});
    const answer = await context.write(fixture.id, sent, { title, intent });
    return { id: fixture.id, sent, answer, release };
  } catch (error) {
    await release();
    throw error;
  }
}

async function discard({ context }: BodyGround, id: string | undefined): Promise<void> {
  if (id !== undefined) await context.discard({ id });
}

async function readBack({ context, shape, method }: BodyGround, id: string, sent: JsonObject): Promise<JsonObject> {
  const holds = (resource: JsonObject): boolean => lostIn(sent, resource, shape, method).length === 0;
  const look = { holds, names: Object.keys(sent).filter((name) => !/^(?:schemas|meta|id)$/iu.test(name)) };
  const seen =
    shape.type === "User"
      ? await context.readUser(id, look)
      : await context.read(id, expectedGroup(sent, shape.parts.find(({ kind }) => kind === "members")?.name), "Group");
  if (seen.kind === "not-offered")
    throw new NoVerdict("inconclusive", `the server offers no way to read a ${shape.type} back`);
  if (seen.kind === "present") {
    // Members may be shown only when they are asked for: then they stand beside the resource.
    return "members" in seen && shape.type === "Group"
      ? { ...seen.resource, members: [...seen.members.values].map((value) => ({ value })) }
      : seen.resource;
  }
  throw new NoVerdict(
    "inconclusive",
    `the ${shape.type} could not be read back: ${seen.by} was answered ${statusText(seen.exchange)}`,
  );
}

/** What a read of a Group waits for; nothing where the body gives it no name. */
export function expectedGroup(
  sent: JsonObject,
  members: string | undefined,
): { displayName: string; members: ReadonlySet<string> } | undefined {
  const { displayName } = sent;
  if (typeof displayName !== "string") return undefined;
  const list: unknown = members === undefined ? undefined : sent[members];
  const entries: readonly unknown[] = Array.isArray(list) ? list : [];
  const values = entries.map((entry) => (entry as { readonly value?: unknown }).value);
  return { displayName, members: new Set(values.filter((value) => typeof value === "string")) };
}

function passOf({ method, operation }: BodyGround): ScenarioJudgement {
  return { requirement: STORED[method], operation, invariant: "body", shape: SHAPE, outcome: "passed" };
}

function failureOf({ method, operation }: BodyGround, { attribute, shown }: Lost): FailedJudgement {
  const { path, value } = attribute;
  return {
    requirement: STORED[method],
    alsoViolates: [DONE],
    operation,
    invariant: `body ${path}`,
    shape: SHAPE,
    outcome: "failed",
    expected: [show(value)],
    actual: show(shown),
    message: `\`${path}\` is not shown as the acknowledged ${method} sent it.`,
  };
}
