import { textOf } from "../core/json.ts";
import { membersOf, withMembers } from "../core/resource.ts";
import { fault, hitSameExternalId, onGroupPut, onGroupUpdate } from "./build.ts";
import { by } from "./build-rfc.ts";
import type { Fault } from "./fault.ts";

/** Faults of texts that are cut at a sign or taken for a key, and of tables with a column for one of several values. */
export const CUT_AT_SIGNS: readonly Fault[] = [
  fault(
    {
      id: "put-comma-name-keeps-members",
      title: "A PUT of a group whose name has a comma changes the name, and leaves the members as they were",
      requirement: "RFC7644-3.5.1-MEMBERS-REPLACED",
      category: "membership",
      difficulty: 4,
      dialects: ["cube", "maia", "rfc"],
      source: by("RFC 7644 §3.5.1", "the group is looked up by its name in a list with commas"),
    },
    () =>
      onGroupPut((_, attributes, before) =>
        textOf(attributes["displayName"]).includes(",")
          ? withMembers(attributes, membersOf(before.attributes))
          : attributes,
      ),
  ),
  fault(
    {
      id: "group-external-id-loses-braces",
      title: "An externalId in braces is stored without them",
      requirement: "RFC7644-3.5.1-RW-REPLACED",
      category: "attributes",
      difficulty: 4,
      dialects: ["maia", "rfc"],
      source: by("RFC 7643 §3.1", "read as the GUID of a directory, and written as one without braces"),
    },
    () => ({
      onIncoming({ type }, attributes) {
        const { externalId } = attributes;
        if (type !== "Group" || typeof externalId !== "string") return undefined;
        return { ...attributes, externalId: externalId.replace(/^\{(.*)\}$/u, "$1") };
      },
    }),
  ),
  fault(
    {
      id: "put-hits-same-external-id-group",
      title: "A PUT changes the members of every group that has the same externalId",
      requirement: "RFC7644-3.5.1-TARGET-ONLY",
      category: "identity",
      difficulty: 5,
      dialects: ["maia", "rfc"],
      source: by("RFC 7644 §3.5.1", "an update by the client's own id, where that is not unique"),
    },
    () => hitSameExternalId("PUT"),
  ),
  fault(
    {
      id: "put-member-keeps-one-email",
      title: "Of the emails of a User whom a PUT makes a member, the first alone is kept",
      requirement: "RFC7644-3.5.1-TARGET-ONLY",
      category: "attributes",
      difficulty: 4,
      dialects: ["cube", "maia", "rfc"],
      source: by("RFC 7644 §3.5.1", "the User is stored again with its members, by a row that has one email"),
    },
    () =>
      onGroupUpdate((call, after) => {
        if (call.method !== "PUT") return undefined;
        for (const { value } of membersOf(after.attributes)) {
          const user = call.service.store.get("User", value);
          const emails = user?.attributes["emails"];
          if (user === undefined || !Array.isArray(emails)) continue;
          call.service.store.save({ ...user, attributes: { ...user.attributes, emails: emails.slice(0, 1) } });
        }
        return undefined;
      }),
  ),
];
