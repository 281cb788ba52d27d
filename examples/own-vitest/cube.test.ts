import { suite } from "scimproof/suites/cube.groups.put";
import { bindSuite } from "scimproof/vitest";
import { afterAll, beforeAll, describe, test } from "vitest";

await bindSuite(suite, { afterAll, beforeAll, describe, test });
