import type { Operation, ResourceTypeName } from "../document/index.ts";
import type { Area } from "../scenarios/index.ts";
import type { Own } from "./own.ts";

/** A suite: one area of one vendor's service, and the scenarios that fit it. */
export interface Suite {
  /** `<vendor>.<resource>.<method>`: `cube.groups.put`; `<vendor>.service`; `<vendor>.client.<name>`. */
  readonly id: string;
  /** Folder under `specs/`, or the short name of a document given by hand. */
  readonly vendor: string;
  readonly area: Area;
  /** Which operation is meant where a document declares the resource at several paths: its key. */
  readonly operation?: string;
  /** Checks and scenarios beside those that come with the package; see `extendSuite`. */
  readonly own?: Own;
}

/** Declares a suite of one operation on a single resource; its id is made from its parts. */
export function defineSuite(parts: {
  readonly vendor: string;
  readonly resourceType: ResourceTypeName;
  readonly method: Operation["method"];
  /** Checks and scenarios of one's own. */
  readonly own?: Own;
}): Suite {
  const { vendor, resourceType, method, own } = parts;
  return {
    id: `${vendor}.${resourceType.toLowerCase()}s.${method.toLowerCase()}`,
    vendor,
    area: `${method} ${resourceType}`,
    ...(own === undefined ? {} : { own }),
  };
}

/** Declares the suite of the service as a whole: discovery, creation, queries, deletion, versions (RFC 7644). */
export function defineServiceSuite({ vendor }: Pick<Suite, "vendor">): Suite {
  return { id: `${vendor}.service`, vendor, area: "service" };
}

/**
 * Declares the suite of what one identity provider sends in the life of a user and a group.
 *
 * @param parts.client its name, as `--client` takes it
 */
export function defineClientSuite(parts: { readonly vendor: string; readonly client: string }): Suite {
  return { id: `${parts.vendor}.client.${parts.client}`, vendor: parts.vendor, area: `client ${parts.client}` };
}

/** The name of the client that a suite is of; undefined for one that tests conformance. */
export function clientOf({ area }: Pick<Suite, "area">): string | undefined {
  return area.startsWith("client ") ? area.slice("client ".length) : undefined;
}
