import { startJava } from "../lib/maven.ts";
import type { CompatServer } from "../lib/server.ts";

const NAME = "scimple";

/** Apache Directory SCIMple on Jersey, over two repositories in memory. */
export const scimple: CompatServer = {
  name: NAME,
  title: "SCIMple",
  versions: ["scim-server 1.0.0-M1", "Jersey 3.1.5", "Weld 5.1.2.Final"],
  runtime: "Java 17",
  installed: false,
  wholeService: true,
  start: () => startJava(NAME, "17", "compat.Serve"),
};
