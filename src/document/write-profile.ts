import { isDeepStrictEqual } from "node:util";
import { Document, isMap } from "yaml";
import { isObject } from "./pointer.ts";
import type { Profile } from "./profile.ts";
import { defaultProfile, profileFrom } from "./profile-file.ts";
import { sourceFrom } from "./source.ts";

/** One key of a profile, and where its value comes from. */
export interface ProfileLine {
  /** `["patch", "noChangeStatus"]`. */
  readonly path: readonly string[];
  readonly value: unknown;
  /** A sentence for the comment above the line. */
  readonly note: string;
}

/** What a written profile is made from. */
export interface WrittenProfile {
  /** The profile that was gone by: what it says of its own is kept. */
  readonly base: Profile;
  /** Lines for the head of the file. */
  readonly head: readonly string[];
  readonly lines: readonly ProfileLine[];
}

// What the words of a page promise stays a promise: a server that does something else is to be found, not excused. The
// shapes are no promise, they are what is to be tried.
const TRIED: ReadonlySet<string> = new Set(["patch.valueShapes", "patch.removeShapes", "patch.pathRequired"]);
const GIVEN = "as the profile that was given has it";
const COLUMNS = 110;

/** Keys that a profile says something about, defaults and what was read from a document left out, by their paths. */
export function saidIn(profile: Profile): readonly ProfileLine[] {
  const { fromDocument, ...patch } = profile.patch;
  const { valueShapes: _, removeShapes: __, pathRequired: ___, ...rest } = patch;
  const { vendor, title, ...said } = { ...profile, patch: fromDocument ? rest : patch };
  const usual = defaultProfile(vendor, title) as unknown as Record<string, unknown>;
  return Object.entries(said).flatMap(([key, value]): ProfileLine[] => {
    const other = usual[key];
    if (isDeepStrictEqual(value, other)) return [];
    // One level deep: `attributes` and `requirements` are one thing each.
    if (!isObject(value) || !isObject(other) || Object.keys(other).length === 0)
      return [{ path: [key], value, note: GIVEN }];
    return Object.entries(value).flatMap(([name, one]) =>
      isDeepStrictEqual(one, other[name]) ? [] : [{ path: [key, name], value: one, note: GIVEN }],
    );
  });
}

/**
 * The text of a profile: YAML with a comment above every line that says where it comes from. Read back and held to the JSON
 * Schema before it is handed out. Where a profile was given and says something else than the server does, what it says stays, and
 * the comment says so.
 *
 * @throws HarnessError `PROFILE_INVALID` when it is none, which would be a fault of ours
 */
export function profileText({ base, head, lines }: WrittenProfile): string {
  const document = new Document({ vendor: base.vendor, title: base.title });
  document.commentBefore = comment(head);
  const said = saidIn(base);
  for (const line of said) {
    const own = lines.find(({ path }) => isDeepStrictEqual(path, line.path));
    if (own !== undefined && TRIED.has(line.path.join("."))) continue;
    const note =
      own === undefined || isDeepStrictEqual(own.value, line.value)
        ? line.note
        : `${line.note}; the server does something else: ${own.note}`;
    put(document, { ...line, note });
  }
  for (const line of lines) {
    if (document.hasIn(line.path)) continue;
    put(document, line);
  }
  const text = document.toString({ lineWidth: 0 });
  profileFrom(sourceFrom(text, "scimproof.profile.yaml", "PROFILE_INVALID"));
  return text;
}

function put(document: Document, { path, value, note }: ProfileLine): void {
  document.setIn(path, document.createNode(value));
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1));
  if (!isMap(parent)) return;
  const name = path.at(-1) ?? "";
  const pair = parent.items.find(({ key }) => String(key) === name);
  if (pair === undefined) return;
  const key = document.createNode(name);
  key.commentBefore = comment([note]);
  pair.key = key;
}

/** Lines of a comment, broken between words, without anything that could end it. */
function comment(lines: readonly string[]): string {
  return lines
    .flatMap((line) => broken(line.replaceAll(/\p{Cc}+/gu, " ")))
    .map((line) => ` ${line}`)
    .join("\n");
}

function broken(line: string): readonly string[] {
  const rows: string[] = [""];
  for (const word of line.split(" ")) {
    const row = rows.at(-1) ?? "";
    if (row !== "" && row.length + word.length + 1 > COLUMNS) rows.push(word);
    else rows[rows.length - 1] = row === "" ? word : `${row} ${word}`;
  }
  return rows;
}
