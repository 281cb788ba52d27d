import { isObject, type JsonObject } from "../../../scim/index.ts";
import type { FakeAnswer, FakeOptions, FakeRequest } from "./fake-service.ts";

/** The body of an answer; empty where it has none. */
export const bodyOf = (one: FakeAnswer): JsonObject => (isObject(one.body) ? one.body : {});

/** A fake that answers some requests otherwise. */
export const when = (
  holds: (request: FakeRequest) => boolean,
  change: (answer: FakeAnswer, request: FakeRequest) => FakeAnswer,
): FakeOptions => ({ after: (request, one) => (holds(request) ? change(one, request) : one) });

/** Requests of this method to such a path. */
export const is =
  (method: string, path: RegExp) =>
  (request: FakeRequest): boolean =>
    request.method === method && path.test(request.path);

/** Another body in place of what a success has. */
export const body =
  (change: (body: JsonObject) => unknown) =>
  (one: FakeAnswer): FakeAnswer =>
    one.status < 300 ? { ...one, body: change(bodyOf(one)) } : one;

/** A body without some members. */
export const drop =
  (...names: readonly string[]) =>
  (value: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

/** A body with other members. */
export const having =
  (more: JsonObject) =>
  (value: JsonObject): JsonObject => ({ ...value, ...more });

/** The query of a request without some of its parameters. */
export function without({ query }: FakeRequest, ...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(query).filter(([name]) => !names.includes(name)));
}

/** Another query than the one that was sent. */
export const asking = (change: (query: FakeRequest["query"]) => FakeRequest["query"] | undefined): FakeOptions => ({
  before: (request, service) => {
    const query = change(request.query);
    return query === undefined ? undefined : service.strictly({ ...request, query });
  },
});
