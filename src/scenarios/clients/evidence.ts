import type { Evidence } from "./client.ts";

/** The day on which a stored copy was read, as in {@link Evidence}. */
const READ = "2026-11-26";

/** Okta's own page on what it sends. */
export const OKTA: Evidence = {
  page: "Okta and SCIM Version 2.0",
  url: "https://developer.okta.com/docs/api/openapi/okta-scim/guides/scim-20",
  kind: "documentation",
  read: READ,
};

/** The test that Okta has vendors pass. */
export const OKTA_SPEC_TEST: Evidence = {
  page: "Okta SCIM 2.0 SPEC test",
  url: "https://developer.okta.com/standards/SCIM/SCIMFiles/Okta-SCIM-20-SPEC-Test.json",
  kind: "documentation",
  read: "2026-11-21",
};

/** Okta's headers, and a PUT that deactivates, as its engineers logged them. */
export const OKTA_CAPTURE: Evidence = {
  page: "oktadeveloper/okta-blog-archive pull request 1956",
  url: "https://github.com/oktadeveloper/okta-blog-archive/pull/1956",
  kind: "captured",
  read: READ,
};

/** An empty membership pushed by Okta. */
export const OKTA_EMPTY_PUSH: Evidence = {
  page: "Captain-P-Goldfish/SCIM-SDK issue 757",
  url: "https://github.com/Captain-P-Goldfish/SCIM-SDK/issues/757",
  kind: "captured",
  read: "2026-11-21",
};

/** Microsoft's tutorial. */
export const ENTRA: Evidence = {
  page: "Microsoft Entra ID, Develop and plan provisioning for a SCIM endpoint (2025-03-04)",
  url: "https://learn.microsoft.com/en-us/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups",
  kind: "documentation",
  read: READ,
};

/** Microsoft's page on what its default departs from, and on the flag. */
export const ENTRA_COMPATIBILITY: Evidence = {
  page: "Microsoft Entra ID, SCIM 2.0 protocol compliance of the provisioning service (2025-04-15)",
  url: "https://learn.microsoft.com/en-us/entra/identity/app-provisioning/application-provisioning-config-problem-scim-compatibility",
  kind: "documentation",
  read: "2026-11-21",
};

/** What an employee of Microsoft answers on an address that is not there yet. */
export const ENTRA_ANSWER: Evidence = {
  page: "Microsoft Q&A 120490",
  url: "https://learn.microsoft.com/en-us/answers/questions/120490/",
  kind: "reported",
  read: "2026-11-21",
};

/** OneLogin's requests in a server's log: look-up, PUT of a User, PATCH of a Group. */
export const ONELOGIN_LOG: Evidence = {
  page: "goauthentik/authentik issue 11249",
  url: "https://github.com/goauthentik/authentik/issues/11249",
  kind: "captured",
  read: READ,
};

/** The PATCH that OneLogin sends to a Group, beside the one of Entra. */
export const ONELOGIN_PATCH: Evidence = {
  page: "Azure/AzureAD-BYOA-Provisioning-Samples issue 24",
  url: "https://github.com/Azure/AzureAD-BYOA-Provisioning-Samples/issues/24",
  kind: "captured",
  read: READ,
};

/** The removal that somebody says is OneLogin's. */
export const ONELOGIN_REMOVE: Evidence = {
  page: "thomaspoignant/scim-patch issue 54",
  url: "https://github.com/thomaspoignant/scim-patch/issues/54",
  kind: "reported",
  read: "2026-11-21",
};
