import { describe, expect, test } from "vitest";
import { SERVERS } from "../../compat/catalogue.ts";
import { compare, readExpected } from "../../compat/lib/expected.ts";
import { runServer } from "../../compat/lib/run-server.ts";
import { NotHere, type RunningServer } from "../../compat/lib/server.ts";

// Those that need another runtime are the business of `npm run compat`; scimmy is met by every run of the tests.
const FROM_NPM = SERVERS.filter(({ runtime, installed }) => runtime === "Node" && !installed);

describe.each(FROM_NPM)("$name", (server) => {
  test("is found to do what was confirmed by hand, no more and no less, and nothing is left on it", async (context) => {
    let running: RunningServer;
    try {
      running = await server.start();
    } catch (error) {
      if (!(error instanceof NotHere)) throw error;
      context.skip(`not run, because ${error.message}`);
      return;
    }
    try {
      const result = await runServer(server, running);
      expect(compare(result, readExpected(server.name))).toEqual({ appeared: [], disappeared: [] });
      expect(result.cleanup.left).toEqual([]);
      expect(result.ended.how).toBe("complete");
    } finally {
      await running.close();
    }
  });
});
