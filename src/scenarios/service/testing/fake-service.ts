import type { Contract } from "../../../document/index.ts";
import {
  type AttributeSchema,
  applyPatch,
  attributeOf,
  ENTERPRISE_USER,
  GROUP_SCHEMA,
  isObject,
  isUnassigned,
  type JsonObject,
  type PatchOperation,
  type ResourceSchema,
  URN,
  USER_SCHEMA,
} from "../../../scim/index.ts";
import { matches } from "./tiny-filter.ts";

/** A request as it reaches the fake. */
export interface FakeRequest {
  readonly method: string;
  /** Below the base: `/Users/1`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly credential: string;
}

/** Its answer; headers in lower case. */
export interface FakeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** How a fake parts from the strict one. */
export interface FakeOptions {
  /** Answers in the strict one's place; undefined leaves it to it. */
  readonly before?: (request: FakeRequest, service: FakeService) => FakeAnswer | undefined;
  /** Changes what the strict one answers. */
  readonly after?: (request: FakeRequest, answer: FakeAnswer, service: FakeService) => FakeAnswer;
  /** Parts of the ServiceProviderConfig. */
  readonly config?: JsonObject;
  /** Attributes of its User in place of those of the same name, or beside them. */
  readonly attributes?: readonly Partial<AttributeSchema>[];
  /** The same of its Group. */
  readonly groupAttributes?: readonly Partial<AttributeSchema>[];
  /** What it has of its own beside, under {@link ownUrn}. */
  readonly ownAttributes?: readonly AttributeSchema[];
  /** An extension of its Group, beside the core schema. */
  readonly groupExtension?: { readonly urn: string; readonly attributes: readonly Partial<AttributeSchema>[] };
  /** False for a service without ETags. */
  readonly versions?: boolean;
  /** Another document than the one of the RFC suite, in parts. */
  readonly contract?: Partial<Contract>;
}

interface Stored {
  readonly type: "User" | "Group";
  readonly id: string;
  value: JsonObject;
  version: number;
}

/** The URN of an extension of a fake's own. */
export const ownUrn = (type: "User" | "Group"): string => `urn:example:own:1.0:${type}`;

const TYPES = { Users: "User", Groups: "Group" } as const;
const TEXT = USER_SCHEMA.attributes.find(({ name }) => name === "title");
const CREATED = "2026-01-31T09:30:00Z";

/** A SCIM service in memory, strict where the RFC is, for tests of scenarios: small, and in nobody's way. */
export class FakeService {
  readonly resources: Map<string, Stored> = new Map<string, Stored>();
  readonly options: FakeOptions;
  #made = 0;

  constructor(options: FakeOptions = {}) {
    this.options = options;
  }

  handle(request: FakeRequest): FakeAnswer {
    const early = this.options.before?.(request, this);
    if (early !== undefined) return early;
    const strict = this.#guarded(request);
    return this.options.after?.(request, strict, this) ?? strict;
  }

  /** What the strict one would answer. */
  strictly(request: FakeRequest): FakeAnswer {
    return this.#guarded(request);
  }

  #guarded(request: FakeRequest): FakeAnswer {
    try {
      if (request.credential !== "configured") return refuse(401);
      return this.#route(request);
    } catch (error) {
      if (error instanceof Refusal) return refuse(error.status, error.scimType);
      throw error;
    }
  }

  #route(request: FakeRequest): FakeAnswer {
    const [, collection = "", ...rest] = request.path.split("/");
    if (request.method === "POST" && collection in TYPES && rest.join("/") === ".search") {
      const { schemas: _, ...query } = parse(request.body);
      const text = Object.entries(query).map(([name, value]) => [name, String(value)] as const);
      return this.#list(TYPES[collection as keyof typeof TYPES], Object.fromEntries(text));
    }
    const id = rest.length === 0 ? undefined : decodeURIComponent(rest.join("/"));
    if (collection in TYPES) {
      const type = TYPES[collection as keyof typeof TYPES];
      return id === undefined ? this.#collection(type, request) : this.#single(type, id, request);
    }
    const documents = this.#documents()[`/${collection}`];
    if (documents === undefined) return refuse(404);
    if (request.method !== "GET") return refuse(405);
    if (request.query["filter"] !== undefined) return refuse(403);
    if (!Array.isArray(documents)) return answer(200, documents);
    if (id === undefined) return answer(200, listOf(documents, documents.length, 1));
    const one = documents.find((document: JsonObject) => document["id"] === id || document["name"] === id) as unknown;
    return one === undefined ? refuse(404) : answer(200, one);
  }

  #collection(type: "User" | "Group", { method, query, body }: FakeRequest): FakeAnswer {
    if (method === "GET") return this.#list(type, query);
    if (method !== "POST") return refuse(405);
    const value = this.#valid(type, parse(body), undefined);
    this.#made += 1;
    const id = `${type.toLowerCase()}-${this.#made}-0000`;
    const stored: Stored = { type, id, value, version: 1 };
    this.resources.set(id, stored);
    return { ...this.#shown(201, stored, query), headers: { ...this.#headers(stored), location: locationOf(stored) } };
  }

  #single(type: "User" | "Group", id: string, { method, query, headers, body }: FakeRequest): FakeAnswer {
    const stored = this.resources.get(id);
    if (stored?.type !== type) return refuse(404);
    const tag = tagOf(stored);
    if (this.options.versions !== false) {
      if (method === "GET" && headers["if-none-match"] === tag)
        return { status: 304, headers: { etag: tag }, body: undefined };
      const { "if-match": wanted = "*" } = headers;
      if (method !== "GET" && wanted !== "*" && !wanted.split(/\s*,\s*/u).includes(tag)) return refuse(412);
    }
    switch (method) {
      case "GET":
        return this.#shown(200, stored, query);
      case "PUT":
        return this.#write(stored, this.#valid(type, parse(body), id), query);
      case "PATCH": {
        const { Operations = [] } = parse(body);
        const result = applyPatch(stored.value, Operations as PatchOperation[], this.#schema(type));
        if (!result.ok) throw new Refusal(400, result.scimType);
        return this.#write(stored, result.resource, query);
      }
      case "DELETE":
        this.resources.delete(id);
        for (const other of this.resources.values()) {
          const members = other.value["members"];
          if (!Array.isArray(members)) continue;
          other.value = { ...other.value, members: members.filter((member: JsonObject) => member["value"] !== id) };
        }
        return { status: 204, headers: {}, body: undefined };
      default:
        return refuse(405);
    }
  }

  /** What it goes by: what it says of the attributes of the RFC is another matter. */
  #schema(type: "User" | "Group"): ResourceSchema {
    const schema = type === "User" ? USER_SCHEMA : GROUP_SCHEMA;
    const attributes = this.options.ownAttributes;
    if (attributes === undefined) return schema;
    return { ...schema, extensions: [...schema.extensions, { urn: ownUrn(type), attributes }] };
  }

  #write(stored: Stored, value: JsonObject, query: FakeRequest["query"]): FakeAnswer {
    if (JSON.stringify(value) !== JSON.stringify(stored.value)) stored.version += 1;
    stored.value = this.#typed(value);
    return this.#shown(200, stored, query);
  }

  #valid(type: "User" | "Group", body: JsonObject, id: string | undefined): JsonObject {
    const name = type === "User" ? "userName" : "displayName";
    const { id: _id, meta: _meta, groups: _groups, ...value } = body;
    const named = attributeOf(value, name);
    if (typeof named !== "string" || named === "") throw new Refusal(400, "invalidValue");
    if (!isUnassigned(value["emails"]) && !Array.isArray(value["emails"])) throw new Refusal(400, "invalidValue");
    if (!JSON.stringify(value["schemas"] ?? []).includes(`:${type}`)) throw new Refusal(400, "invalidValue");
    const taken = [...this.resources.values()].some(
      (other) =>
        type === "User" &&
        other.type === "User" &&
        other.id !== id &&
        String(other.value["userName"]).toLowerCase() === named.toLowerCase(),
    );
    if (taken) throw new Refusal(409, "uniqueness");
    return this.#typed(value);
  }

  /** Members are of the type that they are, and each is there once (RFC 7643 section 2.4). */
  #typed(value: JsonObject): JsonObject {
    const { members } = value;
    if (!Array.isArray(members)) return value;
    const once = [...new Map(members.map((member: JsonObject) => [member["value"], member])).values()];
    const typed = once.map((member) => {
      const type = this.resources.get(String(member["value"]))?.type;
      return type === undefined ? member : Object.assign({}, member, { type });
    });
    return { ...value, members: typed };
  }

  /** The Groups that have this member, and those that have them. */
  #groupsOf(id: string, type = "direct"): readonly JsonObject[] {
    const found = [...this.resources.values()].filter(({ value }) =>
      ((value["members"] ?? []) as readonly JsonObject[]).some((member) => member["value"] === id),
    );
    return [
      ...found.map((group) => ({
        value: group.id,
        $ref: `../Groups/${group.id}`,
        display: group.value["displayName"],
        type,
      })),
      ...found.flatMap((group) => this.#groupsOf(group.id, "indirect")),
    ];
  }

  /** The manager with a reference and a name, which are the server's to give. */
  #withManager(value: JsonObject): JsonObject {
    const extension = value[ENTERPRISE_USER.urn];
    const manager = isObject(extension) ? extension["manager"] : undefined;
    if (!isObject(extension) || !isObject(manager)) return value;
    const named = this.resources.get(String(manager["value"]));
    if (named === undefined) return value;
    const shown = { value: named.id, $ref: `../Users/${named.id}`, displayName: named.value["displayName"] };
    return { ...value, [ENTERPRISE_USER.urn]: { ...extension, manager: shown } };
  }

  #list(type: "User" | "Group", query: FakeRequest["query"]): FakeAnswer {
    const { filter, sortBy, sortOrder } = query;
    const all = [...this.resources.values()].filter((stored) => stored.type === type);
    const found = all.filter((stored) => {
      try {
        return filter === undefined || matches(this.show(stored), filter);
      } catch {
        throw new Refusal(400, "invalidFilter");
      }
    });
    if (filter !== undefined && all.length === 0) checkFilter(filter);
    if (sortBy !== undefined) {
      const key = (stored: Stored): string => sortKey(stored.value, sortBy);
      found.sort((a, b) => (key(a) < key(b) ? -1 : 1) * (sortOrder === "descending" ? -1 : 1));
    }
    const from = Math.max(1, Number(query["startIndex"] ?? 1));
    const count = Math.max(0, Number(query["count"] ?? 100));
    const page = found.slice(from - 1, from - 1 + count).map((stored) => project(this.show(stored), query));
    return answer(200, listOf(page, found.length, from));
  }

  #shown(status: number, stored: Stored, query: FakeRequest["query"]): FakeAnswer {
    return { status, headers: this.#headers(stored), body: project(this.show(stored), query) };
  }

  #headers(stored: Stored): Record<string, string> {
    return {
      "content-type": "application/scim+json",
      ...(this.options.versions === false ? {} : { etag: tagOf(stored) }),
    };
  }

  /** A resource as it is shown. */
  show(stored: Stored): JsonObject {
    const { password: _, ...value } = stored.value;
    const groups = this.#groupsOf(stored.id);
    const members = ((value["members"] ?? []) as readonly JsonObject[]).map((member) => {
      const id = String(member["value"]);
      const type = this.resources.get(id)?.type;
      return type === undefined ? member : Object.assign({}, member, { $ref: `../${type}s/${id}` });
    });
    return {
      ...this.#withManager(value),
      ...(Array.isArray(value["members"]) ? { members } : {}),
      id: stored.id,
      ...(groups.length > 0 && stored.type === "User" ? { groups } : {}),
      meta: {
        resourceType: stored.type,
        created: CREATED,
        lastModified: new Date(Date.parse(CREATED) + (stored.version - 1) * 10_000).toISOString().replace(".000Z", "Z"),
        location: locationOf(stored),
        ...(this.options.versions === false ? {} : { version: tagOf(stored) }),
      },
    };
  }

  #documents(): Readonly<Record<string, unknown>> {
    const supported = { supported: true };
    return {
      "/ServiceProviderConfig": {
        schemas: [URN.serviceProviderConfig],
        patch: supported,
        bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
        filter: { supported: true, maxResults: 100 },
        changePassword: { supported: false },
        sort: supported,
        etag: { supported: this.options.versions !== false },
        authenticationSchemes: [{ type: "oauthbearertoken", name: "Token", description: "A bearer token." }],
        ...this.options.config,
      },
      "/ResourceTypes": (["User", "Group"] as const).map((name) => ({
        schemas: [URN.resourceType],
        id: name,
        name,
        endpoint: `/${name}s`,
        schema: name === "User" ? URN.user : URN.group,
        schemaExtensions: this.#extensionsOf(name).map((schema) => ({ schema, required: false })),
      })),
      "/Schemas": [
        { schemas: [URN.schema], id: URN.user, attributes: described(USER_SCHEMA.attributes, this.options.attributes) },
        {
          schemas: [URN.schema],
          id: URN.group,
          attributes: described(GROUP_SCHEMA.attributes, this.options.groupAttributes),
        },
        { schemas: [URN.schema], id: ENTERPRISE_USER.urn, attributes: ENTERPRISE_USER.attributes },
        ...(["User", "Group"] as const).flatMap((type) =>
          this.options.ownAttributes === undefined
            ? []
            : [{ schemas: [URN.schema], id: ownUrn(type), attributes: this.options.ownAttributes }],
        ),
        ...(this.options.groupExtension === undefined
          ? []
          : [
              {
                schemas: [URN.schema],
                id: this.options.groupExtension.urn,
                attributes: described([], this.options.groupExtension.attributes),
              },
            ]),
      ],
    };
  }

  #extensionsOf(type: "User" | "Group"): readonly string[] {
    const { groupExtension } = this.options;
    const known = this.#schema(type).extensions.map(({ urn }) => urn);
    return type === "Group" && groupExtension !== undefined ? [...known, groupExtension.urn] : known;
  }
}

/** Attributes of a schema, with those of a fake's own in place of those of the same name, or beside them. */
function described(
  usual: readonly AttributeSchema[],
  own: readonly Partial<AttributeSchema>[] = [],
): readonly AttributeSchema[] {
  const kept = usual.filter(({ name }) => !own.some((one) => one.name === name));
  const like = (name: string | undefined): AttributeSchema | undefined =>
    usual.find((one) => one.name === name) ?? TEXT;
  return [...kept, ...own.map((one) => Object.assign({}, like(one.name), one))];
}

class Refusal extends Error {
  readonly status: number;
  readonly scimType: string | undefined;

  constructor(status: number, scimType?: string) {
    super(scimType);
    this.status = status;
    this.scimType = scimType;
  }
}

/** An answer in the media type of SCIM. */
export function answer(status: number, body: unknown): FakeAnswer {
  return { status, headers: { "content-type": "application/scim+json" }, body };
}

/** A SCIM error. */
export function refuse(status: number, scimType?: string): FakeAnswer {
  return answer(status, {
    schemas: [URN.error],
    status: String(status),
    ...(scimType === undefined ? {} : { scimType }),
  });
}

/** A ListResponse. */
export function listOf(resources: readonly unknown[], totalResults: number, startIndex: number): JsonObject {
  return {
    schemas: [URN.listResponse],
    totalResults,
    startIndex,
    itemsPerPage: resources.length,
    Resources: resources,
  };
}

function parse(body: string | undefined): JsonObject {
  try {
    const value: unknown = JSON.parse(body ?? "");
    if (isObject(value)) return value;
  } catch {
    // Said below.
  }
  throw new Refusal(400, "invalidSyntax");
}

// Behind every text: who has nothing comes last.
const NOTHING = "\uffff";

function sortKey(value: JsonObject, path: string): string {
  const [, urn, rest = path] = /^(urn:.*):(.*)$/iu.exec(path) ?? [];
  const [name = "", sub] = rest.split(".");
  const container = urn === undefined ? value : attributeOf(value, urn);
  const all = isObject(container) ? attributeOf(container, name) : undefined;
  const at: unknown = Array.isArray(all) ? (all.find((one: JsonObject) => one["primary"] === true) ?? all[0]) : all;
  const found = isObject(at) ? attributeOf(at, sub ?? "value") : at;
  return isUnassigned(found) ? NOTHING : name === "externalId" ? String(found) : String(found).toLowerCase();
}

function checkFilter(filter: string): void {
  try {
    matches({}, filter);
  } catch {
    throw new Refusal(400, "invalidFilter");
  }
}

function tagOf({ version }: Stored): string {
  return `W/"${version}"`;
}

function locationOf({ type, id }: Stored): string {
  return `https://fake.example/scim/v2/${type}s/${id}`;
}

const CORE_PREFIX = /^urn:ietf:params:scim:schemas:core:.*:/u;
// What stands under the URN of an extension is read as a sub-attribute of it.
const EXTENSION_PREFIX = /^(urn:.*):/u;

/** `attributes` and `excludedAttributes` of RFC 7644 section 3.9, for names and sub-attributes. */
export function project(resource: JsonObject, query: Readonly<Record<string, string>>): JsonObject {
  const paths = (text: string | undefined): readonly string[] | undefined =>
    text?.split(",").map((path) => path.toLowerCase().replace(CORE_PREFIX, "").replace(EXTENSION_PREFIX, "$1."));
  const named = paths(query["attributes"]);
  const excluded = paths(query["excludedAttributes"]) ?? [];
  return Object.fromEntries(
    Object.entries(resource).flatMap(([name, value]) => {
      const key = name.toLowerCase();
      if (key === "id" || key === "schemas") return [[name, value]];
      if (excluded.includes(key)) return [];
      const parts = (from: readonly string[]): readonly string[] =>
        from.filter((path) => path.startsWith(`${key}.`)).map((path) => path.slice(key.length + 1));
      const without = parts(excluded);
      if (named === undefined || named.includes(key))
        return [[name, without.length === 0 ? value : partOf(value, without, false)]];
      const subs = parts(named);
      return subs.length === 0 ? [] : [[name, partOf(value, subs, true)]];
    }),
  );
}

/** The parts of a value that are named, or the others; of each entry of a list. */
function partOf(value: unknown, paths: readonly string[], isNamed: boolean): unknown {
  if (Array.isArray(value)) return value.map((entry) => partOf(entry, paths, isNamed));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => {
      const key = name.toLowerCase();
      if (paths.includes(key)) return isNamed ? [[name, part]] : [];
      const below = paths.filter((path) => path.startsWith(`${key}.`)).map((path) => path.slice(key.length + 1));
      if (below.length === 0) return isNamed ? [] : [[name, part]];
      return [[name, partOf(part, below, isNamed)]];
    }),
  );
}
