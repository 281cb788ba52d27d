import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { timed } from "./child.ts";

// Elsewhere there is only what getrusage tells.
test.runIf(existsSync("/proc/self/status"))(
  "the peak of a process has nothing of the one that started it",
  async () => {
    const ballast = Buffer.alloc(300 * 1024 * 1024, 1);
    const { code, peakMb, out } = await timed(["--eval", "console.log('done')"]);
    expect({ code, out }).toEqual({ code: 0, out: "done\n" });
    expect(peakMb).toBeGreaterThan(10);
    expect(peakMb).toBeLessThan(ballast.length / 1024 / 1024);
  },
);
