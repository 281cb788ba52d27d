import { groupBy } from "../result/index.ts";
import { pointerTokens } from "./pointer.ts";
import { scimPath, typeParameterOf } from "./scim-path.ts";

/** Shorter texts are read whole: they are quick, and every mistake in them is told. */
const MIN_LENGTH = 1_000_000;

/** Sections of `components` whose entries are named by `$ref` alone. */
const REFERRED = new Set(["schemas", "responses", "parameters", "examples", "requestBodies", "headers", "links"]);

/** An anchor means that a part may be needed far from where it stands. */
const ANCHOR = /(?:^|[:-])[ ]+&[\w-]+|^[ ]*<<[ ]*:/mu;

const REFERENCE = /#\/(paths|components\/[A-Za-z]+)\/([^'"\s,}\]]+)/gu;

/** One path, or one named thing under components: lines from its key to the next one. */
interface Chunk {
  /** `paths`, `components/schemas`. */
  readonly group: string;
  readonly key: string;
  readonly from: number;
  to: number;
}

/**
 * A large YAML document without the paths that cannot be SCIM's and without what only those refer to, each of their lines
 * left empty, so that everything else stands where it stood. Reading YAML takes seconds for each few megabytes, and SCIM
 * is a small part of a product's document.
 *
 * @returns the text itself where it is not large, or written in any but the usual way: one thing a line, by indentation
 */
export function thinYaml(text: string, minLength: number = MIN_LENGTH): string {
  if (text.length < minLength || ANCHOR.test(text)) return text;
  const lines = text.split("\n");
  const chunks = chunksOf(lines);
  if (chunks === undefined) return text;
  const kept = keptOf(lines, chunks);
  if (!chunks.some((chunk) => chunk.group === "paths" && kept.has(chunk))) return text;
  for (const chunk of chunks) {
    if (!kept.has(chunk)) lines.fill("", chunk.from, chunk.to);
  }
  return lines.join("\n");
}

/** The chunks of a document; undefined where its lines are not what they are expected to be. */
function chunksOf(lines: readonly string[]): readonly Chunk[] | undefined {
  const chunks: Chunk[] = [];
  // The keys that lead to where a line stands, as far as they matter, and the indentation of what is inside each.
  let top = "";
  let section = "";
  let topIndent = 0;
  let sectionIndent = 0;
  let open: Chunk | undefined;
  for (const [index, line] of lines.entries()) {
    const indent = line.search(/[^ ]/u);
    if (indent === -1 || line[indent] === "#" || line[indent] === "\r") continue;
    if (line[indent] === "\t") return undefined;
    if (indent === 0) {
      if (open !== undefined) open.to = index;
      open = undefined;
      if (/^---\s*$/u.test(line) && top === "") continue;
      const head = keyOf(line);
      if (head === undefined) return undefined;
      top = head.rest === "" ? head.key : "other";
      section = top === "paths" ? "paths" : "";
      topIndent = 0;
      sectionIndent = 0;
      continue;
    }
    if (top === "components") {
      if (topIndent === 0) topIndent = indent;
      if (indent < topIndent) return undefined;
      if (indent === topIndent) {
        if (open !== undefined) open.to = index;
        open = undefined;
        const head = keyOf(line.slice(indent));
        if (head === undefined) return undefined;
        section = head.rest === "" && REFERRED.has(head.key) ? `components/${head.key}` : "";
        sectionIndent = 0;
        continue;
      }
    }
    if (section === "") continue;
    if (sectionIndent === 0) sectionIndent = indent;
    if (indent < sectionIndent) return undefined;
    if (indent > sectionIndent) continue;
    const head = keyOf(line.slice(indent));
    if (head === undefined) return undefined;
    if (open !== undefined) open.to = index;
    open = { group: section, key: head.key, from: index, to: lines.length };
    chunks.push(open);
  }
  return chunks;
}

/** The key with which a line begins, and what stands behind it; undefined where it begins with none. */
function keyOf(line: string): { readonly key: string; readonly rest: string } | undefined {
  const found =
    /^"(?<key>[^"\\]*)"\s*:(?=\s|$)(?<rest>.*)$/u.exec(line) ??
    /^'(?<key>[^']*)'\s*:(?=\s|$)(?<rest>.*)$/u.exec(line) ??
    /^(?<key>[\w$/.~][^#"']*?)\s*:(?=\s|$)(?<rest>.*)$/u.exec(line);
  if (found === null) return undefined;
  const { key = "", rest = "" } = found.groups ?? {};
  return { key, rest: rest.replace(/\s#.*$/u, "").trim() };
}

/** What is SCIM's by its path, what is outside of all chunks, and whatever those refer to. */
function keptOf(lines: readonly string[], chunks: readonly Chunk[]): ReadonlySet<Chunk> {
  const byName = groupBy(chunks, ({ group, key }) => `${group}/${key}`);
  const kept = new Set(
    chunks.filter(({ group, key }) => group === "paths" && (scimPath(key) ?? typeParameterOf(key)) !== undefined),
  );
  const follow = (from: number, to: number): void => {
    for (const [, group = "", rest = ""] of lines.slice(from, to).join("\n").matchAll(REFERENCE)) {
      const [key = ""] = pointerTokens(`/${decoded(rest)}`);
      for (const chunk of byName.get(`${group}/${key}`) ?? []) kept.add(chunk);
    }
  };
  let outside = 0;
  for (const { from, to } of chunks) {
    follow(outside, from);
    outside = to;
  }
  follow(outside, lines.length);
  // A set is walked in the order in which things come to it, those that come on the way included.
  for (const { from, to } of kept) follow(from, to);
  return kept;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
