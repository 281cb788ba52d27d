import type { Socket } from "node:net";
import type { Answered } from "./behaviour.ts";

const OURS = new Set(["content-length", "transfer-encoding", "connection", "keep-alive"]);

/** Status line and headers of an answer as it came, without what says how long it is. */
export function headOf({ status, headers }: Pick<Answered, "status" | "headers">): string {
  const lines = Object.entries(headers)
    .filter(([name]) => !OURS.has(name))
    .map(([name, value]) => `${name}: ${String(value)}\r\n`);
  return `HTTP/1.1 ${status} Status\r\n${lines.join("")}`;
}

/** An answer as it came. */
export function answerOf(answered: Answered): Buffer {
  const { status, body } = answered;
  const length = status === 204 || status === 304 ? "" : `content-length: ${body.length}\r\n`;
  return Buffer.concat([Buffer.from(`${headOf(answered)}${length}\r\n`), body]);
}

/** A whole answer of a status, a media type and a body. */
export function answer(status: number, type: string, body: string | Buffer, more = ""): Buffer {
  const bytes = Buffer.from(body);
  const head = `HTTP/1.1 ${status} Status\r\ncontent-type: ${type}\r\n${more}content-length: ${bytes.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes]);
}

/** Writes pieces as fast as they are read, until the other side goes away or so many bytes are written. */
export function pour(socket: Socket, piece: Buffer, bytes: number = Number.POSITIVE_INFINITY): void {
  let left = bytes;
  const more = (): void => {
    while (left > 0 && !socket.destroyed) {
      const next = piece.subarray(0, Math.min(piece.length, left));
      left -= next.length;
      if (!socket.write(next)) return;
    }
    if (left <= 0) socket.off("drain", more);
  };
  socket.on("drain", more);
  more();
}

/** Writes a piece every so many ms, until the other side goes away. */
export function drip(socket: Socket, piece: string, everyMs: number): void {
  const timer = setInterval(() => socket.write(piece), everyMs);
  socket.on("close", () => clearInterval(timer));
}
