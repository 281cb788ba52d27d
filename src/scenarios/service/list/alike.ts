import type { ScenarioContext } from "../../context.ts";
import { ask, needFilter } from "../filter/ask.ts";
import { quoted } from "../filter/cases.ts";
import { make } from "../kit.ts";

/** Users of one `displayName`, and the filter that is to find them and nobody else. */
export interface Alike {
  readonly filter: string;
  readonly made: readonly string[];
  /** Whom the filter finds, all at once. */
  readonly found: readonly string[];
}

/**
 * Makes so many Users of one `displayName`, and looks for them by it.
 *
 * @throws NoVerdict where the server claims no filters, or takes none by `displayName`
 */
export async function usersAlike(context: ScenarioContext, count: number): Promise<Alike> {
  await needFilter(context);
  const displayName = context.name("alike");
  const made: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const body = { ...context.userBody(`user ${index}`), displayName };
    made.push((await make(context, { type: "User", body, title: "make one of the Users of the list" })).id);
  }
  const filter = `displayName eq ${quoted(displayName)}`;
  const { ids } = await ask(context, "User", filter, made);
  return { filter, made, found: ids };
}
