import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, type Json, type JsonObject } from "../core/json.ts";
import type { Resource } from "../core/resource.ts";

/** Hooks that store other attributes than a PUT of a user asks for. */
export function onUserPut(choose: (attributes: JsonObject, before: Resource) => JsonObject): Hooks {
  return {
    onPut: (_, attributes, before) => (before.type === "User" ? choose(attributes, before) : undefined),
  };
}

/** Hooks that store another name than a PUT of a user sends. */
export function onUserName(change: (name: JsonObject) => JsonObject): Hooks {
  return onUserPut((attributes) => {
    const { name } = attributes;
    return isJsonObject(name) ? { ...attributes, name: change(name) } : attributes;
  });
}

/** Hooks that store another list than a PUT of a user names. */
export function onUserList(name: string, change: (sent: JsonObject[], had: JsonObject[]) => JsonObject[]): Hooks {
  return onUserPut((attributes, before) => {
    const sent = attributes[name];
    return sent === undefined
      ? attributes
      : { ...attributes, [name]: change(objectsIn(sent), objectsIn(before.attributes[name])) };
  });
}

/** The objects in a list. */
export function objectsIn(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter((entry) => isJsonObject(entry)) : [];
}

/** The objects in a list, each changed. */
export function mapIn(value: Json | undefined, change: (entry: JsonObject) => JsonObject): JsonObject[] {
  return objectsIn(value).map(change);
}

/** Hooks that do something beside the storing of a user by PUT. */
export function onUserStored(act: (call: Call, after: Resource) => void): Hooks {
  return {
    onStore(call, after) {
      if (call.method === "PUT" && after.type === "User") act(call, after);
      return undefined;
    },
  };
}

/** Hooks that show a user in another way. */
export function showUser(change: (shown: JsonObject, user: Resource, call: Call) => JsonObject): Hooks {
  return { onShow: (call, shown, resource) => (resource.type === "User" ? change(shown, resource, call) : undefined) };
}
