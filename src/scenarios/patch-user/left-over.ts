import { attributeOf, isObject, isUnassigned, type JsonObject, USER_SCHEMA } from "../../scim/index.ts";
import { havePartners } from "../have-partners.ts";
import { valueAt } from "../put-user/expect-user.ts";
import { sameValue } from "../put-user/same-value.ts";

// The server's own to write, or to choose again when entries go (RFC 7643 sections 2.4, 4.1.1 and 8.7.1).
const ITS_OWN: ReadonlySet<string> = new Set(["display", "formatted", "$ref", "primary"]);

/**
 * The lists whose entries show parts that a PATCH was to take away, or that it has written where nothing was to change.
 * What a server adds of its own to a value that was written is none of it: only what the entry had before, or, in an
 * entry that was to stay as it was, what it did not have.
 *
 * @param before the User as a read showed it before the PATCH; undefined where that is not known
 */
export function leftOver(
  before: JsonObject | undefined,
  wanted: JsonObject,
  shown: JsonObject,
  paths: readonly string[],
): readonly string[] {
  if (before === undefined) return [];
  return paths.filter((path) => {
    const [had, wants, shows] = [before, wanted, shown].map((user) => entriesIn(valueAt(user, path)));
    if (had === undefined || wants === undefined || shows === undefined || wants.length !== shows.length) return false;
    return !havePartners(wants, shows, (want, show) => {
      if (!sameValue(want, show, path)) return false;
      const origins = had.filter((one) => sameValue(want, one, path));
      return origins.length === 0 || origins.some((origin) => isClean({ origin, want, show }, path));
    });
  });
}

/** An entry as it was, as it must be, and as it is shown. */
interface Entries {
  readonly origin: JsonObject;
  readonly want: JsonObject;
  readonly show: JsonObject;
}

function isClean({ origin, want, show }: Entries, path: string): boolean {
  const isUntouched = sameValue(origin, want, path);
  return Object.entries(show).every(([name, value]) => {
    if (isUnassigned(value) || isItsOwn(path, name) || !isUnassigned(attributeOf(want, name))) return true;
    const had = attributeOf(origin, name);
    return isUnassigned(had) ? !isUntouched : !sameValue(had, value, `${path}.${name}`);
  });
}

/** A part that the RFC does not know, `verified` of an e-mail say, was never a client's: the server tells it again of the same value. */
function isItsOwn(path: string, name: string): boolean {
  const part = name.toLowerCase();
  const list = USER_SCHEMA.attributes.find((one) => one.name.toLowerCase() === path.toLowerCase());
  return ITS_OWN.has(part) || list?.subAttributes?.some((one) => one.name.toLowerCase() === part) === false;
}

function entriesIn(value: unknown): readonly JsonObject[] | undefined {
  return Array.isArray(value) && value.every(isObject) ? value : undefined;
}
