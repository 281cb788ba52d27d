import type { ServerResponse } from "node:http";
import type { Wire } from "./call.ts";

/** Puts an answer on the wire, in the way and as far as it says. */
export function send(wire: Wire, response: ServerResponse): void {
  switch (wire.ending) {
    case "silent":
      return;
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    case "endless":
      response.writeHead(wire.status, wire.headers.flat());
      response.on("drain", () => pour(response));
      response.write(wire.bytes);
      pour(response);
      return;
    case "cut":
      response.writeHead(wire.status, [...wire.headers.flat(), "Content-Length", String(wire.bytes.length)]);
      response.write(wire.bytes.subarray(0, Math.floor(wire.bytes.length / 2)), () => response.destroy());
      return;
    case "whole":
      sendWhole(wire, response);
  }
}

function sendWhole(wire: Wire, response: ServerResponse): void {
  const bodiless = wire.status === 204 || wire.status === 304;
  const length: [string, string][] = bodiless || wire.chunked ? [] : [["Content-Length", String(wire.bytes.length)]];
  response.writeHead(wire.status, [...wire.headers, ...length].flat());
  const split = wire.chunked ? Math.floor(wire.bytes.length / 2) : 0;
  if (wire.chunked) response.write(wire.bytes.subarray(0, split));
  response.end(wire.bytes.subarray(split));
}

/** White space without end, as fast as the other side reads it. */
function pour(response: ServerResponse): void {
  const blanks = Buffer.alloc(64 * 1024, " ");
  // Bounded a turn, so that a fast reader cannot keep the event loop to itself.
  for (let turn = 0; turn < 16 && !response.destroyed; turn += 1) {
    if (!response.write(blanks)) return;
  }
  setImmediate(() => {
    if (!response.destroyed) pour(response);
  });
}
