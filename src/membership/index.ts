export { PROPERTY_FAMILIES } from "./catalogue.ts";
