import type { ResourceTypeName } from "../../../document/index.ts";
import { type AttributeSchema, ENTERPRISE_USER, GROUP_SCHEMA, USER_SCHEMA } from "../../../scim/index.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { attributeNamed, needMethod } from "../described.ts";
import { serviceScenario } from "../kit.ts";
import { attributesThat, type OwnAttribute, pathOf } from "./attributes.ts";
import { EDIT_REQUIREMENTS, judgeEdit } from "./edit.ts";
import {
  added,
  appended,
  type Edits,
  entryChanged,
  listReplaced,
  merged,
  oneRemoved,
  partReplaced,
  primaryMoved,
  put,
  removed,
  replaced,
  replacedByFullName,
  replacedWithoutPath,
} from "./edits.ts";

/** Edits of one kind, on what a server describes beside the attributes of the RFC, each on a resource of its own. */
interface Kind {
  readonly name: string;
  readonly title: string;
  readonly requirements: readonly string[];
  readonly method?: "PUT";
  /** Completes “an attribute of its own that is …”. */
  readonly are: string;
  readonly holds: (attribute: AttributeSchema, own: OwnAttribute) => boolean;
  /** True where the attributes of the enterprise extension are meant too. */
  readonly withEnterprise?: boolean;
  readonly edits: Edits;
}

const isSingle = ({ multiValued, type }: AttributeSchema): boolean => !multiValued && type !== "complex";
const isComplex = ({ multiValued, type }: AttributeSchema): boolean => !multiValued && type === "complex";
const isList = ({ multiValued }: AttributeSchema): boolean => multiValued;
const isRecords = ({ multiValued, type }: AttributeSchema): boolean => multiValued && type === "complex";

const KINDS: readonly Kind[] = [
  {
    name: "patched-added",
    title: "A PATCH adds what the server's own schema has and the resource lacks",
    requirements: ["RFC7644-3.5.2.1-NEW"],
    are: "readWrite",
    holds: () => true,
    edits: added,
  },
  {
    name: "patched-replaced",
    title: "A PATCH replaces a single value of the server's own schema, by zero and false too",
    requirements: ["RFC7644-3.5.2.3-SINGLE"],
    are: "readWrite and has one value",
    holds: isSingle,
    edits: replaced,
  },
  {
    name: "patched-removed",
    title: "A PATCH removes what the server's own schema has",
    requirements: ["RFC7644-3.5.2.2-SINGLE", "RFC7644-3.5.2.2-MULTI-ALL"],
    are: "readWrite and not required",
    holds: ({ required }) => !required,
    edits: removed,
  },
  {
    name: "patched-without-path",
    title: "A PATCH without a path replaces what the server's own schema has",
    requirements: ["RFC7644-3.5.2.3-NO-PATH"],
    are: "readWrite and has one value",
    holds: isSingle,
    edits: replacedWithoutPath,
  },
  {
    name: "patched-full-name",
    title: "A PATCH without a path that names an attribute of an extension in full is carried out or refused",
    requirements: ["RFC7644-3.10-URN-PATH"],
    are: "readWrite, of text and in an extension",
    holds: (attribute, { under }) => under !== undefined && isSingle(attribute) && attribute.type === "string",
    withEnterprise: true,
    edits: replacedByFullName,
  },
  {
    name: "patched-list-added",
    title: "A PATCH adds to a list of the server's own schema and keeps what is in it",
    requirements: ["RFC7644-3.5.2.1-MULTI-APPEND"],
    are: "readWrite and has several values",
    holds: isList,
    edits: appended,
  },
  {
    name: "patched-list-replaced",
    title: "A PATCH replaces a list of the server's own schema and leaves nothing else in it",
    requirements: ["RFC7644-3.5.2.3-MULTI-ALL"],
    are: "readWrite and has several values",
    holds: isList,
    edits: listReplaced,
  },
  {
    name: "patched-entry-removed",
    title: "A PATCH with a filter removes one entry of a list of the server's own schema, and no other",
    requirements: ["RFC7644-3.5.2.2-FILTER-VALUE"],
    are: "readWrite and has several values",
    holds: isList,
    edits: oneRemoved,
  },
  {
    name: "patched-entry-part",
    title: "A PATCH with a filter changes a part of one entry of the server's own schema, and of no other",
    requirements: ["RFC7644-3.5.2.3-VALUEPATH-SUBATTR"],
    are: "readWrite, complex and has several values",
    holds: isRecords,
    edits: entryChanged,
  },
  {
    name: "patched-part",
    title: "A PATCH replaces a part of a complex value of the server's own schema and keeps the others",
    requirements: ["RFC7644-3.5.2.3-SINGLE"],
    are: "readWrite and complex",
    holds: isComplex,
    edits: partReplaced,
  },
  {
    name: "patched-complex",
    title: "A PATCH that sends a part of a complex value of the server's own schema keeps the others",
    requirements: ["RFC7644-3.5.2.3-COMPLEX-MERGE"],
    are: "readWrite and complex",
    holds: isComplex,
    edits: merged,
  },
  {
    name: "patched-primary",
    title: "Of a list of the server's own schema only the entry that a PATCH has made primary is so",
    requirements: ["RFC7644-3.5.2-PRIMARY-RESET"],
    are: "readWrite, complex and has several values",
    holds: isRecords,
    edits: primaryMoved,
  },
  {
    name: "put-again",
    title: "A PUT replaces what the resource was made with of the server's own schema",
    requirements: ["RFC7644-3.5.1-RW-REPLACED"],
    method: "PUT",
    are: "readWrite",
    holds: () => true,
    edits: put,
  },
];

const OF_THE_RFC = { User: USER_SCHEMA, Group: GROUP_SCHEMA };

/** True for what the RFC has as well, which the suites of PUT and PATCH test. */
const isOfTheRfc = ({ type, under, attribute: { name } }: OwnAttribute): boolean =>
  under === undefined && attributeNamed(OF_THE_RFC[type].attributes, name) !== undefined;

const isEnterprise = ({ under }: OwnAttribute): boolean => under?.toLowerCase() === ENTERPRISE_USER.urn.toLowerCase();

/**
 * A value that the client writes whole, a read shows, and that any number of resources may have. Of one with an immutable part
 * a server may keep that and take the rest.
 */
const isWritten = ({ mutability, returned, uniqueness, subAttributes = [] }: AttributeSchema): boolean =>
  mutability === "readWrite" &&
  (returned === "default" || returned === "always") &&
  uniqueness === "none" &&
  subAttributes.every((part) => part.mutability === "readOnly" || isWritten(part));

/** What a server describes of its own is edited as the attributes of the RFC are: each kind of edit, for each type. */
export const patchedScenarios: readonly Scenario[] = KINDS.flatMap((kind) =>
  (["User", "Group"] as const).map((type) => scenarioOf(kind, type)),
);

function scenarioOf(kind: Kind, type: ResourceTypeName): Scenario {
  const { method = "PATCH", title, requirements, edits } = kind;
  return serviceScenario({
    id: `service.schema.${kind.name}-${type.toLowerCase()}`,
    title: `${title}, of a ${type}`,
    requirements: [...requirements, ...EDIT_REQUIREMENTS],
    needs: [`POST ${type} collection`, `GET ${type} resource`, `${method} ${type} resource`],
    makes: type === "User" ? { users: 12, groups: 0 } : { users: 0, groups: 12 },
    run: async (context) => {
      await needMethod(context, method);
      const all = await attributesThat(context, type, {
        are: `${kind.are}, and none of the RFC's`,
        holds: (attribute, own) =>
          isWritten(attribute) &&
          !isOfTheRfc(own) &&
          (kind.withEnterprise === true || !isEnterprise(own)) &&
          kind.holds(attribute, own),
        // One of each sort: what is done to one text is done to another.
        alike: ({ under = "", attribute }) => `${under} ${attribute.type} ${attribute.multiValued}`,
      });
      let tested = 0;
      const each = all.flatMap((own) => edits(context, own).map((edit) => ({ own, edit })));
      for (const [at, { own, edit }] of each.entries())
        if (await judgeEdit(context, own, edit, `${own.attribute.name} ${at}`)) tested += 1;
      if (tested > 0) return;
      throw new NoVerdict(
        "not-applicable",
        `nothing could be made of ${all.map(pathOf).join(", ")} to see it by, or the ${method} is refused`,
      );
    },
  });
}
