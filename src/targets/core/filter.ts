import type { Resource } from "./resource.ts";
import { ScimError } from "./scim-error.ts";

/** The attributes that can be filtered on; those that compare with case say so (RFC 7643 sections 3.1 and 4). */
const FILTERABLE: Readonly<Record<string, { readonly name: string; readonly caseExact: boolean }>> = {
  id: { name: "id", caseExact: true },
  externalid: { name: "externalId", caseExact: true },
  username: { name: "userName", caseExact: false },
  displayname: { name: "displayName", caseExact: false },
};

const COMPARISON = /^\s*(?<attribute>[\w:.-]+)\s+eq\s+(?<value>"(?:[^"\\]|\\.)*")\s*$/iu;

/**
 * The test that a filter of the form `<attribute> eq "<value>"` stands for; without a filter everything passes.
 *
 * @throws {@link ScimError} 400 `invalidFilter` for every other form.
 */
export function readFilter(filter: string | null): (resource: Resource) => boolean {
  if (filter === null) return () => true;
  const { attribute = "", value = "" } = COMPARISON.exec(filter)?.groups ?? {};
  const known = FILTERABLE[attribute.toLowerCase().replace(/^urn:.*:/u, "")];
  const wanted = stringIn(value);
  if (known === undefined || wanted === undefined) {
    throw new ScimError(400, "The filter is not supported.", { scimType: "invalidFilter" });
  }
  return (resource) => {
    const found = known.name === "id" ? resource.id : resource.attributes[known.name];
    if (typeof found !== "string") return false;
    return known.caseExact ? found === wanted : found.toLowerCase() === wanted.toLowerCase();
  };
}

function stringIn(literal: string): string | undefined {
  try {
    return String(JSON.parse(literal));
  } catch {
    return undefined;
  }
}
