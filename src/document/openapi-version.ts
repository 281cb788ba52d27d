import { HarnessError } from "../result/index.ts";
import { didYouMean } from "./nearest.ts";
import { own } from "./pointer.ts";
import { shortJson } from "./short-json.ts";
import type { Source } from "./source.ts";

/**
 * The `openapi` field, when it is a version that can be read: 3.0, 3.1 or 3.2.
 *
 * @throws HarnessError `DOCUMENT_INVALID` for Swagger 2.0, another version, or none.
 */
export function openapiVersion(source: Source): string {
  const version = own(source.value, "openapi");
  if (typeof version === "string" && /^3\.[012](\.\d+)?([-.].*)?$/.test(version)) return version;
  const refuse = (message: string, pointer: string, remedy: string): HarnessError =>
    new HarnessError("DOCUMENT_INVALID", message, { place: source.placeOf(pointer), remedy });

  const swagger = own(source.value, "swagger");
  if (swagger !== undefined) {
    throw refuse(
      `this is a Swagger ${shortJson(swagger)} document; OpenAPI 3.0, 3.1 or 3.2 is needed`,
      "/swagger",
      "convert it: npx swagger2openapi swagger.yaml -o openapi.yaml",
    );
  }
  if (version === undefined) {
    throw refuse(
      `not an OpenAPI document: it has no key "openapi".${didYouMean("openapi", Object.keys(source.value))}`,
      "",
      "begin the document with openapi: 3.1.0",
    );
  }
  throw refuse(
    typeof version === "string"
      ? `OpenAPI ${version} is not supported`
      : "the version of the OpenAPI specification is not a text",
    "/openapi",
    typeof version === "string" ? "use OpenAPI 3.0, 3.1 or 3.2" : 'put the version in quotes: openapi: "3.1.0"',
  );
}
