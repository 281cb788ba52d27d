import type { Operation, ResourceTypeName } from "../document/index.ts";

/** A suite: one operation of one vendor's document, and the scenarios that fit it. */
export interface Suite {
  /** `<vendor>.<resource>.<method>`: `cube.groups.put`. */
  readonly id: string;
  /** Folder under `specs/`, or the short name of a document given by hand. */
  readonly vendor: string;
  readonly resourceType: ResourceTypeName;
  readonly method: Operation["method"];
  /** Which operation is meant where a document declares the resource at several paths: its key. */
  readonly operation?: string;
}

/** Declares a suite; its id is made from its parts. */
export function defineSuite(parts: Omit<Suite, "id">): Suite {
  return { id: `${parts.vendor}.${parts.resourceType.toLowerCase()}s.${parts.method.toLowerCase()}`, ...parts };
}
