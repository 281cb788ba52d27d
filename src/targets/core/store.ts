import { createHash } from "node:crypto";
import type { Resource, ResourceType } from "./resource.ts";

/** Resources in memory, in the order of their creation. */
export class Store {
  readonly #resources = new Map<string, Resource>();
  readonly #tenant: string;
  #created = 0;

  /** @param tenant part of what ids are made from, so that no two tenants have the same ones */
  constructor(tenant: string = "") {
    this.#tenant = tenant;
  }

  /** An id that looks like a UUID, the same in every run: made from a count. */
  newId(type: ResourceType): string {
    this.#created += 1;
    const hex = createHash("sha256").update(`${this.#tenant}${type}:${this.#created}`).digest("hex");
    // Version and variant digits of a UUID, for clients that validate them.
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  get(type: ResourceType, id: string): Resource | undefined {
    const resource = this.#resources.get(id);
    return resource?.type === type ? resource : undefined;
  }

  /** A resource of any type. */
  find(id: string): Resource | undefined {
    return this.#resources.get(id);
  }

  list(type: ResourceType): Resource[] {
    return [...this.#resources.values()].filter((resource) => resource.type === type);
  }

  save(resource: Resource): void {
    this.#resources.set(resource.id, resource);
  }

  remove(id: string): void {
    this.#resources.delete(id);
  }
}
