import { omit } from "../core/json.ts";
import { RESOURCE_URN } from "../core/urns.ts";
import { putFault, showGroup } from "./build.ts";
import type { Fault } from "./fault.ts";

const category = "schema";

/** Faults of the `schemas` of a group. */
export const SCHEMAS: readonly Fault[] = [
  putFault(
    {
      id: "schemas-empty",
      title: "schemas of a group is an empty list",
      requirement: "RFC7643-3-SCHEMAS-NONEMPTY",
      category,
      difficulty: 1,
      source: { reference: "RFC 7643 §3", note: "schemas is never empty" },
    },
    () => showGroup((shown) => ({ ...shown, schemas: [] })),
  ),
  putFault(
    {
      id: "schemas-absent",
      title: "A group has no schemas",
      requirement: "RFC7643-3-SCHEMAS-NONEMPTY",
      category,
      difficulty: 1,
      source: { reference: "RFC 7643 §3", note: "every representation has schemas" },
    },
    () => showGroup((shown) => omit(shown, "schemas")),
  ),
  putFault(
    {
      id: "schemas-of-user",
      title: "schemas of a group names the schema of users",
      requirement: "RFC7643-3.3-BASE-SCHEMA",
      category,
      difficulty: 2,
      source: { reference: "RFC 7643 §3.3", note: "one constant for both types" },
    },
    () => showGroup((shown) => ({ ...shown, schemas: [RESOURCE_URN.User] })),
  ),
  putFault(
    {
      id: "schemas-of-scim-1",
      title: "schemas of a group names the schema of SCIM 1.1",
      requirement: "RFC7643-3.3-BASE-SCHEMA",
      category,
      difficulty: 2,
      source: { reference: "RFC 7643 §3.3", note: "a library of the older version" },
    },
    () => showGroup((shown) => ({ ...shown, schemas: ["urn:scim:schemas:core:1.0"] })),
  ),
  putFault(
    {
      id: "schemas-repeated",
      title: "schemas of a group names its schema twice",
      requirement: "RFC7643-3-SCHEMAS-NODUP",
      category,
      difficulty: 2,
      source: { reference: "RFC 7643 §3", note: "the server's own and the one that was sent" },
    },
    () => showGroup((shown) => ({ ...shown, schemas: [RESOURCE_URN.Group, RESOURCE_URN.Group] })),
  ),
  putFault(
    {
      id: "schemas-as-text",
      title: "schemas of a group is a text",
      requirement: "OPENAPI-BODY-SCHEMA",
      category,
      difficulty: 1,
      source: { reference: "wso2/product-is#3572", note: "schemas was a string" },
    },
    () => showGroup((shown) => ({ ...shown, schemas: RESOURCE_URN.Group })),
  ),
];
