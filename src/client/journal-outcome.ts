import { type HeaderLine, headerOf, type TransportFailure } from "../result/index.ts";
import type { Journal, JournalIntent } from "./types.ts";

/** What the journal learns from an answer. */
export interface JournalAnswer {
  readonly status: number | undefined;
  readonly headers: readonly HeaderLine[];
  readonly body: string;
  readonly failure: TransportFailure["kind"] | undefined;
  /** True when an earlier attempt of the same request may have been carried out, whatever it answered. */
  readonly doubtful: boolean;
}

// With these, nothing of the request left this machine.
const NEVER_SENT: ReadonlySet<string> = new Set(["refused", "dns", "tls", "connect-timeout"]);

/** Closes the entry of an answered request, or leaves it open where the resource may exist all the same. */
export function settle(journal: Journal, entry: number, intent: JournalIntent, answer: JournalAnswer): void {
  const { status, failure } = answer;
  if (failure !== undefined && NEVER_SENT.has(failure) && !answer.doubtful) {
    journal.void(entry, `never sent: ${failure}`);
    return;
  }
  if (status === undefined) return;
  if (intent.kind === "write") {
    // Even a refusal may have changed something, so the fixture is put back whatever the answer.
    journal.done(entry, intent.id);
  } else if (status >= 200 && status < 300) {
    const id = idOf(answer);
    if (id !== undefined) journal.done(entry, id);
  } else if (status >= 400 && status < 500 && status !== 408 && !answer.doubtful) {
    journal.void(entry, `refused with ${status}`);
  }
}

/** The id of a created resource: from the body, else from the last segment of Location (RFC 7644 section 3.3). */
function idOf({ body, headers }: JournalAnswer): string | undefined {
  return idInBody(body) ?? idInLocation(headerOf(headers, "location"));
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

function idInLocation(location: string | undefined): string | undefined {
  const segment = location?.split(/[?#]/)[0]?.split("/").at(-1) ?? "";
  try {
    return segment === "" ? undefined : decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
