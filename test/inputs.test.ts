import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { inputKinds, runCli } from "../bench/soak/inputs/kinds.ts";
import { MUTATORS } from "../bench/soak/inputs/mutators.ts";
import { tryInput } from "../bench/soak/inputs/try-input.ts";

// `npm run soak -- inputs` tries a thousand of each kind.
const FILES = 30;
const SEED = 7;

const folder = mkdtempSync(join(tmpdir(), "scimproof-inputs-"));
afterAll(() => rmSync(folder, { recursive: true }));
const kinds = await inputKinds(folder);

describe("a broken file ends in exit code 2 with its place, or is read; never in a stack trace", () => {
  test.for(kinds.map((kind) => [kind.name, kind] as const))("%s", async ([, kind]) => {
    const troubles: string[] = [];
    const seen = new Set<number>();
    for (let number = 0; number < FILES; number += 1) {
      const { mutator, code, trouble } = await tryInput(kind, SEED, number, folder);
      seen.add(code);
      if (trouble !== undefined) troubles.push(`${mutator}: ${trouble}`);
    }
    expect(troubles).toEqual([]);
    // Broken files that are all read would prove nothing.
    expect(seen).toContain(2);
  });

  test("each kind is broken in every way", () => {
    expect(FILES).toBeGreaterThanOrEqual(Object.keys(MUTATORS).length);
  });

  test.for(kinds.map((kind) => [kind.name, kind] as const))("%s, as it is, is read", async ([, kind]) => {
    const path = join(folder, `whole-${kind.file}`);
    writeFileSync(path, kind.example.bytes);
    const { code, text } = await runCli(kind.argv(path));
    expect(code, text.slice(0, 500)).not.toBe(2);
  });
});
