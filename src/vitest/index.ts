export type { InSource, TestContext, VitestApi } from "./api.ts";
export { bindSuite } from "./bind-suite.ts";
