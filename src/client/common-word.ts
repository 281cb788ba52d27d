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

/** True for a word of the protocol, in any case: it is replaced where it stands, and looked for nowhere else. */
export function isCommonWord(text: string): boolean {
  return WORDS.has(text.toLowerCase());
}
