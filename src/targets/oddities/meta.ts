import { omit, sameJson } from "../core/json.ts";
import { oddity, showMeta, showTimes } from "./build.ts";
import type { Oddity } from "./oddity.ts";

const location = "RFC7643-3.1-META-LOCATION";
const dateTime = "RFC7643-2.3.5-DATETIME";
const moves = "RFC7643-3.1-META-LASTMOD-MOVES";

/** Unusual `meta`. */
export const META_ODDITIES: readonly Oddity[] = [
  oddity(
    {
      id: "location-relative",
      title: "meta.location is a path without scheme and host",
      requirement: location,
      legal: "RFC 7643 §2.3.7: a URI may be relative; the document asks for a text",
      dialects: ["cube", "rfc"],
    },
    () => showMeta((meta) => relocate(meta, (url) => url.pathname)),
  ),
  oddity(
    {
      id: "location-relative-to-base",
      title: "meta.location is relative to the base URL, as in Groups/1",
      requirement: location,
      legal: "RFC 7643 §2.3.7: a URI may be relative; the document asks for a text",
      dialects: ["cube", "rfc"],
    },
    () => showMeta((meta) => relocate(meta, (url) => url.pathname.split("/").slice(-2).join("/"))),
  ),
  oddity(
    {
      id: "location-other-host",
      title: "meta.location has the public host of a server behind a proxy",
      requirement: location,
      legal: "RFC 7643 §3.1: the URI of the resource; no RFC ties it to the host of the request",
      dialects: ["cube", "rfc"],
    },
    () => showMeta((meta) => relocate(meta, (url) => `https://scim.example.test${url.pathname}`)),
  ),
  oddity(
    {
      id: "location-absent",
      title: "meta has no location",
      requirement: location,
      legal: "RFC 7643 §3.1 demands meta; the document requires no part of it",
    },
    () => showMeta((meta) => omit(meta, "location")),
  ),
  oddity(
    {
      id: "created-absent",
      title: "meta has no created",
      requirement: "RFC7643-3.1-META-CREATED",
      legal: "RFC 7643 §3.1 says what created is where it is given; the document does not require it",
    },
    () => showMeta((meta) => omit(meta, "created")),
  ),
  oddity(
    {
      id: "last-modified-absent",
      title: "meta has no lastModified",
      requirement: moves,
      legal: "RFC 7643 §3.1 says what lastModified is where it is given; the document does not require it",
    },
    () => showMeta((meta) => omit(meta, "lastModified")),
  ),
  oddity(
    {
      id: "resource-type-absent",
      title: "meta has no resourceType",
      requirement: "RFC7643-3.1-META-TYPE",
      legal: "RFC 7643 §3.1 says what resourceType is where it is given; the document does not require it",
    },
    () => showMeta((meta) => omit(meta, "resourceType")),
  ),
  oddity(
    {
      id: "times-in-seconds",
      title: "The times in meta have no fraction of a second",
      requirement: moves,
      legal: "RFC 7643 §2.3.5: xsd:dateTime needs no fraction; two updates within a second share a time",
    },
    () => showTimes((time) => time.replace(/\.\d+Z$/u, "Z")),
  ),
  oddity(
    {
      id: "times-with-offset",
      title: "The times in meta end in +00:00 instead of Z",
      requirement: dateTime,
      legal: "RFC 7643 §2.3.5: xsd:dateTime has numeric zones; so has RFC 3339",
    },
    () => showTimes((time) => time.replace("Z", "+00:00")),
  ),
  oddity(
    {
      id: "times-in-local-zone",
      title: "The times in meta are in a zone two hours east of UTC",
      requirement: moves,
      legal: "RFC 7643 §2.3.5: xsd:dateTime has numeric zones; it is the same moment",
    },
    () => showTimes((time) => new Date(Date.parse(time) + 7_200_000).toISOString().replace("Z", "+02:00")),
  ),
  oddity(
    {
      id: "times-with-seven-digits",
      title: "The times in meta have seven digits of a second",
      requirement: dateTime,
      legal: "RFC 7643 §2.3.5: xsd:dateTime takes any number of digits; so does RFC 3339",
    },
    () => showTimes((time) => time.replace("Z", "0000Z")),
  ),
  oddity(
    {
      id: "clock-behind",
      title: "The server's clock is seven hours behind: its Date, and the times in meta",
      requirement: moves,
      legal:
        "RFC 9110 §5.6.7 and RFC 7643 §3.1: a server tells the time by its own clock; no RFC says that it is right",
    },
    () => ({
      ...showTimes((time) => behind(time).toISOString()),
      onWire: (_, wire) => ({
        ...wire,
        headers: [...wire.headers, ["Date", behind(new Date().toISOString()).toUTCString()]],
      }),
    }),
  ),
  oddity(
    {
      id: "version-and-etag",
      title: "meta has a weak version, and answers an ETag of the same value",
      requirement: "OPENAPI-BODY-SCHEMA",
      legal: "RFC 7644 §3.14: versions are an option; the document's schema is open to further properties",
    },
    () => ({
      onShow: (_, shown, { version }) => ({
        ...shown,
        meta: Object.assign(shown["meta"] ?? {}, { version: tag(version) }),
      }),
      onRespond(call, reply) {
        const one = call.id === undefined ? call.after : call.service.store.find(call.id);
        if (one === undefined || reply.status >= 300) return undefined;
        return { ...reply, headers: { ...reply.headers, ETag: tag(one.version) } };
      },
    }),
  ),
  oddity(
    {
      id: "last-modified-kept-without-change",
      title: "A PUT that changes nothing leaves lastModified as it was",
      requirement: moves,
      legal: "RFC 7643 §3.1: lastModified is the time of the last update of the resource; nothing was updated",
    },
    () => ({
      onStore: (_, after, before) =>
        before !== undefined && sameJson(after.attributes, before.attributes)
          ? { ...after, lastModified: before.lastModified }
          : undefined,
    }),
  ),
];

function behind(time: string): Date {
  return new Date(Date.parse(time) - 7 * 3_600_000);
}

function tag(version: number): string {
  return `W/"${version}"`;
}

function relocate(meta: Parameters<typeof omit>[0], change: (url: URL) => string): typeof meta {
  const { location: url } = meta;
  return typeof url === "string" ? { ...meta, location: change(new URL(url)) } : meta;
}
