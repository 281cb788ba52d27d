import type { Exchange } from "../result/index.ts";

// So many requests of one kind in a row without an answer, and more of the same would only cost time.
const SILENT_AFTER = 6;

// So many of any kind in a row, and there is nobody left to ask.
const GONE_AFTER = 10;

// A 429 that came in spite of all waiting has cost minutes already.
const WEIGHT_OF_429 = 2;

/** Tells when a server has stopped answering, by what has come back of the last requests of each kind. */
export class Breaker {
  readonly #streaks = new Map<string, number>();
  readonly #goneAfter: number;
  #all = 0;
  #last = "";

  /** @param goneAfter so many requests of any kind in a row without an answer, and nothing is worth sending */
  constructor(goneAfter: number = GONE_AFTER) {
    this.#goneAfter = goneAfter;
  }

  /** Takes notice of an exchange. */
  note(exchange: Exchange): void {
    const weight = weightOf(exchange);
    const kind = kindOf(exchange.request.method, exchange.resource?.type);
    this.#streaks.set(kind, weight === 0 ? 0 : (this.#streaks.get(kind) ?? 0) + weight);
    this.#all = weight === 0 ? 0 : this.#all + weight;
    if (weight > 0) this.#last = exchange.failure?.message ?? `the answer is ${exchange.response?.status ?? 0}`;
  }

  /** Why a request of this kind is not worth sending; undefined when it is. */
  reason(method: string, type: string | undefined): string | undefined {
    const streak = this.#streaks.get(kindOf(method, type)) ?? 0;
    if (this.#all >= this.#goneAfter) return `the server has stopped answering: ${this.#last}`;
    if (streak < SILENT_AFTER) return undefined;
    return `the server has stopped answering ${method}${type === undefined ? "" : ` of ${type}s`}: ${this.#last}`;
  }
}

function kindOf(method: string, type = ""): string {
  return `${method} ${type}`;
}

function weightOf({ response, failure }: Exchange): number {
  if (response === undefined || failure?.kind === "timeout") return 1;
  if (response.status === 429) return WEIGHT_OF_429;
  return [502, 503, 504].includes(response.status) ? 1 : 0;
}
