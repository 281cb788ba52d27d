import type { Call } from "../core/call.ts";
import { isJsonObject, omit, textOf } from "../core/json.ts";
import { membersOf, withMembers } from "../core/resource.ts";
import type { DialectName } from "../types.ts";
import { fault, onGroupPut, showGroup } from "./build.ts";
import { objectsIn } from "./build-users.ts";
import type { Fault } from "./fault.ts";

const dialects: readonly DialectName[] = ["maia"];

/** Faults of PUT on groups in what the page of Maia has beside a name and members. */
export const MAIA_GROUPS: readonly Fault[] = [
  fault(
    {
      id: "group-external-id-lower-cased",
      title: "externalId of a group is stored in lower case",
      requirement: "RFC7643-3.1-EXTID-CASE",
      category: "identity",
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7643 §3.1", note: "externalId is compared with case" },
    },
    () =>
      onGroupPut((_, attributes) => {
        const { externalId } = attributes;
        return typeof externalId === "string" ? { ...attributes, externalId: externalId.toLowerCase() } : undefined;
      }),
  ),
  fault(
    {
      id: "group-external-id-lost",
      title: "PUT does not store externalId of a group",
      requirement: "RFC7644-3.5.1-RW-REPLACED",
      category: "attributes",
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7643 §3.1", note: "an attribute of every resource, kept for users alone" },
    },
    () => onGroupPut((_, attributes) => omit(attributes, "externalId")),
  ),
  fault(
    {
      id: "group-external-id-answered",
      title: "The answer to a PUT shows the externalId that the body left out; a read shows it cleared",
      requirement: "RFC7644-3.5.1-OMITTED-CONSISTENT",
      category: "attributes",
      difficulty: 4,
      dialects,
      source: { reference: "GluuFederation/oxTrust#1376", note: "the answer and the store did not agree" },
    },
    () => ({
      onShow(call, shown, { type }) {
        const had = call.before?.attributes["externalId"];
        return call.method === "PUT" && type === "Group" && had !== undefined
          ? { externalId: had, ...shown }
          : undefined;
      },
    }),
  ),
  fault(
    {
      id: "group-put-without-name",
      title: "A PUT without displayName takes the name of a group away",
      requirement: "RFC7643-4.2-DISPLAYNAME",
      category: "names",
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7643 §4.2", note: "the document does not require it; the RFC does" },
    },
    () => {
      const unnamed = new WeakSet<Call>();
      return {
        onBody(call, body) {
          if (call.method !== "PUT" || call.type !== "Group" || body["displayName"] !== undefined) return undefined;
          unnamed.add(call);
          return { ...body, displayName: "unnamed" };
        },
        onPut: (call, attributes) => (unnamed.has(call) ? omit(attributes, "displayName") : undefined),
      };
    },
  ),
  fault(
    {
      id: "group-member-type-user",
      title: "A group that is a member is shown as a user",
      requirement: "RFC7643-4.2-MEMBER-TYPE",
      category: "membership",
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7643 §4.2", note: "the type was written as a constant" },
    },
    () => ({
      onShow: (_, shown, { type }) =>
        type === "Group"
          ? { ...shown, members: objectsIn(shown["members"]).map((member) => Object.assign(member, { type: "USER" })) }
          : undefined,
    }),
  ),
  fault(
    {
      id: "group-members-with-ref-lost",
      title: "Members that are sent with a reference are not stored",
      requirement: "RFC7643-4.2-MEMBER-VALUE",
      category: "membership",
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7643 §4.2", note: "a reference was followed, in vain, where value says who it is" },
    },
    () =>
      onGroupPut((call, attributes) => {
        const sent = isJsonObject(call.body) ? objectsIn(call.body["members"]) : [];
        const lost = new Set(sent.filter(({ ref }) => ref !== undefined).map(({ value }) => value));
        return withMembers(
          attributes,
          membersOf(attributes).filter(({ value }) => !lost.has(value)),
        );
      }),
  ),
  fault(
    {
      id: "group-member-ref-of-group",
      title: "ref of a member is the address of the group that it is in",
      requirement: "RFC7643-4.2-MEMBER-REF",
      category: "membership",
      difficulty: 2,
      dialects,
      source: { reference: "RFC 7643 §4.2", note: "the id of the outer object in the address of the inner one" },
    },
    () =>
      showGroup((shown) => {
        const members = objectsIn(shown["members"]);
        return members.length === 0
          ? shown
          : {
              ...shown,
              members: members.map((one) => Object.assign({}, one, { ref: `Groups/${textOf(shown["id"])}` })),
            };
      }),
  ),
  fault(
    {
      id: "group-nested-flattened",
      title: "A Group that is to be a member brings its own members in its place",
      requirement: "RFC7644-3.5.1-MEMBERS-REPLACED",
      category: "membership",
      difficulty: 4,
      dialects,
      source: { reference: "RFC 7643 §4.2", note: "nested groups are resolved when they are stored" },
    },
    () =>
      onGroupPut((call, attributes) => {
        const members = membersOf(attributes).flatMap((member) => {
          const inner = call.service.store.get("Group", member.value);
          return inner === undefined ? [member] : membersOf(inner.attributes);
        });
        return withMembers(attributes, members);
      }),
  ),
  fault(
    {
      id: "group-external-id-number",
      title: "externalId of digits alone loses the zeros before it",
      requirement: "RFC7644-3.5.1-RW-REPLACED",
      category: "identity",
      difficulty: 4,
      dialects,
      source: { reference: "RFC 7643 §3.1", note: "a column of numbers for the ids of a client" },
    },
    () =>
      onGroupPut((_, attributes) => {
        const { externalId } = attributes;
        return typeof externalId === "string" && /^0\d+$/u.test(externalId)
          ? { ...attributes, externalId: externalId.replace(/^0+/u, "") }
          : undefined;
      }),
  ),
  fault(
    {
      id: "put-list-taken-for-first",
      title: "A list in place of the Group or User is taken for its first entry",
      requirement: "RFC7644-3.12-SUCCESS-MEANS-DONE",
      category: "errors",
      difficulty: 3,
      dialects: ["maia", "cube"],
      source: { reference: "RFC 7644 §3.12", note: "a framework that unwraps lists of one" },
    },
    () => ({
      onRequest(call) {
        const text = call.bytes.toString("utf8").trim();
        if (call.method === "PUT" && /^\[\{.*\}\]$/su.test(text)) call.bytes = Buffer.from(text.slice(1, -1));
        return undefined;
      },
    }),
  ),
];
