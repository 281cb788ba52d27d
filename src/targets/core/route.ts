import type { Methods } from "../dialects/dialect.ts";
import type { Call, Reply } from "./call.ts";
import type { ResourceType } from "./resource.ts";
import { notFound, ScimError } from "./scim-error.ts";

const TYPES: readonly ResourceType[] = ["User", "Group"];

/** Finds what the path names, leaves it in the call, and lets its handler answer. */
export function route(call: Call): Reply | Promise<Reply> {
  const methods = findMethods(call);
  const handler = methods[call.method];
  if (handler !== undefined) return handler(call);
  // RFC 7644 section 3.12: 501 for an operation of the protocol that this provider does not offer at all.
  if (call.method === "PATCH" && !offersPatch(call)) throw new ScimError(501, "PATCH is not supported.");
  const Allow = Object.keys(methods).join(", ");
  throw new ScimError(405, `${call.method} is not allowed here.`, { headers: { Allow } });
}

function offersPatch({ service: { dialect } }: Call): boolean {
  return Object.values(dialect.endpoints).some(({ item }) => item["PATCH"] !== undefined);
}

function findMethods(call: Call): Methods {
  const { basePath, endpoints } = call.service.dialect;
  const further = call.path.startsWith(basePath)
    ? call.service.dialect.routes?.(call.path.slice(basePath.length))
    : undefined;
  if (further !== undefined) return further;
  for (const type of TYPES) {
    const endpoint = endpoints[type];
    const start = `${basePath}${endpoint.path}`;
    if (call.path === start) {
      call.type = type;
      return endpoint.collection;
    }
    const id = call.path.startsWith(`${start}/`) ? decode(call.path.slice(start.length + 1)) : undefined;
    if (id !== undefined) {
      call.type = type;
      call.id = id;
      return endpoint.item;
    }
  }
  throw notFound("There is no such endpoint.");
}

/** One decoded path segment, or undefined when it is none. */
function decode(segment: string): string | undefined {
  if (segment === "" || segment.includes("/")) return undefined;
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
