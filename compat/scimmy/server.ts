import type { CompatServer } from "../lib/server.ts";

/** scimmy behind scimmy-routers and express, as their READMEs show. */
export const scimmy: CompatServer = {
  name: "scimmy",
  title: "scimmy",
  versions: ["scimmy 1.3.5", "scimmy-routers 1.3.2", "express 5.3.0"],
  runtime: "Node",
  installed: true,
  wholeService: true,
  // Its packages come with those of this project's tests: nothing else that is started should have to load them.
  start: async () => (await import("./start.ts")).startScimmy(),
};
