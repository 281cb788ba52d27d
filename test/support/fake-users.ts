import type { Contract, Operation } from "../../src/document/index.ts";
import type { Exchange } from "../../src/result/index.ts";
import {
  type Discovery,
  NoVerdict,
  type Observation,
  type Scenario,
  type ScenarioContext,
  type ScenarioJudgement,
} from "../../src/scenarios/index.ts";
import {
  applyPatch,
  isObject,
  type JsonObject,
  type PatchOperation,
  type SchemaDescription,
  URN,
  USER_SCHEMA,
} from "../../src/scim/index.ts";

/** What a server answers: a status, and a body where it has one. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/** A PATCH as it reaches the server, and what stands there. */
export interface Asked {
  readonly id: string;
  readonly before: JsonObject;
  /** Whatever was sent; text that is no JSON as it came. */
  readonly message: unknown;
  readonly credential: string;
  readonly users: Map<string, JsonObject>;
  /** What a right server answers, and stores where it succeeds. */
  readonly right: () => Answer & { readonly after?: JsonObject };
}

/** How a server differs from one that follows the letter of the RFC. */
export interface Behaviour {
  /** A PATCH of a User who exists: `after` is stored, whatever the status says. */
  readonly patch?: (asked: Asked) => Answer & { readonly after?: JsonObject };
  /** What is shown of a User, by GET. */
  readonly show?: (user: JsonObject) => JsonObject;
  /** What a PATCH of an id that names nobody is answered with. */
  readonly unknown?: (id: string, users: Map<string, JsonObject>) => Answer;
  /** What a new User is stored as. */
  readonly create?: (user: JsonObject) => JsonObject;
  /** True where its schema says that case matters in the type of an email. */
  readonly typeHasCase?: boolean;
}

const refused = (status: number, scimType?: string): Answer => ({
  status,
  body: { schemas: [URN.error], status: String(status), ...(scimType === undefined ? {} : { scimType }) },
});

/** The operations of a message; empty where it has none. */
export function operationsOf({ message }: Pick<Asked, "message">): readonly PatchOperation[] {
  const operations = isObject(message) ? message["Operations"] : undefined;
  return Array.isArray(operations) ? (operations as PatchOperation[]) : [];
}

/** Runs one scenario of PATCH or PUT of Users against a server in memory and tells what it judged. */
export async function judgedBy(
  scenario: Scenario,
  contract: Contract,
  operation: Operation,
  behaviour: Behaviour = {},
): Promise<{ readonly judgements: readonly ScenarioJudgement[]; readonly noVerdict: NoVerdict | undefined }> {
  const server = new FakeUsers(scenario.id, contract, operation, behaviour);
  try {
    await scenario.run(server.context());
    return { judgements: server.judgements, noVerdict: undefined };
  } catch (error) {
    if (error instanceof NoVerdict) return { judgements: server.judgements, noVerdict: error };
    throw error;
  }
}

class FakeUsers {
  readonly judgements: ScenarioJudgement[] = [];
  readonly #scenario: string;
  readonly #contract: Contract;
  readonly #operation: Operation;
  readonly #behaviour: Behaviour;
  readonly #users = new Map<string, JsonObject>();
  readonly #secrets: string[] = [];
  #now = Date.UTC(2026, 0, 31, 9, 30, 0, 123);
  #exchanges = 0;

  constructor(scenario: string, contract: Contract, operation: Operation, behaviour: Behaviour) {
    this.#scenario = scenario;
    this.#contract = contract;
    this.#operation = operation;
    this.#behaviour = behaviour;
  }

  /** As far as scenarios of PATCH of Users go. */
  context(): ScenarioContext {
    const parts: Partial<ScenarioContext> = {
      scenario: this.#scenario,
      contract: this.#contract,
      operation: this.#operation,
      authProbes: { allowed: true },
      canRead: true,
      name: (label) => `sp-${label.replaceAll(" ", "-")}`,
      digits: (count) => "7".repeat(count),
      fits: () => true,
      attribute: (path, label) => (path === "emails.value" ? `${label.replaceAll(" ", "-")}@example.test` : undefined),
      userBody: (label) => this.#body(label),
      user: (label) => Promise.resolve({ id: this.#make(this.#body(label)), body: this.#body(label) }),
      service: {
        declared: () => undefined,
        declaredEndpoint: () => undefined,
        pathOf: () => undefined,
        pathFromOrigin: () => undefined,
        discovery: () => Promise.resolve(this.#discovery()),
        look: () => Promise.reject(new TypeError("no scenario of PATCH sends this")),
        request: () => Promise.reject(new TypeError("no scenario of PATCH sends this")),
        remove: () => Promise.reject(new TypeError("no scenario of PATCH sends this")),
        create: ({ body }) => {
          const id = this.#make(body);
          return Promise.resolve({ exchange: this.#exchange("make a User", { status: 201 }), id, isGivenAgain: false });
        },
      },
      unknownId: () => Promise.resolve("nobody"),
      deleteFixture: ({ id }) => {
        this.#users.delete(id);
        return Promise.resolve();
      },
      adopt: () => undefined,
      addSecret: (_, value) => {
        this.#secrets.push(value);
      },
      write: (id, body, { title, credential = "configured" }) =>
        Promise.resolve(this.#exchange(title, this.#patch(id, body, credential))),
      read: (id) => Promise.resolve(this.#look(id)),
      readUser: (id) => Promise.resolve(this.#look(id)),
      find: (name) => Promise.resolve([...this.#users.values()].filter(({ displayName }) => displayName === name)),
      judge: (judgement) => {
        this.judgements.push(judgement);
      },
      learn: () => undefined,
      confirmed: () => undefined,
      wait: (ms) => {
        this.#now += ms;
        return Promise.resolve();
      },
    };
    return parts as ScenarioContext;
  }

  /** Its schema is that of RFC 7643 section 8.7.1, but for what the behaviour says of the type of an entry. */
  #discovery(): Discovery {
    const { typeHasCase = false } = this.#behaviour;
    const emails = USER_SCHEMA.attributes.map((attribute) =>
      attribute.name === "emails"
        ? {
            ...attribute,
            subAttributes: attribute.subAttributes?.map((sub) =>
              sub.name === "type" ? { ...sub, caseExact: typeHasCase } : sub,
            ),
          }
        : attribute,
    );
    const none = { exchange: this.#exchange("discovery", { status: 404 }), body: undefined, model: undefined };
    const model = [{ urn: USER_SCHEMA.urn, attributes: emails }] as unknown as readonly SchemaDescription[];
    return { config: none, resourceTypes: none, schemas: { ...none, model } };
  }

  #body(label: string): Record<string, unknown> {
    return {
      schemas: [URN.user],
      userName: `${label}@example.test`,
      externalId: `sp-${label}`,
      name: { givenName: "Given", familyName: "Family", formatted: "Given Family" },
      displayName: `Scimproof ${label}`,
      emails: [{ value: `${label}@example.test`, type: "work", primary: true }],
      active: true,
    };
  }

  #make(body: JsonObject): string {
    const id = `u-${this.#users.size + 1}`;
    const at = this.#time();
    const meta = { resourceType: "User", created: at, lastModified: at };
    const { create = (user: JsonObject): JsonObject => user } = this.#behaviour;
    this.#users.set(id, structuredClone(create({ ...body, id, meta })));
    return id;
  }

  #time(): string {
    this.#now += 1;
    return new Date(this.#now).toISOString();
  }

  #patch(id: string, body: unknown, credential: string): Answer {
    const before = this.#users.get(id);
    if (before === undefined) return this.#behaviour.unknown?.(id, this.#users) ?? refused(404);
    const message = Array.isArray(body) ? { schemas: [URN.patchOp], Operations: body as unknown[] } : body;
    const right = (): ReturnType<Asked["right"]> => this.#right(id, before, message, credential);
    const asked: Asked = { id, before, message: structuredClone(message), credential, users: this.#users, right };
    const { after, ...answer } = this.#behaviour.patch?.(asked) ?? right();
    if (after !== undefined) this.#users.set(id, structuredClone(after));
    return answer;
  }

  #right(id: string, before: JsonObject, message: unknown, credential: string): ReturnType<Asked["right"]> {
    if (credential !== "configured") return refused(401);
    if (this.#operation.method === "PUT") {
      if (!isObject(message)) return refused(400, "invalidSyntax");
      const meta = { ...(before["meta"] as object), lastModified: this.#time() };
      const after = { ...message, id, meta };
      return { status: 200, body: this.#shown(after), after };
    }
    const operations = operationsOf({ message });
    if (operations.length === 0) return refused(400, "invalidSyntax");
    const result = applyPatch(before, operations, USER_SCHEMA);
    if (!result.ok) return refused(400, result.scimType);
    const isTaken = [...this.#users].some(
      ([other, { userName }]) => other !== id && userName === result.resource["userName"],
    );
    if (isTaken) return refused(409, "uniqueness");
    const meta = result.changed ? { ...(before["meta"] as object), lastModified: this.#time() } : before["meta"];
    const after = { ...result.resource, meta };
    return { status: 200, body: this.#shown(after), after };
  }

  #shown(user: JsonObject): JsonObject {
    const { password: _, ...rest } = user;
    return this.#behaviour.show?.(structuredClone(rest)) ?? rest;
  }

  #look(id: string): Observation {
    const user = this.#users.get(id);
    if (user === undefined) return { kind: "absent", by: "GET", exchange: this.#exchange("read", refused(404)) };
    const resource = this.#shown(user);
    return {
      kind: "present",
      by: "GET",
      exchange: this.#exchange("read", { status: 200, body: resource }),
      resource,
      displayName: undefined,
      members: { values: new Set(), repeated: [], malformed: 0, shown: false } as never,
    };
  }

  #exchange(title: string, { status, body }: Answer): Exchange {
    this.#exchanges += 1;
    const text = body === undefined ? "" : JSON.stringify(body);
    const disclosed = this.#secrets.some((secret) => text.includes(secret)) ? ["generated password"] : [];
    return {
      id: `${this.#scenario}#${this.#exchanges}`,
      title,
      disclosed,
      response: { status, headers: [], body: text, bodyBytes: text.length, utf8: true, bom: false },
    } as unknown as Exchange;
  }
}
