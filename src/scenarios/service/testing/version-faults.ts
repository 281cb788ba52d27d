import { ENTERPRISE_USER, type JsonObject } from "../../../scim/index.ts";
import { bodyOf, drop } from "./changes.ts";
import { type FakeOptions, type FakeRequest, type FakeService, refuse } from "./fake-service.ts";
import type { FaultRow } from "./faults.ts";

/** Shows another version than the strict one has, and takes that for the current one. */
function versionedBy(tag: (value: JsonObject) => string): FakeOptions {
  const of = (service: FakeService, id: string): string | undefined => {
    const stored = service.resources.get(id);
    return stored === undefined ? undefined : `W/"${tag(stored.value)}"`;
  };
  return {
    before: (request, service) => {
      const { "if-match": wanted, ...headers } = request.headers;
      if (wanted === undefined) return undefined;
      return wanted === of(service, request.path.split("/")[2] ?? "")
        ? service.strictly({ ...request, headers })
        : refuse(412);
    },
    after: (_, one, service) => {
      const etag = of(service, String(bodyOf(one)["id"]));
      if (etag === undefined) return one;
      const meta = { ...(bodyOf(one)["meta"] as JsonObject), version: etag };
      return { ...one, headers: { ...one.headers, etag }, body: { ...bodyOf(one), meta } };
    },
  };
}

const byCount = (): FakeOptions =>
  versionedBy((value) => `${String(value["displayName"])} ${((value["members"] ?? []) as readonly unknown[]).length}`);

const withoutExtension = (): FakeOptions =>
  versionedBy((value) => JSON.stringify(drop(ENTERPRISE_USER.urn)(value)).replaceAll('"', ""));

const refusing = (holds: (request: FakeRequest) => boolean): FakeOptions => ({
  before: (request) => (holds(request) ? refuse(412) : undefined),
});

const METHODS = ["PUT", "PATCH"] as const;

/** What is wrong with versions, beside what the others of these files have, and what is said of it. */
export const VERSION_FAULTS: readonly FaultRow[] = [
  [
    "service.versions.current-patch",
    "no version is ever the current one, which it is for PUT",
    refusing(({ method, headers }) => method === "PATCH" && headers["if-match"] !== undefined),
    "RFC9110-13.1.1-IF-MATCH-TRUE current patch",
  ],
  ...METHODS.map(
    (method): FaultRow => [
      `service.versions.list-${method.toLowerCase()}`,
      "the first of several is the only one",
      refusing((request) => request.method === method && request.headers["if-match"]?.startsWith('"') === true),
      `RFC9110-13.1.1-IF-MATCH-TRUE list ${method.toLowerCase()}`,
    ],
  ),
  ...(["POST", "PUT", "PATCH"] as const).map(
    (method): FaultRow => [
      `service.versions.on-${method.toLowerCase()}`,
      "the ETag is one of the past, and meta.version is not",
      {
        after: (request, one) =>
          request.method === method ? { ...one, headers: { ...one.headers, etag: 'W/"old"' } } : one,
      },
      `RFC7643-3.1-META-VERSION-ETAG same after ${method.toLowerCase()}`,
    ],
  ),
  ["service.versions.stale-group", "members are counted, and no more", byCount(), "RFC7644-3.14-IFMATCH-STALE group"],
  [
    "service.versions.stale-extension",
    "the extension is no part of the version",
    withoutExtension(),
    "RFC7644-3.14-IFMATCH-STALE extension",
  ],
];
