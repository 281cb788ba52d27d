import type { ResourceTypeName } from "../../document/index.ts";
import type { ScenarioContext } from "../context.ts";
import type { Json, Role } from "./client.ts";

/** The values of one capability's resources, by placeholder: `user.id`, `group.newName`. */
export type Values = Map<string, string>;

/** The type of a role's resource. */
export function typeOf(role: Role): ResourceTypeName {
  return role === "group" ? "Group" : "User";
}

/** Values for every role, ids apart: those come when the resources are made. */
export function valuesFor(context: ScenarioContext): Values {
  const values: Values = new Map();
  for (const role of ["user", "other"] as const) {
    values.set(`${role}.userName`, context.attribute("userName", role) ?? `${context.name(role)}@example.com`);
    values.set(`${role}.email`, context.attribute("emails.value", role) ?? `${context.name(role)}@example.com`);
    values.set(`${role}.newEmail`, context.attribute("emails.value", `${role} new`) ?? "");
    values.set(`${role}.externalId`, context.name(`${role} external`));
  }
  values.set("nobody.userName", context.attribute("userName", "nobody") ?? "");
  values.set("nobody.displayName", context.name("no group"));
  values.set("group.displayName", context.name("group"));
  values.set("group.newName", context.name("group renamed"));
  values.set("group.externalId", context.name("group external"));
  const password = `Sp-${context.digits(10)}-aA!`;
  context.addSecret("generated password", password);
  values.set("password", password);
  return values;
}

/**
 * Fills placeholders in: `{user.id}`, and `{it.userName}` for the resource that is being made.
 *
 * @throws TypeError for one that has no value: the data of the client is wrong
 */
export function fillText(text: string, values: Values, it?: Role, code = (value: string): string => value): string {
  return text.replaceAll(/\{(?<name>[a-z]+(?:\.[a-zA-Z]+)?(?::upper)?)\}/gu, (_, name: string) => {
    const [plain = ""] = name.split(":");
    const value = values.get(it === undefined ? plain : plain.replace(/^it\./u, `${it}.`));
    if (value === undefined) throw new TypeError(`nothing stands for {${name}}`);
    return code(name.endsWith(":upper") ? value.toUpperCase() : value);
  });
}

/** {@link fillText} in every text of a JSON value; names are left alone. */
export function fillJson(json: Json, values: Values, it?: Role): Json {
  if (typeof json === "string") return fillText(json, values, it);
  if (Array.isArray(json)) return json.map((entry: Json) => fillJson(entry, values, it));
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, fillJson(value, values, it)]));
}
