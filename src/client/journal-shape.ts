import type { EntryLine, JournalHeader } from "./journal-line.ts";
import type { JournalIntent, JournalKey, WayBack } from "./types.ts";

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
  const { kind, resource, collectionPath, alsoKeys, id, path, back } = value;
  if (!isText(resource)) return "The intent names no resource.";
  if (kind === "create") {
    if (!isPath(collectionPath)) return "The collectionPath is not a path.";
    const key = keyFrom(value["key"]);
    if (key === undefined) return "The intent has no key.";
    const more = alsoKeys === undefined ? [] : everyOne(alsoKeys, keyFrom);
    if (more === undefined) return "The further keys are none.";
    return { kind, resource, collectionPath, key, ...(more.length === 0 ? {} : { alsoKeys: more }) };
  }
  if (kind !== "write") return "The intent is neither a create nor a write.";
  if (!isText(id)) return "The intent has no id.";
  if (!isPath(path)) return "The path is not a path.";
  const ways = back === undefined ? [] : everyOne(back, wayFrom);
  if (ways === undefined) return "The ways back are none.";
  return {
    kind,
    resource,
    id,
    path,
    ...(Object.hasOwn(value, "before") ? { before: value["before"] } : {}),
    ...(ways.length === 0 ? {} : { back: ways }),
  };
}

function keyFrom(value: unknown): JournalKey | undefined {
  if (!isObject(value) || !isText(value["attribute"]) || !isText(value["value"])) return undefined;
  return { attribute: value["attribute"], value: value["value"] };
}

function wayFrom(value: unknown): WayBack | undefined {
  if (!isObject(value) || !Object.hasOwn(value, "body")) return undefined;
  const { method, type, body } = value;
  // The type becomes a header.
  if ((method !== "PUT" && method !== "PATCH") || !isText(type) || !/^[\u0020-\u007e]+$/.test(type)) return undefined;
  return { method, type, body };
}

/** Every entry of a list as what it stands for; undefined when one stands for nothing, or it is no list. */
function everyOne<T>(value: unknown, from: (one: unknown) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const all = value.map(from).filter((one) => one !== undefined);
  return all.length === value.length ? all : undefined;
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
