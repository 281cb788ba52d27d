export { CHECKS } from "./catalogue.ts";
export type { Check, CheckInput, CheckVerdict, ParsedBody } from "./check.ts";
export { declaredResponse, parseBody } from "./input.ts";
export { judgeExchange } from "./judge-exchange.ts";
