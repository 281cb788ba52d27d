import { randomUUID } from "node:crypto";
import SCIMMY from "scimmy";

/** A resource as the store keeps it: what scimmy passed, and what only a store can know. */
export type StoredResource = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly meta: Readonly<Record<string, unknown>> & { readonly created: string; readonly lastModified: string };
};

/** What scimmy hands to a handler, as far as a store needs it. */
interface ResourceRequest {
  readonly id?: string;
  readonly filter?: { match: (values: StoredResource[]) => StoredResource[] };
}

/**
 * Resources of one type in memory, in the three handlers that scimmy documents. It does what scimmy's documentation leaves to
 * whoever writes them, `id`, the two dates, the errors for what is not there and for a value that another resource has, and
 * nothing else: no references between types, nothing checked, nothing taken out. Whatever else a client sees is scimmy's doing.
 */
export class Store {
  readonly #resources = new Map<string, StoredResource>();
  readonly #unique: string | undefined;

  /** @param unique - an attribute that no two resources may share, in whatever case it is written */
  constructor(unique?: string) {
    this.#unique = unique;
  }

  /** Creates without an id; with one, puts the instance in place of the stored resource. */
  ingress(resource: ResourceRequest, instance: object): StoredResource {
    const before = resource.id === undefined ? undefined : this.#get(resource.id);
    const now = new Date().toISOString();
    // An instance is a live view of getters and proxies: its JSON is what scimmy takes it to mean.
    const attributes = JSON.parse(JSON.stringify(instance)) as Readonly<Record<string, unknown>>;
    this.#refuseTaken(attributes, before);
    const stored: StoredResource = {
      ...attributes,
      id: before?.id ?? randomUUID(),
      meta: {
        ...(attributes["meta"] as Readonly<Record<string, unknown>> | undefined),
        created: before?.meta.created ?? now,
        lastModified: now,
      },
    };
    this.#resources.set(stored.id, stored);
    return structuredClone(stored);
  }

  /** One resource by its id, or all that the filter matches. */
  egress(resource: ResourceRequest): StoredResource | StoredResource[] {
    if (resource.id !== undefined) return structuredClone(this.#get(resource.id));
    const all = this.all();
    return resource.filter?.match(all) ?? all;
  }

  /** Removes one resource. */
  degress(resource: ResourceRequest): void {
    this.#resources.delete(this.#get(resource.id ?? "").id);
  }

  /** A copy of everything kept. */
  all(): StoredResource[] {
    return structuredClone([...this.#resources.values()]);
  }

  /** A value that another has already is refused, with the error that scimmy's documentation has a handler throw. */
  #refuseTaken(attributes: Readonly<Record<string, unknown>>, before: StoredResource | undefined): void {
    const unique = this.#unique;
    if (unique === undefined) return;
    const inNoCase = (of: Readonly<Record<string, unknown>>): string => String(of[unique]).toLowerCase();
    for (const other of this.#resources.values()) {
      if (other.id !== before?.id && inNoCase(other) === inNoCase(attributes))
        throw new SCIMMY.Types.Error(409, "uniqueness", `${unique} is not unique`);
    }
  }

  #get(id: string): StoredResource {
    const stored = this.#resources.get(id);
    // The error that scimmy's documentation has a handler throw.
    if (stored === undefined) throw new SCIMMY.Types.Error(404, "", `Resource ${id} not found`);
    return stored;
  }
}
