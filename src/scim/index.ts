export * from "./attribute.ts";
export * from "./date-time.ts";
export * from "./location.ts";
export * from "./members.ts";
export { REQUIREMENTS } from "./requirements/catalogue.ts";
export * from "./urns.ts";
