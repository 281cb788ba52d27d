import { type Contract, loadVendor, type ResourceTypeName } from "../../document/index.ts";
import type { Capability, Exchange } from "../../result/index.ts";
import {
  bodyIn,
  type Effort,
  type GroupState,
  NoVerdict,
  type Observation,
  type ScenarioContext,
  type ScenarioJudgement,
  type ServiceCreate,
  type UserLook,
  type WriteOptions,
} from "../../scenarios/index.ts";
import { type FakeAnswer, type FakeOptions, FakeService } from "../../scenarios/service/testing/fake-service.ts";
import { accessTo, contextOn } from "../../scenarios/service/testing/run-on-fake.ts";
import { isObject, type JsonObject, membersOf, textAttribute, URN } from "../../scim/index.ts";

/** What is under test, and how the fake parts from a strict server. */
export interface FakeWorldOptions extends FakeOptions {
  readonly method: "POST" | "PUT" | "PATCH";
  readonly type?: ResourceTypeName;
  readonly effort?: Partial<Effort>;
  /** Parts of the context in place of its own. */
  readonly more?: Partial<ScenarioContext>;
}

/** A write as it was asked for. */
export interface FakeWrite {
  readonly id: string;
  readonly body: unknown;
  readonly options: WriteOptions;
}

/** A context on a fake server, and all that was said to it. */
export interface FakeWorld {
  readonly context: ScenarioContext;
  readonly service: FakeService;
  readonly judged: ScenarioJudgement[];
  readonly learnt: Capability[];
  /** What an observation confirmed: by what, and of which operation. */
  readonly confirmed: string[];
  readonly writes: FakeWrite[];
  readonly discarded: string[];
  /** What was asked to be made through the service. */
  readonly created: ServiceCreate[];
  /** What was looked for: names that were asked for, whether it was there, and the state that was waited for. */
  readonly looks: FakeLook[];
}

/** One look at a resource, and what for. */
export interface FakeLook {
  readonly id: string;
  readonly type: ResourceTypeName;
  readonly expected?: GroupState | undefined;
  readonly names?: readonly string[];
  /** True where it showed what it was looked at for. */
  readonly held?: boolean;
}

let rfc: Promise<Contract> | undefined;

/** The document of the RFC suite, loaded once. */
export async function rfcContract(): Promise<Contract> {
  rfc ??= loadVendor("rfc");
  return await rfc;
}

/** No answer comes at all. */
export const NO_ANSWER: FakeAnswer = { status: 0, headers: {}, body: undefined };

/** A context whose every request goes to a SCIM service in memory; fixtures are made strictly, whatever is planted. */
export async function fakeWorld(options: FakeWorldOptions): Promise<FakeWorld> {
  const { method, type = "Group", effort, more } = options;
  const contract = { ...(await rfcContract()), ...options.contract };
  const service = new FakeService(options);
  const access = accessTo(service, contract);
  const own = (await rfcContract()).operations.find((one) => one.method === method && one.resourceType === type);
  if (own === undefined) throw new TypeError(`the document declares no ${method} of a ${type}`);
  const said = { judged: [], learnt: [], confirmed: [], writes: [], discarded: [], created: [], looks: [] } as Omit<
    FakeWorld,
    "context" | "service"
  >;
  const sent: string[] = [];
  const heard = (exchange: Exchange): Exchange => {
    sent.push(exchange.id);
    if (exchange.response?.status !== 0) return exchange;
    const { response: _, ...rest } = exchange;
    return { ...rest, failure: { kind: "timeout", message: "nothing came" } };
  };
  const held: ScenarioJudgement[][] = [];
  let blind = 0;
  const base = contextOn(contract, "patch.group.histories.few-1");
  const make = (resource: ResourceTypeName, body: unknown): string => {
    const answer = service.strictly({
      method: "POST",
      path: `/${resource}s`,
      query: {},
      headers: {},
      body: JSON.stringify(body),
      credential: "configured",
    });
    return String((answer.body as JsonObject)["id"]);
  };
  let made = 0;
  const look = async (id: string, of: ResourceTypeName): Promise<Observation> => {
    const self = context as unknown as ScenarioContext;
    if (blind > 0 || !self.canRead) return { kind: "not-offered" };
    const exchange = heard(
      await access.request({ method: "GET", to: { type: of, id }, title: `look at ${id}`, intent: { kind: "valid" } }),
    );
    const resource = bodyIn(exchange);
    if (exchange.response?.status === 404) return { kind: "absent", by: "GET", exchange };
    if (exchange.response?.status !== 200 || !isObject(resource)) {
      return { kind: "unreadable", by: "GET", exchange, why: `GET was answered ${exchange.response?.status ?? "not"}` };
    }
    const displayName = textAttribute(resource, "displayName");
    return { kind: "present", by: "GET", exchange, resource, displayName, members: membersOf(resource) };
  };
  const context: Record<string, unknown> = {
    ...base,
    operation: own,
    service: {
      ...access,
      create: async (request: Parameters<typeof access.create>[0]) => {
        said.created.push(request);
        const created = await access.create(request);
        return { ...created, exchange: heard(created.exchange) };
      },
    },
    sent,
    canRead: true,
    canHold: () => true,
    fits: () => true,
    effort: { seed: 7, depth: "smoke", concurrency: 4, ...effort },
    patchShapes: () => Promise.resolve({ value: "array", remove: "filter" }),
    someUsers: (count: number) =>
      Promise.resolve(Array.from({ length: count }, (_, at) => make("User", userBody(base, `company ${at}`)))),
    user: (label: string) => {
      const body = userBody(base, label);
      return Promise.resolve({ id: make("User", body), body });
    },
    group: (members: readonly string[] = []) => {
      made += 1;
      const displayName = `group ${made}`;
      const body = { schemas: [URN.group], displayName, members: members.map((value) => ({ value })) };
      return Promise.resolve({ id: make("Group", body), displayName, members: new Set(members) });
    },
    discard: ({ id }: { id: string }) => {
      said.discarded.push(id);
      return Promise.resolve();
    },
    write: async (id: string, body: unknown, write: WriteOptions): Promise<Exchange> => {
      said.writes.push({ id, body, options: write });
      const { method: by, resourceType } = write.operation ?? own;
      return heard(
        await access.request({
          method: by,
          to: { type: resourceType, id },
          body,
          title: write.title,
          intent: write.intent,
        }),
      );
    },
    read: async (id: string, expected?: GroupState, of: ResourceTypeName = "Group") => {
      said.looks.push({ id, type: of, expected });
      return await look(id, of);
    },
    readUser: async (id: string, { holds, names }: UserLook) => {
      const seen = await look(id, "User");
      said.looks.push({ id, type: "User", names, held: seen.kind === "present" && holds(seen.resource) });
      return seen;
    },
    judge: (judgement: ScenarioJudgement) => (held.at(-1) ?? said.judged).push(judgement),
    hold: async (work: () => Promise<void>) => {
      const judgements: ScenarioJudgement[] = [];
      held.push(judgements);
      try {
        await work();
        return { judgements };
      } catch (error) {
        if (error instanceof NoVerdict) return { judgements, noVerdict: error };
        throw error;
      } finally {
        held.pop();
      }
    },
    withoutReads: async (work: () => Promise<unknown>) => {
      blind += 1;
      try {
        return await work();
      } finally {
        blind -= 1;
      }
    },
    learn: (capability: Capability) => said.learnt.push(capability),
    confirmed: (by: string, of = "") => said.confirmed.push(`${by} ${of}`.trim()),
    ...more,
  };
  return { context: context as unknown as ScenarioContext, service, ...said };
}

function userBody(base: Record<string, unknown>, label: string): Record<string, unknown> {
  return (base["userBody"] as (label: string) => Record<string, unknown>)(label);
}

/** Failed judgements in few words: requirement, invariant, and what else is broken. */
export function failedIn(judgements: readonly ScenarioJudgement[]): readonly string[] {
  return judgements.flatMap((one) =>
    one.outcome === "failed" ? [[one.requirement, one.invariant, ...(one.alsoViolates ?? [])].join(" ")] : [],
  );
}
