import type { Discovery } from "../../scenarios/index.ts";
import { discoverSome, serviceOf } from "../discover.ts";
import type { Session } from "../session.ts";
import type { Published } from "./contracts.ts";

/** What servers have said of themselves: each is asked once a run, by the first suite that has done its work. */
export class PublishedOnce {
  readonly #known = new Map<string, Published>();

  /** @param asked what the suite has been told already, where a scenario or its plan wanted to know */
  async of(session: Session, asked: Promise<Discovery> | undefined): Promise<Published> {
    const service = serviceOf(session);
    const known = this.#known.get(service);
    if (known !== undefined) return known;
    // A discovery that was interrupted is no worse than none.
    const own = await asked?.catch(() => undefined);
    const published = own ?? (await discoverSome(session));
    this.#known.set(service, published);
    return published;
  }
}
