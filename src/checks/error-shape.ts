import type { DeclaredResponse, JsonSchema } from "../document/index.ts";
import { attributeOf, hasAttribute, isObject, type JsonObject, SCIM_TYPES, URN } from "../scim/index.ts";
import { type Check, type CheckVerdict, defineCheck, failed, passed } from "./check.ts";
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
  judge: ({ exchange, declared, operation, body }) => {
    const status = exchange.response?.status ?? 0;
    if (status < 400) return [];
    const errors = declared ?? operation?.responses.find((response) => /^[45]/u.test(response.status));
    if (errors !== undefined && contradictsRfc(errors)) return [];
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

/** True when the declared error cannot be a SCIM error as well. */
function contradictsRfc(response: DeclaredResponse): boolean {
  return response.content.some(({ type, body }) => {
    if (type.toLowerCase().includes("problem+json")) return true;
    const status = property(body?.schema, "status");
    return isObject(status) && (status["type"] === "integer" || status["type"] === "number");
  });
}

function property(schema: JsonSchema | undefined, name: string): unknown {
  const properties = isObject(schema) ? schema["properties"] : undefined;
  return isObject(properties) ? properties[name] : undefined;
}

function judgeBody(error: JsonObject, status: number): CheckVerdict[] {
  const schemas = attributeOf(error, "schemas");
  const named = Array.isArray(schemas) && schemas.some((uri) => String(uri).toLowerCase() === URN.error.toLowerCase());
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
  if (typeof keyword === "string" && !SCIM_TYPES.has(keyword)) {
    verdicts.push(
      failed(KEYWORD, "scimType", {
        expected: ["a keyword of RFC 7644 Table 9"],
        actual: shortJson(keyword),
        message: "`scimType` is not a registered keyword.",
        pointer: "/scimType",
      }),
    );
  }
  return verdicts;
}
