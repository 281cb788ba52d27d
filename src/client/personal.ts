/** What kind of personal datum a value is; begins its pseudonym. */
export type PersonalKind = "name" | "mail" | "phone" | "address" | "photo";

// Attributes of a User that say who somebody is (RFC 7643 section 4.1), by the last names of their path.
const PERSONAL: Readonly<Record<string, PersonalKind>> = {
  username: "name",
  displayname: "name",
  nickname: "name",
  display: "name",
  "name.formatted": "name",
  "name.familyname": "name",
  "name.givenname": "name",
  "name.middlename": "name",
  name: "name",
  emails: "mail",
  "emails.value": "mail",
  phonenumbers: "phone",
  "phonenumbers.value": "phone",
  ims: "name",
  "ims.value": "name",
  "photos.value": "photo",
  profileurl: "photo",
  "addresses.formatted": "address",
  "addresses.streetaddress": "address",
  "addresses.locality": "address",
  "addresses.postalcode": "address",
};

/**
 * The kind of the value at a path of a resource; undefined when it says nothing about a person.
 *
 * @param ofGroup true in the answers about Groups, whose own `displayName` names no person
 */
export function personalKind(path: readonly string[], ofGroup: boolean): PersonalKind | undefined {
  const last = path.at(-1) ?? "";
  const parent = path.at(-2) ?? "";
  if (last === "displayname" && ofGroup && parent !== "members" && parent !== "manager") return undefined;
  // The Groups that a User is in, and what roles and entitlements are called.
  if (last === "display" && /^(?:groups|roles|entitlements)$/.test(parent)) return undefined;
  // `name` alone is the whole name of a person only at the top: elsewhere it names a schema, an attribute, a Group.
  if (last === "name" && (ofGroup || !/^(?:|resources|operations)$/.test(parent))) return undefined;
  return PERSONAL[`${parent}.${last}`] ?? PERSONAL[last];
}

/** A mail address, as it is or in a URL. Each part is bounded, so that no text takes long. */
export const MAIL: RegExp = /[\w.+'%-]{1,64}(?:@|%40)[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?/g;
