import type { IncomingHttpHeaders } from "node:http";
import type { Socket } from "node:net";

/** A request as it reached the hostile front. */
export interface Asked {
  /** Counts from 1. */
  readonly number: number;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly body: string;
}

/** What the server behind the front has answered. */
export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What a behaviour may do with a request: ask the real server, and write whatever it likes. */
export interface Hit extends Asked {
  /** Hands the request to the server behind. */
  readonly forward: () => Promise<Answered>;
  /** The connection to the client. */
  readonly socket: Socket;
  /** The front's own address. */
  readonly origin: string;
}

/** How a run against a behaviour must end. */
export interface Ending {
  /** The exit code of `scimproof run`. */
  readonly exit: 0 | 1 | 3;
  /** What findings, reasons and preflight steps must say, among other things. */
  readonly says: RegExp;
  /** How many scenarios must have passed all the same: those that the behaviour does not touch. */
  readonly passed?: number;
  /** True where the behaviour may keep what was made from being removed; it is listed as left then. */
  readonly leaves?: boolean;
}

/** A way in which a server may be hostile, and what must come of it. */
export interface Behaviour {
  /** Words: `body-reset.put`. */
  readonly id: string;
  readonly title: string;
  /** Which requests it meets. */
  readonly hits: (asked: Asked) => boolean;
  readonly act: (hit: Hit) => void | Promise<void>;
  readonly ending: Ending;
  /** True where what is received is large: its memory is measured in the tests too. */
  readonly heavy?: boolean;
  /** True where a minute and more is spent waiting: for the soak alone. */
  readonly slow?: boolean;
}
