import { extendSuite, loadVendor, suitesOf } from "scimproof";
import { bindSuite } from "scimproof/vitest";
import { afterAll, beforeAll, describe, test } from "vitest";
import { own } from "./acme.ts";

// Your own document: loadContract({ spec: "openapi.yaml", profile: "scimproof.profile.yaml" })
const contract = await loadVendor("cube");
for (const suite of suitesOf(contract)) {
  await bindSuite(extendSuite(suite, own), { afterAll, beforeAll, describe, test }, { contract });
}
