import { HarnessError, type Requirement } from "../result/index.ts";
import { checkFile } from "./check-file.ts";
import { below } from "./pointer.ts";
import type { Profile } from "./profile.ts";
import { PROFILE_SCHEMA } from "./profile-schema.ts";
import { readSource, type Source } from "./source.ts";

/** A profile as written: everything but the names may be left out. */
type ProfileFile = Pick<Profile, "vendor" | "title"> & {
  readonly generic?: boolean;
} & {
  readonly [Key in Exclude<keyof Profile, "vendor" | "title" | "generic" | "requirements">]?: Partial<Profile[Key]>;
} & {
  readonly requirements?: readonly (Omit<Requirement, "level" | "party"> &
    Partial<Pick<Requirement, "level" | "party">>)[];
};

/** What a profile says about the shape of PATCH messages; whoever says one of them knows more than the document. */
const SHAPE_KEYS = ["valueShapes", "removeShapes", "pathRequired"] as const;

/**
 * Reads a profile, checks it and fills in what was left out.
 *
 * @throws HarnessError `PROFILE_INVALID` with place and remedy.
 */
export async function loadProfile(file: string): Promise<Profile> {
  return profileFrom(await readSource(file, "PROFILE_INVALID"));
}

/** {@link loadProfile} for a file already read. */
export function profileFrom(source: Source): Profile {
  checkFile(source, PROFILE_SCHEMA, "PROFILE_INVALID");
  const written = source.value as unknown as ProfileFile;
  const requirements: Requirement[] = [];
  for (const requirement of written.requirements ?? []) {
    requirements.push({ level: "DOCUMENT", party: "server-document", ...requirement });
  }
  const ids = new Set<string>();
  requirements.forEach(({ id }, index) => {
    if (ids.has(id)) {
      throw new HarnessError("PROFILE_INVALID", `the requirement ${id} stands twice`, {
        place: source.placeOf(below("/requirements", index, "id")),
        remedy: "give each requirement an id of its own",
      });
    }
    ids.add(id);
  });
  const base = defaultProfile(written.vendor, written.title);
  return {
    ...base,
    ...written,
    generic: written.generic === true,
    alsoAcceptedRequestTypes: (written.alsoAcceptedRequestTypes ?? []) as readonly string[],
    serverVariables: (written.serverVariables ?? {}) as Profile["serverVariables"],
    pathParameters: (written.pathParameters ?? {}) as Profile["pathParameters"],
    attributes: (written.attributes ?? {}) as Profile["attributes"],
    notes: (written.notes ?? []) as readonly string[],
    put: { ...base.put, ...written.put },
    patch: {
      ...base.patch,
      ...written.patch,
      fromDocument: !SHAPE_KEYS.some((key) => written.patch?.[key] !== undefined),
    },
    members: { ...base.members, ...written.members },
    tenants: { ...base.tenants, ...written.tenants },
    requirements,
  };
}

/** The profile of a vendor of whom only the document is known: everything open. */
export function defaultProfile(vendor: string, title: string): Profile {
  return {
    vendor,
    title,
    generic: false,
    alsoAcceptedRequestTypes: [],
    serverVariables: {},
    pathParameters: {},
    put: { absentMembers: "open", alwaysSend: {} },
    patch: {
      fromDocument: true,
      noChangeStatus: undefined,
      valueShapes: ["array"],
      removeShapes: ["filter"],
      pathRequired: false,
      unknownMember: "open",
      putOff: false,
    },
    members: { unknown: "open", types: {} },
    tenants: { foreignStatus: undefined },
    attributes: {},
    requirements: [],
    notes: [],
  };
}

/** A short name made from a document's title: `Cube Cloud SCIM API` gives `cube-cloud-scim-api`. */
export function slugOf(title: string): string {
  const slug = title
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "")
    .slice(0, 60);
  return slug === "" ? "vendor" : slug;
}
