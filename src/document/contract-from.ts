import { createHash } from "node:crypto";
import { basename } from "node:path";
import { HarnessError } from "../result/index.ts";
import { assemble } from "./assemble.ts";
import { bodyCompiler } from "./body-schema.ts";
import type { Contract, Operation } from "./contract.ts";
import { viewOf } from "./document-view.ts";
import { fixedValues } from "./fixed-values.ts";
import { openapiVersion } from "./openapi-version.ts";
import { declaredIn, operationsOf } from "./operations.ts";
import { patchShapesOf } from "./patch-forms.ts";
import { own } from "./pointer.ts";
import type { Profile } from "./profile.ts";
import { defaultProfile, profileFrom, slugOf } from "./profile-file.ts";
import { serversFor } from "./servers.ts";
import type { Source } from "./source.ts";

/**
 * Document + Overlay + Profile, compiled: for files that have been read.
 *
 * @throws HarnessError `DOCUMENT_INVALID`, `OVERLAY_INVALID` or `PROFILE_INVALID`, each with place and remedy.
 */
export function contractFrom(
  published: Source,
  overlay: Source | undefined,
  profileSource: Source | undefined,
  vendor?: string,
): Contract {
  const source = assemble(published, overlay);
  const openapi = openapiVersion(source);
  const view = viewOf(source, openapi.startsWith("3.0"));
  const info = own(source.value, "info");
  const title = scalarText(own(info, "title")) ?? basename(source.file);
  const profile =
    profileSource === undefined ? defaultProfile(vendor ?? slugOf(title), title) : profileFrom(profileSource);
  const operations = guarded(source, () => operationsOf(view, bodyCompiler(view), focusOf(published, source)));
  return deepFreeze({
    id: profile.vendor,
    document: {
      name: basename(source.file),
      title,
      version: scalarText(own(info, "version")) ?? "",
      openapi,
    },
    digest: digestOf([
      published.text,
      overlay?.text,
      profileSource?.text,
      ...(published.externals ?? []).map(({ text }) => text),
    ]),
    servers: serversFor(view, operations[0]?.pointer),
    operations,
    declared: guarded(source, () => declaredIn(view)),
    requirements: profile.requirements,
    profile: withPatchShapes(withFixedValues(profile, operations), operations),
  });
}

/** A profile with what the document requires of every body and allows one value of, where the profile itself names none. */
function withFixedValues(profile: Profile, operations: readonly Operation[]): Profile {
  const { User, Group } = fixedValues(operations);
  const { alwaysSend } = profile.put;
  return {
    ...profile,
    put: {
      ...profile.put,
      alwaysSend: {
        ...alwaysSend,
        ...(User === undefined ? {} : { User: { ...User, ...alwaysSend.User } }),
        ...(Group === undefined ? {} : { Group: { ...Group, ...alwaysSend.Group } }),
      },
    },
  };
}

/** A profile with the shapes of PATCH messages that the document leaves, where the profile itself names none. */
function withPatchShapes(profile: Profile, operations: readonly Operation[]): Profile {
  const patch = operations.find(
    ({ method, resourceType, idParameter }) =>
      method === "PATCH" && resourceType === "Group" && idParameter !== undefined,
  );
  if (patch === undefined || !profile.patch.fromDocument) return profile;
  try {
    return { ...profile, patch: { ...profile.patch, ...patchShapesOf(patch) } };
  } catch (cause) {
    // A schema that cannot be compiled is told of where it is used.
    if (cause instanceof HarnessError) return profile;
    throw cause;
  }
}

/** What no rule above has foreseen in a document is still the document's, and told as such. */
function guarded<T>(source: Source, act: () => T): T {
  try {
    return act();
  } catch (cause) {
    if (cause instanceof HarnessError) throw cause;
    throw new HarnessError(
      "DOCUMENT_INVALID",
      `cannot be read: ${cause instanceof Error ? cause.message : "unknown"}`,
      {
        place: source.placeOf("/paths"),
        remedy: "check the document with an OpenAPI linter: npx @redocly/cli lint openapi.yaml",
        cause,
      },
    );
  }
}

/** A page's operation, unless an overlay has moved it away: then every operation counts. */
function focusOf(published: Source, source: Source): Source["focus"] {
  const { focus } = published;
  if (focus === undefined || published.value === source.value) return focus;
  const item = own(own(source.value, "paths"), focus.path);
  return own(item, focus.method.toLowerCase()) === undefined && own(item, "$ref") === undefined ? undefined : focus;
}

/** Lengths go in too, so that text moved from one file into another changes the digest. */
function digestOf(texts: readonly (string | undefined)[]): string {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(text === undefined ? "absent\n" : `${text.length}\n${text}\n`);
  return `sha256:${hash.digest("hex")}`;
}

function scalarText(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value).trim() : undefined;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
