import type { BodySchema, MediaType } from "./contract.ts";

const JSON_TYPE = /[/+]json\b/iu;

/** The schema of the first JSON type among declared ones (RFC 6839 section 3.1); undefined where there is none. */
export function jsonBody(content: readonly MediaType[]): BodySchema | undefined {
  return content.find(({ type }) => JSON_TYPE.test(type))?.body;
}
