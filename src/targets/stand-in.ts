import { answer } from "./core/answer.ts";
import { callOf } from "./core/call-of.ts";
import type { JsonObject } from "./core/json.ts";
import type { ResourceType } from "./core/resource.ts";
import { findDialect } from "./dialects/catalogue.ts";
import { type PlainOptions, plain } from "./dialects/plain.ts";
import { serviceFor } from "./service-for.ts";
import type { DialectName } from "./types.ts";

/** A target within this process: no port, no network. It answers what a server would that does everything right. */
export interface StandIn {
  readonly token: string;
  /** The token of the second tenant. */
  readonly otherToken: string;
  /** The collections that it knows, as paths below its base URL, by type of resource. */
  readonly paths: Readonly<Record<"User" | "Group", string>>;
  /** The media types in which it takes a body, in lower case. */
  readonly requestTypes: readonly string[];
  /** @param request `path` is below the base URL, with its query; names of headers in lower case */
  answer(request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | undefined;
  }): Promise<{
    readonly status: number;
    readonly headers: readonly (readonly [name: string, value: string])[];
    readonly body: string;
  }>;
}

/**
 * Opens a stand-in that speaks like a vendor, or at given paths.
 *
 * @param origin scheme, host and port of the server that it stands in for: what addresses in its answers begin with
 * @param existing ids of what it has to begin with
 */
export function openStandIn(
  kind: DialectName | PlainOptions,
  origin: string,
  existing: { readonly users?: readonly string[]; readonly groups?: readonly string[] } = {},
): StandIn {
  const dialect = typeof kind === "string" ? findDialect(kind) : plain(kind);
  const service = serviceFor(dialect, [], {});
  service.origin = origin;
  service.other.origin = origin;
  const save = (type: ResourceType, id: string, attributes: JsonObject): void => {
    const now = service.clock.next();
    service.store.save({ type, id, attributes, created: now, lastModified: now, version: 1 });
  };
  for (const id of existing.users ?? []) save("User", id, { userName: `${id}@example.com` });
  for (const id of existing.groups ?? []) save("Group", id, { displayName: `Group ${id}`, members: [] });
  return {
    token: service.token,
    otherToken: service.other.token,
    paths: { User: dialect.endpoints.User.path, Group: dialect.endpoints.Group.path },
    requestTypes: [...dialect.requestTypes, ...Object.keys(dialect.forms ?? {})],
    answer: async ({ method, path, headers, body }) => {
      const url = `${dialect.basePath}${path}`;
      const bytes = Buffer.from(body ?? "", "utf8");
      const wire = await answer(callOf(service, { method, url, headers, bytes }));
      return { status: wire.status, headers: wire.headers, body: wire.bytes.toString("utf8") };
    },
  };
}
