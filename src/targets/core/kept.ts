import type { Rules } from "./attributes.ts";
import { isJsonObject, type JsonObject, sameJson } from "./json.ts";
import { mutability } from "./patch/path.ts";

/**
 * What a PUT makes of a resource when what cannot be read back, and what cannot be changed, stays where the body leaves it
 * out (RFC 7644 section 3.5.1, RFC 7643 section 7).
 *
 * @throws {@link ScimError} 400 `mutability` for another value of what cannot be changed.
 */
export function withKept(attributes: JsonObject, before: JsonObject, rules: Rules): JsonObject {
  const after = { ...attributes };
  for (const [name, rule] of Object.entries(rules)) {
    const [sent, had] = [attributes[name], before[name]];
    if (had === undefined) continue;
    if (name.startsWith("urn:") && isJsonObject(had)) {
      const kept = withKept(isJsonObject(sent) ? sent : {}, had, rule.parts ?? {});
      if (Object.keys(kept).length > 0) after[name] = kept;
    } else if (rule.immutable && sent !== undefined && !sameJson(sent, had)) {
      throw mutability(`${name} cannot be changed.`);
    } else if ((rule.immutable || rule.writeOnly) && sent === undefined) {
      after[name] = had;
    }
  }
  return after;
}
