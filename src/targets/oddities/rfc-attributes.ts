import type { Call } from "../core/call.ts";
import { isJsonObject, type Json, type JsonObject, textOf } from "../core/json.ts";
import type { Operation } from "../core/patch/operation.ts";
import { ScimError } from "../core/scim-error.ts";
import { onEach } from "../faults/build-rfc.ts";
import { objectsIn } from "../faults/build-users.ts";
import { oddity } from "./build.ts";
import type { Oddity } from "./oddity.ts";

/** What a User may be without (RFC 7643 section 4.1), lower case. */
const LACKING: ReadonlySet<string> = new Set(
  [
    "nickName profileUrl title userType preferredLanguage locale timezone",
    "phoneNumbers ims photos addresses entitlements roles x509Certificates",
  ].flatMap((names) => names.toLowerCase().split(" ")),
);
const LACKING_OF_NAME: ReadonlySet<string> = new Set(["middlename", "honorificprefix", "honorificsuffix"]);

/** Servers that have fewer attributes than most. */
export const RFC_ATTRIBUTES: readonly Oddity[] = [
  oddity(
    {
      id: "attributes-few",
      title: "Users have names and mail addresses, and few other attributes: what is sent of others is ignored",
      requirement: "RFC7644-3.5.1-RW-REPLACED",
      legal: "RFC 7643 §4.1: but for userName no attribute is required; §7: /Schemas says which there are",
      dialects: ["rfc"],
    },
    () => ({
      onBody: (call, body) => (isOfUsers(call) && call.method !== "PATCH" ? had(body) : undefined),
      onOperations: (call, operations) => (isOfUsers(call) ? operations.map(known) : undefined),
      ...onEach("Schemas", (schema) =>
        textOf(schema["id"]).endsWith(":core:2.0:User")
          ? { ...schema, attributes: objectsIn(schema["attributes"]).flatMap(described) }
          : schema,
      ),
    }),
  ),
];

function isOfUsers({ type }: Call): boolean {
  return type === "User";
}

/** The part of a User that there is. */
function had(user: JsonObject): JsonObject {
  const kept = without(user, LACKING);
  return Object.fromEntries(
    Object.entries(kept).map(([name, value]) => [name, name.toLowerCase() === "name" ? nameHad(value) : value]),
  );
}

function nameHad(name: Json): Json {
  return isJsonObject(name) ? without(name, LACKING_OF_NAME) : name;
}

function without(object: JsonObject, names: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.has(name.toLowerCase())));
}

/** An operation as far as there is what it names; a path to nothing is refused (RFC 7644 section 3.5.2). */
function known(operation: Operation): Operation {
  const { path, value } = operation;
  if (path === undefined) return isJsonObject(value) ? { ...operation, value: had(value) } : operation;
  const [, head = "", part = ""] = /^(?:urn:.*:)?(\w+)[^.]*\.?(\w*)/iu.exec(path) ?? [];
  const isName = head.toLowerCase() === "name";
  if (LACKING.has(head.toLowerCase()) || (isName && LACKING_OF_NAME.has(part.toLowerCase()))) {
    throw new ScimError(400, `There is no attribute ${path}.`, { scimType: "invalidPath" });
  }
  return isName && isJsonObject(value) ? { ...operation, value: without(value, LACKING_OF_NAME) } : operation;
}

function described(attribute: JsonObject): JsonObject[] {
  const name = textOf(attribute["name"]).toLowerCase();
  if (LACKING.has(name)) return [];
  if (name !== "name") return [attribute];
  const parts = objectsIn(attribute["subAttributes"]);
  return [
    { ...attribute, subAttributes: parts.filter((part) => !LACKING_OF_NAME.has(textOf(part["name"]).toLowerCase())) },
  ];
}
