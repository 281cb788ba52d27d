export { CHECKS } from "./catalogue.ts";
export type { Check, CheckInput, CheckVerdict } from "./check.ts";
export { declaredResponse } from "./input.ts";
export { judgeExchange } from "./judge-exchange.ts";
