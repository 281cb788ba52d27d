import { isJsonObject, type Json } from "../core/json.ts";
import { membersOf } from "../core/resource.ts";
import { invalidValue, ScimError } from "../core/scim-error.ts";
import { oddity } from "./build.ts";
import type { Oddity } from "./oddity.ts";

const ALL = ["cube", "maia", "lighton", "strongdm", "rfc"] as const;

/** What a server may ask of Users and names before it takes them. */
export const GROUP_EDIT_ODDITIES: readonly Oddity[] = [
  oddity(
    {
      id: "users-need-emails",
      title: "A User without an email is refused",
      requirement: "RFC7643-4.1.1-USERNAME",
      legal: "RFC 7643 §2.2: a service provider may require more than the core schema does; nothing is made",
      dialects: ALL,
    },
    () => ({
      onIncoming(call, attributes) {
        if (call.type === "User" && call.method === "POST" && attributes["emails"] === undefined)
          throw invalidValue("An email is needed.");
        return undefined;
      },
    }),
  ),
  oddity(
    {
      id: "user-names-told-apart",
      title: "Of two Users of one `displayName` the second is refused as taken",
      requirement: "RFC7643-4.2-MEMBER-VALUE",
      legal: "RFC 7644 §3.3: a service provider may find a conflict with what exists",
      dialects: ALL,
    },
    () => {
      const taken = new Map<Json, Json | undefined>();
      return {
        onIncoming(call, attributes) {
          const { displayName } = attributes;
          if (call.type !== "User" || call.method !== "POST" || displayName === undefined) return undefined;
          const owner = taken.get(displayName);
          if (taken.has(displayName) && owner !== attributes["userName"])
            throw new ScimError(409, "The name is taken.", { scimType: "uniqueness" });
          taken.set(displayName, attributes["userName"]);
          return undefined;
        },
      };
    },
  ),
  oddity(
    {
      id: "put-member-without-value-dropped",
      title: "A member that a PUT sends without a value is left out, and the rest is stored",
      requirement: "RFC7643-4.2-MEMBER-VALUE",
      legal: "RFC 7643 §4.2: nobody is shown as a member without a value; what is dropped of a body is told",
      dialects: ["cube", "maia", "rfc"],
    },
    () => ({
      onBody: ({ method, type }, body) =>
        method === "PUT" && type === "Group" && Array.isArray(body["members"])
          ? { ...body, members: body["members"].filter((one) => !isJsonObject(one) || one["value"] !== undefined) }
          : undefined,
    }),
  ),
  oddity(
    {
      id: "group-made-of-active-alone",
      title: "A Group that is made with a member who is not active is refused",
      requirement: "RFC7643-4.1.1-ACTIVE",
      legal: "RFC 7643 §4.1.1: what `active` means is the provider's to say; nothing is made",
      dialects: ALL,
    },
    () => ({
      onIncoming(call, attributes) {
        const isInactive = membersOf(attributes).some(
          ({ value }) => call.service.store.get("User", value)?.attributes["active"] === false,
        );
        if (call.type === "Group" && call.method === "POST" && isInactive)
          throw invalidValue("A user who is not active cannot be a member.");
        return undefined;
      },
    }),
  ),
  oddity(
    {
      id: "group-names-plain",
      title: "A name of a Group that begins with a sign, has control characters or is a reserved word is refused",
      requirement: "NAME-REFUSED",
      legal: "RFC 7643 §4.2 has the name for people to read: what is refused is said to be, and nothing changes",
      dialects: ["cube", "maia", "rfc"],
    },
    () => ({
      onIncoming(call, { displayName }) {
        const isOdd = typeof displayName === "string" && /^[=@[]|^(?:null|true)$|\p{Cc}|\p{Cf}/iu.test(displayName);
        if (call.type === "Group" && isOdd) throw invalidValue("The name is not allowed.");
        return undefined;
      },
    }),
  ),
  oddity(
    {
      id: "post-external-id-ignored",
      title: "A Group is made without the externalId that was sent",
      requirement: "RFC7644-3.5.2-ONLY-NAMED",
      legal: "RFC 7643 §3.1: externalId is an option; what is not stored cannot be lost",
      dialects: ["lighton"],
    },
    () => ({
      onIncoming(call, attributes) {
        const { externalId: _, ...rest } = attributes;
        return call.type === "Group" && call.method === "POST" ? rest : undefined;
      },
    }),
  ),
];
