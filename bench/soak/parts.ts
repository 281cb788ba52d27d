import { alarms } from "./alarms.ts";
import { hostile } from "./hostile.ts";
import { inputs } from "./inputs.ts";
import { kills } from "./kills.ts";
import { mutation } from "./mutation.ts";
import type { SoakPart } from "./part.ts";
import { seeds } from "./seeds.ts";

/** The long proofs by the name that `npm run soak -- NAME` takes. */
export const PARTS: Readonly<Record<string, SoakPart>> = {
  alarms,
  hostile,
  inputs,
  kills,
  mutation,
  seeds,
};
