import type { Requirement } from "../../result/index.ts";
import { rfc } from "./rfc.ts";

/** What RFC 7644 asks of the service as a whole beside PUT and PATCH, in section order, in our own words. */
export const RFC7644_SERVICE: readonly Requirement[] = [
  rfc(
    "RFC7644-3.1-REQUEST-TYPE",
    "DERIVED",
    "A body of JSON is taken under the name application/json too, and with a charset behind the media type.",
    ["service.media.content-json", "service.media.content-scim-charset"],
  ),
  rfc(
    "RFC7644-3.3-STORED",
    "SHOULD",
    "What is sent in a creation is what the new resource has, as far as the server's schema knows the attributes.",
    ["service.create.user", "service.create.group"],
  ),
  rfc(
    "RFC7644-3.4.2-LIST-FORM",
    "MUST",
    "A query is answered with a ListResponse that says how many results there are and, of a page, which part it is.",
    ["service.list.*"],
  ),
  rfc("RFC7644-3.4.2.2-ONLY-MATCHING", "MUST", "A query with a filter shows what matches it, and nothing else.", [
    "service.filter.*",
  ]),
  rfc(
    "RFC7644-3.4.2.2-CASE",
    "MUST",
    "Whether case matters in a filter on text is what the schema says of the attribute: `caseExact`.",
    ["service.filter.case", "patch.user.filter.value-case"],
  ),
  rfc("RFC7644-3.4.2.2-NAME-CASE", "MUST", "Names of attributes and operators have no case in a filter.", [
    "service.filter.name-case",
    "patch.group.members.filter-case",
    "patch.user.filter.operator-case",
  ]),
  rfc(
    "RFC7644-3.4.2.2-PRECEDENCE",
    "MUST",
    "In a filter `and` binds more closely than `or`, and brackets before both.",
    ["service.filter.precedence", "service.filter.grouping"],
  ),
  rfc(
    "RFC7644-3.4.2.2-ORDER",
    "MUST",
    "`gt`, `ge`, `lt` and `le` compare texts in the order of their letters and times by which is earlier.",
    [
      "service.filter.greater",
      "service.filter.greater-or-equal",
      "service.filter.less",
      "service.filter.less-or-equal",
      "service.filter.later",
      "service.filter.earlier",
      "service.filter.time-zone",
    ],
  ),
  rfc(
    "RFC7644-3.4.2.2-NO-ORDER",
    "MUST",
    "A filter that asks whether a Boolean is greater or less than another fails with 400 and `invalidFilter`.",
    ["service.filter.boolean-order"],
  ),
  rfc(
    "RFC7644-3.4.2.2-VALUE-PATH",
    "MUST",
    "The conditions in the brackets of a value path are about one and the same entry.",
    ["service.filter.value-path-one-entry"],
  ),
  rfc(
    "RFC7644-3.4.2.2-UNKNOWN-OPERATOR",
    "MUST",
    "A filter with an operator that the server does not know is declined with 400 and `invalidFilter`.",
    ["service.filter.unknown-operator"],
  ),
  rfc("RFC7644-3.4.2.3-SORT", "MUST", "Where sorting is offered, a list comes in the order that was asked for.", [
    "service.list.sort*",
  ]),
  rfc(
    "RFC7644-3.4.2.4-COUNT",
    "MUST",
    "A page never holds more results than `count` asks for; 0 asks for none of them.",
    ["service.list.form", "service.list.count-zero", "service.list.count-negative", "service.list.paging"],
  ),
  rfc("RFC7644-3.4.2.4-START-INDEX", "MUST", "A `startIndex` below 1 is taken for 1.", [
    "service.list.start-index-below-one",
  ]),
  rfc(
    "RFC7644-3.4.2.4-PAGES",
    "MUST",
    "`startIndex` counts results from 1, so that page after page each result of a query is shown once.",
    ["service.list.paging"],
  ),
  rfc(
    "RFC7644-3.4.3-SEARCH",
    "MUST",
    "A POST to `/.search` is a query: it is answered as the same query by GET would be.",
    [],
  ),
  rfc(
    "RFC7644-3.6-TARGET-ONLY",
    "MUST",
    "A DELETE removes the resource that its URL names and no other.",
    ["service.delete.user", "service.delete.group"],
    { source: { kind: "rfc", rfc: 9110, section: "9.3.5" } },
  ),
  rfc(
    "RFC7644-3.9-ATTRIBUTES",
    "MUST",
    "`attributes` takes the place of what is shown by default: what is named, what is always shown, and nothing else.",
    ["service.read.attributes", "service.read.attributes-list"],
  ),
  rfc("RFC7644-3.12-400-INVALIDFILTER", "MUST", "A filter that does not follow the grammar is refused with 400.", [
    "service.filter.malformed",
    "service.filter.unbalanced",
    "service.filter.no-value",
  ]),
  rfc(
    "RFC7644-4-CONFIG",
    "MUST",
    "`/ServiceProviderConfig` shows a JSON object that says by its `schemas` that it is a ServiceProviderConfig.",
    ["service.discovery.provider-config"],
  ),
  rfc("RFC7644-4-DISCOVERY", "MUST", "Through discovery a server describes itself as it is.", [
    "service.discovery.*",
    "service.errors.method",
    "service.list.form",
  ]),
  rfc("RFC7644-4-LISTS", "MUST", "`/ResourceTypes` and `/Schemas` show all there are as one ListResponse.", [
    "service.discovery.resource-types",
    "service.discovery.schemas",
  ]),
  rfc("RFC7644-4-SINGLE", "MUST", "A single resource type and a single schema are found under their own names.", [
    "service.discovery.single",
  ]),
  rfc("RFC7644-4-FILTER-403", "SHOULD", "A filter on discovery is refused with 403.", ["service.discovery.filter"]),
];
