import { attributeOf, isObject, parseDateTime } from "../scim/index.ts";
import { NoVerdict, type Observation, type ScenarioContext } from "./context.ts";

/** `meta.lastModified` as it was shown. */
export interface Modified {
  readonly epochMs: number;
  readonly text: string;
  /** The smallest step that it shows, in ms. */
  readonly stepMs: number;
}

/** `meta.lastModified` of what was seen; undefined where the server shows none that can be read. */
export function modifiedOf(seen: Observation | undefined): Modified | undefined {
  const meta = seen?.kind === "present" ? attributeOf(seen.resource, "meta") : undefined;
  const text = isObject(meta) ? attributeOf(meta, "lastModified") : undefined;
  const parsed = typeof text === "string" ? parseDateTime(text) : undefined;
  return parsed === undefined || typeof text !== "string" ? undefined : { ...parsed, text };
}

/** How long a change of `lastModified` takes to show: the digits a server writes may be more than it keeps. */
export function granularityOf({ epochMs, stepMs }: Modified): number {
  return epochMs % 1000 === 0 ? 1100 : Math.max(25, stepMs * 2);
}

/**
 * `meta.lastModified` of what was seen.
 *
 * @throws NoVerdict where there is nothing to compare: it could not be read, or shows no time
 */
export function shownTime(seen: Observation): Modified {
  if (seen.kind !== "present") throw new NoVerdict("inconclusive", "the resource could not be read back");
  const modified = modifiedOf(seen);
  if (modified === undefined) throw new NoVerdict("not-applicable", "the server shows no `meta.lastModified`");
  return modified;
}

/** Reads a resource for its `meta.lastModified`. @throws NoVerdict as {@link shownTime} does */
export async function lastModified(context: Pick<ScenarioContext, "read">, id: string): Promise<Modified> {
  return shownTime(await context.read(id));
}
