import { below, isObject, lookup, pointerOf, pointerTokens, text } from "./pointer.ts";

/** A document, and its own address where it has one. */
export interface Home {
  readonly root: unknown;
  /** Where it stands among those that have been read; empty for the first. */
  readonly pointer: string;
  readonly url: string | undefined;
  /** The key under which others stand in it. */
  readonly others: string;
}

// Data, in which `$id` and `$anchor` are names like any other.
const DATA: ReadonlySet<string> = new Set(["example", "examples", "default", "const", "enum"]);
// What addresses are relative to in a text without an address of its own: they are only compared.
const NOWHERE = "file:///";

/**
 * What a reference means by JSON Schema 2020-12, which OpenAPI has since 3.1: a schema with `$id` is a resource of its own, and
 * what begins with `#` in it starts from there; `$anchor` names a place in such a resource.
 *
 * @param from pointer of what holds the reference
 * @returns undefined where no `$id` and no `$anchor` has a part in it
 */
export function bySchemaResource(home: Home, ref: string, from: string): string | undefined {
  const [address = "", ...rest] = ref.split("#");
  const fragment = decoded(rest.join("#"));
  const nearest = nearestResource(home, from);
  const resource = address === "" ? nearest : identified(home, addressOf(home, nearest, address));
  if (resource === undefined) return undefined;
  if (fragment !== "" && !fragment.startsWith("/")) return anchored(home, resource, fragment);
  // From the beginning of the whole document: what most authors mean by it, also in a schema that has an `$id`.
  if (resource === home.pointer || lookup(home.root, resource + fragment) === undefined) return undefined;
  return resource + fragment;
}

/** The nearest schema around a place that is a resource of its own; the document where there is none. */
function nearestResource({ root, pointer }: Home, from: string): string {
  const tokens = pointerTokens(from);
  for (let count = tokens.length; count > pointerTokens(pointer).length; count -= 1) {
    const at = pointerOf(tokens.slice(0, count));
    if (text(lookup(root, at), "$id") !== undefined) return at;
  }
  return pointer;
}

/** The absolute form of an address that stands in a resource, whose own `$id` may be relative to that around it. */
function addressOf(home: Home, resource: string, address: string): string | undefined {
  const own = resource === home.pointer ? undefined : text(lookup(home.root, resource), "$id");
  const above = resource.slice(0, resource.lastIndexOf("/"));
  const base = own === undefined ? (home.url ?? NOWHERE) : addressOf(home, nearestResource(home, above), own);
  return URL.canParse(address, base) ? new URL(address, base).href.replace(/#$/u, "") : undefined;
}

// A document may have thousands of references to others, and is walked through for the first of them only.
const known = new WeakMap<object, Map<string, ReadonlyMap<string, string>>>();

/** The schema that has an address for its `$id`. */
function identified(home: Home, address: string | undefined): string | undefined {
  if (address === undefined || !isObject(home.root)) return undefined;
  const homes = known.get(home.root) ?? new Map<string, ReadonlyMap<string, string>>();
  known.set(home.root, homes);
  const addresses = homes.get(home.pointer) ?? addressesIn(home);
  homes.set(home.pointer, addresses);
  return addresses.get(address);
}

/** Every `$id` in a document, absolute, with the schema that has it. */
function addressesIn(home: Home): ReadonlyMap<string, string> {
  const all = new Map<string, string>();
  find(home, home.pointer, (value, at) => {
    const id = text(value, "$id");
    const around = nearestResource(home, at.slice(0, Math.max(0, at.lastIndexOf("/"))));
    const address = id === undefined ? undefined : addressOf(home, around, id);
    if (address !== undefined && !all.has(address)) all.set(address, at);
    return false;
  });
  return all;
}

/** The schema in a resource that has an anchor of this name; one within another resource belongs to that. */
function anchored(home: Home, resource: string, name: string): string | undefined {
  const isNamed = (value: unknown): boolean => [text(value, "$anchor"), text(value, "$dynamicAnchor")].includes(name);
  return find(home, resource, isNamed, (value) => text(value, "$id") !== undefined);
}

/** The first thing below a place for which something holds, each looked at once however often it is referred to. */
function find(
  { root, others }: Home,
  start: string,
  holds: (value: unknown, at: string) => boolean,
  isApart: (value: unknown) => boolean = () => false,
): string | undefined {
  const seen = new Set<unknown>();
  const pending = [start];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const value = lookup(root, at);
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (at !== start && isApart(value)) continue;
    if (isObject(value) && holds(value, at)) return at;
    const names = Object.keys(value).filter((name) => name !== others && (!DATA.has(name) || isPropertyName(at)));
    // The first is looked at first.
    for (const name of names.toReversed()) pending.push(below(at, name));
  }
  return undefined;
}

/** True for a mapping whose keys are names that the author chose. */
function isPropertyName(at: string): boolean {
  return /\/(?:properties|patternProperties|\$defs|definitions|schemas)$/u.test(at);
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
