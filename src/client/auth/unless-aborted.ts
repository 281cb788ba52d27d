import { HarnessError } from "../../result/index.ts";

/**
 * Waits for work that others may be waiting for too.
 *
 * @throws HarnessError `ABORTED` as soon as the signal is; the work itself goes on
 */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(new HarnessError("ABORTED", "The run was interrupted before this request was sent."));
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
  });
  // Whichever loses the race is nobody's concern any more.
  work.catch(() => {});
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
