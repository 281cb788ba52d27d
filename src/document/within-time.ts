import { createContext, Script } from "node:vm";

const script = new Script("act()");

/**
 * What a function gives, if it gives it in time: the only way to end a match or a query that would run for ever in the
 * same thread.
 *
 * @returns undefined when it was interrupted
 * @throws whatever `act` throws
 */
export function withinTime<T>(ms: number, act: () => T): { readonly value: T } | undefined {
  let done: { readonly value: T } | undefined;
  const context = createContext({
    act: () => {
      done = { value: act() };
    },
  });
  try {
    script.runInContext(context, { timeout: ms });
  } catch (error) {
    const code: unknown = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
    if (code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    return undefined;
  }
  return done;
}
