import type { Call, Reply } from "../core/call.ts";
import { isJsonObject } from "../core/json.ts";
import { membersOf, type Resource } from "../core/resource.ts";
import { ScimError } from "../core/scim-error.ts";
import { jsonReply, showResource } from "../core/show.ts";
import { RESOURCE_URN } from "../core/urns.ts";
import { isGroupPut, putFault } from "./build.ts";
import type { Fault } from "./fault.ts";

const category = "lifecycle";

/** Faults of PUT on what does not exist, or no longer. */
export const LIFECYCLE: readonly Fault[] = [
  putFault(
    {
      id: "put-unknown-creates",
      title: "PUT on an unknown id makes a group with that id",
      requirement: "RFC7644-3.5.1-NO-CREATE",
      category,
      difficulty: 1,
      source: { reference: "RFC 7644 §3.5.1", note: "PUT as plain HTTP has it: create or replace" },
    },
    () => ({
      onLocate(call, id) {
        if (isGroupPut(call) && call.service.store.find(id) === undefined) call.service.store.save(made(call, id));
        return undefined;
      },
    }),
  ),
  putFault(
    {
      id: "put-unknown-404-creates",
      title: "PUT on an unknown id answers 404 and makes a group with that id all the same",
      requirement: "RFC7644-3.5.1-NO-CREATE",
      category,
      difficulty: 4,
      source: { reference: "RFC 7644 §3.5.1", note: "an upsert runs before the check for existence" },
    },
    () => ({
      onError(call, error) {
        if (isGroupPut(call) && error.status === 404 && call.id !== undefined) {
          call.service.store.save(made(call, call.id));
        }
        return undefined;
      },
    }),
  ),
  putFault(
    {
      id: "put-unknown-claimed",
      title: "PUT on an unknown id answers 200 with what was sent and does nothing",
      requirement: "RFC7644-3.12-SUCCESS-MEANS-DONE",
      category,
      difficulty: 2,
      source: { reference: "RFC 7644 §3.12", note: "an update that matched no row counts as a success" },
    },
    () => ({
      onError: (call, error) =>
        isGroupPut(call) && error.status === 404 ? jsonReply(call, 200, echo(call)) : undefined,
    }),
  ),
  putFault(
    {
      id: "put-unknown-500",
      title: "PUT on an unknown id answers 500",
      requirement: "RFC7644-3.12-NO-5XX",
      category,
      difficulty: 1,
      source: { reference: "simpleidserver/SimpleIdServer#73", note: "a null reference was answered 500" },
    },
    () => ({
      onError: (call, error) =>
        isGroupPut(call) && error.status === 404 ? new ScimError(500, "Internal error.") : undefined,
    }),
  ),
  putFault(
    {
      id: "put-unknown-400",
      title: "PUT of a valid group on an unknown id answers 400",
      requirement: "OPENAPI-404-UNKNOWN",
      category,
      difficulty: 2,
      source: { reference: "SAP-archive/scimono#235", note: "400 for a resource that does not exist" },
    },
    () => ({
      onError: (call, error) =>
        isGroupPut(call) && error.status === 404 ? new ScimError(400, "Unknown id.") : undefined,
    }),
  ),
  putFault(
    {
      id: "put-deleted-resurrects",
      title: "PUT on a deleted group brings it back",
      requirement: "RFC7644-3.6-404-ALL",
      category,
      difficulty: 3,
      source: { reference: "RFC 7644 §3.6", note: "deletion only sets a mark, and an update takes it away" },
    },
    () => {
      const deleted = new Map<string, Resource>();
      return {
        onDelete: (_, resource) => void deleted.set(resource.id, resource),
        onLocate(call, id) {
          const found = deleted.get(id);
          if (isGroupPut(call) && found !== undefined) call.service.store.save(found);
          return undefined;
        },
      };
    },
  ),
  putFault(
    {
      id: "put-deleted-claimed",
      title: "PUT on a deleted group answers 200, though it stays deleted",
      requirement: "RFC7644-3.6-404-ALL",
      category,
      difficulty: 3,
      source: { reference: "RFC 7644 §3.6", note: "an update of a row that is marked as deleted" },
    },
    () => {
      const deleted = new Map<string, Resource>();
      return {
        onDelete: (_, resource) => void deleted.set(resource.id, resource),
        onError(call): Reply | undefined {
          const found = isGroupPut(call) ? deleted.get(call.id ?? "") : undefined;
          return found === undefined ? undefined : jsonReply(call, 200, showResource(call, found));
        },
      };
    },
  ),
];

/** A new group under the id in the URL, with the name and members of the body. */
function made(call: Call, id: string): Resource {
  const { displayName = "", members } = echo(call);
  const now = call.service.clock.next();
  const attributes = { displayName, members: membersOf({ members: members ?? [] }) };
  return { type: "Group", id, attributes, created: now, lastModified: now, version: 1 };
}

function echo(call: Call): ReturnType<typeof showResource> {
  try {
    const body: unknown = JSON.parse(call.bytes.toString("utf8"));
    return { schemas: [RESOURCE_URN.Group], ...(isJsonObject(body) ? body : {}), id: call.id ?? "" };
  } catch {
    return {};
  }
}
