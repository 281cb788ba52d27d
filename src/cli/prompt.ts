import type { Interface } from "node:readline/promises";

/** Asks the person at the terminal. */
export interface Prompt {
  /**
   * Asks, and waits for a line.
   *
   * @returns the line, without spaces around it
   * @throws PromptClosed when the person ends it, or {@link Prompt.close} is called
   */
  ask(question: string): Promise<string>;
  close(): void;
}

/** Ctrl-C or Ctrl-D in place of an answer. */
export class PromptClosed extends Error {
  override readonly name: string = "PromptClosed";
}

/** How lines are read; loaded only where somebody is asked. */
export type OpenLines = () => Promise<Interface>;

/** A prompt on a terminal. */
export function linePrompt(open: OpenLines): Prompt {
  const ended = new AbortController();
  let lines: Promise<Interface> | undefined;
  return {
    ask: async (question) => {
      lines ??= opened(open, ended);
      const reader = await lines;
      if (ended.signal.aborted) throw new PromptClosed("closed");
      try {
        // Node leaves a question that is closed without an answer open for ever: the signal ends it.
        return (await reader.question(question, { signal: ended.signal })).trim();
      } catch (cause) {
        throw new PromptClosed("closed", { cause });
      }
    },
    close: () => {
      ended.abort();
      void lines?.then((reader) => reader.close());
    },
  };
}

async function opened(open: OpenLines, ended: AbortController): Promise<Interface> {
  const reader = await open();
  reader.on("SIGINT", () => ended.abort());
  reader.on("close", () => ended.abort());
  return reader;
}
