export type { InSource, TestContext, VitestApi } from "./api.ts";
export { type BindOptions, bindSuite } from "./bind-suite.ts";
