import type { ScenarioFamily } from "../scenarios/index.ts";
import { generatedBodies } from "./bodies/bodies.ts";
import { brokenBodies } from "./bodies/violations.ts";
import { groupHistories } from "./group-histories.ts";
import { parallelEdits } from "./parallel.ts";
import { userHistories } from "./users/user-histories.ts";

/** Every property, in the order in which reports list them. To the engine each lane is a scenario. */
export const PROPERTY_FAMILIES: readonly ScenarioFamily[] = [
  { area: "PUT Group", scenarios: () => groupHistories("put") },
  { area: "PATCH Group", scenarios: () => [...groupHistories("patch"), parallelEdits] },
  { area: "PUT User", scenarios: () => userHistories("put") },
  { area: "PATCH User", scenarios: () => userHistories("patch") },
  { area: "PUT User", scenarios: () => [generatedBodies("PUT", "User")] },
  { area: "PUT Group", scenarios: () => [generatedBodies("PUT", "Group")] },
  {
    area: "service",
    scenarios: () => [
      generatedBodies("POST", "User"),
      generatedBodies("POST", "Group"),
      brokenBodies("User"),
      brokenBodies("Group"),
    ],
  },
];
