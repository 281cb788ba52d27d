import { parentPort } from "node:worker_threads";

/** Answers the jobs that come to this thread, several at once. `work` never rejects. */
export function serveJobs(work: (job: never) => Promise<unknown>): void {
  const port = parentPort;
  if (port === null) throw new Error("this module is run as a thread");
  const answer = async (number: number, job: never): Promise<void> => {
    const done = await work(job);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    port.postMessage({ number, done });
  };
  port.on("message", ({ number, job }: { readonly number: number; readonly job: never }) => {
    void answer(number, job);
  });
}
