import type { Service } from "./call.ts";
import type { ResourceType } from "./resource.ts";

/** The id of the next resource, in the dialect's form. */
export function newId({ dialect, store }: Service, type: ResourceType): string {
  const id = store.newId(type);
  return dialect.formId?.(type, id) ?? id;
}
