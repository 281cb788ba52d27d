import type { Quirk } from "./server.ts";

/** A resource as the server keeps it. */
export type Resource = Record<string, unknown>;

/** A request that is not taken, with its status. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;

  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

interface Operation {
  readonly op: string;
  readonly path?: string;
  readonly value?: unknown;
}

type Entry = Record<string, unknown>;

/** Applies a PATCH in every dialect that the clients speak, but for the quirks. */
export function applyPatch(before: Resource, body: Resource, quirks: ReadonlySet<Quirk>): Resource {
  const state = structuredClone(before);
  const operations = body["Operations"] as readonly Operation[];
  const taken = quirks.has("second-operation-lost") ? operations.slice(0, 1) : operations;
  for (const operation of taken) apply(state, operation, quirks);
  return state;
}

function apply(state: Resource, { op, path, value }: Operation, quirks: ReadonlySet<Quirk>): void {
  const isCapital = /^[A-Z]/u.test(op);
  if (quirks.has(isCapital ? "op-small-letters-only" : "op-capitals-only")) throw new Refusal(400, `unknown op ${op}`);
  const kind = op.toLowerCase();
  if (path === undefined) {
    for (const [name, one] of Object.entries(value as Entry)) setWithoutPath(state, kind, name, one, quirks);
    return;
  }
  if (path.startsWith("members")) patchMembers(state, kind, path, value, quirks);
  else set(state, path, value, quirks);
}

function setWithoutPath(state: Resource, op: string, name: string, value: unknown, quirks: ReadonlySet<Quirk>): void {
  if (name === "id") {
    if (quirks.has("own-id-refused")) throw new Refusal(400, "id is read-only");
    return;
  }
  if (name === "members") patchMembers(state, op, name, value, quirks);
  else if (name.includes(".") && !name.startsWith("urn:") && quirks.has("dotted-name-literal")) state[name] = value;
  else set(state, name, value, quirks);
}

function set(state: Resource, path: string, value: unknown, quirks: ReadonlySet<Quirk>): void {
  if (path.startsWith("urn:")) {
    if (quirks.has("extension-refused")) throw new Refusal(400, "no such attribute");
    const colon = path.lastIndexOf(":");
    const extension = (state[path.slice(0, colon)] ??= {}) as Entry;
    extension[path.slice(colon + 1)] = value;
    return;
  }
  if (path === 'emails[type eq "work"].value') {
    const emails = (state["emails"] ??= []) as Entry[];
    const work = emails.find((email) => email["type"] === "work");
    if (work === undefined && quirks.has("address-not-made")) throw new Refusal(400, "noTarget");
    if (work === undefined) emails.push({ type: "work", value });
    else work["value"] = value;
    return;
  }
  const [name = "", part] = path.split(".");
  if (part === undefined) state[name] = name === "active" ? activeOf(value, quirks) : value;
  else ((state[name] ??= {}) as Entry)[part] = value;
}

function activeOf(value: unknown, quirks: ReadonlySet<Quirk>): unknown {
  if (typeof value !== "string" || quirks.has("active-text-stored")) return value;
  if (quirks.has("active-text-refused")) throw new Refusal(400, "active is a boolean");
  return value.toLowerCase() === "true";
}

function patchMembers(state: Resource, op: string, path: string, value: unknown, quirks: ReadonlySet<Quirk>): void {
  const members = (state["members"] ?? []) as readonly Entry[];
  const sent = (value ?? []) as readonly Entry[];
  const ids = new Set(sent.map((one) => one["value"]));
  const fresh = sent.filter((one) => !members.some((member) => member["value"] === one["value"]));
  if (op === "add") {
    if (fresh.length === 0 && quirks.has("add-again-409")) throw new Refusal(409, "is a member");
    state["members"] = quirks.has("add-replaces") ? [...sent] : [...members, ...fresh];
  } else if (op === "replace") {
    if (sent.length === 0 && quirks.has("empty-replace-refused")) throw new Refusal(400, "members.value is required");
    state["members"] = quirks.has("replace-adds") ? [...members, ...fresh] : [...sent];
  } else if (!quirks.has("removal-ignored")) {
    const [, wanted] = /^members\[value eq "(.*)"\]$/u.exec(path) ?? [];
    const isRemoved = (member: Entry): boolean =>
      wanted === undefined
        ? quirks.has("removal-list-empties") || ids.has(member["value"])
        : member["value"] === wanted;
    state["members"] = members.filter((member) => !isRemoved(member));
  }
}
