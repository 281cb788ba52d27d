// More may lock an account.
const AT_MOST = 3;

/** How often a run has tried to get into each server with a wrong credential: all its suites share it. */
export class WrongTries {
  readonly #tried = new Map<string, number>();

  /** True when one more try may be made, which then counts as made. */
  take(baseUrl: string): boolean {
    const tried = this.#tried.get(baseUrl) ?? 0;
    if (tried >= AT_MOST) return false;
    this.#tried.set(baseUrl, tried + 1);
    return true;
  }
}
