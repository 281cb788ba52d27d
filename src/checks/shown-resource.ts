import { isObject, type JsonObject } from "../scim/index.ts";
import type { CheckInput } from "./check.ts";

/** A single resource as an answer shows it, with the type and id that its URL names. */
export interface ShownResource {
  readonly resource: JsonObject;
  readonly type: "User" | "Group";
  readonly id: string | undefined;
}

/**
 * The resource in a successful answer to a request on one resource, or undefined: lists, errors and answers without
 * a JSON object show none. Projections by `attributes` or `excludedAttributes` are left out: they need not be whole.
 */
export function shownResource(input: CheckInput): ShownResource | undefined {
  const { exchange, body } = input;
  const status = exchange.response?.status ?? 0;
  const type = exchange.resource?.type;
  if (status < 200 || status > 299 || (type !== "User" && type !== "Group")) return undefined;
  if (exchange.request.method === "DELETE" || isProjection(exchange.request.url)) return undefined;
  if (body.kind !== "json" || !isObject(body.value)) return undefined;
  const id = exchange.resource?.id;
  return { resource: body.value, type, id: id === "" ? undefined : id };
}

/** True when a request says which attributes are wanted: no schema of a whole resource fits what comes. */
export function isPartial(url: string): boolean {
  return /[?&](?:attributes|excludedAttributes)=/u.test(url);
}

/** True when a request asks for a part of a resource, or for a list: what comes need not be a whole resource. */
export function isProjection(url: string): boolean {
  return /[?&](?:attributes|excludedAttributes|filter)=/u.test(url);
}
