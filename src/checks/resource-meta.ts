import type { Exchange } from "../result/index.ts";
import { headerOf } from "../result/index.ts";
import { attributeOf, isObject, type JsonObject, locationNames, parseDateTime, sameInstant } from "../scim/index.ts";
import { type Check, type CheckVerdict, defineCheck, failed, passed } from "./check.ts";
import { metaOf } from "./meta-of.ts";
import { shownResource } from "./shown-resource.ts";
import { shortJson } from "./words.ts";

const DATETIME = "RFC7643-2.3.5-DATETIME";
const TYPE = "RFC7643-3.1-META-TYPE";
const CREATED = "RFC7643-3.1-META-CREATED";
const MODIFIED = "RFC7643-3.1-META-LASTMOD-MOVES";
const LOCATION = "RFC7643-3.1-META-LOCATION";

// Nodes behind one address have clocks of their own; less than this is no step back.
const CLOCK_TOLERANCE_MS = 1000;

/** `meta` is sane, and stays so across the resource's history. What is absent is not judged here. */
export const resourceMeta: Check = defineCheck({
  id: "resource.meta",
  title: "`meta` is sane across the resource's history",
  requirements: [DATETIME, TYPE, CREATED, MODIFIED, LOCATION],
  scope: "after-write",
  example: { group: { meta: { resourceType: "User" } } },
  judge: (input) => {
    const shown = shownResource(input);
    const meta = shown === undefined ? undefined : attributeOf(shown.resource, "meta");
    if (shown === undefined || !isObject(meta)) return [];
    return [
      ...dates(meta),
      ...resourceType(meta, shown.type),
      ...location(meta, shown.type, shown.id ?? text(attributeOf(shown.resource, "id")), input.exchange),
      ...history(meta, input.history),
    ];
  },
});

function dates(meta: JsonObject): CheckVerdict[] {
  return ["created", "lastModified"].flatMap((name): CheckVerdict[] => {
    const value = attributeOf(meta, name);
    if (value === undefined || value === null) return [];
    if (typeof value === "string" && parseDateTime(value) !== undefined) return [passed(DATETIME, name)];
    return [
      failed(DATETIME, name, {
        expected: ["a DateTime such as 2026-01-31T09:30:00Z"],
        actual: shortJson(value),
        message: `\`meta.${name}\` is not a DateTime.`,
        pointer: `/meta/${name}`,
      }),
    ];
  });
}

function resourceType(meta: JsonObject, type: string): CheckVerdict[] {
  const value = attributeOf(meta, "resourceType");
  if (value === undefined || value === null) return [];
  if (value === type) return [passed(TYPE, "resourceType")];
  return [
    failed(TYPE, "resourceType", {
      expected: [shortJson(type)],
      actual: shortJson(value),
      message: "`meta.resourceType` names another type.",
      pointer: "/meta/resourceType",
    }),
  ];
}

function location(meta: JsonObject, type: string, id: string | undefined, exchange: Exchange): CheckVerdict[] {
  const value = attributeOf(meta, "location");
  if (value === undefined || value === null || id === undefined) return [];
  if (typeof value !== "string" || !locationNames(value, `${type}s`, id)) {
    return [
      failed(LOCATION, "location", {
        expected: [`a URI that ends in /${type}s/${id}`],
        actual: shortJson(value),
        message: "`meta.location` does not name this resource.",
        pointer: "/meta/location",
      }),
    ];
  }
  const header = headerOf(exchange.response?.headers ?? [], "content-location");
  if (header !== undefined && !sameLocation(header, value, exchange.request.url, `${type}s`, id)) {
    return [
      failed(LOCATION, "content-location", {
        expected: [value],
        actual: header,
        message: "Content-Location and `meta.location` differ.",
        pointer: "/meta/location",
      }),
    ];
  }
  return [passed(LOCATION, "location")];
}

/** A Content-Location may be relative (RFC 9110 section 8.7): then only the resource it names can be compared. */
function sameLocation(header: string, value: string, url: string, endpoint: string, id: string): boolean {
  if (header === value) return true;
  if (URL.canParse(header) && URL.canParse(value)) return new URL(header).href === new URL(value).href;
  return URL.canParse(header, url) && locationNames(new URL(header, url).href, endpoint, id);
}

function history(meta: JsonObject, earlier: readonly Exchange[]): CheckVerdict[] {
  const verdicts: CheckVerdict[] = [];
  const before = earlier
    .map((exchange) => ({ exchange, meta: metaOf(exchange) }))
    .filter((entry) => entry.meta !== undefined);
  const created = parseDateTime(text(attributeOf(meta, "created")) ?? "");
  const firstCreated = before.find((entry) => dateIn(entry.meta, "created") !== undefined);
  const first = dateIn(firstCreated?.meta, "created");
  if (created !== undefined && first !== undefined && firstCreated !== undefined) {
    verdicts.push(
      sameInstant(created, first)
        ? passed(CREATED, "created")
        : failed(CREATED, "created", {
            expected: [shortJson(attributeOf(firstCreated.meta ?? {}, "created"))],
            actual: shortJson(attributeOf(meta, "created")),
            message: "`meta.created` changed.",
            pointer: "/meta/created",
            also: [firstCreated.exchange.id],
          }),
    );
  }
  const modified = parseDateTime(text(attributeOf(meta, "lastModified")) ?? "");
  const previous = before.findLast((entry) => dateIn(entry.meta, "lastModified") !== undefined);
  const last = dateIn(previous?.meta, "lastModified");
  if (modified !== undefined && last !== undefined && previous !== undefined) {
    const tolerance = CLOCK_TOLERANCE_MS + Math.max(modified.stepMs, last.stepMs);
    verdicts.push(
      modified.epochMs >= last.epochMs - tolerance
        ? passed(MODIFIED, "lastModified-not-back")
        : failed(MODIFIED, "lastModified-not-back", {
            expected: [`not before ${shortJson(attributeOf(previous.meta ?? {}, "lastModified"))}`],
            actual: shortJson(attributeOf(meta, "lastModified")),
            message: "`meta.lastModified` went back.",
            pointer: "/meta/lastModified",
            also: [previous.exchange.id],
          }),
    );
  }
  return verdicts;
}

function dateIn(meta: JsonObject | undefined, name: string): ReturnType<typeof parseDateTime> {
  const value = meta === undefined ? undefined : text(attributeOf(meta, name));
  return value === undefined ? undefined : parseDateTime(value);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
