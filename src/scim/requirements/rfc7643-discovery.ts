import type { Requirement } from "../../result/index.ts";
import { rfc } from "./rfc.ts";

/** What RFC 7643 sections 5 to 7 ask of the documents by which a server describes itself, in our own words. */
export const RFC7643_DISCOVERY: readonly Requirement[] = [
  rfc(
    "RFC7643-5-CONFIG-MEMBERS",
    "MUST",
    "The ServiceProviderConfig says of patch, bulk, filter, changePassword, sort and etag whether each is supported, and the limits of bulk and filter.",
    ["service.discovery.provider-config"],
  ),
  rfc(
    "RFC7643-5-AUTH-SCHEMES",
    "MUST",
    "The ServiceProviderConfig lists the authentication schemes, each with `type`, `name` and `description`.",
    ["service.discovery.provider-config"],
  ),
  rfc(
    "RFC7643-5-SCHEMES-PUBLIC",
    "SHOULD",
    "The authentication schemes can be read without authentication, where nothing speaks against it.",
    ["service.discovery.public"],
    { advisory: "the RFC leaves it to the security considerations of the server, which only its operator knows" },
  ),
  rfc("RFC7643-5-READ-ONLY", "MUST", "Nothing in the ServiceProviderConfig can be written.", ["service.errors.method"]),
  rfc(
    "RFC9110-9.1-NOT-ALLOWED",
    "SHOULD",
    "A method that discovery does not have is answered with 405, or refused otherwise.",
    ["service.errors.method"],
  ),
  rfc("RFC7643-5-CONFIG-HONEST", "DERIVED", "The server does what its ServiceProviderConfig says.", [
    "service.discovery.bulk",
    "service.list.form",
  ]),
  rfc(
    "RFC7643-6-TYPE-MEMBERS",
    "MUST",
    "A resource type has `name`, `endpoint` and `schema`, and says of each extension whether it is required.",
    ["service.discovery.resource-types"],
  ),
  rfc(
    "RFC7643-6-SCHEMA-KNOWN",
    "MUST",
    "The schema and the extensions of a resource type are the `id` of schemas that the server describes.",
    ["service.discovery.resource-types"],
  ),
  rfc(
    "RFC7643-6-EXTENSION-REQUIRED",
    "MUST",
    "What a resource type calls a required extension is in every resource of this type.",
    ["service.schema.required-extension-user", "service.schema.required-extension-group"],
  ),
  rfc("RFC7643-6-ENDPOINT", "MUST", "The endpoint of a resource type can be addressed below the base URL.", [
    "service.discovery.resource-types",
  ]),
  rfc(
    "RFC7643-7-SCHEMA-MEMBERS",
    "MUST",
    "A schema has an `id`, each of its attributes a name and a type, and every characteristic is one of the known words.",
    ["service.discovery.schemas"],
  ),
  rfc(
    "RFC7643-7-CHARACTERISTICS-SAID",
    "DERIVED",
    "A schema leaves no characteristic of an attribute to the defaults of section 2.2.",
    ["service.discovery.schemas"],
  ),
];
