import type { DialectName, RunningTarget } from "../types.ts";

/** The path below the base URL where a dialect has its resource types. */
const ROOTS: Readonly<Record<DialectName, string>> = {
  cube: "/scim/v2",
  maia: "/v1/directory-integration/scim/v2",
  lighton: "/scim/v2",
  strongdm: "/provisioning/generic/v2",
  rfc: "",
};

/** The schema of a PATCH request. */
export const PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/** A member as answered. */
export interface MemberBody {
  readonly value: string;
  readonly display?: string;
  readonly type?: string;
  readonly $ref?: string;
}

/** The parts of any answer that tests look at; which are there depends on the request. */
export interface Body {
  readonly schemas?: readonly string[];
  readonly id: string;
  readonly externalId?: string | null;
  readonly displayName?: string;
  readonly userName?: string;
  readonly password?: string;
  readonly members?: readonly MemberBody[];
  readonly groups?: readonly MemberBody[];
  readonly meta: Readonly<Record<string, string>>;
  readonly status?: unknown;
  readonly scimType?: string;
  readonly detail?: string;
  readonly totalResults?: number;
  readonly Resources?: readonly Body[];
  readonly [attribute: string]: unknown;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly text: string;
  /** The parsed body; an empty object where it is not JSON. */
  readonly json: Body;
}

/** What a test may set on a request. */
export interface RequestOptions {
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly raw?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** null sends no credential. */
  readonly token?: string | null;
}

/** A plain fetch client for one target, with short words for what most tests do. */
export class Client {
  readonly target: RunningTarget;
  readonly dialect: DialectName;
  #users = 0;

  constructor(target: RunningTarget, dialect: DialectName = "cube") {
    this.target = target;
    this.dialect = dialect;
  }

  async send(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
    const token = options.token === undefined ? this.target.token : options.token;
    const body = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
    const response = await fetch(`${this.target.url}${ROOTS[this.dialect]}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : new Uint8Array(body) }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const text = bytes.toString("utf8");
    return { status: response.status, headers: response.headers, bytes, text, json: parse(text) };
  }

  /** Creates so many users and answers their ids. */
  async users(count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let made = 0; made < count; made += 1) {
      this.#users += 1;
      const answer = await this.send("POST", "/Users", { body: { userName: `user-${this.#users}@example.test` } });
      ids.push(answer.json.id);
    }
    return ids;
  }

  /** Creates a group and answers its id. */
  async group(displayName: string, members: readonly string[] = []): Promise<string> {
    const answer = await this.send("POST", "/Groups", { body: group(displayName, members) });
    return answer.json.id;
  }

  put(id: string, displayName: string, members: readonly string[] = [], extra: object = {}): Promise<Answer> {
    return this.send("PUT", `/Groups/${encodeURIComponent(id)}`, {
      body: { ...this.#meta("Group"), ...group(displayName, members), ...extra },
    });
  }

  /** Replaces a user's attributes. */
  putUser(id: string, attributes: object): Promise<Answer> {
    return this.send("PUT", `/Users/${encodeURIComponent(id)}`, { body: { ...this.#meta("User"), ...attributes } });
  }

  /** Sends operations to a group. */
  patch(id: string, ...operations: readonly object[]): Promise<Answer> {
    return this.send("PATCH", `/Groups/${encodeURIComponent(id)}`, {
      body: { schemas: [PATCH_OP], Operations: operations },
    });
  }

  /** Creates a user with these attributes beside a name of its own. */
  newUser(attributes: object = {}, query = ""): Promise<Answer> {
    this.#users += 1;
    const userName = `Kim-${this.#users}`;
    const schemas = ["urn:ietf:params:scim:schemas:core:2.0:User"];
    return this.send("POST", `/Users${query}`, { body: { schemas, userName, ...attributes } });
  }

  /** Sends operations to a user. */
  patchUser(id: string, ...operations: readonly object[]): Promise<Answer> {
    return this.send("PATCH", `/Users/${encodeURIComponent(id)}`, {
      body: { schemas: [PATCH_OP], Operations: operations },
    });
  }

  /** Renames a group by PATCH, in the form that the dialect takes. */
  rename(id: string, displayName: string): Promise<Answer> {
    return this.patch(id, this.renaming(displayName));
  }

  /** The operation that renames a group. */
  renaming(displayName: string): object {
    return this.dialect === "strongdm"
      ? { op: "replace", value: { displayName } }
      : { op: "replace", path: "displayName", value: displayName };
  }

  /** Maia demands it in every PUT. */
  #meta(resourceType: string): object {
    return this.dialect === "maia" ? { meta: { resourceType } } : {};
  }

  user(id: string): Promise<Answer> {
    return this.send("GET", `/Users/${encodeURIComponent(id)}`);
  }

  get(id: string, query = ""): Promise<Answer> {
    return this.send("GET", `/Groups/${encodeURIComponent(id)}${query}`);
  }

  /** The members that a later GET shows. */
  async members(id: string): Promise<string[]> {
    return valuesOf(await this.get(id));
  }

  /** The name that a later GET shows. */
  async name(id: string): Promise<string | undefined> {
    return (await this.get(id)).json.displayName;
  }
}

/** The body of a group. */
export function group(displayName: string, members: readonly string[] = []): object {
  return {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
    displayName,
    members: members.map((value) => ({ value })),
  };
}

/** The ids of the members in an answer. */
export function valuesOf(answer: Answer): string[] {
  return (answer.json.members ?? []).map((member) => member.value);
}

function parse(text: string): Body {
  const nothing: Body = { id: "", meta: {} };
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Body) : nothing;
  } catch {
    return nothing;
  }
}
