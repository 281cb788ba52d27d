import type { FakeRequest } from "../../scenarios/service/testing/fake-service.ts";
import { isObject, type JsonObject } from "../../scim/index.ts";
import type { FakeWorldOptions } from "./fake-context.ts";

const CORE = "urn:ietf:params:scim:schemas:core:2.0:User";

/** An attribute as `/Schemas` describes one, with the defaults of RFC 7643 section 2.2. */
export const attribute = (name: string, more: JsonObject = {}): JsonObject => ({
  name,
  type: "string",
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: "readWrite",
  returned: "default",
  uniqueness: "none",
  ...more,
});

/** Shows Users of these attributes at `/Schemas`, and every extension with those, or none where they are not given. */
export function publishes(
  attributes: readonly JsonObject[],
  extension?: readonly JsonObject[],
): NonNullable<FakeWorldOptions["after"]> {
  return (request, answer) => {
    if (request.path !== "/Schemas" || !isObject(answer.body) || !Array.isArray(answer.body["Resources"]))
      return answer;
    const Resources = answer.body["Resources"].flatMap((one: JsonObject) => {
      if (one["id"] === CORE) return [{ ...one, attributes }];
      if (!String(one["id"]).includes(":extension:")) return [one];
      return extension === undefined ? [] : [{ ...one, attributes: extension }];
    });
    return { ...answer, body: { ...answer.body, Resources } };
  };
}

/** What a POST sends; undefined for other requests. */
export const posted = ({ method, body }: FakeRequest): JsonObject | undefined =>
  method === "POST" ? (JSON.parse(body ?? "{}") as JsonObject) : undefined;
