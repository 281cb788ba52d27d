import { HarnessError } from "../result/index.ts";

/** What a request asks of the budget. */
interface PermitRequest {
  readonly reserve?: number;
  readonly useReserved?: boolean;
}

/**
 * The budget of requests. Everything here is synchronous, so that a permit is counted in the same turn in which it is
 * asked for, and parallel senders can never share one.
 */
export class Permits {
  #left: number;
  #reserved = 0;
  readonly #max: number;

  /** @param maxRequests requests in all, retries and redirects included; undefined for no limit. */
  constructor(maxRequests: number | undefined) {
    this.#max = maxRequests ?? Number.POSITIVE_INFINITY;
    this.#left = this.#max;
  }

  /**
   * Takes the permit of a first attempt, and with `reserve` sets that many aside for later.
   *
   * @throws HarnessError `BUDGET_SPENT` when not all of them are left; nothing is taken then.
   */
  take({ reserve = 0, useReserved = false }: PermitRequest): void {
    const fromReserve = useReserved && this.#reserved > 0;
    const needed = (fromReserve ? 0 : 1) + reserve;
    if (this.#left < needed) {
      throw new HarnessError("BUDGET_SPENT", `The budget of ${this.#max} requests is spent.`, {
        remedy: "give more with --max-requests",
      });
    }
    if (fromReserve) this.#reserved -= 1;
    this.#left -= needed;
    this.#reserved += reserve;
  }

  /** Takes one permit for a retry or a redirect, if one is left. */
  tryTake(): boolean {
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }

  /** Undoes {@link Permits.take} for a request that was never sent, what it set aside included. */
  untake({ reserve = 0, useReserved = false }: PermitRequest): void {
    this.release(reserve);
    if (useReserved) this.#reserved += 1;
    else this.#left += 1;
  }

  /** Gives back one permit of {@link Permits.tryTake}. */
  untryTake(): void {
    this.#left += 1;
  }

  /** Turns `n` permits that were set aside into ordinary ones. */
  release(n: number): void {
    const back = Math.min(Math.max(0, n), this.#reserved);
    this.#reserved -= back;
    this.#left += back;
  }
}
