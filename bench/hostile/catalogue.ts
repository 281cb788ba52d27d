import type { Behaviour } from "./behaviour.ts";
import { BODIES } from "./bodies.ts";
import { CONNECTIONS } from "./connections.ts";
import { GATEWAYS } from "./gateways.ts";

/** Every hostile behaviour, in the order in which it is listed. */
export const BEHAVIOURS: readonly Behaviour[] = [...CONNECTIONS, ...BODIES, ...GATEWAYS];
