import { errorReply } from "../core/answer.ts";
import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { ScimError } from "../core/scim-error.ts";
import type { DialectName } from "../types.ts";
import { fault } from "./build.ts";
import type { Fault } from "./fault.ts";

const category = "security";
const write = "SECURITY-OTHER-TENANT-WRITE";
const read = "SECURITY-OTHER-TENANT-READ";
const every: readonly DialectName[] = ["cube", "maia", "lighton", "strongdm", "rfc"];
const tenancy = { reference: "RFC 7644 §6", note: "resources are looked up by id alone, whoever asks" } as const;

/** Faults that let one tenant at what belongs to another. */
export const OTHER_TENANT: readonly Fault[] = [
  fault(
    {
      id: "put-by-other-tenant-applied",
      title: "A PUT finds its resource by id alone, also one of another tenant",
      requirement: write,
      category,
      difficulty: 2,
      dialects: ["cube", "maia", "rfc"],
      source: tenancy,
    },
    () => intoFirst((call) => call.method === "PUT"),
  ),
  fault(
    {
      id: "patch-by-other-tenant-applied",
      title: "A PATCH finds its Group by id alone, also one of another tenant",
      requirement: write,
      category,
      difficulty: 2,
      dialects: ["strongdm", "lighton", "rfc"],
      source: tenancy,
    },
    () => intoFirst((call) => call.method === "PATCH"),
  ),
  fault(
    {
      id: "put-user-by-other-tenant-applied",
      title: "Only Users are found by a PUT of another tenant",
      requirement: write,
      category,
      difficulty: 3,
      dialects: ["maia"],
      source: tenancy,
    },
    () => intoFirst((call) => call.method === "PUT" && /\/Users\/[^/]+$/u.test(call.path)),
  ),
  fault(
    {
      id: "other-tenant-refused-applied",
      title: "A write of another tenant is answered 404 and carried out all the same",
      requirement: write,
      category,
      difficulty: 3,
      dialects: every,
      source: { reference: "RFC 7644 §6", note: "only the answer is filtered by tenant" },
    },
    () => {
      const foreign = new WeakSet<Call>();
      return {
        onTenant(call) {
          if (call.method !== "PUT" && call.method !== "PATCH") return undefined;
          foreign.add(call);
          return call.service;
        },
        onRespond: (call) =>
          foreign.has(call) ? errorReply(call, new ScimError(404, "Resource not found.")) : undefined,
      };
    },
  ),
  fault(
    {
      id: "other-tenant-write-claimed",
      title: "A write of another tenant is answered 200 and changes nothing",
      requirement: write,
      category,
      difficulty: 2,
      dialects: every,
      source: { reference: "RFC 7644 §6", note: "the update of no row is taken for a success" },
    },
    () => ({
      onTenant: (call) => (call.method === "PUT" || call.method === "PATCH" ? call.service : undefined),
      onCommit: (call) => call.headers.authorization === `Bearer ${call.service.token}`,
    }),
  ),
  fault(
    {
      id: "get-shows-other-tenant",
      title: "A GET by id shows what belongs to another tenant",
      requirement: read,
      category,
      difficulty: 2,
      dialects: every,
      source: tenancy,
    },
    () => intoFirst((call) => call.method === "GET" && !isCollection(call)),
  ),
  fault(
    {
      id: "list-shows-other-tenant",
      title: "A list shows what belongs to another tenant, which no GET does",
      requirement: read,
      category,
      difficulty: 3,
      dialects: every,
      source: { reference: "RFC 7644 §6", note: "a filter that takes the place of the one by tenant" },
    },
    () => intoFirst((call) => call.method === "GET" && isCollection(call)),
  ),
  fault(
    {
      id: "other-company-told-apart",
      title: "A PATCH of a Group of another company is answered 403, which tells that there is one",
      requirement: "OPENAPI-OTHER-TENANT-STATUS",
      category,
      difficulty: 3,
      dialects: ["lighton"],
      source: { reference: "RFC 7644 §6", note: "the company is looked at after the Group was found" },
    },
    forbidForeign,
  ),
];

/** Hooks that take some calls of the second tenant for the first one's. */
function intoFirst(isTaken: (call: Call) => boolean): Hooks {
  return { onTenant: (call) => (isTaken(call) ? call.service : undefined) };
}

/** Hooks that answer 403 to the second tenant for what the first one has. */
export function forbidForeign(): Hooks {
  const foreign = new WeakMap<Call, Call["service"]>();
  return {
    onTenant(call) {
      foreign.set(call, call.service);
      return undefined;
    },
    onError(call, error) {
      const isTheirs = call.id !== undefined && foreign.get(call)?.store.find(call.id) !== undefined;
      return error.status === 404 && isTheirs ? new ScimError(403, "It belongs to another tenant.") : undefined;
    },
  };
}

function isCollection({ path }: Call): boolean {
  return /\/(?:Users|Groups)$/u.test(path);
}
