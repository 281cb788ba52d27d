/**
 * Values of attributes whose texts have a form or a meaning of their own, by path in lower case (RFC 7643 section 4): a server may
 * look at them, so that no text at random is sent. The first is the one that is sent where only something ordinary is wanted.
 */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  locale: ["de-DE", "en-US", "fr-CA"],
  preferredlanguage: ["de", "en-US", "fr-CA"],
  timezone: ["Europe/Berlin", "America/New_York", "Asia/Tokyo"],
  usertype: ["Employee", "Contractor", "Intern"],
  profileurl: ["https://example.com/ada", "https://example.com/people/king?tab=1#top"],
  "phonenumbers.value": ["+49 30 901820", "+1-201-555-0123", "+44 20 7946 0018", "+49 30 901821", "+33 1 23 45 67 89"],
  "ims.value": ["ada-im", "ada-im-2", "ada-im-3", "ada-im-4", "ada-im-5"],
  "photos.value": ["a", "b", "c", "d", "e"].map((name) => `https://example.com/${name}.png`),
  "entitlements.value": ["reader", "writer", "auditor", "editor", "viewer"],
  "roles.value": ["member", "guest", "reader", "editor", "viewer"],
  // Whole groups of four: base64 whose last bits mean nothing comes back otherwise from whoever stores bytes.
  "x509certificates.value": ["MIIBAAAA", "MIIBBBBB", "MIIBCCCC", "MIIBDDDD", "MIIBEEEE"],
  "addresses.country": ["DE", "US", "JP"],
  "addresses.postalcode": ["10115", "14467", "SW1A 2AA"],
};

/** What entries of a list are for, where the schema suggests nothing. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  phonenumbers: ["work", "mobile", "home"],
  ims: ["xmpp", "skype", "icq"],
  photos: ["photo", "thumbnail"],
};

/** Values that are sent of an attribute whose texts have a form; undefined where any text will do. */
export function knownWords(path: string): readonly string[] | undefined {
  const key = path.toLowerCase();
  if (KNOWN[key] !== undefined) return KNOWN[key];
  const [list = ""] = key.split(".");
  return key.endsWith(".type") ? (TYPES[list] ?? ["work", "home", "other"]) : undefined;
}

/** Ordinary texts, as people have them for names and titles. */
export const ORDINARY_TEXTS = ["Ada", "Engineer", "Tour Operations", "Main Street 1", "Berlin", "Level 3"] as const;

/**
 * Letters and signs that ordinary data holds, and that some servers lose: signs of markup and of queries, other scripts, letters
 * outside the basic plane. In Unicode's composed form: a server may put another one into it.
 */
export const SIGNS: readonly (readonly string[])[] = [
  Array.from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
  Array.from("'\"\\/&<>,.;:-_()#%+=?!@*$[]{}|~^`"),
  Array.from("éüßñøåçžłőŞı"),
  Array.from("日本語中文한국"),
  Array.from("ДмитрийЩΩλ"),
  Array.from("مرحباשלום"),
  ["😀", "👩", "🚀", "𝒜", "𠮷"],
];

/** Texts of the signs that servers lose most often, all at once: what is left of one when it is made smaller is the one that was lost. */
export const ODD_TEXTS = ["R&D <Ada> \"x\" 'y' 50% + \\ / ; {z} $1", "Zoë Łódź 日本 Дмитрий שלום 😀!"] as const;
