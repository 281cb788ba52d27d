import type { Scenario } from "../scenarios/index.ts";

/** How scenarios are to be run together. */
export interface Together {
  /** So many requests at once; scenarios one more, so that a place is not empty while one judges what it has received. */
  readonly concurrency: number;
  /** True where the run may end before all are run: then long ones come when their turn is, and use up nothing before. */
  readonly mayEndEarly: boolean;
}

/**
 * Runs scenarios, some at once, and ends when all have ended. Long ones are begun beside the first of the others and take
 * all places but one, so that the run does not end with most places empty; the others come in their order.
 *
 * @param run must not throw
 */
export async function runAll(
  scenarios: readonly Scenario[],
  { concurrency, mayEndEarly }: Together,
  run: (scenario: Scenario) => Promise<void>,
): Promise<void> {
  const isEarly = ({ long }: Scenario): boolean => long === true && !mayEndEarly;
  const early = scenarios.filter(isEarly);
  const others = scenarios.filter((scenario) => !isEarly(scenario));
  const places = concurrency === 1 ? 1 : concurrency + 1;
  let longUnderWay = 0;
  const place = async (): Promise<void> => {
    for (;;) {
      const long = others.length === 0 || longUnderWay < places - 1 ? early.shift() : undefined;
      const next = long ?? others.shift();
      if (next === undefined) return;
      if (long !== undefined) longUnderWay += 1;
      await run(next);
      if (long !== undefined) longUnderWay -= 1;
    }
  };
  await Promise.all(Array.from({ length: places }, place));
}
