import type { Asked } from "./behaviour.ts";

/** Every request from the first on. */
export const always = (): boolean => true;

/** Every request after so many. */
export const after =
  (count: number) =>
  ({ number }: Asked): boolean =>
    number > count;

/** Every PUT of a Group. */
export const puts = ({ method }: Asked): boolean => method === "PUT";

/** A PUT that empties a Group, and no other request. */
export const emptying = ({ method, body }: Asked): boolean => method === "PUT" && body.includes('"members":[]');

/** Every read of one Group. */
export const reads = ({ method, path }: Asked): boolean => method === "GET" && /\/Groups\/[^?]/u.test(path);

/** Reads of one Group once the preflight is over. */
export const laterReads = (asked: Asked): boolean => asked.number > 12 && reads(asked);

/** Every PUT and, once the preflight is over, every DELETE. */
export const laterWrites = ({ number, method }: Asked): boolean =>
  method === "PUT" || (method === "DELETE" && number > 8);
