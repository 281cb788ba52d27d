import { defineSuite, type Suite } from "../src/engine/index.ts";
import { bindSuite, type InSource } from "../src/vitest/index.ts";

/** Any SCIM 2.0 server: PUT of one Group. */
export const suite: Suite = defineSuite({ vendor: "rfc", resourceType: "Group", method: "PUT" });

const { vitest } = import.meta as InSource;
if (vitest !== undefined) await bindSuite(suite, vitest);
