import type { Contract, Operation } from "../document/index.ts";
import type { Discovery, PatchShapes } from "../scenarios/index.ts";
import type { GroupPool } from "./fixtures/group-pool.ts";
import type { Ledger } from "./fixtures/ledger.ts";
import type { NamedResources } from "./fixtures/named.ts";
import type { UserPool } from "./fixtures/user-pool.ts";
import type { Offers } from "./preflight.ts";
import type { Session } from "./session.ts";

/** What all scenarios of a suite share. */
export interface SuiteParts {
  readonly session: Session;
  readonly ledger: Ledger;
  readonly offers: Offers;
  readonly users: UserPool;
  readonly groups: GroupPool;
  /** The Users that the user named, to be written to where Users are under test and none can be made. */
  readonly namedUsers: NamedResources;
  /** What scenarios go by: the document's, less what the server says that it does not have. */
  readonly contract: Contract;
  readonly operation: Operation;
  /** How the server takes member values; probed by the first scenario that asks. */
  shapes?: Promise<PatchShapes>;
  /** What the server says of itself; asked for by the first scenario that wants to know. */
  discovery?: Promise<Discovery>;
}
