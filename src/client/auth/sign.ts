import { validateHeaderName, validateHeaderValue } from "node:http";
import { HarnessError, type HeaderLine, nameThrown } from "../../result/index.ts";
import type { SignableRequest, SignHook } from "../access.ts";
import { unlessAborted } from "./unless-aborted.ts";

// What undici makes itself; two of them would be another request than the one signed.
const NOT_FOR_HOOKS = new Set(["host", "content-length", "transfer-encoding", "connection", "keep-alive", "upgrade"]);

const REMEDY = "let the hook `sign` in the config file return an object of header names and values";

/**
 * Has the hook sign one attempt.
 *
 * @returns the header lines to add, names in lower case
 * @throws HarnessError `ACCESS_FAILED` when the hook throws or returns what cannot be sent, without what it said, which
 *   may hold its key, or does not return in time; `ABORTED`
 */
export async function signed(
  hook: SignHook,
  request: SignableRequest,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<readonly HeaderLine[]> {
  let returned: unknown;
  try {
    // A hook may ask a key store over the network, and that may never answer.
    const either = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    returned = await unlessAborted(Promise.resolve(hook(request)), either);
  } catch (error) {
    if (error instanceof HarnessError && error.code === "ABORTED") {
      throw signal.aborted ? error : failed(`did not return within ${timeoutMs} ms`);
    }
    throw failed(`threw ${nameThrown(error)}`, "run it by itself to see what it says, which is not shown here");
  }
  if (typeof returned !== "object" || returned === null || Array.isArray(returned)) {
    throw failed(`returned ${Array.isArray(returned) ? "a list" : returned === null ? "null" : typeof returned}`);
  }
  return Object.entries(returned).map(([name, value]) => line(name, value));
}

function line(name: string, value: unknown): HeaderLine {
  const lower = name.toLowerCase();
  const shown = /^[\w-]{1,80}$/u.test(name) ? name : "a header whose name cannot be sent";
  if (typeof value !== "string") throw failed(`returned ${typeof value} for ${shown}, not text`);
  if (NOT_FOR_HOOKS.has(lower)) throw failed(`returned ${shown}, which is not a hook's to set`);
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch {
    throw failed(`returned a value for ${shown} that cannot be sent`);
  }
  return [lower, value];
}

function failed(what: string, remedy = REMEDY): HarnessError {
  return new HarnessError("ACCESS_FAILED", `The signing hook ${what}; nothing was sent.`, { remedy });
}
