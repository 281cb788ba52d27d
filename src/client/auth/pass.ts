import { HarnessError, type HeaderLine } from "../../result/index.ts";
import type { SignHook } from "../access.ts";
import type { Pass } from "../conversation.ts";
import type { OutgoingRequest } from "../types.ts";
import { wrongLike } from "../wrong-secret.ts";
import { signed } from "./sign.ts";
import type { TokenSource } from "./token-source.ts";

/** How one request gets in, and which of its headers the hook has added. */
export interface RequestPass extends Pass {
  /** Header lines that the hook added to the last attempt. */
  readonly added: readonly HeaderLine[];
}

/** What a pass is made with. */
export interface PassParts {
  readonly request: OutgoingRequest;
  readonly origin: string;
  /** Header lines that are the same in every attempt. */
  readonly headers: readonly HeaderLine[];
  readonly tokens: TokenSource | undefined;
  readonly sign: SignHook | undefined;
  /** How long the hook may take, in ms. */
  readonly signTimeoutMs: number;
  /** Told what the hook has made, before it is sent. */
  readonly onSigned: (added: readonly HeaderLine[], url: string) => void;
}

/**
 * Makes the pass of one request: its header lines with an access token that holds, then signed. A wrong token is made
 * from a right one; the client itself is never tried with a wrong secret. What is sent without a credential is sent
 * without a signature too, which is one.
 */
export function passOf({ request, origin, headers, tokens, sign, signTimeoutMs, onSigned }: PassParts): RequestPass {
  const { credential, method, body } = request;
  const source = credential === "configured" || credential === "wrong" ? tokens : undefined;
  let token = "";
  let added: readonly HeaderLine[] = [];
  return {
    get added() {
      return added;
    },
    headers: async (path, signal) => {
      if (signal.aborted) throw new HarnessError("ABORTED", "The run was interrupted before this request was sent.");
      const lines = new Map(headers);
      if (source !== undefined) {
        token = await source.current(signal);
        lines.set("authorization", `Bearer ${credential === "wrong" ? wrongLike(token) : token}`);
      }
      if (sign === undefined || credential === "none") return [...lines];
      const signable = { method, url: `${origin}${path}`, headers: Object.fromEntries(lines), body };
      added = await signed(sign, signable, signTimeoutMs, signal);
      onSigned(added, signable.url);
      for (const [name, value] of added) lines.set(name, value);
      return [...lines];
    },
    // A wrong token is there to be refused.
    ...(source === undefined || credential === "wrong"
      ? {}
      : {
          refused: (signal) => source.replace(token, signal),
          accepted: () => source.accepted(token),
        }),
  };
}
