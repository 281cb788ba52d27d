import { defineServiceSuite, type Suite } from "../src/engine/index.ts";
import { bindSuite, type InSource } from "../src/vitest/index.ts";

/** Any SCIM 2.0 server: the service as a whole, from discovery to ETags. */
export const suite: Suite = defineServiceSuite({ vendor: "rfc" });

const { vitest } = import.meta as InSource;
if (vitest !== undefined) await bindSuite(suite, vitest);
