import { Worker } from "node:worker_threads";

/** How to spread jobs over threads. */
export interface PoolOptions<Job, Done> {
  /** The module that each thread runs: it calls `serveJobs`. */
  readonly worker: URL;
  readonly threads: number;
  /** How many jobs each thread works on at once. */
  readonly atOnce: number;
  /** No new job is begun once this says so. */
  readonly stopped?: () => boolean;
  readonly onDone: (done: Done, job: Job) => void;
}

/** Works through the jobs, each on the next thread that is free; rejects when a thread dies. */
export async function workThrough<Job, Done>(
  jobs: readonly Job[],
  { worker, threads, atOnce, stopped = () => false, onDone }: PoolOptions<Job, Done>,
): Promise<void> {
  const queue = [...jobs];
  const one = async (): Promise<void> => {
    const thread = new Worker(worker);
    const underWay = new Map<number, Job>();
    let number = 0;
    try {
      await new Promise<void>((resolve, reject) => {
        const fill = (): void => {
          while (underWay.size < atOnce && !stopped()) {
            const job = queue.shift();
            if (job === undefined) break;
            number += 1;
            underWay.set(number, job);
            // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
            thread.postMessage({ number, job });
          }
          if (underWay.size === 0) resolve();
        };
        thread.on("message", (answer: { readonly number: number; readonly done: Done }) => {
          const job = underWay.get(answer.number);
          underWay.delete(answer.number);
          if (job !== undefined) onDone(answer.done, job);
          fill();
        });
        thread.on("error", reject);
        thread.on("exit", (code) => reject(new Error(`a thread ended with ${code}`)));
        fill();
      });
    } finally {
      thread.removeAllListeners("exit");
      await thread.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(threads, jobs.length)) }, one));
}
