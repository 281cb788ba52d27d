import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { applyPatch, Refusal, type Resource } from "./patch.ts";

/** What the server does in another way: what an identity provider cannot live with, or what is only unusual. */
export type Quirk =
  // Faults to at least one client.
  | "op-small-letters-only"
  | "op-capitals-only"
  | "active-text-refused"
  | "active-text-stored"
  | "active-ignored"
  | "inactive-gone"
  | "inactive-not-found"
  | "filter-case-exact"
  | "filter-plus-literal"
  | "no-match-404"
  | "no-total"
  | "counters-as-text"
  | "excluded-ignored"
  | "own-id-refused"
  | "rename-new-id"
  | "rename-empties"
  | "removal-list-empties"
  | "removal-ignored"
  | "add-replaces"
  | "add-again-409"
  | "replace-adds"
  | "empty-replace-refused"
  | "second-operation-lost"
  | "dotted-name-literal"
  | "extension-refused"
  | "address-not-made"
  | "placeholders-answered-empty"
  | "post-200"
  | "twice-201"
  | "id-a-number"
  | "placeholders-refused"
  | "delete-200"
  | "delete-kept"
  | "put-own-output-refused"
  | "put-own-name-409"
  | "put-members-kept"
  | "old-schemas-refused"
  | "patch-501"
  | "patch-405"
  | "groups-404"
  | "users-404"
  | "members-never-shown"
  // Legal and unusual.
  | "patch-204"
  | "members-null-in-answers"
  | "members-on-request"
  | "more-attributes"
  | "names-in-other-case"
  | "members-in-other-order"
  | "put-200-members-null";

/** A running server. */
export interface ClientServer {
  readonly url: string;
  /** How many resources it has now. */
  readonly size: () => number;
  readonly close: () => Promise<void>;
}

type Kind = "Users" | "Groups";

/** Starts a server that takes what every client sends, but for its quirks; it is written from their pages alone. */
export async function startClientServer(quirks: readonly Quirk[] = []): Promise<ClientServer> {
  const directory = new Directory(new Set(quirks));
  const server = createServer((request, response) => {
    void answer(directory, request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    size: () => directory.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(directory: Directory, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  try {
    const body = text === "" ? {} : withNames(JSON.parse(text) as Resource);
    const [status, sent] = directory.answer(request.method ?? "", request.url ?? "", body);
    response.writeHead(status, { "content-type": "application/scim+json" });
    response.end(sent === undefined ? "" : JSON.stringify(sent));
  } catch (error) {
    const status = error instanceof Refusal ? error.status : 500;
    const detail = error instanceof Error ? error.message : String(error);
    response.writeHead(status, { "content-type": "application/scim+json" });
    response.end(
      JSON.stringify({ schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], status: String(status), detail }),
    );
  }
}

/** Attribute names have no case (RFC 7643 section 2.1). */
function withNames(body: Resource): Resource {
  const known = new Map(["displayName", "active", "members"].map((name) => [name.toLowerCase(), name]));
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [known.get(name.toLowerCase()) ?? name, value]),
  );
}

class Directory {
  readonly #quirks: ReadonlySet<Quirk>;
  readonly #all: Readonly<Record<Kind, Map<string, Resource>>> = { Users: new Map(), Groups: new Map() };
  #made = 0;

  constructor(quirks: ReadonlySet<Quirk>) {
    this.#quirks = quirks;
  }

  get size(): number {
    return this.#all.Users.size + this.#all.Groups.size;
  }

  answer(method: string, url: string, body: Resource): readonly [status: number, body?: unknown] {
    const [path = "", query = ""] = url.split("?");
    // A vendor's document may put its paths below another base.
    const [, kind = "", id] = path.replace(/^\/scim\/v2/u, "").split("/");
    if (kind !== "Users" && kind !== "Groups") throw new Refusal(404, "no such endpoint");
    if (this.#has(kind === "Groups" ? "groups-404" : "users-404")) throw new Refusal(404, "no such endpoint");
    const decoded = this.#has("filter-plus-literal") ? query.replaceAll("+", "%2B") : query;
    const params = new URLSearchParams(decoded);
    if (id === undefined) return method === "POST" ? this.#make(kind, body) : this.#list(kind, params);
    if (method === "PATCH" && this.#has("patch-501")) throw new Refusal(501, "not implemented");
    if (method === "PATCH" && this.#has("patch-405")) throw new Refusal(405, "not allowed");
    const before = this.#get(kind, decodeURIComponent(id));
    switch (method) {
      case "GET":
        return [200, this.#show(kind, before, params)];
      case "PUT":
        return [200, this.#put(kind, before, body)];
      case "PATCH":
        return this.#patch(kind, before, body);
      case "DELETE":
        if (!this.#has("delete-kept")) this.#all[kind].delete(decodeURIComponent(id));
        return this.#has("delete-200") ? [200, {}] : [204];
      default:
        throw new Refusal(405, "not allowed");
    }
  }

  #has(quirk: Quirk): boolean {
    return this.#quirks.has(quirk);
  }

  #get(kind: Kind, id: string): Resource {
    const found = this.#all[kind].get(id);
    const isHidden = found !== undefined && found["active"] === false && this.#has("inactive-gone");
    if (found === undefined || isHidden) throw new Refusal(404, "no such resource");
    return found;
  }

  #make(kind: Kind, body: Resource): readonly [number, unknown?] {
    if (kind === "Users" && this.#has("placeholders-refused") && "password" in body) throw new Refusal(400, "password");
    const taken = [...this.#all.Users.values()].some((user) => lower(user["userName"]) === lower(body["userName"]));
    if (kind === "Users" && taken && !this.#has("twice-201")) throw new Refusal(409, "taken");
    this.#made += 1;
    const id = this.#has("id-a-number") ? String(this.#made) : randomUUID();
    const { members = [], ...rest } = body;
    const made = { ...rest, ...(kind === "Groups" ? { members } : {}), id, meta: { resourceType: kind.slice(0, -1) } };
    this.#all[kind].set(id, made);
    const shown = this.#show(kind, made, new URLSearchParams());
    const isEmpty = "password" in body && this.#has("placeholders-answered-empty");
    return [this.#has("post-200") ? 200 : 201, isEmpty ? undefined : shown];
  }

  #list(kind: Kind, params: URLSearchParams): readonly [number, unknown] {
    const filter = params.get("filter");
    const [, name = "", value = ""] = /^(\w+) eq "(.*)"$/u.exec(filter ?? "") ?? [];
    if (filter !== null && name === "") throw new Refusal(400, "filter");
    const code = (text: unknown): string => (this.#has("filter-case-exact") ? String(text) : lower(text));
    const found = [...this.#all[kind].values()].filter(
      (one) =>
        (filter === null || code(one[name]) === code(value)) &&
        !(one["active"] === false && (this.#has("inactive-not-found") || this.#has("inactive-gone"))),
    );
    if (found.length === 0 && this.#has("no-match-404")) throw new Refusal(404, "nobody");
    const number = (count: number): unknown => (this.#has("counters-as-text") ? String(count) : count);
    return [
      200,
      {
        schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
        ...(this.#has("no-total") ? {} : { totalResults: number(found.length) }),
        startIndex: number(1),
        itemsPerPage: number(found.length),
        Resources: found.map((one) => this.#show(kind, one, params)),
      },
    ];
  }

  #put(kind: Kind, before: Resource, body: Resource): unknown {
    if (this.#has("put-own-output-refused") && "meta" in body) throw new Refusal(400, "meta is read-only");
    if (this.#has("old-schemas-refused") && JSON.stringify(body["schemas"]).includes("urn:scim:schemas"))
      throw new Refusal(400, "schemas");
    if (kind === "Groups" && this.#has("put-own-name-409") && body["displayName"] === before["displayName"])
      throw new Refusal(409, "a group with this name exists");
    const kept = this.#has("put-members-kept") ? { members: before["members"] ?? [] } : {};
    const active = "active" in body ? {} : { active: before["active"] };
    const after = { ...body, ...active, ...kept, id: before["id"], meta: before["meta"] };
    this.#store(kind, before, after);
    const shown = this.#show(kind, after, new URLSearchParams());
    return this.#has("put-200-members-null") && kind === "Groups" ? { ...shown, members: null } : shown;
  }

  #patch(kind: Kind, before: Resource, body: Resource): readonly [number, unknown?] {
    const after = applyPatch(before, body, this.#quirks);
    if (this.#has("active-ignored")) after["active"] = before["active"];
    const isRenamed = kind === "Groups" && after["displayName"] !== before["displayName"];
    if (isRenamed && this.#has("rename-empties")) after["members"] = [];
    if (isRenamed && this.#has("rename-new-id")) {
      after["id"] = randomUUID();
      this.#all[kind].delete(String(before["id"]));
    }
    this.#store(kind, before, after);
    if (this.#has("patch-204")) return [204];
    const shown = this.#show(kind, after, new URLSearchParams());
    return [200, this.#has("members-null-in-answers") && kind === "Groups" ? { ...shown, members: null } : shown];
  }

  #store(kind: Kind, _before: Resource, after: Resource): void {
    this.#all[kind].set(String(after["id"]), after);
  }

  #show(kind: Kind, resource: Resource, params: URLSearchParams): Resource {
    const { password: _, ...shown } = structuredClone(resource);
    if (this.#has("id-a-number")) shown["id"] = Number(resource["id"]);
    if (kind === "Groups") this.#showMembers(shown, params);
    if (this.#has("more-attributes")) shown["urn:example:extension"] = { more: [1, 2, 3] };
    if (!this.#has("names-in-other-case")) return shown;
    const { displayName, active, members, ...rest } = shown;
    return {
      ...rest,
      ...(displayName === undefined ? {} : { DisplayName: displayName }),
      ...(active === undefined ? {} : { ACTIVE: active }),
      ...(members === undefined ? {} : { Members: members }),
    };
  }

  #showMembers(shown: Resource, params: URLSearchParams): void {
    const isExcluded = params.get("excludedAttributes") === "members" && !this.#has("excluded-ignored");
    const isAsked = params.get("attributes") === "members";
    const members = shown["members"];
    if (Array.isArray(members) && this.#has("members-in-other-order")) members.reverse();
    if (isExcluded || this.#has("members-never-shown") || (this.#has("members-on-request") && !isAsked))
      delete shown["members"];
  }
}

function lower(text: unknown): string {
  return String(text).toLowerCase();
}
