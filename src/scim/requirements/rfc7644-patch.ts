import type { Requirement } from "../../result/index.ts";
import { gated, rfc } from "./rfc.ts";

/** What PATCH does to attributes that only Users have is tested where a document declares PATCH of Users. */
const HISTORIES: readonly string[] = ["patch.user.histories.*"];

/** The requirements of RFC 7644 section 3.5.2 (PATCH), in our own words. */
export const RFC7644_PATCH: readonly Requirement[] = gated("patch", [
  rfc(
    "RFC7644-3.5.2-SEQUENTIAL",
    "MUST",
    "The operations of a PATCH apply in their order, each on the result of the one before.",
    [
      "patch.group.several-operations",
      "patch.group.operations-order",
      "patch.group.operations-many",
      "patch.group.members.remove-then-re-add",
      "patch.group.histories.*",
      "patch.user.histories.*",
      "patch.user.operations.*",
    ],
  ),
  rfc("RFC7644-3.5.2-ONLY-NAMED", "MUST", "A PATCH changes the attributes that its operations name, and no others.", [
    "patch.group.rename",
  ]),
  rfc("RFC7644-3.5.2-TARGET-ONLY", "MUST", "A PATCH changes the resource that its URL names and no other.", [
    "patch.group.only-this-group",
    "patch.group.same-name",
    "patch.group.literal-path",
    "patch.group.body-id-ignored",
    "patch.group.body-id-by-path",
    "patch.group.histories.*",
    "patch.user.histories.*",
    "patch.user.only-this-user",
  ]),
  rfc(
    "RFC7644-3.5.2-ACKNOWLEDGED-KEPT",
    "DERIVED",
    "What one acknowledged PATCH has changed, the next one finds and keeps.",
    ["patch.group.keeps-acknowledged", "patch.group.parallel", "patch.group.histories.*"],
  ),
  rfc("RFC7644-3.5.2-RESTORE", "MUST", "After a PATCH that failed the resource is as before it, `meta` included.", [
    "patch.group.refused-keeps-meta",
    "patch.user.refused-keeps-meta",
  ]),
  rfc(
    "RFC7644-3.5.2-MUT-COMPAT",
    "MUST",
    "An operation that does not fit the mutability of its attribute is refused.",
    [
      "patch.group.body-id-by-path",
      "patch.user.read-only.replace-id",
      "patch.user.read-only.add-groups",
      "patch.user.unknown-attribute",
    ],
  ),
  rfc("RFC7644-3.5.2-ATOMIC", "MUST", "A PATCH is all or nothing: when one operation fails, none has an effect.", [
    "patch.group.atomic",
    "patch.group.atomic-late",
    "patch.group.histories.*",
    "patch.user.histories.*",
    "patch.user.operations.atomic*",
  ]),
  rfc("RFC7644-3.5.2-OPS-NONEMPTY", "MUST", "A PATCH has one or more operations.", [
    "patch.group.invalid.*",
    "patch.user.message.*",
  ]),
  rfc("RFC7644-3.5.2-OP-KNOWN", "MUST", "An operation is add, remove or replace; another one is refused.", [
    "patch.group.invalid.*",
    "patch.group.op-case",
    "patch.user.histories.*",
    "patch.user.op-case",
    "patch.user.invalid.unknown-op",
    "patch.user.invalid.move",
  ]),
  rfc("RFC7644-3.5.2-RO-REJECTED", "MUST", "A PATCH never changes a readOnly attribute.", [
    "patch.group.body-id-ignored",
    "patch.group.body-id-by-path",
    "patch.user.read-only.*",
  ]),
  rfc("RFC7644-3.5.2-200-FULL", "MUST", "A PATCH answered with 200 carries the whole resource.", [
    "patch.group.*",
    "patch.user.histories.*",
  ]),
  rfc("RFC7644-3.5.2.1-MULTI-APPEND", "MUST", "Adding to a multi-valued attribute keeps the values that are there.", [
    "patch.group.members.add-*",
    "patch.group.members.remove-then-re-add",
    "patch.group.members.re-add",
    "patch.group.members.growth",
    "patch.group.histories.*",
    "patch.user.histories.*",
    "patch.user.add.list",
    "patch.user.add.list-new",
    "patch.user.add.list-one",
    "patch.user.no-path.add",
    "patch.user.primary.added",
  ]),
  rfc(
    "RFC7644-3.5.2.1-MEMBER-ADD",
    "MUST",
    "After an add of members each of them is a member, beside those that were.",
    ["patch.group.members.add-*", "patch.group.members.re-add-beside-new", "patch.group.histories.*"],
  ),
  rfc("RFC7644-3.5.2-404", "MUST", "A PATCH of an unknown id is answered with 404.", [
    "patch.group.unknown-id",
    "patch.group.deleted-id",
    "patch.user.unknown-id",
    "patch.user.deleted-id",
  ]),
  rfc("RFC7644-3.5.2.3-NO-PATH", "MUST", "A replace without `path` replaces the attributes that its value names.", [
    "patch.group.rename",
    "patch.user.histories.*",
    "patch.user.no-path.*",
  ]),
  rfc("RFC7644-3.5.2.1-EXISTING-OK", "SHOULD", "Adding what is already there succeeds and changes nothing.", [
    "patch.group.members.re-add",
    "patch.group.members.re-add-display",
    "patch.group.members.re-add-beside-new",
    "patch.group.histories.*",
    "patch.user.histories.*",
    "patch.user.add.again",
  ]),
  rfc("RFC7644-3.5.2.1-EXISTING-LASTMOD", "MUST", "Adding what is already there leaves `lastModified` as it is.", [
    "patch.group.members.re-add",
    "patch.user.add.again",
  ]),
  rfc("RFC7644-3.5.2.2-PATH-REQUIRED", "MUST", "A remove without `path` is refused.", [
    "patch.group.invalid.*",
    "patch.user.invalid.remove-without-path",
  ]),
  rfc(
    "RFC7644-3.5.2.2-MULTI-ALL",
    "MUST",
    "A remove of a multi-valued attribute without a filter removes all its values.",
    ["patch.group.members.remove-all", "patch.group.histories.*", "patch.user.histories.*", "patch.user.remove.list"],
  ),
  rfc("RFC7644-3.5.2.2-FILTER-VALUE", "MUST", "A remove with a filter removes the values that match, and no others.", [
    "patch.group.members.remove-*",
    "patch.group.histories.*",
  ]),
  rfc("RFC7644-3.5.2.2-FILTER-LAST", "MUST", "Removing the last value leaves the attribute unassigned.", [
    "patch.group.members.remove-last",
    "patch.group.histories.*",
    "patch.user.remove.last",
  ]),
  rfc("RFC7644-3.5.2.2-NONMEMBER-OK", "SHOULD", "Removing somebody who is no member succeeds and changes nothing.", [
    "patch.group.members.stranger",
    "patch.group.histories.*",
    "patch.user.histories.*",
    "patch.user.remove.no-match",
  ]),
  rfc("RFC7644-3.5.2.3-SINGLE", "MUST", "Replacing a single-valued attribute leaves the value sent.", [
    "patch.group.name.*",
    "patch.group.rename",
    "patch.group.rename-other-form",
    "patch.group.schemas-absent",
    "patch.group.extra-fields",
    "patch.group.rename-after-edits",
    "patch.group.several-operations",
    "patch.group.media-type.*",
    "patch.group.histories.*",
    "patch.user.histories.*",
    "patch.user.replace.simple",
    "patch.user.replace.sub-attribute",
    "patch.user.no-path.replace",
    "patch.user.null.replace",
    "patch.user.extension.replace",
    "patch.user.active",
  ]),
  rfc(
    "RFC7644-3.5.2.3-VALUEPATH-NOTARGET",
    "MUST",
    "A replace through a filter that selects nothing is refused with 400.",
    [
      "patch.group.invalid.replace-without-match",
      "patch.user.histories.*",
      "patch.user.replace.value-path-no-match",
      "patch.user.operations.atomic",
    ],
  ),
  rfc(
    "RFC7644-3.5.2.3-MULTI-ALL",
    "MUST",
    "Replacing a multi-valued attribute without a filter leaves exactly the values sent.",
    [
      "patch.group.members.replace*",
      "patch.group.histories.*",
      "patch.user.histories.*",
      "patch.user.replace.list",
      "patch.user.replace.absent-list",
      "patch.user.no-path.replace",
      "patch.user.null.list",
    ],
  ),
  rfc("RFC7644-3.5.2-PRIMARY-RESET", "MUST", "When a PATCH makes one value primary, the others no longer are.", [
    ...HISTORIES,
    "patch.user.primary.*",
  ]),
  rfc("RFC7644-3.5.2.1-NO-PATH", "MUST", "An add without `path` adds the attributes that its value names.", [
    ...HISTORIES,
    "patch.user.no-path.add",
    "patch.user.no-path.add-complex",
    "patch.user.extension.implicit-no-path",
  ]),
  rfc("RFC7644-3.5.2.1-COMPLEX", "MUST", "Adding sub-attributes to a complex attribute keeps the others.", [
    ...HISTORIES,
    "patch.user.add.complex",
    "patch.user.no-path.add-complex",
  ]),
  rfc("RFC7644-3.5.2.1-SINGLE-REPLACES", "MUST", "Adding to a single-valued attribute replaces its value.", [
    ...HISTORIES,
    "patch.user.add.simple",
    "patch.user.add.sub-attribute",
    "patch.user.add.value-path",
  ]),
  rfc("RFC7644-3.5.2.2-SINGLE", "MUST", "A removed single-valued attribute is unassigned.", [
    ...HISTORIES,
    "patch.user.remove.simple",
    "patch.user.extension.remove",
  ]),
  rfc(
    "RFC7644-3.5.2.2-FILTER-SUBATTR",
    "MUST",
    "A remove with a filter on sub-attributes removes every value that matches, and no others.",
    [...HISTORIES, "patch.user.filter.*", "patch.user.remove.last"],
  ),
  rfc(
    "RFC7644-3.5.2.3-COMPLEX-MERGE",
    "MUST",
    "Replacing a complex attribute replaces the sub-attributes that are named, and keeps the others.",
    [...HISTORIES, "patch.user.replace.sub-attribute", "patch.user.replace.complex"],
  ),
  rfc("RFC7644-3.5.2.3-VALUEPATH-ALL", "MUST", "A replace with a filter replaces every value that matches.", [
    ...HISTORIES,
    "patch.user.replace.value-path",
    "patch.user.replace.empty-record",
  ]),
  rfc(
    "RFC7644-3.5.2.3-VALUEPATH-SUBATTR",
    "MUST",
    "A replace of a sub-attribute behind a filter changes it in every value that matches, and nothing else.",
    [
      ...HISTORIES,
      "patch.user.replace.value-path-sub-attribute",
      "patch.user.replace.value-path-several",
      "patch.user.filter.primary",
    ],
  ),
  rfc("RFC7644-3.5.2-SCHEMAS-URI", "CLIENT", "The body of a PATCH names the URI of the PatchOp message in `schemas`.", [
    "patch.group.schemas-absent",
    "patch.user.message.schemas-absent",
  ]),
  rfc("RFC7644-3.5.2-OP-ONE", "MUST", "An operation has exactly one `op`.", [
    "patch.user.invalid.no-op",
    "patch.group.invalid.no-op",
  ]),
  rfc(
    "RFC7644-3.5.2-PATH-OPTIONAL",
    "MUST",
    "An add or a replace may come without `path`.",
    ["patch.group.rename*", "patch.user.no-path.*", "patch.user.histories.*"],
    { refines: ["RFC7644-3.5.2.3-NO-PATH", "RFC7644-3.5.2.1-NO-PATH"] },
  ),
  rfc(
    "RFC7644-3.5.2-PATH-GRAMMAR",
    "MUST",
    "A path, or a filter in it, that does not follow the grammar is refused with 400.",
    ["patch.user.invalid-path.*"],
  ),
  rfc("RFC7644-3.5.2-NO-INDEXING", "MUST", "A place in a list is no path: `emails[0]` is refused.", [
    "patch.user.invalid-path.index",
    "patch.user.invalid-path.index-removed",
  ]),
  rfc("RFC7644-3.5.2-TYPE-MISMATCH", "MUST", "A value of another type than the attribute's is refused.", [
    "patch.user.wrong-type.*",
  ]),
  rfc(
    "RFC7644-3.5.2-IMMUTABLE-ADD",
    "CLIENT",
    "A client may add a value to an immutable attribute that has none.",
    [],
    { gate: "immutable-attribute" },
  ),
  rfc(
    "RFC7644-3.5.2-SCHEMAS-IMPLICIT",
    "MUST",
    "Adding an attribute of an extension adds the extension's URI to `schemas`.",
    ["patch.user.extension.implicit-*"],
    { gate: "extension" },
  ),
  rfc(
    "RFC7644-3.5.2-SCHEMAS-STATE",
    "MUST",
    "A later operation meets `schemas` as the operations before it have left it.",
    ["patch.user.extension.state"],
    { gate: "extension" },
  ),
  rfc(
    "RFC7644-3.5.2-ERR-BODY",
    "MUST",
    "A PATCH that fails is answered with an error status and the body of an error.",
    ["patch.user.invalid*", "patch.user.wrong-type.*", "patch.user.read-only.*", "patch.group.invalid.*"],
  ),
  rfc("RFC7644-3.5.2-204-EMPTY", "MAY", "A PATCH that succeeds may be answered with 204 and no body in place of 200.", [
    "patch.user.*",
  ]),
  rfc("RFC7644-3.5.2-ATTRIBUTES-200", "MUST", "A PATCH with `attributes` in its query is answered with 200.", []),
  rfc("RFC7644-3.5.2-UNSUPPORTED-501", "SHOULD", "A server that does not support PATCH answers one with 501.", [], {
    gate: "no-patch",
  }),
  rfc("RFC7644-3.5.2.1-VALUE-REQUIRED", "MUST", "An add without `value` is refused.", [
    "patch.user.invalid.add-without-value",
    "patch.group.invalid.members-without-value",
  ]),
  rfc("RFC7644-3.5.2.1-NEW", "MUST", "Adding an attribute that the resource does not have gives it that.", [
    "patch.user.add.*",
    "patch.user.histories.*",
  ]),
  rfc("RFC7644-3.5.2.1-MEMBER-DUP-IN-REQUEST", "DERIVED", "Somebody whom one request adds twice is a member once.", [
    "patch.group.members.add-twice-in-request",
  ]),
  rfc("RFC7644-3.5.2.2-FILTER-COMPOUND", "MUST", "A filter of several conditions selects the values that meet them.", [
    "patch.user.filter.*",
  ]),
  rfc("RFC7644-3.5.2.2-SUBATTR", "MUST", "A removed sub-attribute is unassigned, and the others stay.", [
    "patch.user.remove.sub-attribute",
    "patch.user.filter.remove-sub-attribute",
  ]),
  rfc("RFC7644-3.5.2.2-REQUIRED", "MUST", "Removing a required attribute is refused, as a matter of mutability.", [
    "patch.user.required.*",
    "patch.user.operations.atomic-required",
  ]),
  rfc("RFC7644-3.5.2.2-READONLY", "MUST", "Removing a readOnly attribute is refused, as a matter of mutability.", [
    "patch.user.read-only.remove-*",
  ]),
  rfc(
    "RFC7644-3.5.2.2-REMOVE-THEN-ADD",
    "MUST",
    "One request can remove a member and add another.",
    ["patch.group.operations-order", "patch.group.operations-many"],
    { refines: ["RFC7644-3.5.2-SEQUENTIAL"] },
  ),
  rfc("RFC7644-3.5.2.3-ABSENT-AS-ADD", "MUST", "Replacing an attribute that the resource does not have adds it.", [
    "patch.user.replace.absent*",
  ]),
]);
