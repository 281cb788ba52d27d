import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunningTarget } from "../../src/targets/index.ts";
import { tempFolder } from "./cli-run.ts";

const AT = "2026-11-01T00:00:00.000Z";

/** Makes one resource, as a run that was killed would have left it. */
export async function make(
  target: RunningTarget,
  body: object,
  collection: "Groups" | "Users" = "Groups",
): Promise<string> {
  const response = await fetch(`${target.url}/scim/v2/${collection}`, {
    method: "POST",
    headers: { authorization: `Bearer ${target.token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return ((await response.json()) as { id: string }).id;
}

/** A journal as a run writes it, the last line torn if one is given. */
export function journal(baseUrl: string, lines: readonly object[], torn: string = ""): string {
  const path = join(tempFolder(), "journal.ndjson");
  const header = { journal: "scimproof", format: 1, baseUrl, runId: "abc123", version: "0.1.0" };
  writeFileSync(path, [header, ...lines].map((line) => `${JSON.stringify(line)}\n`).join("") + torn);
  return path;
}

/** The lines of a create, answered when an id is given. */
export function created(
  entry: number,
  resource: "User" | "Group",
  key: { readonly attribute: string; readonly value: string },
  id?: string,
): readonly object[] {
  const intent = { kind: "create", resource, collectionPath: `/scim/v2/${resource}s`, key };
  const intended = { entry, is: "intended", at: AT, intent };
  return id === undefined ? [intended] : [intended, { entry, is: "done", id }];
}

/** The line of a write to a Group of somebody else's. */
export function written(entry: number, id: string, before?: object): object {
  const intent = { kind: "write", resource: "Group", id, path: `/scim/v2/Groups/${id}`, before };
  return { entry, is: "intended", at: AT, intent };
}

/** A Group to send. */
export function group(displayName: string): { readonly schemas: readonly string[]; readonly displayName: string } {
  return { schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"], displayName };
}
