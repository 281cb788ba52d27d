import { type Contract, loadVendor, type ResourceTypeName } from "../../../document/index.ts";
import { type Exchange, headerOf } from "../../../result/index.ts";
import { isObject, parseProviderConfig, parseResourceTypes, parseSchemas, URN } from "../../../scim/index.ts";
import { bodyIn, isSuccess } from "../../answer.ts";
import { NoVerdict, type ScenarioContext, type ScenarioJudgement } from "../../context.ts";
import type { Discovery, ServiceAccess, ServiceRequest } from "../../service-access.ts";
import { SERVICE_SCENARIOS } from "../catalogue.ts";
import { type FakeOptions, FakeService } from "./fake-service.ts";

/** How a scenario came out on a fake. */
export interface FakeOutcome {
  /** `passed`, `failed`, or the outcome and reason of a NoVerdict. */
  readonly outcome: string;
  /** What failed: requirement and invariant. */
  readonly failed: readonly string[];
  readonly passed: number;
  readonly learnt: readonly string[];
  readonly confirmed: readonly string[];
}

const BASE = "https://fake.example/scim/v2";

let rfc: Promise<Contract> | undefined;

/** Runs one scenario of the service against a fake that parts from the strict one as the options say. */
export async function runOnFake(
  id: string,
  options: FakeOptions = {},
  more: Partial<ScenarioContext> = {},
): Promise<FakeOutcome> {
  rfc ??= loadVendor("rfc");
  const contract = { ...(await rfc), ...options.contract };
  const scenario = SERVICE_SCENARIOS.find((candidate) => candidate.id === id);
  if (scenario === undefined) throw new TypeError(`there is no scenario ${id}`);
  const judged: ScenarioJudgement[] = [];
  const learnt: string[] = [];
  const confirmed: string[] = [];
  const service = accessTo(new FakeService(options), contract);
  const context = {
    ...contextOn(contract, scenario.id),
    service,
    judge: (judgement: ScenarioJudgement) => judged.push(judgement),
    learn: ({ title, value }: { title: string; value: string }) => learnt.push(`${title} ${value}`),
    confirmed: (_: string, operation: string) => confirmed.push(operation),
    ...more,
  } as unknown as ScenarioContext;
  let noVerdict: string | undefined;
  try {
    await scenario.run(context);
  } catch (error) {
    if (!(error instanceof NoVerdict)) throw error;
    noVerdict = `${error.outcome}: ${error.message}`;
  }
  const failed = judged
    .filter(({ outcome }) => outcome === "failed")
    .map(({ requirement, invariant }) => `${requirement} ${invariant}`);
  for (const { requirement } of judged) {
    // What a scenario says of a requirement that it does not list would be lost in reports.
    if (!scenario.requirements.includes(requirement) && requirement !== "HELPER-CONFORMS")
      throw new TypeError(`${id} does not list ${requirement}`);
  }
  const passed = judged.length - failed.length;
  // A scenario that has seen nothing has not passed.
  if (noVerdict === undefined && judged.length === 0) throw new TypeError(`${id} ended without having judged anything`);
  return { outcome: failed.length > 0 ? "failed" : (noVerdict ?? "passed"), failed, passed, learnt, confirmed };
}

/** What a scenario has beside the service itself: names, bodies, ids that name nobody. */
export function contextOn(contractOf: Contract, scenario: string): Record<string, unknown> {
  let unknown = 0;
  const name = (label: string): string => `sp-${label.replaceAll(/\W/gu, "-")}`;
  return {
    scenario,
    contract: contractOf,
    operation: contractOf.operations.find(({ method }) => method === "PUT"),
    authProbes: { allowed: true },
    otherTenant: undefined,
    effort: { seed: 1, depth: "standard", concurrency: 8 },
    name,
    digits: (count: number) => "1234567890".repeat(2).slice(0, count),
    attribute: (path: string, label: string) => (path === "emails.value" ? `${name(label)}@example.com` : undefined),
    addSecret: () => {},
    adopt: () => {},
    wait: () => Promise.resolve(),
    unknownId: () => Promise.resolve(`unknown-${(unknown += 1)}`),
    userBody: (label: string) => ({
      schemas: [URN.user],
      userName: `${name(label)}@example.com`,
      externalId: `x-${name(label)}`,
      name: { givenName: "Given", familyName: name(label) },
      displayName: `User ${label}`,
      emails: [{ value: `${name(label)}@example.com`, type: "work", primary: true }],
      active: true,
    }),
  };
}

/** The endpoints of a fake as scenarios reach them. */
export function accessTo(fake: FakeService, contractOf: Contract): ServiceAccess {
  let sent = 0;
  const given = new Set<string>();
  let found: Promise<Discovery> | undefined;
  const send = (request: ServiceRequest): Exchange => {
    const { to, method, body, query = {}, headers = {}, credential = "configured" } = request;
    const path =
      "fromOrigin" in to
        ? to.fromOrigin
        : "endpoint" in to
          ? to.endpoint
          : `/${to.type}s${to.id === undefined ? "" : `/${to.id}`}`;
    const message = Array.isArray(body) ? { schemas: [URN.patchOp], Operations: body as unknown[] } : body;
    const text = message === undefined || typeof message === "string" ? message : JSON.stringify(message);
    const [, own = ""] = path.split("?");
    const all = { ...Object.fromEntries(new URLSearchParams(own)), ...query };
    const answer = fake.handle({ method, path: path.split("?")[0] ?? "", query: all, headers, body: text, credential });
    const shown =
      answer.body === undefined ? "" : typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body);
    sent += 1;
    return {
      id: `test#${sent}`,
      title: request.title,
      request: { method, url: `${BASE}${path}`, headers: [], ...(text === undefined ? {} : { body: text }) },
      response: {
        status: answer.status,
        headers: Object.entries(answer.headers),
        body: shown,
        bodyBytes: shown.length,
        utf8: true,
        bom: false,
      },
      disclosed: [],
    } as unknown as Exchange;
  };
  const declared = (method: string, type: ResourceTypeName, on: string): string | undefined =>
    contractOf.operations.find(
      (one) =>
        one.method === method && one.resourceType === type && (one.idParameter !== undefined) === (on === "resource"),
    )?.key;
  const discover = async (): Promise<Discovery> => {
    const ask = (endpoint: string): { exchange: Exchange; body: unknown } => {
      const exchange = send({
        method: "GET",
        to: { endpoint },
        title: `ask for ${endpoint}`,
        intent: { kind: "helper" },
      });
      return { exchange, body: exchange.response?.status === 200 ? bodyIn(exchange) : undefined };
    };
    const [config, types, schemas] = ["/ServiceProviderConfig", "/ResourceTypes", "/Schemas"].map(ask);
    if (config === undefined || types === undefined || schemas === undefined)
      throw new TypeError("three were asked for");
    return await Promise.resolve({
      config: { ...config, model: isObject(config.body) ? parseProviderConfig(config.body) : undefined },
      resourceTypes: { ...types, model: parseResourceTypes(types.body) },
      schemas: { ...schemas, model: parseSchemas(schemas.body) },
    });
  };
  return {
    declared,
    declaredEndpoint: (endpoint) => contractOf.declared.find((key) => key.startsWith("GET ") && key.endsWith(endpoint)),
    discovery: async () => {
      found ??= discover();
      return await found;
    },
    request: (request) => Promise.resolve(send(request)),
    look: (look) => Promise.resolve(send({ ...look, method: "GET", intent: look.intent ?? { kind: "valid" } })),
    create: ({ type, ...request }) => {
      const exchange = send({ ...request, method: "POST", to: { type } });
      const body = isSuccess(exchange) ? bodyIn(exchange) : undefined;
      const location = isSuccess(exchange) ? headerOf(exchange.response?.headers ?? [], "location") : undefined;
      const id = isObject(body) ? body["id"] : location?.split("/").at(-1);
      if (typeof id !== "string") return Promise.resolve({ exchange, id: undefined, isGivenAgain: false });
      const isGivenAgain = given.has(`${type} ${id}`);
      given.add(`${type} ${id}`);
      return Promise.resolve({ exchange, id, isGivenAgain });
    },
    remove: ({ type, id, ...request }) =>
      Promise.resolve(send({ intent: { kind: "valid" }, ...request, method: "DELETE", to: { type, id } })),
    pathFromOrigin: (uri) => {
      const url = new URL(uri, `${BASE}/`);
      return url.origin === new URL(BASE).origin ? `${url.pathname}${url.search}` : undefined;
    },
    pathOf: (uri) => {
      const url = new URL(uri, `${BASE}/`);
      return url.href.startsWith(`${BASE}/`) ? `${url.pathname.slice("/scim/v2".length)}${url.search}` : undefined;
    },
  };
}
