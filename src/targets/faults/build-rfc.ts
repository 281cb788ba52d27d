import type { Call, Reply } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, type Json, type JsonObject, textOf } from "../core/json.ts";
import type { Resource } from "../core/resource.ts";
import { resourceReply } from "../core/show.ts";
import type { FaultRecord, FaultSource } from "../types.ts";
import { fault } from "./build.ts";
import { objectsIn } from "./build-users.ts";
import type { Fault } from "./fault.ts";

/** A fault of the server that does all that the RFCs have. */
export function rfcFault(record: Omit<FaultRecord, "dialects">, install: () => Hooks): Fault {
  return fault({ ...record, dialects: ["rfc"] }, install);
}

/** Where a fault comes from, in few words. */
export function by(reference: string, note: string): FaultSource {
  return { reference, note };
}

/** Hooks that do something to a request before it is routed: leave out a header, change its query. */
export function onCall(change: (call: Call) => void): Hooks {
  return {
    onRequest(call) {
      change(call);
      return undefined;
    },
  };
}

/** Hooks that change the discovery document at a path below the base path. */
export function onDiscovery(path: RegExp, change: (body: JsonObject, call: Call) => Json): Hooks {
  return {
    onRespond: (call, reply) =>
      reply.status === 200 && path.test(call.path) && isJsonObject(reply.body)
        ? { ...reply, body: change(reply.body, call) }
        : undefined,
  };
}

/** Hooks that change one kind of discovery document, alone and in its list. */
export function onEach(kind: "Schemas" | "ResourceTypes", change: (one: JsonObject) => JsonObject): Hooks {
  return onDiscovery(new RegExp(`/${kind}(?:/|$)`, "u"), (body) =>
    body["Resources"] === undefined ? change(body) : { ...body, Resources: objectsIn(body["Resources"]).map(change) },
  );
}

/** Hooks that show an attribute of a user in another way in the schema; undefined leaves it out. */
export function onSchemaAttribute(name: string, change: (attribute: JsonObject) => JsonObject | undefined): Hooks {
  return onEach("Schemas", (schema) => {
    if (!textOf(schema["id"]).endsWith(":core:2.0:User")) return schema;
    const attributes = objectsIn(schema["attributes"]).flatMap((one) => {
      const changed = one["name"] === name ? change(one) : one;
      return changed === undefined ? [] : [changed];
    });
    return { ...schema, attributes };
  });
}

/** Hooks that change the answers to one method that succeeded, on resources alone. */
export function answerTo(method: string, change: (reply: Reply, body: JsonObject, call: Call) => Reply): Hooks {
  return {
    onRespond: (call, reply) =>
      call.method === method && reply.status < 300 && call.type !== undefined && isJsonObject(reply.body)
        ? change(reply, reply.body, call)
        : undefined,
  };
}

/** Hooks that change the lists that are answered. */
export function answerList(change: (body: JsonObject, found: JsonObject[], call: Call) => JsonObject): Hooks {
  return answerTo("GET", (reply, body, call) =>
    call.id === undefined ? { ...reply, body: change(body, objectsIn(body["Resources"]), call) } : reply,
  );
}

/** A list with other resources in it, and its counts. */
export function withResources(body: JsonObject, found: JsonObject[]): JsonObject {
  return { ...body, totalResults: found.length, itemsPerPage: found.length, Resources: found };
}

/** Hooks that answer a PATCH with 200, and the resource as it was, where it is refused for a reason. */
export function claimed(isClaimed: (scimType: string | undefined, call: Call) => boolean): Hooks {
  return {
    onError: (call, { status, scimType }) =>
      call.method === "PATCH" && status === 400 && call.before !== undefined && isClaimed(scimType, call)
        ? resourceReply(call, 200, call.before)
        : undefined,
  };
}

/** An extension's attributes in those of a user. */
export function extensionOf(attributes: JsonObject, urn: string): JsonObject {
  const container = attributes[urn];
  return isJsonObject(container) ? container : {};
}

/** The resource that a request names, by the last segment of its path. */
export function namedBy(call: Call): Resource | undefined {
  return call.service.store.find(decodeURIComponent(call.path.split("/").at(-1) ?? ""));
}
