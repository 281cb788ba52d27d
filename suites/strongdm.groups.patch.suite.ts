import { defineSuite, type Suite } from "../src/engine/index.ts";
import { bindSuite, type InSource } from "../src/vitest/index.ts";

/** StrongDM: PATCH of one Group (role). */
export const suite: Suite = defineSuite({ vendor: "strongdm", resourceType: "Group", method: "PATCH" });

const { vitest } = import.meta as InSource;
if (vitest !== undefined) await bindSuite(suite, vitest);
