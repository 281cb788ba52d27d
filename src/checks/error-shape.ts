import type { DeclaredResponse, MediaType } from "../document/index.ts";
import { attributeOf, hasAttribute, isObject, type JsonObject, SCIM_TYPES, textOf, URN } from "../scim/index.ts";
import { type Check, type CheckVerdict, defineCheck, failed, passed } from "./check.ts";
import { isJsonType } from "./input.ts";
import { isDeclared } from "./response-media-type-declared.ts";
import { excerpt, shortJson } from "./words.ts";

const BODY = "RFC7644-3.12-ERR-JSON";
const SCHEMA = "RFC7644-3.12-ERR-SCHEMA";
const STRING = "RFC7644-3.12-STATUS-STRING";
const MATCH = "RFC7644-3.12-STATUS-MATCH";
const KEYWORD = "RFC7644-3.12-SCIMTYPE-KNOWN";

/**
 * An error answer is a SCIM error (RFC 7644 section 3.12). Where the document declares errors of another kind
 * (problem+json, a numeric `status`), obeying the RFC would break the document: the schema check judges alone.
 */
export const errorShape: Check = defineCheck({
  id: "error.shape",
  title: "An error answer is a SCIM error",
  requirements: [BODY, SCHEMA, STRING, MATCH, KEYWORD],
  scope: "notice-on-helpers",
  example: { status: 404, body: '{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":404}' },
  judge: ({ exchange, contract, declared, operation, body, mediaType }) => {
    const status = exchange.response?.status ?? 0;
    // A server that fails, and a gateway that turns requests away, are not judged by the form of their apology.
    if (status < 400 || status >= 500 || status === 429) return [];
    // Helpers speak the vendor's own kind of error where its document declares one.
    const kinds =
      operation === undefined
        ? contract.operations.flatMap(({ responses }) => responses.filter((r) => /^[45]/u.test(r.status)))
        : [];
    if (kinds.some((kind) => contradictsRfc(kind, mediaType ?? "", status))) return [];
    const errors = declared ?? operation?.responses.find((response) => /^[45]/u.test(response.status));
    if (errors !== undefined && contradictsRfc(errors, mediaType ?? "", status)) return [];
    if (body.kind !== "json" || !isObject(body.value)) {
      return [
        failed(BODY, "body", {
          expected: ["a JSON object with schemas and status"],
          actual: body.kind === "none" ? "no body" : excerpt(exchange.response?.body ?? ""),
          message: `The error ${status} has no JSON body.`,
        }),
      ];
    }
    return [passed(BODY, "body"), ...judgeBody(body.value, status)];
  },
});

// What a SCIM error may carry beside `schemas` and `status` is open, so a document may ask for more without contradiction.
const ASKS_FOR_MORE = new Set(["required", "dependentRequired", "minProperties"]);

/** True when the declared error, in the media type that came, cannot be a SCIM error as well. */
function contradictsRfc(response: DeclaredResponse, mediaType: string, status: number): boolean {
  const named = response.content.filter((candidate) => isDeclared([candidate], mediaType));
  const content = named.length > 0 ? named : response.content;
  return content.length > 0 && content.every((candidate) => !canBeScimError(candidate, status));
}

function canBeScimError({ type, body }: MediaType, status: number): boolean {
  const mediaType = type.toLowerCase();
  if (mediaType.includes("problem+json")) return false;
  if (!mediaType.includes("*") && !isJsonType(mediaType.split(";")[0]?.trim() ?? "")) return false;
  const violations = body?.validate({ schemas: [URN.error], status: String(status) }) ?? [];
  return violations.every(({ keyword }) => ASKS_FOR_MORE.has(keyword));
}

function judgeBody(error: JsonObject, status: number): CheckVerdict[] {
  const schemas = attributeOf(error, "schemas");
  const named = Array.isArray(schemas) && schemas.some((uri) => textOf(uri).toLowerCase() === URN.error.toLowerCase());
  const value = attributeOf(error, "status");
  const verdicts: CheckVerdict[] = [
    named
      ? passed(SCHEMA, "schemas")
      : failed(SCHEMA, "schemas", {
          expected: [shortJson([URN.error])],
          actual: shortJson(schemas),
          message: "The error body does not name the Error message URN.",
          pointer: "/schemas",
        }),
    typeof value === "string"
      ? passed(STRING, "status")
      : failed(STRING, "status", {
          expected: [shortJson(String(status))],
          actual: shortJson(value),
          message: hasAttribute(error, "status") ? "`status` is not a JSON string." : "The error body has no `status`.",
          pointer: "/status",
        }),
  ];
  if (value !== undefined && value !== null) {
    verdicts.push(
      shortJson(value).replaceAll('"', "").trim() === String(status)
        ? passed(MATCH, "status")
        : failed(MATCH, "status", {
            expected: [shortJson(String(status))],
            actual: shortJson(value),
            message: "`status` in the body is not the HTTP status.",
            pointer: "/status",
          }),
    );
  }
  const keyword = attributeOf(error, "scimType");
  if (typeof keyword === "string") {
    verdicts.push(
      SCIM_TYPES.has(keyword)
        ? passed(KEYWORD, "scimType")
        : failed(KEYWORD, "scimType", {
            expected: ["a keyword of RFC 7644 Table 9"],
            actual: shortJson(keyword),
            message: "`scimType` is not a registered keyword.",
            pointer: "/scimType",
          }),
    );
  }
  return verdicts;
}
