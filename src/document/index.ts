export type * from "./contract.ts";
export type * from "./profile.ts";
