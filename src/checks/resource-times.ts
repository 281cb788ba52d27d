import { type Exchange, headerOf } from "../result/index.ts";
import { attributeOf, type DateTime, isObject, type JsonObject, parseDateTime, textOf } from "../scim/index.ts";
import { type Check, type CheckInput, type CheckVerdict, defineCheck, failed, passed } from "./check.ts";
import { metaOf } from "./meta-of.ts";
import { shownResource } from "./shown-resource.ts";

const CREATED = "RFC7643-3.1-META-CREATED";
const MODIFIED = "RFC7643-3.1-META-LASTMOD-MOVES";

const QUARTER_MS = 15 * 60_000;
// No zone is further from UTC.
const MOST_MS = 14 * 3_600_000;
// A time in whole minutes, and an answer that took its time.
const TOLERANCE_MS = 90_000;

/**
 * What a write has just made or changed says when by the server's own clock, which its `Date` tells (RFC 9110 section
 * 6.6.1). Only what is off as a zone is, by quarters of hours, is held against it: a server may have its reasons to show
 * another time, of an earlier life of the resource, say. A text without a zone says nothing of the kind.
 */
export const resourceTimes: Check = defineCheck({
  id: "resource.times",
  title: "What was just made or changed says when, in the time zone that it says",
  requirements: [CREATED, MODIFIED],
  scope: "after-write",
  example: {
    status: 201,
    date: "Sat, 31 Jan 2026 09:30:01 GMT",
    group: { meta: { resourceType: "Group", created: "2026-01-31T11:30:01Z" } },
  },
  judge: (input) => {
    const meta = attributeOf(shownResource(input)?.resource ?? {}, "meta");
    if (!isObject(meta)) return [];
    const { exchange } = input;
    if (exchange.response?.status === 201) return timeOf(meta, "created", CREATED, exchange, exchange);
    const change = changeBehind(meta, input);
    return change === undefined ? [] : timeOf(meta, "lastModified", MODIFIED, change, exchange);
  },
});

/** The write that has moved `lastModified` from what was shown before it: this one, or the last before a read. */
function changeBehind(meta: JsonObject, { exchange, history }: CheckInput): Exchange | undefined {
  const all = [...history, exchange];
  const at = all.findLastIndex(isChange);
  const before = all
    .slice(0, Math.max(at, 0))
    .map(metaOf)
    .findLast((earlier) => earlier !== undefined);
  const last = before === undefined ? undefined : dateIn(before, "lastModified");
  return last === undefined || last.epochMs === dateIn(meta, "lastModified")?.epochMs ? undefined : all[at];
}

function isChange({ request, response }: Exchange): boolean {
  const { status } = response ?? { status: 500 };
  return (request.method === "PUT" || request.method === "PATCH") && status >= 200 && status < 300;
}

function timeOf(
  meta: JsonObject,
  name: string,
  requirement: string,
  write: Exchange,
  exchange: Exchange,
): readonly CheckVerdict[] {
  const time = dateIn(meta, name);
  const now = Date.parse(headerOf(write.response?.headers ?? [], "date") ?? "");
  if (time === undefined || Number.isNaN(now)) return [];
  const off = time.epochMs - now;
  const quarters = Math.round(off / QUARTER_MS);
  const isZone =
    quarters !== 0 && Math.abs(off) < MOST_MS + TOLERANCE_MS && Math.abs(off - quarters * QUARTER_MS) < TOLERANCE_MS;
  if (!isZone) return [passed(requirement, `${name}-zone`)];
  return [
    failed(requirement, `${name}-zone`, {
      expected: [`about ${new Date(now).toISOString()}, as the Date of the answer to it says`],
      actual: textOf(attributeOf(meta, name)),
      message: `\`meta.${name}\` is ${hoursOf(quarters)} off: a local time, written as one of another zone.`,
      pointer: `/meta/${name}`,
      ...(write === exchange ? {} : { also: [write.id] }),
    }),
  ];
}

function hoursOf(quarters: number): string {
  const hours = Math.abs(quarters) / 4;
  return hours === 1 ? "1 hour" : `${hours} hours`;
}

/** A time with its zone, to the minute or finer; undefined where there is none. */
function dateIn(meta: JsonObject, name: string): DateTime | undefined {
  const value = attributeOf(meta, name);
  if (typeof value !== "string" || !/(?:Z|[+-]\d\d:\d\d)$/u.test(value)) return undefined;
  // Whoever keeps whole hours or days is off by as much as a zone may be.
  return /T\d\d:00:00(?:\.0+)?(?:Z|[+-])/u.test(value) ? undefined : parseDateTime(value);
}
