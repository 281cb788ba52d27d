import { describe, expect, test } from "vitest";
import { SERVICE_SCENARIOS } from "./catalogue.ts";
import { runOnFake } from "./testing/run-on-fake.ts";

/** What a strict service that has all there is to have still gives no occasion to test. */
const NOT_APPLICABLE: Readonly<Record<string, string>> = {
  "service.discovery.patch-unsupported": "does not say that it offers no PATCH",
  "service.discovery.bulk": "does not say that it offers bulk operations",
  "service.schema.required":
    "required, in no extension that may be left out but schemas (which service.create.schemas-missing tests) and userName (which service.create.user-name-missing tests)",
  "service.schema.request": "no attribute of a User that is returned on request",
  "service.schema.always": "always returned but schemas (which service.read.excluded tests)",
  "service.schema.immutable": "no attribute of a User that is immutable",
  "service.schema.immutable-patch": "no attribute of a User that is immutable",
  "service.schema.required-removed-user": "userName (which patch.user.required.remove tests)",
  "service.schema.immutable-unset": "no attribute of a User that is immutable",
  "service.schema.unique": "unique but userName (which service.create.duplicate tests)",
  "service.schema.unique-own-user": "unique and readWrite but userName (which put.user.own-name-case tests)",
  "service.schema.unique-own-group": "no attribute of a Group that is unique",
  "service.schema.unique-written-user": "unique and readWrite but userName (which put.user.taken-name tests)",
  "service.schema.unique-written-group": "no attribute of a Group that is unique",
  "service.schema.unique-case-user": "no attribute of a User that is unique",
  "service.schema.unique-case-group": "no attribute of a Group that is unique",
  "service.schema.read-only": "nothing could be made of groups",
  "service.schema.never": "no attribute of a User that is never returned",
  "service.schema.read-only-group":
    "no attribute of a Group that is readOnly but id (which service.create.read-only-ignored tests)",
  "service.schema.required-group": "required, in no extension that may be left out but schemas",
  "service.schema.never-group": "no attribute of a Group that is never returned",
  "service.schema.request-group": "no attribute of a Group that is returned on request",
  "service.schema.always-group": "always returned but schemas (which service.read.excluded tests)",
  "service.schema.immutable-group": "no attribute of a Group that is immutable",
  "service.schema.immutable-patch-group": "no attribute of a Group that is immutable",
  "service.schema.immutable-unset-group": "no attribute of a Group that is immutable",
  "service.schema.unique-group": "no attribute of a Group that is unique",
  "service.schema.read-only-members": "does not call the members of a Group readOnly",
  "service.filter.extension-group": "describes no extension that it takes values of",
  "service.filter.extension-group-after-put": "describes no extension that it takes values of",
  "service.filter.extension-group-after-patch": "describes no extension that it takes values of",
  "service.filter.integer-user": "shows nothing in an extension of a User that is an integer",
  "service.filter.integer-group": "describes no extension that it takes values of",
  "service.read.attributes-extension-part-user": "no extension of a User shows an attribute of several parts",
  "service.read.attributes-extension-part-group": "describes no extension that it takes values of",
  "service.schema.types-group": "nothing of an extension whose type could be told",
  "service.schema.undeclared-extension-user": "every schema of the server is one of a resource type",
  "service.schema.undeclared-extension-group": "every schema of the server is one of a resource type",
  "service.schema.required-extension-user": "requires no extension",
  "service.schema.required-extension-group": "requires no extension",
  "service.versions.no-content-user": "a PATCH is answered 200",
  "service.versions.no-content-group": "a PATCH is answered 200",
  "service.filter.decimal-user": "shows nothing in an extension of a User that is a decimal",
  "service.filter.decimal-group": "describes no extension that it takes values of",
  "service.filter.joined-group": "describes no extension that it takes values of",
  "service.other-tenant.user": "no second credential was given",
  "service.other-tenant.group": "no second credential was given",
};

const EDITED = /^service\.schema\.(?:patched-(?!full-name-user)|put-again-)/u;

describe("a strict service", () => {
  test.each(SERVICE_SCENARIOS.map(({ id }) => ({ id })))("$id", async ({ id }) => {
    const { outcome, failed, passed } = await runOnFake(id);
    // Told without a credential or not: the fake keeps its configuration to itself, which only costs a notice.
    if (id === "service.discovery.public") return expect(failed).toEqual(["RFC7643-5-SCHEMES-PUBLIC public"]);
    expect(failed).toEqual([]);
    // It describes nothing but what the RFC has: what is edited of a server's own is so in the faults and oddities.
    const why = EDITED.test(id) ? "and none of the RFC's" : NOT_APPLICABLE[id];
    if (why === undefined) expect({ outcome, isEmpty: passed === 0 }).toEqual({ outcome: "passed", isEmpty: false });
    else expect(outcome).toContain(why);
    return undefined;
  });
});
