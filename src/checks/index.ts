export { CHECKS } from "./catalogue.ts";
export {
  type Check,
  type CheckExample,
  type CheckInput,
  type CheckVerdict,
  defineCheck,
  failed,
  type ParsedBody,
  passed,
} from "./check.ts";
export { type ShownExample, showExample } from "./example.ts";
export { declaredResponse, parseBody } from "./input.ts";
export { judgeExchange } from "./judge-exchange.ts";
