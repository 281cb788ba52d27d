import type { Exchange, HeaderLine, Intent, Purpose, TransportFailure } from "../result/index.ts";
import type { WayIn } from "./access.ts";

/** How a request proves who sends it. Values come from the environment, never from argv. */
export type Credential =
  | { readonly kind: "bearer"; readonly token: string; readonly from: string }
  | { readonly kind: "basic"; readonly userAndPassword: string; readonly from: string }
  | { readonly kind: "header"; readonly name: string; readonly value: string; readonly from: string };

/** Which credential a request carries: the configured one, none, a wrong one of the same kind, or another tenant's. */
export type CredentialChoice = "configured" | "none" | "wrong" | "other";

/** One request to send. */
export interface OutgoingRequest {
  readonly id: string;
  readonly scenario: string;
  readonly purpose: Purpose;
  readonly intent: Intent;
  readonly operation?: string;
  readonly resource?: { readonly type: string; readonly id: string };
  readonly title: string;
  readonly method: string;
  /** Appended to the base URL as it is: already percent-encoded, begins with `/`, may carry a query. */
  readonly path: string;
  /** True to put `path` behind the origin instead of the base URL: to look around for the right base. */
  readonly fromOrigin?: boolean;
  /** Sent as given, names in any case; `authorization` comes from the credential. */
  readonly headers: Readonly<Record<string, string>>;
  /** Text is encoded as UTF-8. */
  readonly body?: string;
  readonly credential: CredentialChoice;
  /** Permits to set aside for the request that will undo this one; see {@link Client.send}. */
  readonly reserve?: number;
  /** True when the permit was set aside earlier: clean-up after a spent budget. */
  readonly useReserved?: boolean;
  /**
   * Once it is on the network only this one ends it, not the signal it is sent with: whoever writes has to know what
   * came of it. It is not begun, and not sent again, once the other one is aborted.
   */
  readonly seeThrough?: AbortSignal;
  /** True to start before everything else that waits for a place: others wait for what it belongs to. */
  readonly goesAhead?: boolean;
  /** Told what came back before anything is taken out of it, and before the exchange is recorded. */
  readonly onAnswer?: (answer: RawAnswer) => void;
}

/**
 * An answer as it came, credentials and all: for the ids of what was made and for what is put back as it was. None of it
 * may be written down.
 */
export interface RawAnswer {
  /** Undefined when no status line came. */
  readonly status: number | undefined;
  readonly headers: readonly HeaderLine[];
  /** As text, as far as it arrived. */
  readonly body: string;
  readonly failure: TransportFailure["kind"] | undefined;
  /** True when an attempt before the last one may have been carried out. */
  readonly doubtful: boolean;
}

/** What a request may leave behind on the target. */
export type JournalIntent =
  | {
      readonly kind: "create";
      readonly resource: string;
      readonly collectionPath: string;
      /** What tells it apart from everything else on the server; `id` for what only a wrong server can have made. */
      readonly key: JournalKey;
      /** Further values that only it has, to look for where the first is not shown or cannot be searched for. */
      readonly alsoKeys?: readonly JournalKey[];
    }
  | {
      readonly kind: "write";
      readonly resource: string;
      readonly id: string;
      readonly path: string;
      readonly before?: unknown;
      /** Updates of `path` that bring it back to `before`, to be tried in this order; a PUT of it by default. */
      readonly back?: readonly WayBack[];
    };

/** An attribute and the value that only one resource has. */
export interface JournalKey {
  readonly attribute: string;
  readonly value: string;
}

/** One update that may bring a resource back into an earlier state. */
export interface WayBack {
  readonly method: "PUT" | "PATCH";
  /** Media type of the request. */
  readonly type: string;
  readonly body: unknown;
}

/** How much may be sent, how fast, and how long each step may take. All times in ms. */
export interface ClientLimits {
  readonly connectTimeoutMs: number;
  readonly headersTimeoutMs: number;
  /** From the last header to the last byte of the body. */
  readonly bodyTimeoutMs: number;
  readonly maxBodyBytes: number;
  /** Requests in all, retries included; undefined for no limit. */
  readonly maxRequests?: number;
  /** Requests a second, spaced evenly; undefined for no limit. */
  readonly ratePerSecond?: number;
  readonly concurrency: number;
  /** The longest `Retry-After` that is waited out, in ms; a longer one ends the exchange with its 429 or 503. */
  readonly maxRetryAfterMs: number;
  /** How often one request is sent again after 429 or 503. */
  readonly maxRetries: number;
  readonly maxRedirects: number;
}

/** What a client is made from. */
export interface ClientOptions extends WayIn {
  /** Scheme, host, port and path prefix, without a trailing slash. */
  readonly baseUrl: string;
  readonly credentials: readonly Credential[];
  /** What another tenant proves itself with; none by default, and then no request may ask for it. */
  readonly otherCredentials?: readonly Credential[];
  /** Headers for every request; never credentials. */
  readonly headers: Readonly<Record<string, string>>;
  readonly limits: ClientLimits;
  /** True to accept any certificate. */
  readonly insecure: boolean;
  /** Further texts that no artefact may contain, by name: generated passwords. */
  readonly secrets?: ReadonlyMap<string, string>;
  /**
   * Told every secret as soon as it is known, credentials first, and before the exchange that brought it is returned.
   * `isHidden` is false for what is left in exchanges, for others to take out when they have been judged: a cookie may
   * happen to be a word that the server must send.
   */
  readonly onSecret?: (name: string, value: string, isHidden: boolean) => void;
  /** Value of `User-Agent`: `scimproof/1.2.3`. */
  readonly userAgent?: string;
}

/** The only way to the network. */
export interface Client {
  /**
   * Sends one request and records it. A target that fails in whatever way is an Exchange with a `failure`, never a throw.
   *
   * @throws HarnessError `BUDGET_SPENT` before anything is sent, when no permit is left (with `reserve`, when not all of
   * 1 + reserve are left); `ABORTED` before anything is sent, when the signal is aborted; `ACCESS_FAILED` when there is no
   * access token to be had, or the signing hook fails: nothing was carried out, and no server is to blame.
   */
  send(request: OutgoingRequest, signal: AbortSignal): Promise<Exchange>;
  /** Gives back `n` permits that were set aside and will not be needed. */
  release(n: number): void;
  /** Requests handed to the network so far, retries included. */
  readonly sent: number;
  /** Registers a secret made during the run, such as a generated password. */
  addSecret(name: string, value: string): void;
  /** Takes every secret out of a JSON value that is to be written down. */
  redactValue(value: unknown): unknown;
  close(): Promise<void>;
}

/** A write-ahead journal: what is not in it was never sent. */
export interface Journal {
  readonly path: string;
  /** Writes and flushes to disk before returning; the number names the entry. */
  intend(intent: JournalIntent): number;
  /** The create was answered with this id, or the write was answered. */
  done(entry: number, id: string): void;
  /** Nothing was created or changed: refused, or never sent. */
  void(entry: number, why: string): void;
  /** The resource of this entry was removed, or put back. */
  undone(entry: number): void;
  close(): void;
}

/** What {@link JournalIntent} entries are still open in a journal file, for `scimproof cleanup`. */
export interface JournalLeftover {
  readonly entry: number;
  readonly intent: JournalIntent;
  /** When it was intended, ISO 8601. */
  readonly at: string;
  /** Known when the answer to the create arrived. */
  readonly id?: string;
}
