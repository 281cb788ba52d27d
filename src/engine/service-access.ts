import { jsonBody, type Operation, type ResourceTypeName } from "../document/index.ts";
import type { Exchange } from "../result/index.ts";
import {
  type Discovery,
  NoVerdict,
  type ServiceAccess,
  type ServiceCreate,
  type ServiceLook,
  type ServiceRequest,
} from "../scenarios/index.ts";
import { isObject, textAttribute, URN } from "../scim/index.ts";
import { discover, prefixOf, serviceOf } from "./discover.ts";
import { create } from "./fixtures/create.ts";
import { whyMisfit } from "./misfit.ts";
import { LOOK_EVERY_MS } from "./observe.ts";
import type { OwnFixtures } from "./own-fixtures.ts";
import type { SessionRequest } from "./session.ts";
import type { SuiteParts } from "./suite-parts.ts";

// By one of these a resource can be told apart and found again, in this order.
const KEYS = ["userName", "externalId", "displayName"];

/** The way of one scenario to every endpoint of the service. */
export class EngineServiceAccess implements ServiceAccess {
  readonly #parts: SuiteParts;
  readonly #scenario: string;
  readonly #fixtures: OwnFixtures;
  readonly #wait: (ms: number) => Promise<void>;

  constructor(parts: SuiteParts, scenario: string, fixtures: OwnFixtures, wait: (ms: number) => Promise<void>) {
    this.#parts = parts;
    this.#scenario = scenario;
    this.#fixtures = fixtures;
    this.#wait = wait;
  }

  declared(
    method: ServiceRequest["method"],
    type: ResourceTypeName,
    on: "collection" | "resource",
  ): string | undefined {
    return this.#declared(method, type, on === "resource")?.key;
  }

  declaredEndpoint(endpoint: string): string | undefined {
    return this.#parts.session.contract.declared.find((key) => key.startsWith("GET ") && key.endsWith(endpoint));
  }

  async discovery(): Promise<Discovery> {
    this.#parts.discovery ??= discover(this.#parts.session);
    return await this.#parts.discovery;
  }

  async look(look: ServiceLook, holds: (exchange: Exchange) => boolean): Promise<Exchange> {
    const { session } = this.#parts;
    const until = performance.now() + session.settings.graceMs;
    for (;;) {
      const exchange = await this.request({ ...look, method: "GET", intent: look.intent ?? { kind: "valid" } });
      if (holds(exchange) || performance.now() >= until) return exchange;
      await this.#wait(LOOK_EVERY_MS);
    }
  }

  async request(request: ServiceRequest): Promise<Exchange> {
    const { session } = this.#parts;
    const { to } = request;
    const type = "type" in to ? to.type : undefined;
    const id = "type" in to ? to.id : undefined;
    if (type !== undefined && request.method === "PUT") this.#needFit(request, type, id !== undefined);
    const writes = request.method === "PUT" || request.method === "PATCH";
    if (request.method === "DELETE" && type !== undefined && id !== undefined && this.#fixtures.owns(id)) {
      throw new TypeError("what a scenario has made is deleted through remove");
    }
    // Under an id that names nothing a wrong server may make something.
    if (writes && type !== undefined && id !== undefined) this.#fixtures.suspect(id, type);
    const reserve = this.#fixtures.takeUnreserved();
    let isSent = false;
    try {
      return await session.send({
        ...this.#outgoing(request, type, id),
        reserve,
        onAnswer: () => {
          isSent = true;
        },
      });
    } finally {
      if (!isSent) this.#fixtures.stillUnreserved(reserve);
    }
  }

  async create(request: ServiceCreate): ReturnType<ServiceAccess["create"]> {
    const { session, ledger, offers } = this.#parts;
    const { type, body } = request;
    const refusal = offers.mustNotMake[type];
    if (refusal !== undefined) throw new NoVerdict("blocked", refusal);
    this.#needFit({ ...request, method: "POST" }, type, false);
    const attribute = KEYS.find((name) => (textAttribute(body, name) ?? "") !== "");
    if (attribute === undefined) throw new TypeError(`a ${type} is made without anything to find it by`);
    const key = { attribute, value: textAttribute(body, attribute) ?? "" };
    const made = await create(session, ledger, {
      scenario: this.#scenario,
      type,
      body,
      key,
      title: request.title,
      as: this.#outgoing({ ...request, method: "POST", to: { type } }, type, undefined),
    });
    if (made.kind === "refused") return { exchange: made.exchange, id: undefined, isGivenAgain: false };
    this.#fixtures.keep(made.entry);
    return { exchange: made.exchange, id: made.id, isGivenAgain: made.isGivenAgain };
  }

  async remove(resource: Parameters<ServiceAccess["remove"]>[0]): Promise<Exchange> {
    const { type, id, title, headers = {}, intent = { kind: "valid" }, credential = "configured" } = resource;
    return await this.#fixtures.removeBy(id, async () => {
      const request: ServiceRequest = { method: "DELETE", to: { type, id }, title, intent, headers, credential };
      return await this.#parts.session.send({ ...this.#outgoing(request, type, id), useReserved: true });
    });
  }

  /** @throws NoVerdict for a body that is to be valid and that the document excludes */
  #needFit(
    { intent, method, body }: Pick<ServiceRequest, "intent" | "method" | "body">,
    type: ResourceTypeName,
    single: boolean,
  ): void {
    if (intent.kind !== "valid" || !isObject(body)) return;
    const content = this.#declared(method, type, single)?.request.content ?? [];
    const [misfit] = jsonBody(content)?.validate(body) ?? [];
    if (misfit !== undefined) throw new NoVerdict("blocked", whyMisfit(misfit, type));
  }

  #declared(method: string, type: ResourceTypeName | undefined, single: boolean): Operation | undefined {
    return this.#parts.session.contract.operations.find(
      (candidate) =>
        candidate.method === method &&
        candidate.resourceType === type &&
        (candidate.idParameter !== undefined) === single,
    );
  }

  #outgoing(request: ServiceRequest, type: ResourceTypeName | undefined, id: string | undefined): SessionRequest {
    const { session } = this.#parts;
    const operation = this.#declared(request.method, type, id !== undefined);
    const { body } = request;
    const message = Array.isArray(body) ? { schemas: [URN.patchOp], Operations: body as unknown[] } : body;
    const text = message === undefined || typeof message === "string" ? message : JSON.stringify(message);
    return {
      scenario: this.#scenario,
      // What it shows depends on what others have made: no check has a say in it, only who sent it.
      purpose: request.intent.kind === "helper" ? "probe" : request.method === "GET" ? "observation" : "scenario",
      intent: operation === undefined && request.intent.kind === "valid" ? { kind: "helper" } : request.intent,
      title: request.title,
      ...(operation === undefined ? {} : { operation: operation.key }),
      method: request.method,
      path: `${this.#pathOf(request, type, id)}${queryOf(request)}`,
      ...("fromOrigin" in request.to ? { fromOrigin: true } : {}),
      ...(type === undefined || (id === undefined && request.method !== "POST")
        ? {}
        : { resource: { type, id: id ?? "" } }),
      headers: {
        accept: session.accept(operation),
        ...(text === undefined ? {} : { "content-type": session.contentType(operation) }),
        ...request.headers,
      },
      ...(text === undefined ? {} : { body: text }),
      credential: request.credential ?? "configured",
    };
  }

  pathOf(uri: string): string | undefined {
    const { session } = this.#parts;
    const base = `${serviceOf(session)}/`;
    const url = URL.canParse(uri, base) ? new URL(uri, base) : undefined;
    const own = new URL(base);
    if (url === undefined || url.host !== own.host || !url.pathname.startsWith(own.pathname)) return undefined;
    return `${url.pathname.slice(own.pathname.length - 1)}${url.search}`;
  }

  pathFromOrigin(uri: string): string | undefined {
    const { baseUrl } = this.#parts.session.target;
    const url = URL.canParse(uri, baseUrl) ? new URL(uri, baseUrl) : undefined;
    return url?.origin === new URL(baseUrl).origin ? `${url.pathname}${url.search}` : undefined;
  }

  #pathOf({ to }: ServiceRequest, type: ResourceTypeName | undefined, id: string | undefined): string {
    const { session } = this.#parts;
    if ("fromOrigin" in to) return to.fromOrigin;
    if (type !== undefined) return id === undefined ? session.collectionPath(type) : session.resourcePath(type, id);
    return `${prefixOf(session)}${"endpoint" in to ? to.endpoint : ""}`;
  }
}

function queryOf({ query, rawQuery }: Pick<ServiceRequest, "query" | "rawQuery">): string {
  if (rawQuery !== undefined) return `?${rawQuery}`;
  const pairs = Object.entries(query ?? {}).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}
