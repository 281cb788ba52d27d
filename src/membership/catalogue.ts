import type { ScenarioFamily } from "../scenarios/index.ts";
import { groupHistories } from "./group-histories.ts";
import { parallelEdits } from "./parallel.ts";
import { userHistories } from "./users/user-histories.ts";

/** Every property, in the order in which reports list them. To the engine each lane is a scenario. */
export const PROPERTY_FAMILIES: readonly ScenarioFamily[] = [
  { method: "PUT", resourceType: "Group", scenarios: () => groupHistories("put") },
  { method: "PATCH", resourceType: "Group", scenarios: () => [...groupHistories("patch"), parallelEdits] },
  { method: "PUT", resourceType: "User", scenarios: () => userHistories("put") },
  { method: "PATCH", resourceType: "User", scenarios: () => userHistories("patch") },
];
