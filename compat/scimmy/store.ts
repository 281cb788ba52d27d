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
 * Resources of one type in memory, in the three handlers that scimmy documents. It adds no behaviour: no uniqueness, no
 * references between types, nothing checked, nothing taken out. Whatever a client sees beyond `id` and the two dates
 * is scimmy's doing.
 */
export class Store {
  readonly #resources = new Map<string, StoredResource>();

  /** Creates without an id; with one, puts the instance in place of the stored resource. */
  ingress(resource: ResourceRequest, instance: object): StoredResource {
    const before = resource.id === undefined ? undefined : this.#get(resource.id);
    const now = new Date().toISOString();
    // An instance is a live view of getters and proxies: its JSON is what scimmy takes it to mean.
    const attributes = JSON.parse(JSON.stringify(instance)) as Readonly<Record<string, unknown>>;
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

  #get(id: string): StoredResource {
    const stored = this.#resources.get(id);
    // The error that scimmy's documentation has a handler throw.
    if (stored === undefined) throw new SCIMMY.Types.Error(404, "", `Resource ${id} not found`);
    return stored;
  }
}
