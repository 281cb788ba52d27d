import { type Contract, openParameters } from "../../document/index.ts";
import { inertLine, type Palette } from "../../report/index.ts";
import { type Chosen, given, shipped } from "../choose.ts";
import type { TargetFlags } from "../flags.ts";

/** What a document, or a vendor's name, has come to. */
export interface Looked {
  readonly contract: Contract;
  readonly suites: readonly Chosen[];
  /** Parameters before the id that nothing gives a value, each with a path that it stands in. */
  readonly open: readonly { readonly name: string; readonly path: string }[];
}

/**
 * Reads what is to be tested.
 *
 * @param vendor one of the suites that come with the package; undefined where the flags name a document
 * @throws HarnessError as `run` does, before anything is written
 */
export async function lookAt(
  vendor: string | undefined,
  flags: Pick<TargetFlags, "spec" | "overlay" | "pathParam" | "allowRemoteRefs">,
): Promise<Looked> {
  const { spec = "" } = flags;
  const suites = vendor === undefined ? await given([], spec, flags) : await shipped("init", [vendor], flags, false);
  const [first] = suites;
  // Both throw where there is nothing.
  if (first === undefined) throw new Error("no suite was made");
  const { contract } = first;
  const open = new Map<string, string>();
  for (const operation of contract.operations) {
    for (const name of openParameters(operation)) if (!open.has(name)) open.set(name, operation.path);
  }
  return { contract, suites, open: [...open].map(([name, path]) => ({ name, path })) };
}

/** What was found, for a person: the operations, and the suites that come of them. */
export function foundLines({ contract, suites }: Looked, paint: Palette): string {
  const { document, operations } = contract;
  const updates = new Map(suites.flatMap(({ suite }) => [[suite.area, suite.id] as const]));
  const rows = operations.map(({ method, path, resourceType, idParameter }) => {
    const suite = idParameter === undefined ? undefined : updates.get(`${method} ${resourceType}`);
    const use = suite === undefined ? "" : `  ${paint.quiet(`→ ${suite}`)}`;
    return `  ${method.padEnd(6)} ${inertLine(path)}${use}\n`;
  });
  const count = `${operations.length} SCIM operation${operations.length === 1 ? "" : "s"}`;
  const title = inertLine(`${document.title} ${document.version}`);
  return `${paint.strong(title)}  ${paint.quiet(inertLine(document.name))}: ${count}\n${rows.join("")}`;
}
