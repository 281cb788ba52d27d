import type { Discovery } from "../../scenarios/index.ts";
import { discoverSome, isAnswered, serviceOf } from "../discover.ts";
import type { Session } from "../session.ts";
import type { Published } from "./contracts.ts";

/** What servers have said of themselves: each is asked once a run, by the first suite that has done its work. */
export class PublishedOnce {
  readonly #known = new Map<string, Published>();

  /** @param asked what the suite has been told already, where a scenario or its plan wanted to know */
  async of(session: Session, asked: Promise<Discovery> | undefined): Promise<Published> {
    const service = serviceOf(session);
    // A discovery that was interrupted is no worse than none.
    const own = await asked?.catch(() => undefined);
    const published = own ?? this.#known.get(service) ?? (await discoverSome(session));
    // What a suite could not ask for, because it was short of requests or of time, the next one may.
    if (isSettled(published)) this.#known.set(service, published);
    return published;
  }
}

/** True where asking again would tell nothing more: all was asked, or the server does not answer. */
function isSettled({ config, resourceTypes, schemas }: Published): boolean {
  const asked = [config, resourceTypes].filter((document) => document !== undefined);
  return schemas !== undefined || !asked.every(isAnswered);
}
