import type { EntryLine, JournalHeader } from "./journal-line.ts";
import type { JournalIntent } from "./types.ts";

type Fields = Readonly<Record<string, unknown>>;

// Requests with real credentials are made from a journal, and anybody may have written it. Names of 10,000 characters
// are among what scenarios send, so a key may be long.
const MAX_TEXT = 100_000;

/** The header of a journal, or undefined when the value is none. */
export function parseHeader(value: unknown): (JournalHeader & { readonly format: number }) | undefined {
  if (!isObject(value) || value["journal"] !== "scimproof") return undefined;
  const { format, baseUrl, runId, version } = value;
  if (typeof format !== "number" || !isText(baseUrl) || !isText(runId) || !isText(version)) return undefined;
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "")
    return undefined;
  return { format, baseUrl, runId, version };
}

/** An entry line, or what is wrong with the value. */
export function parseEntry(value: unknown): EntryLine | string {
  if (!isObject(value)) return "This line is not an object.";
  const { entry, is, at, intent, id, why } = value;
  if (typeof entry !== "number" || !Number.isSafeInteger(entry) || entry < 1) return "This line has no entry number.";
  switch (is) {
    case "intended": {
      const parsed = parseIntent(intent);
      if (typeof parsed === "string") return parsed;
      return isText(at) ? { entry, is, at, intent: parsed } : "This line has no time.";
    }
    case "done":
      return isText(id) ? { entry, is, id } : "This line has no id.";
    case "void":
      return typeof why === "string" ? { entry, is, why } : "This line has no reason.";
    case "undone":
      return { entry, is };
    default:
      return "This line does not say what happened.";
  }
}

function parseIntent(value: unknown): JournalIntent | string {
  if (!isObject(value)) return "This line has no intent.";
  const { kind, resource, collectionPath, key, id, path } = value;
  if (!isText(resource)) return "The intent names no resource.";
  if (kind === "create") {
    if (!isPath(collectionPath)) return "The collectionPath is not a path.";
    if (!isObject(key) || !isText(key["attribute"]) || !isText(key["value"])) return "The intent has no key.";
    return { kind, resource, collectionPath, key: { attribute: key["attribute"], value: key["value"] } };
  }
  if (kind !== "write") return "The intent is neither a create nor a write.";
  if (!isText(id)) return "The intent has no id.";
  if (!isPath(path)) return "The path is not a path.";
  return { kind, resource, id, path, ...(Object.hasOwn(value, "before") ? { before: value["before"] } : {}) };
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= MAX_TEXT;
}

// Appended to the base URL: without the slash it could change the host.
function isPath(value: unknown): value is string {
  return isText(value) && /^\/[\u0021-\u007e]*$/.test(value) && !/(?:^|\/)\.\.?(?:\/|$)/.test(value);
}
