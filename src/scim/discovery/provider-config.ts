import { attributeOf, isObject, type JsonObject } from "../attribute.ts";

/** One way to authenticate that a server names (RFC 7643 section 5). */
export interface AuthenticationScheme {
  readonly type: string | undefined;
  readonly name: string | undefined;
  readonly description: string | undefined;
}

/** What a server says of its features: undefined where it says nothing that can be read as true or false. */
export interface ServiceProviderConfig {
  readonly patch: boolean | undefined;
  readonly bulk: boolean | undefined;
  readonly filter: boolean | undefined;
  /** `filter.maxResults`: how many resources one answer holds at most. */
  readonly maxResults: number | undefined;
  readonly changePassword: boolean | undefined;
  readonly sort: boolean | undefined;
  readonly etag: boolean | undefined;
  readonly authenticationSchemes: readonly AuthenticationScheme[];
}

/**
 * Reads a ServiceProviderConfig (RFC 7643 section 5). Members that are not known, such as the `pagination` of RFC 9865,
 * are left alone; what is wrong is for others to judge, and reads as nothing said.
 */
export function parseProviderConfig(body: JsonObject): ServiceProviderConfig {
  const feature = (name: string): JsonObject => {
    const value = attributeOf(body, name);
    return isObject(value) ? value : {};
  };
  const supported = (name: string): boolean | undefined => {
    const value = attributeOf(feature(name), "supported");
    return typeof value === "boolean" ? value : undefined;
  };
  const most = attributeOf(feature("filter"), "maxResults");
  return {
    patch: supported("patch"),
    bulk: supported("bulk"),
    filter: supported("filter"),
    maxResults: typeof most === "number" ? most : undefined,
    changePassword: supported("changePassword"),
    sort: supported("sort"),
    etag: supported("etag"),
    authenticationSchemes: schemesOf(attributeOf(body, "authenticationSchemes")),
  };
}

function schemesOf(value: unknown): readonly AuthenticationScheme[] {
  const text = (scheme: JsonObject, name: string): string | undefined => {
    const found = attributeOf(scheme, name);
    return typeof found === "string" ? found : undefined;
  };
  return (Array.isArray(value) ? value : [])
    .filter((scheme) => isObject(scheme))
    .map((scheme) => ({
      type: text(scheme, "type"),
      name: text(scheme, "name"),
      description: text(scheme, "description"),
    }));
}
