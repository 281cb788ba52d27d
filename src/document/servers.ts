import type { DeclaredServer } from "./contract.ts";
import type { DocumentView } from "./document-view.ts";
import { below, isObject, list, members, own, text } from "./pointer.ts";

/**
 * The servers that hold for an operation: its own, else its path's, else the document's, else `/`.
 *
 * @throws HarnessError `DOCUMENT_INVALID` for a server without a URL.
 * @see OpenAPI 3.1 section 4.8.5
 */
export function serversFor(view: DocumentView, operation: string | undefined): readonly DeclaredServer[] {
  const path = operation?.replace(/\/[^/]*$/, "");
  for (const at of [operation, path, ""]) {
    if (at === undefined) continue;
    const { value, pointer } = view.follow(at);
    const servers = list(value, "servers");
    if (servers.length > 0) return servers.map((_, index) => serverAt(view, below(pointer, "servers", index)));
  }
  return [{ url: "/", name: "/", variables: {} }];
}

function serverAt(view: DocumentView, pointer: string): DeclaredServer {
  const server = view.follow(pointer).value;
  const url = text(server, "url");
  if (url === undefined) {
    throw view.invalid("a server has no url", pointer, "add url: https://host/base to the server");
  }
  const variables: Record<string, DeclaredServer["variables"][string]> = {};
  for (const [name, variable] of members(server, "variables")) {
    const values = list(variable, "enum").filter((value) => typeof value === "string");
    const fallback = own(variable, "default");
    const description = text(variable, "description");
    if (!isObject(variable) || !(fallback === undefined || isScalar(fallback))) {
      throw view.invalid(
        `the server variable ${JSON.stringify(name)} is not a mapping with a default`,
        below(pointer, "variables", name),
        `write: ${name}: { default: value }`,
      );
    }
    variables[name] = {
      default: fallback === undefined ? "" : String(fallback),
      ...(values.length === 0 ? {} : { enum: values }),
      ...(description === undefined ? {} : { description }),
    };
  }
  return { url, name: nameOf(server) ?? url, variables };
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** What `--server NAME` calls it: its name, or its description where that is a name and no sentence. */
function nameOf(server: unknown): string | undefined {
  const name = text(server, "name") ?? text(server, "description")?.trim();
  return name !== undefined && /^[\p{L}\p{N}][\p{L}\p{N} _/()-]{0,39}$/u.test(name) ? name : undefined;
}
