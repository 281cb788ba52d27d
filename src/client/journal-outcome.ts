import { type Exchange, HarnessError, headerOf } from "../result/index.ts";
import type { Journal, JournalIntent } from "./types.ts";

// With these, nothing of the request left this machine.
const NEVER_SENT: ReadonlySet<string> = new Set(["proxy", "refused", "dns", "tls", "connect-timeout"]);

/**
 * Closes the entry of an answered request, or leaves it open where the resource may exist all the same.
 *
 * @param doubtful true when an earlier attempt of the same request may have been carried out, whatever it answered.
 * @returns a note when the journal could not be written: the entry is open then, and what was sent is still recorded.
 */
export function settle(
  journal: Journal,
  entry: number,
  intent: JournalIntent,
  exchange: Pick<Exchange, "response" | "failure">,
  doubtful: boolean,
): string | undefined {
  try {
    close(journal, entry, intent, exchange, doubtful);
    return undefined;
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return `entry ${entry} of the journal stays open: ${error.message}`;
  }
}

function close(
  journal: Journal,
  entry: number,
  intent: JournalIntent,
  { response, failure }: Pick<Exchange, "response" | "failure">,
  doubtful: boolean,
): void {
  if (failure !== undefined && NEVER_SENT.has(failure.kind) && !doubtful) {
    journal.void(entry, `never sent: ${failure.kind}`);
    return;
  }
  if (response === undefined) return;
  const { status } = response;
  if (intent.kind === "write") {
    // Even a refusal may have changed something, so the fixture is put back whatever the answer.
    journal.done(entry, intent.id);
  } else if (status >= 200 && status < 300) {
    const id = idInBody(response.body) ?? idInLocation(headerOf(response.headers, "location"));
    if (id !== undefined) journal.done(entry, id);
  } else if (status >= 400 && status < 500 && status !== 408 && !doubtful) {
    journal.void(entry, `refused with ${status}`);
  }
}

function idInBody(body: string): string | undefined {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== "object" || value === null || !("id" in value)) return undefined;
    const { id } = value;
    return (typeof id === "string" && id !== "") || typeof id === "number" ? String(id) : undefined;
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
