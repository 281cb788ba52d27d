import { headerOf } from "../result/index.ts";
import { idText, parseWithIds } from "./exact-numbers.ts";
import type { RawAnswer } from "./types.ts";

/** What a create came to, as far as its answer tells. */
export type CreateOutcome =
  /** It exists, under this id. */
  | { readonly is: "made"; readonly id: string }
  /** Nothing was made. */
  | { readonly is: "nothing"; readonly why: string }
  /** It may exist: it has to be looked for by its name. */
  | { readonly is: "unknown" };

// With these, nothing of the request left this machine.
const NEVER_SENT: ReadonlySet<string> = new Set(["proxy", "refused", "dns", "tls", "connect-timeout"]);

/**
 * Reads what became of a create from its answer. Whatever leaves a doubt is `unknown`: an answer that never came, a 408
 * or 5xx, a redirect, and a refusal after an earlier attempt of the same request may have been carried out.
 */
export function createOutcome({ status, headers, body, failure, doubtful }: RawAnswer): CreateOutcome {
  if (failure !== undefined && NEVER_SENT.has(failure) && !doubtful) {
    return { is: "nothing", why: `never sent: ${failure}` };
  }
  if (status === undefined) return { is: "unknown" };
  if (status >= 200 && status < 300) {
    const id = idInBody(body) ?? idInLocation(headerOf(headers, "location"));
    return id === undefined ? { is: "unknown" } : { is: "made", id };
  }
  if (status >= 400 && status < 500 && status !== 408 && !doubtful) {
    return { is: "nothing", why: `refused with ${status}` };
  }
  return { is: "unknown" };
}

function idInBody(body: string): string | undefined {
  try {
    const value = parseWithIds(body);
    if (typeof value !== "object" || value === null) return undefined;
    // Names of attributes come in any case (RFC 7643 section 2.1).
    const [, id] = Object.entries(value).find(([name]) => name.toLowerCase() === "id") ?? [];
    return idText(id);
  } catch {
    return undefined;
  }
}

// The last segment names the resource (RFC 7644 section 3.3).
function idInLocation(location: string | undefined): string | undefined {
  const segment = location?.split(/[?#]/)[0]?.split("/").at(-1) ?? "";
  try {
    return segment === "" ? undefined : decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
