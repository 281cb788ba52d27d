// Puts what is loaded together into one file: a command that needs a tenth of the modules starts in a third of the time.
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";

/** What is entered from outside, from `dist/`: the command line, the programmatic interfaces, and each suite. */
function entries(dist) {
  const suites = readdirSync(join(dist, "suites")).filter((name) => name.endsWith(".suite.js"));
  const names = [
    "src/cli/main",
    "src/index",
    "src/vitest/index",
    ...suites.map((name) => `suites/${name.slice(0, -3)}`),
  ];
  return Object.fromEntries(names.map((name) => [name, join(dist, `${name}.js`)]));
}

/**
 * Bundles the entries in their places; what several of them share goes to `dist/chunks`. Packages stay outside: they are
 * dependencies like any other. The compiled modules stay, too, for what is not in the package: benches and scripts.
 */
export async function bundle(dist) {
  const chunks = join(dist, "chunks");
  rmSync(chunks, { recursive: true, force: true });
  const bundled = await rolldown({
    input: entries(dist),
    platform: "node",
    external: (id) => !/^(?:\.|\/|[a-z]:[\\/])/iu.test(id),
    // Modules of ours do nothing when they are loaded; entries are kept whatever they do.
    treeshake: { moduleSideEffects: false },
  });
  try {
    await bundled.write({
      dir: dist,
      format: "esm",
      entryFileNames: "[name].js",
      chunkFileNames: "chunks/[name]-[hash].js",
      minify: false,
    });
  } finally {
    await bundled.close();
  }
}
