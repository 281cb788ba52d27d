import type { Exchange } from "../../../result/index.ts";
import { headerOf } from "../../../result/index.ts";
import { attributeOf, isObject, textAttribute } from "../../../scim/index.ts";
import { isSuccess } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import { claims } from "../described.ts";
import { type Made, makeUser, readThere, resourceOf } from "../kit.ts";

/** The version in an answer: its ETag, and `meta.version` of the resource. */
export interface Version {
  readonly header: string | undefined;
  readonly meta: string | undefined;
  readonly exchange: Exchange;
}

/** The version that an answer shows. */
export function versionIn(exchange: Exchange): Version {
  const resource = resourceOf(exchange);
  const meta = resource === undefined ? undefined : attributeOf(resource, "meta");
  const header = headerOf(exchange.response?.headers ?? [], "etag");
  return { header, meta: isObject(meta) ? textAttribute(meta, "version") : undefined, exchange };
}

/** A User of the scenario's own, and the version that a read of it shows. */
export interface Versioned extends Version {
  readonly user: Made;
  /** True where the server says that it has versions; else it shows one all the same. */
  readonly isClaimed: boolean;
}

/**
 * A User with a version. Versions are optional (RFC 7644 section 3.14): a server that neither claims nor shows them has
 * none to be held to.
 *
 * @param made a User of the scenario's own to look at again; a new one by default
 * @throws NoVerdict where there are none
 */
export async function versioned(context: ScenarioContext, made?: Made): Promise<Versioned> {
  const claimed = await claims(context, "etag");
  if (claimed === false) throw new NoVerdict("not-applicable", "the server says that it has no versions (`etag`)");
  const user = made ?? (await makeUser(context, "own"));
  const { exchange } = await readThere(context, "User", user.id);
  const version = versionIn(exchange);
  if (claimed !== true && version.header === undefined) {
    throw new NoVerdict("not-applicable", "the server neither says that it has versions nor shows an ETag");
  }
  return { ...version, user, isClaimed: claimed === true };
}

/**
 * The tag to send in If-Match or If-None-Match.
 *
 * @throws NoVerdict where the server shows none
 */
export function tagOf({ header, meta }: Version): string {
  const tag = header ?? meta;
  if (tag === undefined) throw new NoVerdict("blocked", "the server shows no ETag that could be sent back");
  return tag;
}

/** Weak tags compare by what is in quotes (RFC 9110 section 8.8.3.2). */
export const opaqueOf = (tag: string): string => tag.replace(/^W\//u, "");

/** What is in the quotes: some write the tag into `meta.version` without them. */
export const bareOf = (tag: string): string => opaqueOf(tag).replaceAll('"', "");

/** True for a weak tag, marked as such. */
export const isWeak = (tag: string): boolean => tag.startsWith("W/");

/**
 * Whether a version that there never was is enough to be refused: where it is not, the server looks past If-Match, which the
 * scenarios of one stale version tell.
 *
 * @param written what the same write with `"scimproof-none"` was answered
 * @throws NoVerdict `not-applicable` where it was carried out
 */
export function needHeeded(written: Exchange): void {
  if (isSuccess(written))
    throw new NoVerdict("not-applicable", "the server looks past If-Match, as another scenario tells");
}

/** A version that there never was. */
export const NO_VERSION = '"scimproof-none"';
