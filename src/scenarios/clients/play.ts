import type { Exchange } from "../../result/index.ts";
import { attributeOf, isObject, type JsonObject, textAttribute } from "../../scim/index.ts";
import { answeredResource, needAnswer, notTheServersFault, statusText } from "../answer.ts";
import { NoVerdict, type Observation, type ScenarioContext } from "../context.ts";
import type { Scenario } from "../scenario.ts";
import { CAPABILITIES } from "./capabilities.ts";
import type { Client, ClientCapability, ClientRequest, ClientStep, Json, Role, StateRule } from "./client.ts";
import { fillJson, fillText, typeOf, type Values, valuesFor } from "./fill.ts";
import { judgeAnswer, record, showsGroup, showsValues } from "./judge.ts";
import { showsMembers } from "./members-shown.ts";

/** The scenario that replays one capability of a client; it owns every resource that it touches. */
export function scenarioOf(client: Client, capability: ClientCapability): Scenario {
  const makes = (role: Role): boolean =>
    capability.given.includes(role) || capability.steps.some((step) => "makes" in step && step.makes === role);
  const users = (["user", "other"] as const).filter(makes).length;
  const groups = makes("group") ? 1 : 0;
  return {
    id: `client.${client.name}.${capability.id}`,
    title: `${client.title}: ${CAPABILITIES[capability.id].toLowerCase().replaceAll(/\b(?:user|group)/gu, upperFirst)}`,
    depth: "smoke",
    requirements: capability.needs.map(({ id }) => id),
    users: 0,
    groups: 0,
    makes: () => ({ users, groups }),
    run: async (context) => {
      await new Play(client, capability, context).run();
    },
  };
}

function upperFirst(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

/** One replay: the resources, what was last read of them, and the way through the steps. */
class Play {
  readonly #client: Client;
  readonly #capability: ClientCapability;
  readonly #context: ScenarioContext;
  readonly #values: Values;
  readonly #ids = new Map<Role, string>();
  readonly #read = new Map<Role, JsonObject>();
  /** What could be read once: from then on a 404 says that it is gone, and not that there is no such endpoint. */
  readonly #seen = new Set<Role>();

  constructor(client: Client, capability: ClientCapability, context: ScenarioContext) {
    this.#client = client;
    this.#capability = capability;
    this.#context = context;
    this.#values = valuesFor(context);
  }

  async run(): Promise<void> {
    for (const role of this.#capability.given) await this.#give(role);
    for (const step of this.#capability.steps) {
      if ("send" in step) {
        if (!(await this.#send(step))) return;
      } else if ("look" in step) {
        for (const rule of step.expect) await this.#look(step.look, rule);
      } else await this.#start(step.startsFrom);
    }
  }

  /** Makes what exists beforehand. */
  async #give(role: Role): Promise<void> {
    const type = typeOf(role);
    const title = `make ${role === "other" ? "another User" : `a ${type}`} as ${this.#client.title} does`;
    const exchange = await this.#make(role, this.#client.bodies[type], title);
    if (this.#ids.has(role)) return;
    needAnswer(exchange);
    this.#offered(exchange, "POST", role, undefined);
    throw new NoVerdict(
      "blocked",
      `a ${type} could not be made as ${this.#client.title} makes it (POST was answered ${statusText(exchange)}): see “${CAPABILITIES[type === "User" ? "create-user" : "create-group"]}”`,
    );
  }

  async #make(role: Role, template: Json, title: string): Promise<Exchange> {
    const { service } = this.#context;
    const body = fillJson(template, this.#values, role);
    const made = await service.create({
      type: typeOf(role),
      body: isObject(body) ? body : {},
      title,
      intent: { kind: "open", why: `what ${this.#client.title} sends` },
      headers: this.#client.headers,
    });
    if (made.id !== undefined && !this.#ids.has(role)) {
      this.#ids.set(role, made.id);
      this.#values.set(`${role}.id`, made.id);
    }
    return made.exchange;
  }

  /** Sends one request. @returns false when its answer ends the capability */
  async #send({ send, makes, expect }: Extract<ClientStep, { send: unknown }>): Promise<boolean> {
    const exchange = await this.#exchange(send, makes);
    needAnswer(exchange);
    const why = notTheServersFault(exchange);
    if (why !== undefined) throw new NoVerdict("inconclusive", why);
    const role = makes ?? send.of;
    const body = answeredResource(exchange);
    if (send.method === "GET" && send.of !== undefined && body !== undefined) {
      this.#read.set(send.of, body);
      this.#seen.add(send.of);
    }
    const among = expect.find((rule) => rule.is === "status")?.among ?? [200, 201, 204];
    const status = exchange.response?.status ?? 0;
    if (!among.includes(status)) this.#offered(exchange, send.method, role, send.type);
    let goesOn = true;
    for (const given of expect) {
      const rule = given.is === "values" ? { ...given, values: this.#filled(given.values) } : given;
      const about = rule.is === "finds" ? rule.role : send.of;
      const found = judgeAnswer(rule, exchange, about === undefined ? undefined : this.#ids.get(about));
      const operation = exchange.operation ?? `${send.method} ${send.type}`;
      const message = `${this.#client.title}: ${send.title}. ${found.holds ? "" : `It needs ${found.expected}; the server answered ${found.actual}.`}`;
      record(this.#context, { requirement: rule.need, invariant: rule.is, operation }, found, message);
      if (rule.is === "status" && !found.holds) goesOn = false;
      if (!goesOn) break;
    }
    if (expect.length === 0 && !among.includes(status)) {
      throw new NoVerdict(
        "blocked",
        `${send.title}: answered ${statusText(exchange)}, so that nothing could come after it`,
      );
    }
    return goesOn;
  }

  async #exchange(request: ClientRequest, makes: Role | undefined): Promise<Exchange> {
    const { title, method, type, of, query } = request;
    if (makes !== undefined) return await this.#make(makes, request.body ?? {}, title);
    const id = of === undefined ? undefined : (this.#ids.get(of) ?? "");
    if (method === "DELETE" && id !== undefined)
      return await this.#context.service.remove({ type, id, title, headers: withoutBody(this.#client.headers) });
    const body = this.#body(request);
    return await this.#context.service.request({
      method,
      to: { type, ...(id === undefined ? {} : { id }) },
      title,
      intent: { kind: "open", why: `what ${this.#client.title} sends` },
      headers: body === undefined ? withoutBody(this.#client.headers) : this.#client.headers,
      ...(query === undefined ? {} : { rawQuery: fillText(query, this.#values, undefined, encodeURIComponent) }),
      ...(body === undefined ? {} : { body }),
    });
  }

  #body({ putsBack, body, of }: ClientRequest): unknown {
    if (putsBack === undefined) return body === undefined ? undefined : fillJson(body, this.#values);
    const read = of === undefined ? undefined : this.#read.get(of);
    if (read === undefined) throw new NoVerdict("blocked", "what was to be put back could not be read");
    return Object.entries(putsBack).reduce<JsonObject>(
      (whole, [path, value]) => withAt(whole, path.split("."), fillJson(value, this.#values)),
      read,
    );
  }

  /**
   * A refusal that says that there is no such endpoint, of an operation that the document does not declare, is no answer
   * to the client's request.
   *
   * @throws NoVerdict
   */
  #offered(exchange: Exchange, method: string, role: Role | undefined, type = typeOf(role ?? "user")): void {
    const status = exchange.response?.status ?? 0;
    if (exchange.operation !== undefined || ![404, 405, 501].includes(status)) return;
    const { contract } = this.#context;
    const knowsType = contract.operations.some(({ resourceType }) => resourceType === type);
    throw new NoVerdict(
      knowsType ? "blocked" : "not-applicable",
      `the document declares ${knowsType ? `no ${method} of a ${type}` : `nothing of ${type}s`}, and the server answers ${status} to it: ${this.#client.title} needs it in order to ${lowerFirst(CAPABILITIES[this.#capability.id])}`,
    );
  }

  /** Holds a resource against what it must have become. */
  async #look(role: Role, rule: StateRule): Promise<void> {
    const id = this.#ids.get(role) ?? "";
    const about = { requirement: rule.need, invariant: `state ${rule.is}`, operation: `GET ${typeOf(role)}` };
    const seen = await this.#see(role, rule);
    if (seen.kind === "absent" && !this.#seen.has(role)) throw unseen(seen);
    const where = `${this.#client.title}: the ${typeOf(role)} afterwards.`;
    if (rule.is === "gone") {
      const found =
        seen.kind === "present"
          ? ({
              holds: false,
              expected: "no such resource",
              actual: `it is still there under ${JSON.stringify(id)}`,
            } as const)
          : ({ holds: true } as const);
      return record(this.#context, about, found, `${where} It was deleted and can still be read.`);
    }
    if (seen.kind === "absent") {
      if (rule.is === "group") await this.#adopt(fillText(rule.displayName, this.#values));
      const found = { holds: false, expected: "the resource", actual: `${seen.by} was answered 404` } as const;
      return record(this.#context, about, found, `${where} It is gone, or has another id.`);
    }
    if (seen.kind !== "present") throw unseen(seen);
    if (rule.is === "values") {
      const found = showsValues(seen.resource, this.#filled(rule.values));
      return record(
        this.#context,
        about,
        found,
        `${where} ${found.holds ? "" : `Expected ${found.expected}; it shows ${found.actual}.`}`,
      );
    }
    const wanted = this.#wanted(rule);
    const found = showsGroup(seen, wanted);
    if (!found.holds) await this.#mustShowMembers(seen, wanted.members);
    record(
      this.#context,
      about,
      found,
      `${where} ${found.holds ? "" : `Expected ${found.expected}; it has ${found.actual}.`}`,
    );
  }

  /** A Group that has come under another id is the scenario's all the same: it is looked for, so that it can be removed. */
  async #adopt(displayName: string): Promise<void> {
    const listed = await this.#context.service.request({
      method: "GET",
      to: { type: "Group" },
      query: { filter: `displayName eq ${JSON.stringify(displayName)}` },
      title: "look for the Group under another id",
      intent: { kind: "open", why: "a look for what has become of it" },
    });
    const resources = attributeOf(answeredResource(listed) ?? {}, "Resources");
    for (const one of Array.isArray(resources) ? resources.filter((each) => isObject(each)) : []) {
      const id = textAttribute(one, "id");
      if (id !== undefined && textAttribute(one, "displayName") === displayName) this.#context.adopt(id, "Group");
    }
  }

  /** Sees that a resource is in the state that the next step starts from. @throws NoVerdict when it is not */
  async #start(start: Extract<ClientStep, { startsFrom: unknown }>["startsFrom"]): Promise<void> {
    const rule: StateRule =
      "values" in start ? { need: "", is: "values", values: start.values } : { need: "", is: "group", ...start };
    const seen = await this.#see(start.of, rule);
    if (seen.kind !== "present") throw unseen(seen);
    this.#seen.add(start.of);
    const found =
      rule.is === "values"
        ? showsValues(seen.resource, this.#filled(rule.values))
        : rule.is === "group"
          ? showsGroup(seen, this.#wanted(rule))
          : undefined;
    if (found === undefined || found.holds) return;
    throw new NoVerdict(
      "blocked",
      `the state to start from could not be reached: expected ${found.expected}, found ${found.actual}`,
    );
  }

  async #see(role: Role, rule: StateRule): Promise<Observation> {
    const id = this.#ids.get(role) ?? "";
    const type = typeOf(role);
    if (rule.is === "gone") return await this.#context.read(id, undefined, type);
    if (rule.is === "values") {
      const values = this.#filled(rule.values);
      if (type === "Group") return await this.#context.read(id, undefined, type);
      const holds = (user: JsonObject): boolean => showsValues(user, values).holds;
      return await this.#context.readUser(id, { holds, names: [] });
    }
    const { displayName, members } = this.#wanted(rule);
    return await this.#context.read(id, { displayName, members: new Set(members) }, type);
  }

  #filled(values: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> {
    return Object.fromEntries(Object.entries(values).map(([path, value]) => [path, fillJson(value, this.#values)]));
  }

  #wanted(rule: Pick<Extract<StateRule, { is: "group" }>, "displayName" | "members">): {
    readonly displayName: string;
    readonly members: readonly string[];
  } {
    return {
      displayName: fillText(rule.displayName, this.#values),
      members: rule.members.map((role) => this.#ids.get(role) ?? ""),
    };
  }

  /** A server may show no members at all: then nobody can say whether they arrived. @throws NoVerdict */
  async #mustShowMembers(seen: Extract<Observation, { kind: "present" }>, wanted: readonly string[]): Promise<void> {
    const [someone] = wanted;
    if (someone === undefined || seen.members.values.size > 0) return;
    if (await showsMembers(this.#context, someone)) return;
    throw new NoVerdict(
      "blocked",
      "the server shows no members of any Group, however they were put in: whether they arrived cannot be seen",
    );
  }
}

function unseen(seen: Exclude<Observation, { kind: "present" }>): NoVerdict {
  if (seen.kind === "unreadable") return new NoVerdict("inconclusive", `it cannot be seen: ${seen.why}`);
  return new NoVerdict(
    "blocked",
    seen.kind === "absent"
      ? `it cannot be seen: ${seen.by} was answered 404`
      : "the server offers no way to look at what it has become",
  );
}

function withoutBody(headers: Client["headers"]): Client["headers"] {
  const { "content-type": _, ...rest } = headers;
  return rest;
}

/** A resource with a value put in by path; what is in the way is replaced. */
function withAt(whole: JsonObject, [name = "", ...rest]: readonly string[], value: Json): JsonObject {
  const key = Object.keys(whole).find((one) => one.toLowerCase() === name.toLowerCase()) ?? name;
  const inner = whole[key];
  return { ...whole, [key]: rest.length === 0 ? value : withAt(isObject(inner) ? inner : {}, rest, value) };
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
