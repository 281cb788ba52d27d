import type { Exchange } from "../result/index.ts";
import { attributeOf, isObject, type JsonObject } from "../scim/index.ts";
import { parseBody } from "./input.ts";

// What is remembered of a resource is compared with every later exchange of it.
const metas = new WeakMap<Exchange, { readonly meta: JsonObject | undefined }>();

/** The `meta` that a successful answer shows. */
export function metaOf(exchange: Exchange): JsonObject | undefined {
  const known = metas.get(exchange);
  if (known !== undefined) return known.meta;
  const meta = readMeta(exchange);
  metas.set(exchange, { meta });
  return meta;
}

function readMeta(exchange: Exchange): JsonObject | undefined {
  const status = exchange.response?.status ?? 0;
  if (status < 200 || status > 299) return undefined;
  const body = parseBody(exchange);
  if (body.kind !== "json" || !isObject(body.value)) return undefined;
  const meta = attributeOf(body.value, "meta");
  return isObject(meta) ? meta : undefined;
}
