import type { JournalKey } from "../../client/index.ts";
import { type JsonObject, textAttribute } from "../../scim/index.ts";

const NAMES = ["displayName", "userName", "externalId"] as const;

/** Whose a resource is, as far as what is shown of it tells; `untold` where none of the names that were sent is shown. */
export type Whose = "ours" | "another" | "untold";

/** True where a name that is shown holds the name of the run. */
export function carriesRun(shown: JsonObject, runId: string): boolean {
  const run = runId.toLowerCase();
  return NAMES.some((name) => textAttribute(shown, name)?.toLowerCase().includes(run) === true);
}

/**
 * Whose a resource is that is shown in answer to a create, or under the id that such an answer gave. A server may alter
 * what it was sent (RFC 7644 section 3.3), so one name that is the run's is enough, in whatever case and however cut.
 *
 * @param keys what it was created with and nothing else has
 */
export function whose(shown: JsonObject, runId: string, keys: readonly JournalKey[]): Whose {
  const told = keys.filter(({ attribute }) => attribute !== "id" && (textAttribute(shown, attribute) ?? "") !== "");
  const isKept = ({ attribute, value }: JournalKey): boolean =>
    textAttribute(shown, attribute)?.toLowerCase() === value.toLowerCase();
  if (carriesRun(shown, runId) || told.some(isKept)) return "ours";
  return told.length > 0 ? "another" : "untold";
}
