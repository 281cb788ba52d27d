import { HarnessError } from "../../result/index.ts";

/** The HarnessError that something throws; any other error, or none, fails the test. */
export function refusalOf(act: () => unknown): HarnessError {
  const error = outcomeOf(act);
  if (error === undefined) throw new Error("nothing was thrown");
  return error;
}

/** The HarnessError that something throws, or undefined when it throws none; any other error fails the test. */
export function outcomeOf(act: () => unknown): HarnessError | undefined {
  try {
    act();
  } catch (cause) {
    if (cause instanceof HarnessError) return cause;
    throw cause;
  }
  return undefined;
}
