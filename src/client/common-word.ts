// Words that every exchange holds. A person may be called so, or have such a password; to look for them everywhere would
// blot out evidence and hide nothing.
const WORDS: ReadonlySet<string> = new Set(
  (
    "active address addresses attributes boolean conformant created details display displayname department emails " +
    "enterprise enterpriseuser entitlements external externalid familyname formatted givenname groups honorific integer " +
    "lastmodified listresponse location manager member members message middlename nickname operation operations " +
    "organization password passed failed patchop phonenumbers primary profile profileurl remove replace required resource " +
    "resources resourcetype schema schemas scimproof scimtype server status string timezone totalresults username " +
    "usertype value values version group user users"
  ).split(" "),
);

// What every run sends and every server answers. A part of it is no more of a secret than a word is.
const TEXTS: readonly string[] = [
  "urn:ietf:params:scim:schemas:core:2.0:user",
  "urn:ietf:params:scim:schemas:core:2.0:group",
  "urn:ietf:params:scim:schemas:core:2.0:schema",
  "urn:ietf:params:scim:schemas:core:2.0:resourcetype",
  "urn:ietf:params:scim:schemas:core:2.0:serviceproviderconfig",
  "urn:ietf:params:scim:schemas:extension:enterprise:2.0:user",
  "urn:ietf:params:scim:api:messages:2.0:listresponse",
  "urn:ietf:params:scim:api:messages:2.0:searchrequest",
  "urn:ietf:params:scim:api:messages:2.0:patchop",
  "urn:ietf:params:scim:api:messages:2.0:error",
  "application/scim+json; charset=utf-8",
  "application/json; charset=utf-8",
  "application/problem+json",
  "application/x-www-form-urlencoded",
  "https://example.com",
  "http://127.0.0.1",
  "http://localhost",
  "https://localhost",
];

// In characters. A shorter one is a name that a person may have.
const SHORTEST_PART = 6;

const INSTANT =
  /^(?:\d{4}-(?:0[1-9]|1[0-2])(?:-[0-3]\d(?:[T ][0-2]\d:[0-5]\d(?::[0-6]\d(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?|[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT)$/;

/**
 * True for a word of the protocol, in any case, and for a part of what every exchange holds: a schema's URN, a media type,
 * the address of this machine. It is replaced where it stands, and looked for nowhere else.
 */
export function isCommonWord(text: string): boolean {
  const lower = text.toLowerCase();
  return WORDS.has(lower) || (lower.length >= SHORTEST_PART && TEXTS.some((common) => common.includes(lower)));
}

/** True for a month, a day or a moment as JSON and HTTP write it: reports are full of them. */
export function isInstant(text: string): boolean {
  return INSTANT.test(text);
}
