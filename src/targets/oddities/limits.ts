import { isJsonObject } from "../core/json.ts";
import { ScimError } from "../core/scim-error.ts";
import type { OddityRecord } from "../types.ts";
import { oddity } from "./build.ts";
import type { Oddity } from "./oddity.ts";

const dialects: OddityRecord["dialects"] = ["rfc"];

/** What a server may take no more of, or keep as it was. */
export const LIMITS: readonly Oddity[] = [
  oddity(
    {
      id: "patch-more-than-twenty-refused",
      title: "A PATCH with more than twenty operations is refused",
      requirement: "RFC7644-3.5.2-SEQUENTIAL",
      legal: "RFC 7644 §3.12: a request that is too large is refused with 413, and the RFC sets no number",
      dialects,
    },
    () => ({
      onOperations: (_, operations) => {
        if (operations.length > 20) throw new ScimError(413, "No more than twenty operations.");
        return undefined;
      },
    }),
  ),
  oddity(
    {
      id: "group-external-id-unique",
      title: "The externalId of another group is refused with 409",
      requirement: "RFC7644-3.5.2-TARGET-ONLY",
      legal: "RFC 7643 §3.1: whether an externalId is unique is the service provider's to say",
      dialects,
    },
    () => ({
      onPatch: (call, attributes, before) => {
        const { externalId } = attributes;
        const others = call.service.store.list("Group").filter(({ id }) => id !== before.id);
        if (
          before.type === "Group" &&
          externalId !== undefined &&
          others.some((other) => other.attributes["externalId"] === externalId)
        )
          throw new ScimError(409, "Another group has this externalId.");
        return undefined;
      },
    }),
  ),
  oddity(
    {
      id: "put-more-than-ten-refused",
      title: "A PUT with more than ten emails is refused",
      requirement: "RFC7644-3.5.1-RW-REPLACED",
      legal: "RFC 7644 §3.12: what does not suit a service provider it may refuse, if it changes nothing",
      dialects,
    },
    () => ({
      onPut: (_, attributes) => {
        const { emails } = attributes;
        if (Array.isArray(emails) && emails.length > 10) throw new ScimError(400, "No more than ten emails.");
        return undefined;
      },
    }),
  ),
  oddity(
    {
      id: "email-display-kept",
      title: "The display of an email stays what it was when the User was made",
      requirement: "RFC7644-3.5.1-RW-REPLACED",
      legal: "RFC 7643 §8.7.1: `display` of an email is readWrite there, and said to be read-only",
      dialects,
    },
    () => ({
      onPut: (call, attributes, before) => {
        const { emails } = attributes;
        const [had] = Array.isArray(before.attributes["emails"]) ? before.attributes["emails"] : [];
        const display = isJsonObject(had) ? had["display"] : undefined;
        if (call.type !== "User" || !Array.isArray(emails) || display === undefined) return undefined;
        return {
          ...attributes,
          emails: emails.map((one) => (isJsonObject(one) ? Object.assign({}, one, { display }) : one)),
        };
      },
    }),
  ),
];
