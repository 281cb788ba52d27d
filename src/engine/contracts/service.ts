import type { Contract, Operation, ResourceTypeName } from "../../document/index.ts";
import type { ContractDisagreement } from "../../result/index.ts";
import type { ResourceTypeDescription, ServiceProviderConfig } from "../../scim/index.ts";
import type { Seen } from "./seen.ts";

/**
 * What the server's configuration and its types of resources say otherwise than the document: a feature that is declared and
 * not claimed, a collection at another address. What the document does not declare it says nothing of.
 */
export function serviceDisagreements(
  contract: Contract,
  config: ServiceProviderConfig | undefined,
  types: readonly ResourceTypeDescription[] | undefined,
  seen: Seen,
): readonly ContractDisagreement[] {
  const { operations } = contract;
  const rows: ContractDisagreement[] = [];
  const feature = (name: string, supported: boolean | undefined, by: string | undefined, did: string | null): void => {
    if (supported !== false || by === undefined) return;
    rows.push({
      resourceType: "",
      path: name,
      aspect: "feature",
      level: "MAY",
      rfc: "optional",
      server: "not supported",
      document: `declares ${by}`,
      observed: did,
    });
  };
  const query = (name: string): string | undefined =>
    operations.find(
      ({ method, idParameter, parameters }) =>
        method === "GET" &&
        idParameter === undefined &&
        parameters.some((one) => one.in === "query" && one.name === name),
    )?.key;
  if (config !== undefined) {
    const patch = operations.find(({ method }) => method === "PATCH");
    feature("patch", config.patch, patch?.key, patch === undefined ? null : didIt(seen, patch));
    const filter = query("filter");
    feature("filter", config.filter, filter === undefined ? undefined : `the parameter filter of ${filter}`, null);
    const sort = query("sortBy");
    feature("sort", config.sort, sort === undefined ? undefined : `the parameter sortBy of ${sort}`, null);
    feature(
      "bulk",
      config.bulk,
      contract.declared.find((key) => /^POST .*\/Bulk$/u.test(key)),
      null,
    );
  }
  return types === undefined || types.length === 0 ? rows : [...rows, ...typeRows(operations, types, seen)];
}

/** Whatever type of resource they were about. */
function didIt(seen: Seen, { method }: Operation): string | null {
  const counts = (["User", "Group"] as const).map((type) => seen.requests(method, type));
  const sent = counts.reduce((sum, one) => sum + one.sent, 0);
  const succeeded = counts.reduce((sum, one) => sum + one.succeeded, 0);
  return sent === 0 ? null : `${succeeded} of ${sent} ${method} requests succeeded`;
}

function typeRows(
  operations: readonly Operation[],
  types: readonly ResourceTypeDescription[],
  seen: Seen,
): readonly ContractDisagreement[] {
  return (["User", "Group"] as const).flatMap((name: ResourceTypeName): ContractDisagreement[] => {
    const declared = operations.find(({ resourceType }) => resourceType === name);
    if (declared === undefined) return [];
    const common = { resourceType: name, path: "", level: "MAY", rfc: null } as const;
    const answers = seen.answers(name);
    const observed = answers === 0 ? null : `${answers} answers showed one`;
    const type = types.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (type === undefined) {
      const document = `declares ${declared.key}`;
      return [{ ...common, aspect: "exists", server: "not among its ResourceTypes", document, observed }];
    }
    const own = last(declared.collectionPath);
    return own.toLowerCase() === last(type.endpoint).toLowerCase()
      ? []
      : [{ ...common, aspect: "endpoint", server: type.endpoint, document: declared.collectionPath, observed }];
  });
}

function last(path: string): string {
  return path.split("/").findLast((part) => part !== "") ?? "";
}
