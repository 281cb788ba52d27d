import { isObject, type JsonObject, textOf } from "../../../scim/index.ts";
import { NoVerdict } from "../../context.ts";

/**
 * An hour after this User was made, twelve hours back on the clock, and without a zone.
 *
 * @throws NoVerdict `not-applicable` where the server does not say when that was
 */
export function hourAfter(user: JsonObject): string {
  const meta = user["meta"];
  const text = isObject(meta) ? textOf(meta["created"]) : "";
  const created = Date.parse(text);
  if (Number.isNaN(created)) throw new NoVerdict("not-applicable", "the server does not show when a User was made");
  // Without a zone, which xsd:dateTime may lack, it is not said when that was.
  if (!/(?:Z|[+-]\d\d:\d\d)$/iu.test(text))
    throw new NoVerdict("not-applicable", "the server shows times without a time zone");
  return new Date(created - 11 * 3_600_000).toISOString().slice(0, -1);
}
