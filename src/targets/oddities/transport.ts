import { gzipSync } from "node:zlib";
import type { Wire } from "../core/call.ts";
import { ScimError } from "../core/scim-error.ts";
import { oddity } from "./build.ts";
import type { Oddity } from "./oddity.ts";

const mediaType = "OPENAPI-MEDIA-TYPE-DECLARED";
const received = "OPENAPI-RESPONSE-RECEIVED";

/** Unusual headers and ways to send an answer. */
export const TRANSPORT_ODDITIES: readonly Oddity[] = [
  oddity(
    {
      id: "content-type-charset",
      title: "The Content-Type has a charset parameter",
      requirement: mediaType,
      legal: "RFC 9110 §8.3.1: parameters do not make another media type",
    },
    () => ({ onRespond: (_, reply) => ({ ...reply, mediaType: `${reply.mediaType}; charset=utf-8` }) }),
  ),
  oddity(
    {
      id: "content-type-upper-case",
      title: "The Content-Type is written in upper case",
      requirement: mediaType,
      legal: "RFC 9110 §8.3.1: type and subtype are compared without case",
    },
    () => ({ onRespond: (_, reply) => ({ ...reply, mediaType: `${reply.mediaType.toUpperCase()};Charset="UTF-8"` }) }),
  ),
  oddity(
    {
      id: "header-names-odd-case",
      title: "Header names come in upper case",
      requirement: received,
      legal: "RFC 9110 §5.1: header names are compared without case",
    },
    () => ({
      onWire: (_, wire) => ({ ...wire, headers: wire.headers.map(([name, value]) => [name.toUpperCase(), value]) }),
    }),
  ),
  oddity(
    {
      id: "chunked",
      title: "Answers come in chunks, without Content-Length",
      requirement: received,
      legal: "RFC 9112 §7.1",
    },
    () => ({ onWire: (_, wire) => ({ ...wire, chunked: wire.bytes.length > 0 }) }),
  ),
  oddity(
    {
      id: "connection-closed",
      title: "Every answer closes its connection",
      requirement: received,
      legal: "RFC 9112 §9.6",
    },
    () => ({ onWire: (_, wire) => withHeader(wire, "Connection", "close") }),
  ),
  oddity(
    {
      id: "gzip",
      title: "Answers are compressed where the request accepts gzip",
      requirement: "OPENAPI-JSON",
      legal: "RFC 9110 §12.5.3",
    },
    () => ({
      onWire(call, wire) {
        const accepted = (call.headers["accept-encoding"] ?? "").includes("gzip");
        if (!accepted || wire.bytes.length === 0) return undefined;
        return { ...withHeader(wire, "Content-Encoding", "gzip"), bytes: gzipSync(wire.bytes) };
      },
    }),
  ),
  oddity(
    {
      id: "slow",
      title: "Every answer takes 30 ms",
      requirement: received,
      legal: "No RFC sets a time",
    },
    () => ({ onWire: (_, wire) => ({ ...wire, delayMs: 30 }) }),
  ),
  oddity(
    {
      id: "rate-limited",
      title: "Every eleventh request is refused with 429 and Retry-After: 0",
      requirement: "OPENAPI-STATUS-DECLARED",
      legal: "RFC 6585 §4: a server may limit the rate, and says when to try again",
    },
    () => {
      let count = 0;
      return {
        onRequest() {
          count += 1;
          if (count % 11 === 0) throw new ScimError(429, "Too many requests.", { headers: { "Retry-After": "0" } });
          return undefined;
        },
      };
    },
  ),
  oddity(
    {
      id: "overloaded-at-times",
      title: "Every thirteenth request is refused with 503 and Retry-After: 0; a retry succeeds",
      requirement: "RFC7644-3.12-NO-5XX",
      legal: "RFC 9110 §15.6.4: a passing state that the server says will pass",
    },
    () => {
      let count = 0;
      return {
        onRequest() {
          count += 1;
          if (count % 13 === 0) throw new ScimError(503, "Busy.", { headers: { "Retry-After": "0" } });
          return undefined;
        },
      };
    },
  ),
];

function withHeader(wire: Wire, name: string, value: string): Wire {
  return { ...wire, headers: [...wire.headers, [name, value]] };
}
