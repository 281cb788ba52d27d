import type { UndoAnswer } from "./means.ts";

/** What became of one thing that was to be undone. */
export interface Undone {
  /**
   * `removed`: it was there and is gone; `gone`: it was gone already; `none`: nothing was ever made; `restored`: it is as
   * it was; `left`: it is not; `not-verified`: nobody can tell; `unreachable`: nobody answers.
   */
  readonly state: "removed" | "gone" | "none" | "restored" | "left" | "not-verified" | "unreachable";
  /** Why not, in words that follow on a name: `DELETE was answered 403`. Empty when all is well. */
  readonly reason: string;
  /** The status that stood in the way. */
  readonly status?: number;
}

// What a server says that keeps what something else still refers to; not those that nothing will ever change.
const IN_USE: ReadonlySet<number | undefined> = new Set([400, 403, 409, 412, 422, 423, 424]);

/** How often what was refused is tried anew at most, while that removes something: a chain of references is short. */
export const MAX_ROUNDS = 10;

/** True where it may go once something else has gone that refers to it. */
export function mayGoLater({ state, status }: Undone): boolean {
  return state === "left" && IN_USE.has(status);
}

const NO_CONNECTION: ReadonlySet<string> = new Set(["proxy", "refused", "dns", "tls", "connect-timeout"]);

/** True for an answer that says that it was done. */
export function isSuccess({ status, failure }: Pick<UndoAnswer, "status" | "failure">): boolean {
  return failure === undefined && status !== undefined && status >= 200 && status < 300;
}

/** True for an answer that says that there is no such thing. */
export function isGone({ status }: UndoAnswer): boolean {
  return status === 404 || status === 410;
}

/** How a request was answered, in words. */
export function answered({ status, failure, exchange }: UndoAnswer): string {
  if (status !== undefined && failure === undefined) return `was answered ${status}`;
  return `was not answered (${exchange.failure?.message ?? "no reason is known"})`;
}

/** It could not be undone, because of this answer. */
export function notDone(answer: UndoAnswer, what: string): Undone {
  const isUnreachable = answer.failure !== undefined && NO_CONNECTION.has(answer.failure);
  return {
    state: isUnreachable ? "unreachable" : "left",
    reason: `${what} ${answered(answer)}`,
    ...(answer.status === undefined ? {} : { status: answer.status }),
  };
}
